from django.apps import AppConfig


class PlanEditingConfig(AppConfig):
    """Room of the office: the plan's file, its draft, its versions and how they differ."""

    name = "yakusho.office.plan_editing"
    label = "plan_editing"
