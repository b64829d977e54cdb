"""A running year carried on over the ward's working days, with an early warning where it will fall short."""

from datetime import date
from fractions import Fraction

from yakusho.japanese.periods import Calendar
from yakusho.plans.pace import WARNING_WORKING_DAYS_MIN, Pace, pace
from yakusho.plans.tests.reports import INDICATORS

CARDS, SCENARIOS = INDICATORS["11-1"], INDICATORS["02-1"]
OCTOBER = date(2022, 9, 30)
ALWAYS_OPEN = Calendar(frozenset(), frozenset())


def carried_on(value: int, today: date = OCTOBER, **more: object) -> Pace:
    found = pace(CARDS, 2022, Fraction(value), today, **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_half_a_year_at_half_the_pace_warns_in_words() -> None:
    found = carried_on(15_500)
    assert (found.working_days, found.working_days_all) == (131, 261)
    assert int(found.expected) == 15_500 * 261 // 131 == 30_881
    assert found.early_warning
    assert found.sentence("ja") == "このままなら年度末に30,881枚（目標36,000枚）"
    assert found.sentence("en") == "At this pace 30,881 枚 of 36,000 枚 by the end of the year"


def test_a_year_on_its_way_does_not_warn() -> None:
    assert not carried_on(18_200).early_warning


def test_days_on_which_the_ward_is_closed_are_no_working_days() -> None:
    closed = Calendar(
        frozenset({5, 6}), frozenset({(12, 29), (12, 30), (1, 2), (1, 3)}), frozenset({date(2022, 9, 19)})
    )
    assert carried_on(15_500, calendar=closed).working_days == 130
    assert carried_on(15_500, calendar=closed).working_days_all == 256
    assert carried_on(18_300, calendar=ALWAYS_OPEN).expected == Fraction(18_300 * 365, 183)


def test_in_the_first_weeks_nobody_is_warned() -> None:
    early = carried_on(0, date(2022, 4, 20))
    assert early.working_days < WARNING_WORKING_DAYS_MIN
    assert not early.early_warning
    assert carried_on(0).early_warning


def test_counting_that_began_within_the_year_is_carried_on_from_there() -> None:
    found = carried_on(1_000, since=date(2022, 9, 1))
    assert found.expected > carried_on(1_000).expected


def test_a_running_total_is_carried_on_from_where_the_year_began() -> None:
    assert pace(SCENARIOS, 2022, Fraction(21), OCTOBER) is None
    found = pace(SCENARIOS, 2022, Fraction(21), OCTOBER, begun_at=Fraction(16))
    assert found is not None
    assert found.expected == 21 + Fraction(5, 131) * 130
    assert found.sentence("ja") == "このままなら年度末に25シナリオ（目標26シナリオ）"


def test_what_has_no_number_to_reach_or_is_not_running_has_no_pace() -> None:
    assert pace(CARDS, 2022, None, OCTOBER) is None
    assert pace(CARDS, 2021, Fraction(1), OCTOBER) is None
    assert pace(CARDS, 2026, Fraction(1), date(2026, 10, 1)) is None
    assert pace(INDICATORS["12-1"], 2022, Fraction(20), OCTOBER) is None
    assert pace(INDICATORS["15-3"], 2022, Fraction(20), OCTOBER) is None
    assert pace(CARDS, 2022, Fraction(5), date(2022, 4, 2), since=date(2022, 4, 2)) is None
