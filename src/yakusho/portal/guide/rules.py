"""In which order procedures are shown."""

from collections.abc import Sequence
from datetime import date

from yakusho.portal.publications.procedures import Offered


def in_reading_order(procedures: Sequence[Offered], today: date) -> list[Offered]:
    """Open procedures first, then those to come, then closed ones."""
    order = {"open": 0, "not_yet": 1, "closed": 2}
    return sorted(procedures, key=lambda offered: (order[offered.state(today)], offered.code))
