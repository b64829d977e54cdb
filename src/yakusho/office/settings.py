"""Settings of the office zone."""

from yakusho.desk.zone_settings import staff_zone

globals().update(
    staff_zone(
        "office",
        "yakusho.office.organisation",
        "yakusho.office.procedures",
        "yakusho.office.plan",
        "yakusho.office.plan_editing",
        "yakusho.office.measuring",
        "yakusho.office.headquarters",
        "yakusho.office.entries",
        "yakusho.office.activities",
        "yakusho.office.questions",
    )
)
