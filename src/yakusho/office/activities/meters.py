"""What activities count for.

An activity counts in the fiscal year in which it was held, and only from its report on. Under `activities.held` it
counts once for each theme, so that number is read for one kind and theme; the other meters count each activity once.
"""

from yakusho.journal.meters import Meter, entries
from yakusho.office.activities.facts import ActivityAttended, ActivityHeld

activities_held = Meter(
    "activities.held", unit="回", counts=entries(ActivityHeld), by=("section", "category", "themes")
)
"""Trainings, briefings, drills and outreach that were held and reported, by the indicators they serve (実施回数)."""

activities_reported = Meter("activities.reported", unit="回", counts=entries(ActivityHeld), by=("section", "category"))
"""The same, each counted once whatever it serves (実施報告数)."""

attendances = Meter("activities.attendances", unit="人", counts=entries(ActivityAttended), by=("section", "category"))
"""Attendances of staff that were recorded (出席者数, 延べ)."""

METERS = [activities_held, activities_reported, attendances]
