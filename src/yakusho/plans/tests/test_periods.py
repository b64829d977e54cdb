"""All years together: summed, last, pooled, reached once, met in every year; and what can't be said yet."""

from datetime import date
from decimal import Decimal

import pytest

from yakusho.plans.judging import Judged, State, Suggestion, judge_period
from yakusho.plans.observations import Observation, holding
from yakusho.plans.overall import deadline
from yakusho.plans.tests.reports import AFTERWARDS, INDICATORS, PLAN, report, reports

DURING_2022 = date(2022, 10, 1)


def judge(indicator: str, *observations: Observation, baseline: int | None = None, today: date = AFTERWARDS) -> Judged:
    known = Decimal(baseline) if baseline is not None else None
    return judge_period(PLAN, INDICATORS[indicator], holding(observations), known, today)


def test_years_are_summed_whatever_each_of_them_was() -> None:
    found = judge("02-3", *reports("02-3", "0 3 0"))
    assert (found.state, found.value) == (State.MET, 3)
    assert found.sentence("ja") == "計３回以上に対し３回（令和3年度 0・令和4年度 3・令和5年度 0）"
    assert found.sentence("en") == "3 回 against 計３回以上 (FY2021 0, FY2022 3, FY2023 0)"


def test_where_the_cell_for_all_years_prints_no_number_every_year_has_to_be_met() -> None:
    worded = INDICATORS["02-3"].model_copy(update={"all_years": INDICATORS["03-3"].all_years})
    assert judge_period(PLAN, worded, holding(reports("02-3", "1 1 1")), None, AFTERWARDS).state is State.MET
    assert judge_period(PLAN, worded, holding(reports("02-3", "3 0 0")), None, AFTERWARDS).state is State.NOT_MET


def test_a_plan_that_prints_a_dash_for_all_years_is_not_judged() -> None:
    dashed = INDICATORS["02-3"].model_copy(update={"all_years": INDICATORS["05-2"].years[2022]})
    assert judge_period(PLAN, dashed, holding(reports("02-3", "1 1 1")), None, AFTERWARDS).state is State.NOT_PLANNED


def test_a_running_total_is_not_summed() -> None:
    found = judge("02-1", *reports("02-1", "16 26 36"))
    assert (found.state, found.value) == (State.MET, 36)


def test_ratios_are_pooled_and_not_averaged() -> None:
    found = judge("02-2", *reports("02-2", "50/100 55/100 130/197"))
    assert found.value is not None
    assert round(float(found.value), 1) == 59.2
    assert found.share == (235, 397)
    assert found.sentence("ja") == "６割以上の省力化に対し59.2%（235÷397）"
    assert found.state is State.NOT_MET


def test_percentages_without_their_wholes_cannot_be_pooled() -> None:
    found = judge("02-2", *reports("02-2", "50/100 55 130/197"))
    assert found.state is State.NOT_REPORTED
    assert "令和4年度" in found.sentence("ja")


def test_a_missing_year_leaves_a_sum_open_unless_it_is_reached_already() -> None:
    some = judge("02-3", *reports("02-3", "1 - 1"))
    assert (some.state, some.value, some.suggestion) == (State.NOT_REPORTED, 2, Suggestion.NONE)
    assert "令和4年度 報告なし" in some.sentence("ja")
    assert "令和4年度の報告がありません" in some.sentence("ja")
    assert judge("02-3", *reports("02-3", "3 - -")).state is State.MET


def test_a_blank_year_is_neither_missing_nor_added() -> None:
    found = judge("11-2", *reports("11-2", "3600 3600 -"), report("11-2", 2023, "500"))
    assert (found.state, found.value) == (State.MET, 7_200)


