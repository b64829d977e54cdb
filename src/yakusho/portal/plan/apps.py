from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Room of the portal: the ward's plan for everybody."""

    name = "yakusho.portal.plan"
    label = "plan"
