from django.apps import AppConfig


class StatusConfig(AppConfig):
    """Room of the portal: status pages."""

    name = "yakusho.portal.status"
    label = "status"
