"""Days read back from every writing of theirs, and no text makes the reader fail."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yakusho.japanese.dates import (
    ERAS,
    GREGORIAN_FROM,
    LATEST,
    both_calendars,
    era_of,
    read_date,
    short_wareki,
    wareki,
    wareki_fiscal_year,
    wareki_with_weekday,
    western,
)
from yakusho.japanese.dates.reading import _read, _read_slowly

TODAY = date(2026, 11, 24)
FIRST_DAYS = (
    ("令和", "R", 2019, 5, 1),
    ("平成", "H", 1989, 1, 8),
    ("昭和", "S", 1926, 12, 25),
    ("大正", "T", 1912, 7, 30),
    ("明治", "M", 1868, 1, 25),
)
"""Each era by its first day, written down here once more so that the reader's own table is checked."""

KANJI = "〇一二三四五六七八九"
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
days = st.dates(GREGORIAN_FROM, LATEST)
PIECES = (
    *"明治大正昭和平成令和元年度月日末頃自至生春MTSHR0123456789〇一二三十廿-./・,()（）〜 '：TZ+木",
    *("まで", "から", "不詳", "上旬", "下旬", "四半期", "Apr", "平成31年", "2021-04-01", "令和3年4月", "10:30"),
)
typed = st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


def _every_day(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _era(day: date) -> tuple[str, str, int]:
    """Name, letter and year by the table above."""
    name, letter, first_year = next(row[:3] for row in FIRST_DAYS if day >= date(*row[2:]))
    return name, letter, day.year - first_year + 1


def _kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else KANJI[tens]) + ("十" if tens else "") + (KANJI[ones] if ones else "")


def _long(day: date) -> str:
    name, _, year = _era(day)
    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def _short(day: date) -> str:
    return f"{_era(day)[1]}{_era(day)[2]}.{day.month}.{day.day}"


def _digits(day: date) -> str:
    return f"{_era(day)[1]}{_era(day)[2]:02}{day:%m%d}"


def _padded(day: date) -> str:
    return f"{_era(day)[0]}　{_era(day)[2]:02}年{day.month:02}月{day.day:02}日".translate(WIDE)


def _in_kanji(day: date) -> str:
    return f"{_era(day)[0]}{_kanji(_era(day)[2])}年{_kanji(day.month)}月{_kanji(day.day)}日"


@pytest.mark.exhaustive
@pytest.mark.parametrize("written", [_long, _short, _digits, _padded, _in_kanji])
def test_every_day_reads_back_from_its_era(written: Callable[[date], str]) -> None:
    for day in _every_day(GREGORIAN_FROM, date(2030, 12, 31)):
        reading = read_date(written(day), today=LATEST)
        assert (reading.date, reading.confidence, reading.era, reading.flags) == (day, 1.0, _era(day)[0], ()), reading


@pytest.mark.exhaustive
def test_every_day_is_written_in_its_era() -> None:
    for day in _every_day(GREGORIAN_FROM, date(2030, 12, 31)):
        assert (wareki(day), short_wareki(day)) == (_long(day), _short(day))
        era = era_of(day)
        assert era is not None
        assert (era.name, era.letter) == _era(day)[:2]


def test_days_before_the_solar_calendar_are_written_western_and_not_read() -> None:
    for day in _every_day(date(1868, 1, 25), GREGORIAN_FROM - timedelta(days=1)):
        assert era_of(day) is None
        assert wareki(day) == western(day) == f"{day.year}年{day.month}月{day.day}日"
        for text in (_long(day), _short(day), _in_kanji(day), wareki(day), day.isoformat()):
            assert read_date(text, today=TODAY).reasons == ("too_early",)


def test_each_era_ends_the_day_before_the_next_begins() -> None:
    assert [era.change for era in ERAS[:-1]] == [era.first for era in ERAS[1:]]
    assert ERAS[-1].last == LATEST


@settings(deadline=None)
@given(days)
def test_what_is_written_is_read_back(day: date) -> None:
    for written in (wareki, wareki_with_weekday, short_wareki, western, both_calendars, date.isoformat):
        text = written(day)
        reading = read_date(text, today=LATEST)
        assert (reading.date, reading.precision, reading.confidence) == (day, "day", 1.0), text
        assert written(reading.date) == text


