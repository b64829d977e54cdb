from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """Room of the office: questions to the resident register, which only the inner zone holds."""

    name = "yakusho.office.questions"
    label = "questions"