def test_before_the_end_what_is_not_reached_is_not_due() -> None:
    assert judge("02-3", report("02-3", 2021, "1"), today=DURING_2022).state is State.NOT_DUE
    assert judge("02-3", today=DURING_2022).state is State.NOT_DUE
    assert judge("02-1", report("02-1", 2021, "36"), today=DURING_2022).state is State.MET
    assert judge("12-1", report("12-1", 2021, "40/100"), today=DURING_2022).state is State.NOT_DUE
    assert judge("02-2", report("02-2", 2021, "70/100"), today=DURING_2022).state is State.NOT_DUE
    assert judge("03-3", report("03-3", 2021, "y"), today=DURING_2022).state is State.NOT_DUE


def test_a_level_is_that_of_the_last_year() -> None:
    assert judge("12-1", *reports("12-1", "50/100 50/100 29/100")).state is State.NOT_MET
    assert judge("12-1", *reports("12-1", "50/100 50/100 -")).state is State.NOT_REPORTED
    assert judge("12-1", *reports("12-1", "- - 30/100")).state is State.MET


def test_growth_over_all_years_is_held_against_the_baseline() -> None:
    written = reports("15-3", "12 9 11")
    assert judge("15-3", *written).state is State.NEEDS_BASELINE
    assert judge("15-3", *written, baseline=10).state is State.MET
    assert judge("15-3", *written, baseline=11).state is State.NOT_MET
    assert judge("15-3", *reports("15-3", "12 - -"), baseline=10).state is State.NOT_REPORTED


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_a_stage_to_be_reached_once_may_be_reached_in_any_year(year: int) -> None:
    assert judge("05-2", report("05-2", 2021, "s0"), report("05-2", year, "s1", sequence=1)).state is State.MET


def test_what_was_to_be_done_within_a_year_is_late_afterwards() -> None:
    assert deadline(PLAN, INDICATORS["09-1"]) == date(2022, 3, 31)
    assert deadline(PLAN, INDICATORS["05-2"]) == date(2024, 3, 31)
    late = [report("09-1", 2021, "s0"), report("09-1", 2022, "s1")]
    found = judge("09-1", *late)
    assert found.state is State.NOT_MET
    assert "期限は令和4年3月31日" in found.sentence("ja")
    assert judge("09-1", *late[:1], today=date(2022, 3, 31)).state is State.NOT_DUE
    assert judge("09-1", *late[:1], today=date(2022, 4, 1)).state is State.NOT_MET


def test_a_stage_done_in_its_year_is_not_taken_for_the_last_stage() -> None:
    done = Observation("04-1", 2021, AFTERWARDS, done=True)
    assert judge("04-1", done, report("04-1", 2023, "s2")).state is State.NOT_REPORTED
    assert judge("04-1", done, *reports("04-1", "- s2 s2")).state is State.NOT_MET


def test_stages_alone_do_not_say_how_many_were_solved() -> None:
    stages = reports("10-1", "s1 s2 s3")
    found = judge("10-1", *stages)
    assert (found.state, found.suggestion) == (State.NOT_REPORTED, Suggestion.ASK)
    assert judge("10-1", *reports("10-1", "s1 s2 s3;1")).state is State.MET
    assert judge("10-1", *reports("10-1", "s1 s2 s2")).state is State.NOT_MET


def test_one_year_without_the_activity_fails_all_years() -> None:
    found = judge("03-3", *reports("03-3", "y n y"))
    assert (found.state, found.value) == (State.NOT_MET, 2)
    assert "令和4年度は未達成" in found.sentence("ja")


def test_years_whose_condition_did_not_occur_are_left_out() -> None:
    assert judge("14-1", *reports("14-1", "yy - -")).state is State.MET
    assert judge("14-1", *reports("14-1", "yy t0 -")).state is State.NOT_MET
    assert judge("14-1", *reports("14-1", "yy - -"), today=DURING_2022).state is State.NOT_DUE


def test_an_item_that_only_the_list_for_all_years_has_is_asked_about() -> None:
    found = judge("20-1", *reports("20-1", "yy yy yy"))
    assert (found.state, found.suggestion) == (State.MET, Suggestion.ASK)
    assert "研修内容の検討" in found.sentence("ja")
    assert judge("20-1", *reports("20-1", "yy yy yyy")).suggestion is Suggestion.MET
