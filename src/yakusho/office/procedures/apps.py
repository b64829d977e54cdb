from django.apps import AppConfig


class OfficeProceduresConfig(AppConfig):
    """Where procedures are published and closed."""

    name = "yakusho.office.procedures"
    label = "office_procedures"
