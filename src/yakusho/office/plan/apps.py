from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Room of the office: the ward's plan and its numbers."""

    name = "yakusho.office.plan"
    label = "plan"
