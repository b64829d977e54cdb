"""Dates as people in Japan write them (和暦): read from one text, written with or without the weekday.

An era year is only taken within its era, because 昭和65年 on a form is more often a slip than a choice; the day it
would fall on is offered instead. Days before 1873 are refused: Japan counted them by another calendar.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Reason = Literal["unreadable", "no_era", "no_such_day", "outside_era", "too_early"]


@dataclass(frozen=True)
class Era:
    """One era (元号): its name, its letter, its first day."""

    name: str
    letter: str
    romaji: str
    first: date


# First days by the decrees of the change: 大正 and 昭和 began on the day of the decree, 平成 and 令和 on the next.
ERAS = (
    Era("明治", "M", "Meiji", date(1868, 1, 25)),
    Era("大正", "T", "Taisho", date(1912, 7, 30)),
    Era("昭和", "S", "Showa", date(1926, 12, 25)),
    Era("平成", "H", "Heisei", date(1989, 1, 8)),
    Era("令和", "R", "Reiwa", date(2019, 5, 1)),
)
GREGORIAN_FROM = date(1873, 1, 1)  # 明治6年1月1日 (明治5年太政官布告第337号)
LATEST = date(2199, 12, 31)
WEEKDAYS = "月火水木金土日"
_TEXT_CHARACTERS_MAX = 60

_BY_SIGN = {sign: era for era in ERAS for sign in (era.name, era.letter, era.romaji.upper())}
_MONTHS = {name.upper(): number for number, name in enumerate(calendar.month_name) if number}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()}
_KANJI = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}

_SEPARATED = r"(元|\d{1,4})[-./年](\d{1,2})[-./月](\d{1,2})日?"
_ERA_DAY = re.compile(rf"(明治|大正|昭和|平成|令和|MEIJI|TAISHO|SHOWA|HEISEI|REIWA|[MTSHR])\.?{_SEPARATED}")
_ERA_DIGITS = re.compile(r"(明治|大正|昭和|平成|令和|[MTSHR])(\d{2})(\d{2})(\d{2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WESTERN_DAY = re.compile(r"(?:西暦)?(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_WESTERN_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ERA_MISSING = re.compile(_SEPARATED)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:ST|ND|RD|TH)?([A-Z]+)\.?,?(\d{4})")
_MONTH_DAY = re.compile(r"([A-Z]+)\.?(\d{1,2})(?:ST|ND|RD|TH)?,(\d{4})")
_WEEKDAY_TAIL = re.compile(r"(?:\([月火水木金土日]\)|[月火水木金土日]曜日?)$")
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十]+(?=[年月日])")


class NotADate(ValueError):
    """A text that names no day; `nearest` is the day it may have meant, when there is one."""

    def __init__(self, reason: Reason, nearest: date | None = None) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.nearest = nearest


def era_of(day: date) -> Era | None:
    """The era a day belongs to; None before 明治6年 (1873), when the calendar was another."""
    if day < GREGORIAN_FROM:
        return None
    return next(era for era in reversed(ERAS) if day >= era.first)


def wareki(day: date) -> str:
    """A day in 和暦: `令和8年11月24日`; western before 1873."""
    era = era_of(day)
    if era is None:
        return f"{day.year}年{day.month}月{day.day}日"
    year = day.year - era.first.year + 1
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def wareki_with_weekday(day: date) -> str:
    """A day in 和暦 with its weekday: `令和8年11月24日（火）`."""
    return f"{wareki(day)}（{WEEKDAYS[day.weekday()]}）"


def parse(text: str) -> date:
    """The day that a text names: 昭和40年4月1日, S40.4.1, 1965-04-01, 19650401, 1 April 1965, in any width.

    Raises:
        NotADate: the text names no day, with the reason and the nearest reading where there is one.
    """
    if len(text) > _TEXT_CHARACTERS_MAX:
        raise NotADate("unreadable")
    if found := _ISO_DAY.fullmatch(text):
        return _western_day(*map(int, found.groups()))
    plain = _plain(text)
    if found := _ERA_DAY.fullmatch(plain) or _ERA_DIGITS.fullmatch(plain):
        sign, year, month, day = found.groups()
        return _era_day(_BY_SIGN[sign], 1 if year == "元" else int(year), int(month), int(day))
    if found := _WESTERN_DAY.fullmatch(plain) or _WESTERN_DIGITS.fullmatch(plain):
        return _western_day(*map(int, found.groups()))
    if found := _DAY_MONTH.fullmatch(plain):
        return _english_day(found[3], found[2], found[1])
    if found := _MONTH_DAY.fullmatch(plain):
        return _english_day(found[3], found[1], found[2])
    raise NotADate("no_era" if _ERA_MISSING.fullmatch(plain) else "unreadable")


def _plain(text: str) -> str:
    """One width, one hyphen, no spaces, upper case, Arabic digits, no weekday."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    plain = "".join(plain.split()).upper()
    if plain.isascii():
        return plain
    plain = re.sub("[‐‑–—―−ー]", "-", plain)
    plain = _WEEKDAY_TAIL.sub("", plain)
    return _KANJI_NUMBER.sub(lambda found: _kanji_number(found[0]), plain)


def _kanji_number(kanji: str) -> str:
    """四十 → 40, 二〇 → 20; what can't be a number stays as it is."""
    tens, ten, ones = kanji.partition("十")
    if not ten:
        return "".join(str(_KANJI[digit]) for digit in kanji)
    if len(tens) > 1 or len(ones) > 1:
        return kanji
    return str(10 * _KANJI.get(tens, 1) + _KANJI.get(ones, 0))


def _english_day(year: str, month: str, day: str) -> date:
    if month not in _MONTHS:
        raise NotADate("unreadable")
    return _western_day(int(year), _MONTHS[month], int(day))


def _western_day(year: int, month: int, day: int) -> date:
    found = _calendar_day(year, month, day)
    if found < GREGORIAN_FROM:
        raise NotADate("too_early")
    return found


def _calendar_day(year: int, month: int, day: int) -> date:
    """The day, if the calendar has it; else the last day of that month is the nearest reading."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise NotADate("no_such_day")
    if not 1 <= year <= LATEST.year:
        raise NotADate("unreadable")
    try:
        return date(year, month, day)
    except ValueError:
        nearest = date(year, month, calendar.monthrange(year, month)[1])
        raise NotADate("no_such_day", nearest if nearest >= GREGORIAN_FROM else None) from None


def _era_day(era: Era, year: int, month: int, day: int) -> date:
    if year == 0:
        raise NotADate("no_such_day")
    found = _calendar_day(era.first.year + year - 1, month, day)
    if found < GREGORIAN_FROM:
        raise NotADate("too_early")
    if era_of(found) is not era:
        raise NotADate("outside_era", found)
    return found


def last_day(era: Era) -> date | None:
    """The last day of an era that has ended; None for the present one."""
    later = ERAS[ERAS.index(era) + 1 :]
    return later[0].first - timedelta(days=1) if later else None
