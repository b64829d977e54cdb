"""What people type is read in any width and in kanji, and what can't be a value is answered in plain words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yakusho.kernel.errors import FieldError
from yakusho.office.measuring.reading import Measurement, read_amount, read_as_of, read_measurement, shapes
from yakusho.plans.model import Indicator
from yakusho.plans.tests.ward import shipped_plan

TODAY = date(2023, 12, 1)


def _indicator(id: str) -> Indicator:
    return next(each for each in shipped_plan().indicators() if each.id == id)


@pytest.mark.parametrize("text", ["30", "３０", "三十", "30枚", "３０枚", " 30 ", "30.0"])
def test_an_exact_number_is_read_as_people_write_it(text: str) -> None:
    assert read_amount(text, "枚", whole=True) == 30


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("約30", "正確"),
        ("30ほど", "数"),
        ("30.5", "整数"),
        ("-3", "０より小さい"),
        ("▲3", "０より小さい"),
        ("30以上", "数"),
        ("30〜40", "数"),
        ("30%", "単位"),
        ("abc", "数"),
        ("", "入れてください"),
        ("9" * 14, "大きすぎ"),
    ],
)
def test_what_is_no_exact_whole_number_is_answered_in_words(text: str, words: str) -> None:
    found = read_amount(text, "枚", whole=True)
    assert isinstance(found, str)
    assert words in found


def test_zero_is_a_value() -> None:
    assert read_amount("０", "枚", whole=True) == 0


@pytest.mark.parametrize(
    ("text", "day"),
    [("2023-10-31", date(2023, 10, 31)), ("令和5年10月31日", date(2023, 10, 31)), ("R5.10.31", date(2023, 10, 31))],
)
def test_the_day_may_be_written_in_both_calendars(text: str, day: date) -> None:
    assert read_as_of(text, 2023, TODAY) == day


@pytest.mark.parametrize("text", ["2024-04-01", "2023-12-02", "2023-03-31", "きのう", "", "2023-02-30"])
def test_a_day_to_come_or_before_the_year_is_no_day_of_a_value(text: str) -> None:
    assert isinstance(read_as_of(text, 2023, TODAY), str)


def _errors(
    indicator: str, shape: str, year: int = 2023, ticked: frozenset[str] = frozenset(), **typed: str
) -> set[str]:
    found = read_measurement(_indicator(indicator), year, shape, typed, ticked)
    assert not isinstance(found, Measurement), found
    return {error.path for error in found}


def test_each_indicator_year_has_a_shape_of_its_own_target() -> None:
    assert shapes(_indicator("11-1"), 2023) == ("value",)
    assert shapes(_indicator("12-1"), 2023) == ("share",)
    assert shapes(_indicator("08-1"), 2023) == ("stage",)
    assert shapes(_indicator("20-1"), 2023) == ("items",)
    assert shapes(_indicator("14-1"), 2021) == ("items",)
    assert shapes(_indicator("14-1"), 2022) == ("triggered",)
    assert shapes(_indicator("14-2"), 2021) == ("stage",)
    assert shapes(_indicator("14-2"), 2022) == ("done",)
    assert shapes(_indicator("10-1"), 2023) == ("stage", "value")
    assert shapes(_indicator("05-2"), 2023) == ("stage",)
    assert shapes(_indicator("11-1"), 2026) == ("value",)


def test_a_share_needs_both_numbers_and_a_whole() -> None:
    assert _errors("12-1", "share", numerator="約5", denominator="") == {"numerator", "denominator"}
    assert _errors("12-1", "share", numerator="5", denominator="0") == {"denominator"}
    assert _errors("12-1", "share", numerator="6", denominator="5") == {"numerator"}
    found = read_measurement(_indicator("12-1"), 2023, "share", {"numerator": "５", "denominator": "20"}, frozenset())
    assert found == Measurement(share=(5, 20))


def test_a_stage_out_of_range_is_refused_and_none_yet_is_a_stage() -> None:
    for text in ("4", "-1", "1.5", "", "運用"):
        assert _errors("08-1", "stage", stage=text) == {"stage"}
    assert read_measurement(_indicator("08-1"), 2023, "stage", {"stage": "0"}, frozenset()) == Measurement(stage=0)
    assert read_measurement(_indicator("08-1"), 2023, "stage", {"stage": "３"}, frozenset()) == Measurement(stage=3)


def test_a_shape_that_the_target_does_not_ask_for_is_refused() -> None:
    assert _errors("11-1", "done", done="yes") == {"shape"}
    assert _errors("03-3", "done", done="") == {"done"}


def test_of_a_checklist_what_is_not_ticked_is_not_done() -> None:
    assert read_measurement(_indicator("20-1"), 2023, "items", {}, frozenset({"1"})) == Measurement(items=(False, True))


@given(st.text(max_size=40))
def test_whatever_is_typed_there_is_an_answer(text: str) -> None:
    amount = read_amount(text, "枚", whole=True)
    assert isinstance(amount, str) or (amount >= 0 and amount == int(amount))
    assert isinstance(read_as_of(text, 2023, TODAY), str | date)
    found = read_measurement(_indicator("08-1"), 2023, "stage", {"stage": text}, frozenset({text}))
    assert isinstance(found, Measurement) or all(isinstance(each, FieldError) for each in found)
    assert amount != Decimal(-1)
