from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The cases of one zone."""

    name = "yakusho.desk.cases"
    label = "cases"
