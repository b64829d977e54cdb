"""Fiscal years, reckoned apart from the writer's."""

from datetime import date


def fiscal_year(day: object) -> int | None:
    """The year that 1 April before an ISO day lies in; None when it is no day."""
    try:
        found = date.fromisoformat(str(day))
    except ValueError:
        return None
    return found.year - (found.month < 4)
