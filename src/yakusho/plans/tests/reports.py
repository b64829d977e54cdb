"""Reports for tests, in the short writing of `hand_worked`."""

from datetime import date
from decimal import Decimal
from typing import Any

from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.plans.observations import Observation, Status
from yakusho.plans.tests.ward import shipped_plan

PLAN = shipped_plan()
INDICATORS = {indicator.id: indicator for indicator in PLAN.indicators()}
AFTERWARDS = date(2024, 6, 1)
"""A day when all years of the plan are over."""
BASELINES = {each.id: Decimal(10) for each in INDICATORS.values() if each.reading.rule == "R-DIRECTION"}


def report(indicator: str, year: int, written: str, **more: Any) -> Observation:
    """One report, as of the end of its year."""
    return Observation(indicator, year, more.pop("as_of", fiscal_year_days(year)[1]), **{**_measured(written), **more})


def reports(indicator: str, written: str, status: Status = "confirmed") -> list[Observation]:
    """The reports of a plan's three years."""
    yearly, _, beside = written.partition(";")
    found = [
        report(indicator, year, each, status=status)
        for year, each in zip(PLAN.fiscal_years, yearly.split(), strict=True)
        if each != "-"
    ]
    return [*found, report(indicator, PLAN.fiscal_years[-1], beside, status=status)] if beside else found


def _measured(written: str) -> dict[str, Any]:
    if "/" in written:
        part, whole = written.split("/")
        return {"share": (Decimal(part), Decimal(whole))}
    if written[0] == "s":
        return {"stage": int(written[1:])}
    if written[0] == "t":
        return {"triggered": True, "evidence": 0 if written == "t0" else 1}
    if written in ("y", "n"):
        return {"done": written == "y", "evidence": int(written == "y")}
    if written[0] in "yn":
        return {"items": tuple(each == "y" for each in written)}
    return {"value": Decimal(written)}
