"""Which reports stand: the latest of a section, sections before imports before meters, and nothing twice."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from yakusho.plans.judging import Judged, State, judge_year
from yakusho.plans.observations import HandOver, Held, Observation, holding
from yakusho.plans.tests.reports import AFTERWARDS, INDICATORS, PLAN, report


def judged(indicator: str, year: int, held: Held) -> Judged:
    return judge_year(PLAN, INDICATORS[indicator], year, held, None, AFTERWARDS)


def value(indicator: str, year: int, held: Held) -> Fraction | None:
    return judged(indicator, year, held).value


def test_a_correction_is_a_later_report_and_replaces_the_earlier_one() -> None:
    first, second = report("11-1", 2021, "36000", sequence=1), report("11-1", 2021, "35990", sequence=2)
    assert value("11-1", 2021, holding([first, second])) == 35_990
    assert value("11-1", 2021, holding([second, first])) == 35_990


def test_zero_can_correct_a_number() -> None:
    held = holding([report("02-3", 2021, "3", sequence=1), report("02-3", 2021, "0", sequence=2)])
    assert value("02-3", 2021, held) == 0


def test_a_sections_word_stands_over_imports_and_meters_whatever_comes_later() -> None:
    said = report("11-1", 2021, "36000", status="confirmed", sequence=1)
    taken = report("11-1", 2021, "35000", source="import", sequence=2)
    counted = report("11-1", 2021, "34000", source="meter", sequence=3)
    found = judged("11-1", 2021, holding([said, taken, counted]))
    assert (found.value, found.source, found.provisional) == (36_000, "section", False)
    assert judged("11-1", 2021, holding([counted, taken])).source == "import"


def test_a_later_import_replaces_what_a_section_only_expected() -> None:
    expected = report("11-1", 2021, "36000", status="provisional", sequence=1)
    taken = report("11-1", 2021, "36120", source="import", sequence=2)
    assert value("11-1", 2021, holding([expected, taken])) == 36_120


def test_counts_of_several_sections_add_up() -> None:
    held = holding([report("01-2", 2021, "1", section="a"), report("01-2", 2021, "2", section="b")])
    assert value("01-2", 2021, held) == 3


def test_shares_of_several_sections_are_pooled() -> None:
    held = holding([report("02-2", 2021, "90/100", section="a"), report("02-2", 2021, "10/900", section="b")])
    assert value("02-2", 2021, held) == 10


def test_the_whole_and_its_parts_are_never_added() -> None:
    parts = [report("01-2", 2021, "1", section="a", sequence=1), report("01-2", 2021, "2", section="b", sequence=2)]
    assert value("01-2", 2021, holding([*parts, report("01-2", 2021, "4", sequence=3)])) == 4
    assert value("01-2", 2021, holding([report("01-2", 2021, "4", source="meter"), *parts])) == 3


def test_a_hand_over_in_april_does_not_double_a_running_total() -> None:
    held = holding(
        [
            report("02-1", 2022, "16", section="a", sequence=1),
            report("02-1", 2022, "36", section="b", sequence=2),
        ]
    )
    assert value("02-1", 2022, held) == 36


@pytest.mark.parametrize("indicator", ["01-2", "15-3"])
def test_after_a_hand_over_the_new_section_speaks_for_the_old_one(indicator: str) -> None:
    before = report(indicator, 2021, "4", section="a", sequence=1)
    hand_over = HandOver("a", "b", sequence=1)
    assert value(indicator, 2021, holding([before], [hand_over])) == 4
    after = report(indicator, 2021, "10", section="b", sequence=2)
    assert value(indicator, 2021, holding([before, after], [hand_over])) == 10


def test_work_handed_over_twice_is_still_counted_once() -> None:
    said = [report("01-2", 2021, str(n), section=section, sequence=n) for n, section in enumerate("abc", 1)]
    hand_overs = [HandOver("a", "b", sequence=1), HandOver("b", "c", sequence=2)]
    assert value("01-2", 2021, holding(said, hand_overs)) == 3
    assert value("01-2", 2021, holding([said[0], said[2]], hand_overs)) == 3
    assert value("01-2", 2021, holding(said[:1], hand_overs)) == 1


def test_a_hand_over_leaves_other_indicators_alone() -> None:
    said = [report("01-2", 2021, "1", section="a", sequence=1), report("01-2", 2021, "2", section="b", sequence=2)]
    assert value("01-2", 2021, holding(said, [HandOver("a", "b", sequence=1, indicator="02-3")])) == 3


def test_an_item_is_done_once_any_section_did_it() -> None:
    held = holding([report("20-1", 2021, "yn", section="a"), report("20-1", 2021, "ny", section="b")])
    assert judged("20-1", 2021, held).state is State.MET


def test_a_stage_and_a_count_of_one_indicator_stand_side_by_side() -> None:
    held = holding([report("10-1", 2023, "s3", sequence=1), report("10-1", 2023, "2", sequence=2)])
    assert len(held.of("10-1", 2023)) == 2
    assert judged("10-1", 2023, held).value == 3


def test_evidence_that_sections_share_is_not_counted_twice() -> None:
    said = [report("03-3", 2021, "y", section=section, evidence=2) for section in "ab"]
    assert judged("03-3", 2021, holding(said)).evidence == 2


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"value": Decimal(1), "done": True},
        {"value": Decimal(-1)},
        {"value": Decimal("NaN")},
        {"value": Decimal("Infinity")},
        {"share": (Decimal(0), Decimal(0))},
        {"share": (Decimal(3), Decimal(2))},
        {"stage": -1},
        {"items": ()},
        {"done": True, "evidence": -1},
    ],
)
def test_what_can_be_no_measurement_is_refused(members: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"an observation|a measurement|a share|a list"):
        Observation("01-2", 2021, date(2022, 3, 31), **members)
