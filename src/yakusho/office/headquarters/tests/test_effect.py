"""The preview says what really happens: measures of the ward's plan, judged at a share before it is decided."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from yakusho.office.headquarters.rules import Effect, effect
from yakusho.office.headquarters.tests.conftest import partly_known, ward_plan
from yakusho.plans.freezing import freeze
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.states import State


def _at(share: str) -> tuple[Snapshot, Effect]:
    plan, bindings = ward_plan()
    now = freeze(plan, bindings, partly_known())
    then = freeze(plan, bindings, replace(partly_known(), majority_threshold=Decimal(share)))
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
    plan, bindings = ward_plan()
    then = freeze(plan, bindings, replace(partly_known(), majority_threshold=Decimal("0.8")))
    assert effect(then, then).moved == ()
