from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Room of the office: trainings, briefings, drills, outreach and meetings."""

    name = "yakusho.office.activities"
    label = "activities"
