"""The spellings of a date once the words around it are gone: years, month and day as numbers, not yet judged."""

import calendar
import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from yakusho.japanese.dates.eras import BY_CODE, BY_SIGN, EARLIER, ERAS, GREGORIAN_FROM, PENSION_CODES, Era
from yakusho.japanese.dates.results import Refused


class Year(NamedTuple):
    """A year as written: of an era, or a western one."""

    era: Era | None
    number: int

    @property
    def western(self) -> int:
        """The western year it means."""
        return self.era.base + self.number if self.era else self.number


class Found(NamedTuple):
    """What a text says: years that must agree, month and day where it names them."""

    years: tuple[Year, ...]
    month: int | None = None
    day: int | None = None
    fiscal: bool = False
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


Outcome = Found | Refused | None

_SIGN = "|".join(sorted(BY_SIGN, key=len, reverse=True))
_NAMES = "|".join(era.name for era in ERAS)
_YEAR = rf"(?:(?:{_SIGN})[. ]?(?:元|[0-9]{{1,4}})|(?:西暦)?[0-9]{{4}})"
_ONE_YEAR = re.compile(rf"(?:({_SIGN})[. ]?(元|[0-9]{{1,4}})|(?:西暦)?([0-9]{{4}}))")
_DATE = re.compile(rf"({_YEAR})(?:年?|年(度)|[-./年・, ]([0-9]{{1,2}})(?:月?|[-./月・, ]([0-9]{{1,2}})日?))")
_BLANK = "[_〇○◯?×*]*"
_PRINTED_FORM = re.compile(rf"({_YEAR})年({_BLANK}|[0-9]{{1,2}})月(?:({_BLANK}|[0-9]{{1,2}})日?)?")
_SECOND_CALENDAR = re.compile(
    rf"({_YEAR})年?(?:\(({_YEAR}年?(?:[・/,]{_YEAR}年?)*)\)|(?<=年)[・/=]({_YEAR})(?=年))年?(.*)"
)
_IN_BRACKETS = re.compile(r"([^()]+)\(([^()]+)\)")

_ERA_DIGITS = re.compile(rf"({_SIGN})([0-9]{{3,6}})")
_ERA_CODE = re.compile("([0-9])(?:([0-9]{2})([0-9]{2})([0-9]{2})|-([0-9]{2})-?([0-9]{2})-?([0-9]{2}))")
_WESTERN_DIGITS = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})(?:([0-9]{2})([0-9]{2})([0-9]{2}))?")
_SERIAL_NUMBER = re.compile(r"([1-9][0-9]{4})(?:\.[0-9]+)?")
_SERIAL_ORIGIN = date(1899, 12, 30).toordinal()  # ECMA-376 Part 1, 18.17.4: from 1 March 1900 on

_YEAR_LAST = re.compile("([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})")
_SHORT_YEAR = re.compile("'([0-9]{2})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")
_MONTHS = {name.upper(): number for number, name in enumerate(calendar.month_name) if number}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"SEPT": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ENGLISH = (
    re.compile(
        rf"(?P<d>[0-9]{{1,2}})(?:ST|ND|RD|TH)?[-./ ]?(?P<m>{_MONTH})(?:[-./, ]*'?(?P<y>[0-9]{{4}}|[0-9]{{2}}))?"
    ),
    re.compile(rf"(?P<m>{_MONTH})[. ]?(?P<d>[0-9]{{1,2}})(?:ST|ND|RD|TH)?(?:[,. ]+'?(?P<y>[0-9]{{4}}|[0-9]{{2}}))?"),
    re.compile(rf"(?P<m>{_MONTH})[-./, ]{{0,2}}(?P<y>[0-9]{{4}})"),
    re.compile(rf"(?P<y>[0-9]{{4}})[-./ ](?P<m>{_MONTH})(?:[-./ ](?P<d>[0-9]{{1,2}}))?"),
)
_NO_ERA = re.compile(
    r"(?:元|[0-9]{1,3})(?:[-./年・,]([0-9]{1,2})[-./月・,]([0-9]{1,2})日?|年(?:[0-9]{1,2}月?)?)"
    rf"|(?:(?:{_NAMES})[・/,])+(?:{_NAMES})(?:元|[0-9]{{1,2}})年.*"
)
_NO_YEAR = re.compile(r"[0-9]{1,2}(?:月(?:[0-9]{1,2}日?)?|/[0-9]{1,2})")
_LUNAR_ERA = re.compile(rf"(?:{'|'.join(EARLIER)})(?:元|[0-9]{{1,2}})(?:年.*|[-./].*)?")

