"""Whether a procedure takes applications on a day."""

from datetime import date
from typing import Literal

from yakusho.forms.schema.procedure import Procedure


def applicable(procedure: Procedure, today: date) -> Literal["open", "not_yet", "closed"]:
    """Say whether applications are taken (受付中), not yet, or no longer; the first and the last day count as open."""
    effective = procedure.effective
    if effective.closed or (effective.until is not None and today > effective.until):
        return "closed"
    if today < effective.starts:
        return "not_yet"
    return "open"
