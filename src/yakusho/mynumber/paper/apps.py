from django.apps import AppConfig


class PaperConfig(AppConfig):
    """Forms on paper: printing and registering."""

    name = "yakusho.mynumber.paper"
    label = "paper"
