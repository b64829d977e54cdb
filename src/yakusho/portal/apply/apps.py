from django.apps import AppConfig


class ApplyConfig(AppConfig):
    """Room of the portal: forms, drafts, submission."""

    name = "yakusho.portal.apply"
    label = "apply"
