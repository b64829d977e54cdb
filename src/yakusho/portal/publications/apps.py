from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """Room of the portal: published snapshots."""

    name = "yakusho.portal.publications"
    label = "publications"
