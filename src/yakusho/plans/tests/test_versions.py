"""Which target held on a day, and the comparison table of what changed, follow from the plan's own data."""

from datetime import date

from yakusho import plans
from yakusho.plans.comparison_csv import comparison_csv
from yakusho.plans.tests.test_other_plans import TWO_YEARS
from yakusho.plans.tests.ward import plan_text, shipped_plan
from yakusho.plans.versions import NOTHING, at, compare, revision_rows, target_on

PLAN = plans.load(TWO_YEARS, "plan-two-years.yaml")
BEFORE, FIRST_DAY = date(2027, 3, 31), date(2027, 4, 1)


def test_a_revised_target_holds_from_its_day_on_and_not_before() -> None:
    indicator = next(PLAN.indicators())
    held = [target_on(PLAN, indicator, 2027, day) for day in (BEFORE, FIRST_DAY)]
    assert [target.raw for target in held if target is not None] == ["年3,000件以上", "年5,000件以上"]
    assert target_on(PLAN, indicator, 2026, FIRST_DAY) == indicator.years[2026]
    assert target_on(PLAN, indicator, 2040, FIRST_DAY) is None


def test_the_plan_of_a_day_has_the_targets_of_that_day() -> None:
    assert next(at(PLAN, BEFORE).indicators()).all_years.raw == "計4,000件以上"
    assert next(at(PLAN, FIRST_DAY).indicators()).all_years.raw == "計6,000件以上"
    assert next(at(PLAN, FIRST_DAY).indicators()).years[2027].raw == "年5,000件以上"
    assert at(shipped_plan(), FIRST_DAY) == shipped_plan()


def test_each_revision_is_a_row_with_words_decision_and_reason() -> None:
    year, together = revision_rows(PLAN)
    assert (year.measure, year.indicator, year.what.ja) == ("1", "1-1", "令和9年度の目標")
    assert (year.old, year.new) == ("年3,000件以上", "年5,000件以上")
    assert (year.decided_on, year.decided_by) == (date(2027, 2, 10), "デジタル推進会議")
    assert year.reason is not None
    assert year.reason.ja == "進捗に応じた見直し"
    assert together.what.ja == "全年度の目標"


def test_a_second_revision_starts_from_the_first() -> None:
    more = TWO_YEARS.replace(
        "next_plan:",
        """  - indicator: 1-1
    period: 2027
    target: {raw: 拡大, kind: direction, direction: increase}
    holds_from: 2027-10-01
    decision: {on: 2027-09-01, by: デジタル推進会議}
    reason: budget
next_plan:""",
    )
    assert [(row.old, row.new) for row in revision_rows(plans.load(more))][-1] == ("年5,000件以上", "拡大")


def test_two_states_of_a_plan_are_compared_with_the_decisions_between_them() -> None:
    rows = compare(at(PLAN, BEFORE), at(PLAN, FIRST_DAY))
    assert [(row.indicator, row.old, row.new) for row in rows] == [
        ("1-1", "年3,000件以上", "年5,000件以上"),
        ("1-1", "計4,000件以上", "計6,000件以上"),
    ]


def test_what_was_added_removed_and_renamed_is_in_the_table() -> None:
    text = (
        plan_text()
        .replace("title: RPA事業の拡大", "title: 自動化の拡大")
        .replace("raw: 計３回以上, kind", "raw: 計四回以上, kind", 1)
    )
    rows = compare(shipped_plan(), plans.load(text))
    assert [(row.measure, row.indicator, row.old, row.new) for row in rows] == [
        ("02", "", "RPA事業の拡大", "自動化の拡大"),
        ("02", "02-3", "計３回以上", "計四回以上"),
    ]
    shorter = shipped_plan().model_copy(update={"measures": shipped_plan().measures[:-1]})
    (gone,) = compare(shipped_plan(), shorter)
    assert (gone.change, gone.measure, gone.new) == ("removed", "22", NOTHING)
    added = compare(shorter, shipped_plan())
    assert added[0].change == "added"
    assert {row.measure for row in added} == {"22"}


def test_a_plan_compared_with_itself_has_no_rows() -> None:
    assert compare(shipped_plan(), shipped_plan()) == []


def test_the_table_as_csv_has_one_line_a_row() -> None:
    lines = comparison_csv(revision_rows(PLAN)).splitlines()
    assert len(lines) == 3
    assert "年5,000件以上" in lines[1]
