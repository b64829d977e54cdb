from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Page views of personal data in one zone."""

    name = "yakusho.desk.access"
    label = "access"
