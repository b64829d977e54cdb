from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Sections, seats and signing in of one zone."""

    name = "yakusho.desk.staff"
    label = "staff"