@settings(deadline=None)
@given(st.integers(1873, 2198))
def test_a_fiscal_year_is_read_back(year: int) -> None:
    reading = read_date(wareki_fiscal_year(year), today=LATEST)
    assert (reading.first, reading.last) == (date(year, 4, 1), date(year + 1, 3, 31))


def test_days_are_written_as_people_write_them() -> None:
    day = date(2026, 11, 24)
    assert wareki(day) == "令和8年11月24日"
    assert wareki_with_weekday(day) == "令和8年11月24日（火）"
    assert short_wareki(day) == "R8.11.24"
    assert both_calendars(day) == "令和8年（2026年）11月24日"
    assert wareki(date(2019, 5, 1)) == "令和元年5月1日"
    assert short_wareki(date(1872, 12, 31)) == "1872.12.31"
    assert both_calendars(date(1872, 12, 31)) == "1872年12月31日"
    assert [wareki_fiscal_year(year) for year in (1872, 2018, 2019)] == ["明治5年度", "平成30年度", "令和元年度"]
    assert wareki_fiscal_year(1871) == "1871年度"


@pytest.mark.parametrize(
    ("text", "first", "last", "told"),
    [
        ("昭四〇・四・一", "1965-04-01", "1965-04-01", set()),
        ("発行日 令和3年4月1日", "2021-04-01", "2021-04-01", {"with_words"}),
        ("令和3年4月1日付で", "2021-04-01", "2021-04-01", {"with_words"}),
        ("令和3年4月1日必着", "2021-04-01", "2021-04-01", {"until"}),
        ("令和3年4月1日(木)午後1時30分頃", "2021-04-01", "2021-04-01", {"approximate", "time_dropped"}),
        ("令和3年4月1日24時", "2021-04-01", "2021-04-01", {"time_dropped"}),
        ("2021/4/1 12:00:00 AM", "2021-04-01", "2021-04-01", {"time_dropped"}),
        ("2021-04-01 23:00 UTC", "2021-04-02", "2021-04-02", {"time_dropped", "other_time_zone"}),
        ("4/4/2021", "2021-04-04", "2021-04-04", set()),
        ("2021-Apr-01", "2021-04-01", "2021-04-01", set()),
        ("2021.4.1(R3)", "2021-04-01", "2021-04-01", set()),
        ("平成31年/令和元年5月1日", "2019-05-01", "2019-05-01", set()),
        ("平成31年（2019年）5月", "2019-05-01", "2019-05-31", {"spoken_era"}),
        ("平成31年（2019年）", "2019-01-01", "2019-12-31", set()),
        ("令和3年第1四半期", "2021-01-01", "2021-03-31", {"part_of_year"}),
        ("令和3年度下半期", "2021-10-01", "2022-03-31", {"fiscal_year", "part_of_year"}),
        ("令和3年上半期", "2021-01-01", "2021-06-30", {"part_of_year"}),
        ("昭和64年1月末日", "1989-01-31", "1989-01-31", {"end_of_period", "spoken_era"}),
        ("昭和64年1月上旬", "1989-01-01", "1989-01-07", {"part_of_month", "era_part"}),
        ("令和元年春", "2019-05-01", "2019-12-31", {"part_of_year", "era_part"}),
        ("2021-00-01", "2021-01-01", "2021-12-31", {"unknown_part"}),
        ("令和3年度（2021年度）", "2021-04-01", "2022-03-31", {"fiscal_year"}),
        ("令和3年度（2022年度）", "", "", {"years_disagree"}),
        ("昭和20年3月4日不詳", "", "", {"unreadable"}),
        ("令和3年4月上半期", "", "", {"unreadable"}),
        ("令和3年上旬", "", "", {"unreadable"}),
        ("令和3年4月1日上旬", "", "", {"unreadable"}),
        ("令和3年10時30分", "", "", {"unreadable"}),
        ("2021-04-01 09:00+99:00", "", "", {"unreadable"}),
        ("20210401240000", "", "", {"unreadable"}),
        ("令和3年4月1日(2021年)4月", "", "", {"unreadable"}),
        ("令和一1年4月1日", "", "", {"unreadable"}),
        ("令和0年（2018年）4月1日", "", "", {"no_such_day"}),
        ("明治5年度", "", "", {"too_early"}),
        ("1872年度", "", "", {"too_early"}),
        ("令和182年1月1日", "", "", {"too_late"}),
        ("昭和999年1月1日", "", "", {"outside_era"}),
        ("H3101", "", "", {"ambiguous"}),
        ("明治・大正・昭和・平成 3年4月1日", "", "", {"no_era"}),
        ("令和3年・令和4年", "", "", {"several_dates"}),
        ("令和3年度～令和5年度", "", "", {"several_dates"}),
        ("令和3年4月～令和4年3月", "", "", {"several_dates"}),
        ("令和〇年〇月〇日", "", "", {"blank"}),
    ],
)
def test_what_is_typed_now_and_then(text: str, first: str, last: str, told: set[str]) -> None:
    reading = read_date(text, today=TODAY)
    assert (str(reading.first or ""), str(reading.last or "")) == (first, last)
    assert {*reading.reasons, *reading.flags} == told


