from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """Room of the my-number zone: answers to what the office asks the register."""

    name = "yakusho.mynumber.questions"
    label = "questions"
