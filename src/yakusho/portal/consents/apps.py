from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """Room of the portal: consents of others."""

    name = "yakusho.portal.consents"
    label = "consents"
