"""Days written for people: 令和8年11月24日（火）, R8.11.24, and with the western year."""

from datetime import date

from yakusho.japanese.dates.eras import era_of

WEEKDAYS = "月火水木金土日"
_WEEKDAY_READINGS = ("げつ", "か", "すい", "もく", "きん", "ど", "にち")


def wareki(day: date) -> str:
    """A day in 和暦: `令和8年11月24日`, the first year as 元年; western before 1873."""
    era = era_of(day)
    if era is None:
        return western(day)
    year = day.year - era.base
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def wareki_with_weekday(day: date) -> str:
    """A day in 和暦 with its weekday: `令和8年11月24日（火）`."""
    return f"{wareki(day)}（{WEEKDAYS[day.weekday()]}）"


def short_wareki(day: date) -> str:
    """A day with the letter of its era: `R8.11.24`, the first year as 1; `1872.12.31` before 1873."""
    era = era_of(day)
    year = f"{era.letter}{day.year - era.base}" if era else str(day.year)
    return f"{year}.{day.month}.{day.day}"


def western(day: date) -> str:
    """A day with the western year: `2026年11月24日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def easy_day(day: date) -> str:
    """A day in easy Japanese (やさしい日本語), with its weekday: `2026年11月24日 火曜日（かようび）`."""
    weekday = day.weekday()
    return f"{western(day)} {WEEKDAYS[weekday]}曜日（{_WEEKDAY_READINGS[weekday]}ようび）"


def both_calendars(day: date) -> str:
    """A day with both years, as in papers for everybody: `令和8年（2026年）11月24日`."""
    written = wareki(day)
    year, mark, rest = written.partition("年")
    return f"{year}年（{day.year}年）{rest}" if era_of(day) and mark else written


def wareki_fiscal_year(year: int) -> str:
    """A fiscal year (年度) by its first calendar year: 2019 is `令和元年度`, 1988 is `昭和63年度`.

    It has the era that rules at the end of that calendar year: 平成 began too late in the fiscal year to name it.
    """
    era = era_of(date(year, 12, 31)) or era_of(date(year + 1, 3, 31))
    if era is None:
        return f"{year}年度"
    number = year - era.base
    return f"{era.name}{'元' if number == 1 else number}年度"
