from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    """The resident register of the my-number zone."""

    name = "yakusho.mynumber.residents"
    label = "residents"