_ONE_DAY = rf"{_YEAR}[-./年・, ][0-9]{{1,2}}[-./月・, ][0-9]{{1,2}}日?(?:\(.\))?"
_SEVERAL = re.compile(
    rf".{{0,10}}?(?:{_ONE_DAY}(?:から|より|及び|又は|または|ないし|[-~,・/と至])(?:[同翌]?[年月日]?)?(?:{_YEAR}|[0-9]{{1,2}}[-./月日]).*"
    rf"|{_YEAR}年?度?(?:[-./]?[0-9]{{1,2}}月?)?(?:から|~){_YEAR}.*)"
)
_CLOCK = re.compile("[:時]")


def read_shape(core: str, today: date) -> Outcome:
    """The numbers of a date in any spelling, a refusal of what can't be told, or None."""
    for shape in _SHAPES:
        outcome = shape(core)
        if outcome is not None:
            return outcome
    return _english(core, today) or _short_year(core, today)


def names_several(text: str) -> bool:
    """Whether a text holds more than one day, as from … to."""
    return _SEVERAL.fullmatch(text) is not None and _CLOCK.search(text) is None


def _years(text: str) -> tuple[Year, ...]:
    return tuple(
        Year(BY_SIGN[sign], 1 if number == "元" else int(number)) if sign else Year(None, int(western))
        for sign, number, western in _ONE_YEAR.findall(text)
    )


def _part(written: str | None) -> int | None:
    """A month or a day; None for a blank and for 00, which stands for an unknown one."""
    return int(written) if written and written != "00" and written.isdigit() else None


def _built(
    years: tuple[Year, ...], month: str, day: str | None, *, is_day: bool, reasons: tuple[str, ...] = ()
) -> Found:
    """Month and day of which 00 or a blank means unknown; `is_day` when the spelling has a place for the day."""
    known_month, known_day = _part(month), _part(day)
    if known_month is None:
        known_day = None
    unknown = known_month is None or (is_day and known_day is None)
    return Found(years, known_month, known_day, reasons=reasons, flags=("unknown_part",) if unknown else ())


def _plain_date(core: str) -> Outcome:
    found = _DATE.fullmatch(core)
    if found is None:
        return None
    year, fiscal, month, day = found.groups()
    if month is None:
        return Found(_years(year), fiscal=fiscal is not None)
    dropped = ("zero_dropped",) if day is None and core == f"{year}.1" and year.isdigit() else ()
    if "00" in (month, day) and "日" not in core:
        return _built(_years(year), month, day, is_day=day is not None, reasons=dropped)
    return Found(_years(year), int(month), None if day is None else int(day), reasons=dropped)


def _printed_form(core: str) -> Outcome:
    found = _PRINTED_FORM.fullmatch(core)
    return _built(_years(found[1]), found[2], found[3], is_day=True) if found else None


def _second_calendar(core: str) -> Outcome:
    """令和3年(2021年)4月1日, 2021(R3)年, 昭和64年・平成元年: years that mean the same."""
    found = _SECOND_CALENDAR.fullmatch(core)
    if found is None:
        return None
    rest = read_shape(f"{found[1]}年{found[4].lstrip('-./')}", date.min)
    if not isinstance(rest, Found):
        return rest
    years = rest.years + _years(found[2] or found[3])
    if found[3] and len({year.western for year in years}) > 1:
        return Refused(("several_dates",))
    return rest._replace(years=years)


def _in_brackets(core: str) -> Outcome:
    """令和3年4月1日(2021年4月1日): the same day in the other calendar."""
    found = _IN_BRACKETS.fullmatch(core)
    if found is None:
        return None
    one, other = _plain_date(found[1]), _plain_date(found[2])
    if not isinstance(one, Found) or not isinstance(other, Found):
        return None
    if other.month is not None and (one.month, one.day) != (other.month, other.day):
        return Refused(("years_disagree",))
    return one._replace(years=one.years + other.years)


