"""What moved between two snapshots is told cell by cell, and nothing else is."""

from datetime import date

from yakusho.plans.changes import changes
from yakusho.plans.freezing import Knowledge, freeze
from yakusho.plans.observations import Observation, holding
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.states import State
from yakusho.plans.tests.ward import shipped_bindings, shipped_plan

TODAY = date(2022, 3, 1)


def _frozen(*observations: Observation) -> Snapshot:
    return freeze(shipped_plan(), shipped_bindings(), Knowledge(TODAY, holding(observations)))


def _trainings(count: int) -> Observation:
    return Observation("09-3", 2021, TODAY, value=count, source="meter")


def test_the_same_plan_twice_has_no_changes() -> None:
    assert changes(_frozen(_trainings(1)), _frozen(_trainings(1))) == []


def test_a_moved_value_and_a_moved_state_are_told_for_the_year_and_for_all_years() -> None:
    found = {each.fiscal_year: each for each in changes(_frozen(_trainings(5)), _frozen(_trainings(6)))}
    assert set(found) == {2021, None}
    assert (found[2021].state_before, found[2021].state) == (State.NOT_DUE, State.MET)
    assert (found[2021].value_before, found[2021].value) == (5, 6)


def test_nothing_to_zero_is_a_change_because_zero_is_a_value() -> None:
    found = changes(_frozen(), _frozen(_trainings(0)))
    assert any((each.value_before, each.value) == (None, 0) for each in found)