@settings(deadline=None, max_examples=400)
@given(typed)
@example("令和3年4月1日" * 20)
@example("+٣年" * 9)
@example("令和3年(2021年" + "(" * 90)
def test_no_text_makes_the_reader_fail(text: str) -> None:
    reading = read_date(text, today=TODAY)
    assert reading.original is text
    assert read_date(text, today=TODAY) == reading
    assert reading.valid == (reading.precision != "none") == (reading.first is not None)
    assert reading.valid or reading.reasons
    if reading.first is not None and reading.last is not None:
        assert GREGORIAN_FROM <= reading.first <= reading.last <= date(2200, 3, 31)
        assert (reading.date is not None) == (reading.precision == "day")
    if reading.nearest is not None:
        assert not reading.valid
        assert GREGORIAN_FROM <= reading.nearest <= LATEST


@settings(deadline=None)
@given(
    st.sampled_from(("明治", "大正", "昭和", "平成", "令和", "M", "T", "S", "H", "R", "r", "西", "")),
    st.sampled_from(("元", "0", "00", "1", "05", "31", "45", "64", "99", "1872", "1873", "2019", "2200", "９")),
    st.sampled_from("-./年．－"),
    st.integers(0, 13),
    st.sampled_from("-./月．－"),
    st.integers(0, 32),
    st.sampled_from(("", "日", "日（月）", "(火)", "日（水）", "(木)", "日（金）", "日(土)", "日（日）")),
)
def test_the_short_way_and_the_long_way_agree(
    era: str, year: str, after_year: str, month: int, after_month: str, day: int, tail: str
) -> None:
    text = f"{era}{year}{after_year}{month}{after_month}{day}{tail}"
    assert _read(text, TODAY) == _read_slowly(text, TODAY)


@settings(deadline=None)
@given(st.integers(0, 99_999_999))
def test_digits_alone_are_read_the_same_both_ways(number: int) -> None:
    assert _read(f"{number:08}", TODAY) == _read_slowly(f"{number:08}", TODAY)


def test_an_exact_day_is_one_that_was_named_without_doubt() -> None:
    assert read_date("令和3年4月1日生", today=TODAY).exact_day == date(2021, 4, 1)
    for text in ("令和3年4月1日頃", "令和3年4月1日まで", "5030401", "令和3年4月", "令和3年4月31日"):
        assert read_date(text, today=TODAY).exact_day is None


def test_a_text_as_long_as_a_book_is_refused() -> None:
    assert read_date("令和3年4月1日" * 100_000, today=TODAY).reasons == ("unreadable",)
    assert read_date("　" * 1_000_000, today=TODAY).reasons == ("empty",)


def test_without_a_day_given_the_clock_says_what_lies_ahead() -> None:
    assert read_date("2199-12-31").flags == ("future",)
    assert read_date("1999-12-31").flags == ()