def _era_digits(core: str) -> Outcome:
    """R030401 and S6004; five digits, and four that aren't year and month, divide in more than one way."""
    found = _ERA_DIGITS.fullmatch(core)
    if found is None:
        return None
    era, digits = BY_SIGN[found[1]], found[2]
    year = (Year(era, int(digits[:2])),)
    if len(digits) == 6:
        return _built(year, digits[2:4], digits[4:], is_day=True)
    if len(digits) == 4 and "01" <= digits[2:] <= "12" and not _reads_as_day(digits):
        return Found(year, int(digits[2:]))
    return Refused(("ambiguous",))


def _reads_as_day(digits: str) -> bool:
    """Whether four digits behind an era may be a year of one digit, a month of two and a day of one: H3101."""
    return digits[0] != "0" and "01" <= digits[1:3] <= "12" and digits[3] != "0"


def _era_code(core: str) -> Outcome:
    """5030401: the code of an era (元号コード) and six digits."""
    found = _ERA_CODE.fullmatch(core)
    if found is None:
        return None
    code, *digits = (group for group in found.groups() if group is not None)
    era = BY_CODE.get(int(code))
    if era is not None:
        return _built((Year(era, int(digits[0])),), digits[1], digits[2], is_day=True, reasons=("era_code",))
    pension = PENSION_CODES.get(int(code))
    day = calendar_day(pension.base + int(digits[0]), int(digits[1]), int(digits[2])) if pension else None
    return Refused(("unknown_era_code",), day)


def _digits(core: str) -> Outcome:
    """Digits alone: 20210401, with a time behind it, a spreadsheet's day number, six that can be many things."""
    if _SERIAL_NUMBER.fullmatch(core):
        return Refused(("serial_number",), date.fromordinal(_SERIAL_ORIGIN + int(core[:5])))
    if len(core) == 6 and core.isdigit():
        return Refused(("ambiguous",))
    found = _WESTERN_DIGITS.fullmatch(core)
    if found is None:
        return None
    year, month, day, hour, minute, second = found.groups()
    built = _built((Year(None, int(year)),), month, day, is_day=True)
    if hour is None:
        return built
    is_time = hour < "24" and minute < "60" and second < "60"
    return built._replace(flags=(*built.flags, "time_dropped")) if is_time else None


def _year_last(core: str) -> Outcome:
    """25/12/2021: which is the day is known only when the other number can't be a month."""
    found = _YEAR_LAST.fullmatch(core)
    if found is None:
        return None
    one, other, year = int(found[1]), int(found[2]), (Year(None, int(found[3])),)
    if one > 12:
        return Found(year, other, one, reasons=("day_first",))
    if other > 12:
        return Found(year, one, other, reasons=("month_first",))
    return Found(year, one, other) if one == other else Refused(("ambiguous",))


def _incomplete(core: str) -> Outcome:
    if _LUNAR_ERA.fullmatch(core):
        return Refused(("too_early",))
    if _NO_ERA.fullmatch(core):
        return Refused(("no_era",))
    return Refused(("no_year",)) if _NO_YEAR.fullmatch(core) else None


_SHAPES: tuple[Callable[[str], Outcome], ...] = (
    _digits, _era_code, _era_digits, _year_last, _plain_date, _printed_form, _second_calendar, _in_brackets,
    _incomplete,
)  # fmt: skip


def _english(core: str, today: date) -> Outcome:
    found = next(filter(None, (pattern.fullmatch(core) for pattern in _ENGLISH)), None)
    if found is None:
        return None
    parts = found.groupdict()
    month, day, year = _MONTHS[parts["m"]], int(parts["d"]) if parts.get("d") else None, parts["y"]
    if year is None:
        return Refused(("no_year",))
    if len(year) == 4:
        return Found((Year(None, int(year)),), month, day)
    return Refused(("short_year",), latest_day(int(year), month, day or 0, today))


def _short_year(core: str, today: date) -> Outcome:
    found = _SHORT_YEAR.fullmatch(core)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    return Refused(("short_year",), latest_day(year, month, day, today))


def latest_day(year: int, month: int, day: int, today: date) -> date | None:
    """The latest day not after `today` whose year ends in these two digits."""
    century = today.year - today.year % 100
    days = (calendar_day(century + past + year, month, day) for past in (0, -100))
    return next((day for day in days if day is not None and day <= today), None)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, when the calendar has it and it can be read at all."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found >= GREGORIAN_FROM else None
