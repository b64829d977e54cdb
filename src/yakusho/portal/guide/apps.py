from django.apps import AppConfig


class GuideConfig(AppConfig):
    """Room of the portal: home and guide pages."""

    name = "yakusho.portal.guide"
    label = "guide"
