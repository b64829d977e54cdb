"""One year of an indicator: what is met, what can't be said, and the sentence why."""

from datetime import date
from decimal import Decimal

import pytest

from yakusho.plans.judging import Judged, State, Suggestion, judge_year
from yakusho.plans.model import WrittenBaseline
from yakusho.plans.observations import Observation, holding
from yakusho.plans.tests.reports import AFTERWARDS, INDICATORS, PLAN, report

DURING_2022 = date(2022, 10, 1)


def judge(
    indicator: str, year: int, *observations: Observation, baseline: int | None = None, today: date = AFTERWARDS
) -> Judged:
    known = Decimal(baseline) if baseline is not None else None
    return judge_year(PLAN, INDICATORS[indicator], year, holding(observations), known, today)


def test_a_year_before_its_end_is_not_due_until_it_is_reached() -> None:
    assert judge("02-3", 2022, today=DURING_2022).state is State.NOT_DUE
    started = judge("11-1", 2022, report("11-1", 2022, "15000"), today=DURING_2022)
    assert (started.state, started.value, started.suggestion) == (State.NOT_DUE, 15_000, Suggestion.NONE)
    assert "年度の途中です" in started.sentence("ja")
    assert judge("02-3", 2022, report("02-3", 2022, "1"), today=DURING_2022).state is State.MET
    assert "まだ始まっていません" in judge("02-3", 2023, today=DURING_2022).sentence("ja")


def test_the_last_day_of_march_still_belongs_to_the_year() -> None:
    short = report("02-3", 2021, "0")
    assert judge("02-3", 2021, short, today=date(2022, 3, 31)).state is State.NOT_DUE
    assert judge("02-3", 2021, short, today=date(2022, 4, 1)).state is State.NOT_MET


def test_a_number_without_printed_at_least_is_read_so_and_the_sentence_says_so() -> None:
    bare = judge("17-1", 2021, report("17-1", 2021, "2", status="confirmed"))
    assert bare.state is State.EXCEEDED_CANDIDATE
    assert bare.sentence("ja") == "年１回に対し２回。「以上」は計画に印字がなく、以上と読みました。"
    printed = judge("03-2", 2021, report("03-2", 2021, "2", status="confirmed"))
    assert printed.sentence("ja") == "年１回以上に対し２回"
    assert printed.sentence("en") == "2 回 against 年１回以上"


def test_a_percentage_just_below_its_target_never_looks_like_it() -> None:
    near = judge("02-2", 2021, report("02-2", 2021, "59999/100000", status="confirmed"))
    assert near.state is State.NOT_MET
    assert near.sentence("ja") == "６割以上の省力化に対し59.999%（59,999÷100,000）"


def test_a_number_counted_only_in_part_says_since_when_and_is_asked_when_it_falls_short() -> None:
    part = judge("02-3", 2021, report("02-3", 2021, "0", source="meter", since=date(2021, 11, 24)))
    assert (part.state, part.suggestion) == (State.NOT_MET, Suggestion.ASK)
    assert part.coverage_since == date(2021, 11, 24)
    assert "令和3年11月24日から数えたもの" in part.sentence("ja")
    assert "24 November 2021" in part.sentence("en")


def test_growth_is_held_against_the_baseline_first_and_then_against_the_year_before() -> None:
    first, second = report("15-3", 2021, "12"), report("15-3", 2022, "11")
    assert judge("15-3", 2021, first).state is State.NEEDS_BASELINE
    assert judge("15-3", 2021, first).value == 12
    assert judge("15-3", 2021, first, baseline=11).state is State.MET
    assert judge("15-3", 2021, first, baseline=12).state is State.NOT_MET
    fallen = judge("15-3", 2022, first, second, baseline=1)
    assert fallen.state is State.NOT_MET
    assert "令和3年度の12件から増えず、11件です" in fallen.sentence("ja")
    assert judge("15-3", 2022, second, baseline=1).state is State.NEEDS_BASELINE


def test_a_baseline_that_somebody_entered_goes_before_the_one_that_the_plan_prints() -> None:
    printed = INDICATORS["15-3"].model_copy(update={"baseline": WrittenBaseline(value=Decimal(20))})
    held = holding([report("15-3", 2021, "12")])
    assert judge_year(PLAN, printed, 2021, held, None, AFTERWARDS).state is State.NOT_MET
    assert judge_year(PLAN, printed, 2021, held, Decimal(10), AFTERWARDS).state is State.MET


def test_growth_after_a_dash_year_is_held_against_the_baseline() -> None:
    assert judge("06-3", 2022, report("06-3", 2022, "3"), baseline=0).state is State.MET
    assert judge("06-3", 2022, report("06-3", 2021, "1"), report("06-3", 2022, "3")).state is State.NEEDS_BASELINE


