from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Definitions that cases are read by."""

    name = "yakusho.desk.procedures"
    label = "procedures"
