"""All 49 indicators: exactly as planned, one more, zero, nothing, and exactly as planned but provisional."""

from collections import Counter

import pytest

from yakusho.plans.judging import Judged, State, Suggestion, judge_period, judge_year
from yakusho.plans.observations import NOTHING_HELD, Held, holding
from yakusho.plans.targets import is_planned
from yakusho.plans.tests.hand_worked import CASES, Case
from yakusho.plans.tests.reports import AFTERWARDS, BASELINES, INDICATORS, PLAN, reports

SIGNS = {
    "=": (State.MET, Suggestion.MET),
    "+": (State.EXCEEDED_CANDIDATE, Suggestion.EXCEEDED),
    "?": (State.MET, Suggestion.ASK),
    "x": (State.NOT_MET, Suggestion.NOT_MET),
    "·": (State.NOT_PLANNED, Suggestion.NONE),
    "-": (State.NOT_REPORTED, Suggestion.NONE),
    "o": (State.NOT_APPLICABLE, Suggestion.NONE),
}
ALL_YEARS = 0
every_indicator = pytest.mark.parametrize("case", CASES, ids=lambda case: case.indicator)


def judge(indicator_id: str, held: Held) -> dict[int, Judged]:
    """Every year of an indicator, and all years together."""
    indicator, baseline = INDICATORS[indicator_id], BASELINES.get(indicator_id)
    years = {year: judge_year(PLAN, indicator, year, held, baseline, AFTERWARDS) for year in indicator.years}
    return {**years, ALL_YEARS: judge_period(PLAN, indicator, held, baseline, AFTERWARDS)}


def outcomes(judged: dict[int, Judged]) -> list[tuple[State, Suggestion]]:
    return [(each.state, each.suggestion) for each in judged.values()]


def expected(case: Case, sign: str) -> list[tuple[State, Suggestion]]:
    """The same sign in every year that is planned, and over all years."""
    planned = (is_planned(target) for target in INDICATORS[case.indicator].years.values())
    return [*(SIGNS[sign if each else "·"] for each in planned), SIGNS[sign]]


def test_the_table_holds_every_indicator_once() -> None:
    assert [case.indicator for case in CASES] == list(INDICATORS)


@every_indicator
def test_exactly_as_planned_is_met(case: Case) -> None:
    judged = judge(case.indicator, holding(reports(case.indicator, case.exact)))
    assert outcomes(judged) == expected(case, "=")
    assert judged[ALL_YEARS].sentence("ja").startswith(case.why)
    assert "見込み" not in judged[ALL_YEARS].sentence("ja")


@every_indicator
def test_one_more_is_a_candidate_where_a_number_was_planned_and_a_question_at_an_early_stage(case: Case) -> None:
    judged = judge(case.indicator, holding(reports(case.indicator, case.over)))
    assert outcomes(judged) == [*(SIGNS[sign] for sign in case.over_years), SIGNS[case.over_all]]


@every_indicator
def test_zero_is_not_met_and_stays_a_number(case: Case) -> None:
    judged = judge(case.indicator, holding(reports(case.indicator, case.zero)))
    assert outcomes(judged) == expected(case, "x")
    assert {each.value for each in judged.values() if each.state is State.NOT_MET} == {0}


@every_indicator
def test_nothing_is_not_reported_and_no_zero(case: Case) -> None:
    judged = judge(case.indicator, NOTHING_HELD)
    if case.indicator == "14-1":
        assert outcomes(judged) == [SIGNS[sign] for sign in "-oo-"]
    else:
        assert outcomes(judged) == expected(case, "-")
    assert {each.value for each in judged.values()} == {None}
    assert {each.source for each in judged.values()} == {None}


@every_indicator
def test_provisional_values_suggest_the_same_and_say_so(case: Case) -> None:
    judged = judge(case.indicator, holding(reports(case.indicator, case.exact, "provisional")))
    assert outcomes(judged) == expected(case, "=")
    reported = [each for each in judged.values() if each.value is not None]
    assert all(each.provisional and "見込み" in each.sentence("ja") for each in reported)
    assert all("provisional" in each.sentence("en") for each in reported)


@pytest.mark.parametrize(
    ("scenario", "years", "overall"),
    [
        ("exact", {"met": 135, "not_planned": 12}, {"met": 49}),
        ("over", {"met": 76, "exceeded_candidate": 59, "not_planned": 12}, {"met": 28, "exceeded_candidate": 21}),
        ("zero", {"not_met": 135, "not_planned": 12}, {"not_met": 49}),
        ("nothing", {"not_reported": 133, "not_applicable": 2, "not_planned": 12}, {"not_reported": 49}),
    ],
)
def test_the_totals_over_147_cells_and_49_indicators(
    scenario: str, years: dict[str, int], overall: dict[str, int]
) -> None:
    found: Counter[str] = Counter()
    found_overall: Counter[str] = Counter()
    for case in CASES:
        written = [] if scenario == "nothing" else reports(case.indicator, getattr(case, scenario))
        judged = judge(case.indicator, holding(written))
        found_overall[judged.pop(ALL_YEARS).state] += 1
        found.update(each.state for each in judged.values())
    assert dict(found) == years
    assert dict(found_overall) == overall
