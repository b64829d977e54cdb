"""The preview says what really happens: measures of the ward's plan, judged at a share before it is decided."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.support.home import WARD_FOLDER
from yakusho import plans
from yakusho.office.headquarters.rules import Effect, effect
from yakusho.plans.freezing import Knowledge, freeze
from yakusho.plans.model import Plan
from yakusho.plans.observations import Observation, holding
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.states import State

AFTERWARDS = date(2024, 6, 1)


def _plan() -> tuple[Plan, plans.Bindings]:
    folder = WARD_FOLDER / "plans"
    plan = plans.load((folder / "plan-2025.yaml").read_text("utf-8"), "plan-2025.yaml")
    return plan, plans.load_bindings((folder / "bindings.yaml").read_text("utf-8"), "bindings.yaml", plan)


def _known() -> Knowledge:
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


def _at(share: str) -> tuple[Snapshot, Effect]:
    plan, bindings = _plan()
    now = freeze(plan, bindings, _known())
    then = freeze(plan, bindings, replace(_known(), majority_threshold=Decimal(share)))
    return then, effect(now, then)


@pytest.mark.parametrize(("share", "after"), [("0.66", State.MET), ("0.67", State.NOT_MET), ("1", State.NOT_MET)])
def test_a_measure_that_met_two_of_three_moves_by_the_share(share: str, after: State) -> None:
    then, found = _at(share)
    (moved,) = [each for each in found.moved if each.number == "21"]
    assert (moved.met, moved.active, moved.before, moved.after) == (2, 3, State.NEEDS_THRESHOLD, after)
    assert {state: count for state, _, count in found.states if count} == Counter(each.state for each in then.measures)


def test_a_preview_counts_every_measure_before_and_after() -> None:
    _, found = _at("0.8")
    assert sum(before for _, before, _ in found.states) == sum(after for _, _, after in found.states) == 22


def test_the_share_that_holds_already_moves_nothing() -> None:
    plan, bindings = _plan()
    then = freeze(plan, bindings, replace(_known(), majority_threshold=Decimal("0.8")))
    assert effect(then, then).moved == ()
