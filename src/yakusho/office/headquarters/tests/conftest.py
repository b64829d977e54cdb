"""The ward's plan as it stood after its years, with measure 21 partly done: two of three."""

from datetime import date
from decimal import Decimal

import pytest

from tests.support.home import WARD_FOLDER
from yakusho import plans
from yakusho.office.plan import queries as plan_queries
from yakusho.plans.freezing import Knowledge, freeze
from yakusho.plans.model import Plan
from yakusho.plans.observations import Observation, holding

AFTERWARDS = date(2024, 6, 1)


def ward_plan() -> tuple[Plan, plans.Bindings]:
    folder = WARD_FOLDER / "plans"
    plan = plans.load((folder / "plan-2025.yaml").read_text("utf-8"), "plan-2025.yaml")
    return plan, plans.load_bindings((folder / "bindings.yaml").read_text("utf-8"), "bindings.yaml", plan)


def partly_known() -> Knowledge:
    """Measure 21: one of two posting targets is met in each year, the codes are placed. Two of three."""

    def observed(indicator: str, year: int, **said: object) -> Observation:
        return Observation(indicator, year, AFTERWARDS, status="confirmed", source="section", evidence=1, **said)  # type: ignore[arg-type]

    reported = [
        each
        for year in (2021, 2022, 2023)
        for each in (
            observed("21-1", year, stage=1 if year == 2021 else 2),
            observed("21-2", year, value=Decimal(25)),
            observed("21-3", year, value=Decimal(1)),
        )
    ]
    return Knowledge(AFTERWARDS, holding(reported))


@pytest.fixture
def partly(stage: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages find measure 21 met by two of three, so that it waits for the share."""
    now = plan_queries.standing()
    known = partly_known()
    snapshot = freeze(now.ward.plan, now.ward.bindings, known)
    found = plan_queries.Standing(now.stamp, now.ward, known, snapshot)
    monkeypatch.setattr(plan_queries, "standing", lambda: found)
