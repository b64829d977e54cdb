from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    """One page over what the journal reports."""

    name = "yakusho.desk.problems"
    label = "problems"
