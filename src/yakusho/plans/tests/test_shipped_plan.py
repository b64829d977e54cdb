"""The shipped plan is complete and adds up, down to the printed summary of the plan before."""

from collections import Counter
from collections.abc import Iterator

import pytest

from yakusho.plans import Plan
from yakusho.plans.checks import figure_of_ratings, owners_of, sums_that_disagree
from yakusho.plans.targets import Blank, CountTarget, NotPlanned
from yakusho.plans.tests.ward import shipped_bindings, shipped_plan


@pytest.fixture(scope="module")
def plan() -> Iterator[Plan]:
    return shipped_plan()


def test_22_measures_are_49_indicators_are_147_indicator_years(plan: Plan) -> None:
    assert len(plan.measures) == 22
    assert len(list(plan.indicators())) == 49
    assert len(list(plan.yearly_targets())) == 147


def test_135_years_are_to_be_judged_11_are_dashes_and_1_is_blank(plan: Plan) -> None:
    targets = [target for _, _, target in plan.yearly_targets()]
    assert plan.planned_years() == 135
    assert sum(isinstance(target, NotPlanned) for target in targets) == 11
    assert sum(isinstance(target, Blank) for target in targets) == 1


def test_indicators_are_of_the_ten_rules(plan: Plan) -> None:
    assert Counter(indicator.reading.rule for indicator in plan.indicators()) == {
        "R-COUNT": 16,
        "R-STOCK": 1,
        "R-RATIO": 1,
        "R-LEVEL": 2,
        "R-STAGE": 10,
        "R-STAGE-THEN-COUNT": 1,
        "R-DIRECTION": 6,
        "R-ACTIVITY": 10,
        "R-CHECKLIST": 1,
        "R-CONDITIONAL": 1,
    }


def test_yearly_counts_add_up_to_their_number_for_all_years(plan: Plan) -> None:
    with_numbers = [
        indicator
        for indicator in plan.indicators()
        if any(isinstance(t, CountTarget) for t in indicator.years.values())
    ]
    assert len(with_numbers) == 16
    assert sums_that_disagree(plan) == []


def test_only_measure_22_has_no_main_policy(plan: Plan) -> None:
    assert [measure.number for measure in plan.measures if measure.main_policy is None] == ["22"]


def test_nine_notes_of_the_source_say_that_a_volume_is_being_settled(plan: Plan) -> None:
    pages = {note.page: note.boxes_on_page for measure in plan.measures if (note := measure.adjusting_note)}
    assert sum(boxes or 0 for boxes in pages.values()) == 9


def test_every_cell_keeps_the_words_of_the_source(plan: Plan) -> None:
    for indicator, year, target in plan.yearly_targets():
        assert target.raw or isinstance(target, Blank), (indicator.id, year)
    dashes = Counter(target.raw for _, _, target in plan.yearly_targets() if isinstance(target, NotPlanned))
    assert dashes == {"―": 2, "－": 9}


def test_the_summary_of_the_plan_before_comes_out_of_its_41_measures(plan: Plan) -> None:
    previous = plan.previous_plan
    assert previous is not None
    assert previous.figure_14 is not None
    computed = figure_of_ratings(previous)
    assert len(previous.measures) == 41
    assert computed == [row.counts for row in previous.figure_14.rows]
    assert tuple(map(sum, zip(*computed, strict=True))) == (41, 7, 26, 7, 1) == previous.figure_14.computed_totals


def test_owners_are_split_at_both_separators() -> None:
    assert owners_of("経営改革推進課・IT推進課、人事課") == ["経営改革推進課", "IT推進課", "人事課"]


def test_ten_indicators_have_meters_and_all_others_say_why_not(plan: Plan) -> None:
    bindings = shipped_bindings()
    assert bindings.meters() == {"procedures.online": 1, "applications.received": 1, "activities.held": 1}
    places = bindings.read_from("activities.held")
    assert set(places) == {"02-3", "03-2", "09-3", "15-2", "19-2", "20-2", "20-3", "22-2"}
    assert all(where["themes"] == indicator for indicator, where in places.items())
    reasons = Counter(binding.none for binding in bindings.indicators.values() if binding.none)
    assert reasons == {"reported": 11, "not_open": 28}


def test_bindings_say_of_each_indicator_what_its_reading_says(plan: Plan) -> None:
    bindings = shipped_bindings().indicators
    for indicator in plan.indicators():
        binding, measurement = bindings[indicator.id], indicator.reading.measurement
        if binding.meter is None:
            assert (binding.none == "reported") == (measurement == "report"), indicator.id
            assert binding.partly == (measurement == "semi"), indicator.id
        else:
            assert (measurement, binding.partly) in (("auto", False), ("semi", True)), indicator.id