def test_growth_over_a_year_that_was_counted_in_part_is_a_question() -> None:
    part = report("15-3", 2021, "2", source="meter", since=date(2021, 11, 24))
    grown = judge("15-3", 2022, part, report("15-3", 2022, "9"))
    assert (grown.state, grown.suggestion) == (State.MET, Suggestion.ASK)
    assert "令和3年11月24日からの数" in grown.sentence("ja")


def test_an_activity_needs_evidence() -> None:
    bare = judge("03-3", 2021, report("03-3", 2021, "y", evidence=0))
    assert (bare.state, bare.suggestion) == (State.NOT_MET, Suggestion.ASK)
    assert "根拠資料がありません" in bare.sentence("ja")
    assert judge("03-3", 2021, report("03-3", 2021, "y", evidence=1)).state is State.MET


def test_entries_that_a_meter_counted_are_evidence_of_an_activity() -> None:
    assert judge("18-3", 2021, report("18-3", 2021, "4", source="meter", evidence=4)).state is State.MET
    assert judge("18-3", 2021, report("18-3", 2021, "0", source="meter")).state is State.NOT_MET


def test_a_partial_list_names_what_is_missing() -> None:
    part = judge("20-1", 2021, report("20-1", 2021, "yn", status="confirmed"))
    assert part.state is State.NOT_MET
    assert part.sentence("ja") == "2項目のうち1項目が済みました。残りは相談会内容の共有・公開です。"
    assert judge("20-1", 2021, report("20-1", 2021, "y", done=None, items=(True,))).state is State.NOT_MET


def test_a_conditional_year_does_not_apply_until_its_condition_occurs() -> None:
    assert judge("14-1", 2022).state is State.NOT_APPLICABLE
    no_notice = Observation("14-1", 2022, AFTERWARDS, triggered=False)
    assert judge("14-1", 2022, no_notice).state is State.NOT_APPLICABLE
    assert judge("14-1", 2022, report("14-1", 2022, "t0")).state is State.NOT_MET
    assert judge("14-1", 2022, report("14-1", 2022, "t")).state is State.MET


def test_work_must_have_begun_on_every_notice() -> None:
    some = judge("14-1", 2022, report("14-1", 2022, "yny"))
    assert some.state is State.NOT_MET
    assert "3件のうち2件" in some.sentence("ja")
    assert judge("14-1", 2022, report("14-1", 2022, "yy")).state is State.MET


def test_a_later_stage_is_met_and_asked_about() -> None:
    early = judge("08-1", 2021, report("08-1", 2021, "s3"))
    assert (early.state, early.suggestion) == (State.MET, Suggestion.ASK)
    assert "計画より先の段階" in early.sentence("ja")
    late = judge("08-1", 2023, report("08-1", 2023, "s2"))
    assert (late.state, late.value) == (State.NOT_MET, 2)
    assert "「策定完了」に対し「策定」まで" in late.sentence("ja")


def test_one_solved_issue_proves_the_stage_at_which_issues_are_solved() -> None:
    assert judge("10-1", 2023, report("10-1", 2023, "1")).state is State.MET
    assert judge("10-1", 2023, report("10-1", 2023, "0")).state is State.NOT_MET


@pytest.mark.parametrize(
    ("indicator", "year", "said"), [("05-2", 2022, "「―」"), ("06-1", 2022, "「－」"), ("11-2", 2023, "空欄")]
)
def test_a_dash_or_blank_is_not_judged_and_shows_a_number_all_the_same(indicator: str, year: int, said: str) -> None:
    assert judge(indicator, year).value is None
    shown = judge(indicator, year, Observation(indicator, year, AFTERWARDS, value=Decimal(0)))
    assert (shown.state, shown.value, shown.suggestion) == (State.NOT_PLANNED, 0, Suggestion.NONE)
    assert said in shown.sentence("ja")


def test_a_year_outside_the_plan_does_not_apply_and_shows_its_number() -> None:
    beside = judge("15-3", 2026, report("15-3", 2026, "12"))
    assert (beside.state, beside.value) == (State.NOT_APPLICABLE, 12)
    assert "12件" in beside.sentence("ja")


def test_a_part_is_never_added_and_asked_about_when_it_is_more_than_its_whole() -> None:
    whole, part = report("11-1", 2021, "36000"), report("11-2", 2021, "3600")
    assert judge("11-1", 2021, whole, part).value == 36_000
    assert "11-1の内数" in judge("11-2", 2021, whole, part).sentence("ja")
    too_many = judge("11-2", 2021, report("11-1", 2021, "3000"), part)
    assert too_many.suggestion is Suggestion.ASK
    assert "11-1の実績3,000枚より多く" in too_many.sentence("ja")


def test_a_report_of_another_shape_than_the_target_is_asked_about() -> None:
    found = judge("11-1", 2021, report("11-1", 2021, "y"))
    assert (found.state, found.suggestion) == (State.NOT_REPORTED, Suggestion.ASK)
    assert "形" in found.sentence("ja")
