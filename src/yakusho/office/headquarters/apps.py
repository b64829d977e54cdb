from django.apps import AppConfig


class HeadquartersConfig(AppConfig):
    """Room of the office: the share that counts as most, which the plan leaves to headquarters."""

    name = "yakusho.office.headquarters"
    label = "headquarters"
