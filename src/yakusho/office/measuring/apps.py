from django.apps import AppConfig


class MeasuringConfig(AppConfig):
    """Room of the office: values of indicators, confirmed and corrected, with evidence and imports."""

    name = "yakusho.office.measuring"
    label = "measuring"
