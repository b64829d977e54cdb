"""Dates in 和暦: what people type is understood, and what no calendar has is refused with the nearest day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yakusho.kernel.wareki import ERAS, GREGORIAN_FROM, LATEST, NotADate, last_day, parse, wareki, wareki_with_weekday

days = st.dates(min_value=GREGORIAN_FROM, max_value=LATEST)


@pytest.mark.parametrize(
    "typed",
    [
        "昭和40年4月1日", "昭和４０年４月１日", "昭和四十年四月一日", " 昭和 40 年 4 月 1 日 ",
        "S40.4.1", "ｓ40/4/1",
        "S40-04-01", "S400401", "㍼40年4月1日", "Showa 40.4.1", "1965-04-01", "１９６５－０４－０１",
        "1965/4/1", "1965年4月1日",
        "西暦1965年4月1日", "19650401",
        "1 April 1965", "April 1, 1965", "1st Apr. 1965",
        "昭和40年4月1日（木）", "昭和40年4月1日 木曜日",
    ],
)  # fmt: skip
def test_one_day_is_understood_in_many_spellings(typed: str) -> None:
    assert parse(typed) == date(1965, 4, 1)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("明治6年1月1日", date(1873, 1, 1)),
        ("明治45年7月29日", date(1912, 7, 29)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("令和6年2月29日", date(2024, 2, 29)),
    ],
)
def test_an_era_is_taken_from_its_first_to_its_last_day(typed: str, day: date) -> None:
    assert parse(typed) == day
    assert wareki(day) == typed.replace("令和1年", "令和元年")


@pytest.mark.parametrize(
    ("typed", "reason", "nearest"),
    [
        ("昭和65年4月1日", "outside_era", date(1990, 4, 1)),
        ("昭和64年1月8日", "outside_era", date(1989, 1, 8)),
        ("昭和元年12月24日", "outside_era", date(1926, 12, 24)),
        ("平成31年5月1日", "outside_era", date(2019, 5, 1)),
        ("令和元年4月30日", "outside_era", date(2019, 4, 30)),
        ("明治45年7月30日", "outside_era", date(1912, 7, 30)),
        ("平成2年2月30日", "no_such_day", date(1990, 2, 28)),
        ("2023-02-29", "no_such_day", date(2023, 2, 28)),
        ("令和5年4月31日", "no_such_day", date(2023, 4, 30)),
        ("令和5年13月1日", "no_such_day", None),
        ("昭和0年1月1日", "no_such_day", None),
        ("明治5年12月1日", "too_early", None),
        ("1872-12-31", "too_early", None),
        ("40.4.1", "no_era", None),
        ("きのう", "unreadable", None),
        ("", "unreadable", None),
        ("9999-01-01", "unreadable", None),
        ("1" * 5000, "unreadable", None),
    ],
)
def test_what_no_calendar_has_is_refused_with_the_nearest_day(typed: str, reason: str, nearest: date | None) -> None:
    with pytest.raises(NotADate) as refusal:
        parse(typed)
    assert refusal.value.reason == reason
    assert refusal.value.nearest == nearest


def test_a_day_is_written_with_its_weekday() -> None:
    assert wareki_with_weekday(date(2026, 11, 24)) == "令和8年11月24日（火）"
    assert wareki(date(1872, 12, 31)) == "1872年12月31日"


def test_each_era_ends_the_day_before_the_next_begins() -> None:
    assert [last_day(era) for era in ERAS] == [
        date(1912, 7, 29),
        date(1926, 12, 24),
        date(1989, 1, 7),
        date(2019, 4, 30),
        None,
    ]


@settings(deadline=None)
@given(days)
def test_what_is_written_is_read_back(day: date) -> None:
    assert parse(wareki(day)) == day
    assert parse(wareki_with_weekday(day)) == day
    assert parse(day.isoformat()) == day


@settings(deadline=None)
@given(days)
def test_days_of_neighbouring_eras_never_overlap(day: date) -> None:
    assert wareki(day) != wareki(day + timedelta(days=1))


@settings(deadline=None)
@given(
    st.text(max_size=40)
    | st.from_regex(r"[明治大正昭和平成令和MTSHR]{0,2}[0-9元]{0,4}[-./年]?[0-9]{0,2}[月./-]?[0-9]{0,2}日?")
)
def test_no_text_makes_the_reader_fail_otherwise(text: str) -> None:
    try:
        day = parse(text)
    except NotADate as refusal:
        day = refusal.nearest or GREGORIAN_FROM
    assert GREGORIAN_FROM <= day <= LATEST
