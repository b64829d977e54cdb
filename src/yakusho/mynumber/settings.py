"""Settings of the my-number zone."""

from yakusho.desk.zone_settings import staff_zone

globals().update(
    staff_zone(
        "mynumber",
        "yakusho.mynumber.residents",
        "yakusho.mynumber.checking",
        "yakusho.mynumber.questions",
        "yakusho.mynumber.paper",
    )
)
