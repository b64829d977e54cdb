from django.apps import AppConfig


class ProofConfig(AppConfig):
    """Room of the portal: receipts and published heads."""

    name = "yakusho.portal.proof"
    label = "proof"
