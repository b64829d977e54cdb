from django.apps import AppConfig


class CheckingConfig(AppConfig):
    """Room of the my-number zone: what an application and the register say of each other."""

    name = "yakusho.mynumber.checking"
    label = "checking"
