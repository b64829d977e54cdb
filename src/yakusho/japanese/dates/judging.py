"""From the numbers of a date to the days it covers, or why it covers none."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from yakusho.japanese.dates.eras import GREGORIAN_FROM, LATEST, fiscal_year_within, within
from yakusho.japanese.dates.results import CONFIDENCE, DateReading, Precision, Refused, refusal
from yakusho.japanese.dates.shapes import Found, Year, calendar_day
from yakusho.japanese.dates.words import JAPAN_MINUTES, Time, Words
from yakusho.kernel.fiscal import fiscal_year_days

_TENS_OF_A_MONTH = {"上旬": (1, 10), "初旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
_SEASONS = "春夏秋冬"
_DAYS_MAX = 31


class Span(NamedTuple):
    """The days from `first` to `last`, and how exactly they were named."""

    first: date
    last: date
    precision: Precision
    flags: tuple[str, ...] = ()


def judged(original: str, found: Found, words: Words, today: date, flags: tuple[str, ...]) -> DateReading:
    """The reading of what was found in a text."""
    outcome = _judged_span(found, words)
    if isinstance(outcome, Refused):
        return refusal(original, outcome._replace(reasons=outcome.reasons + found.reasons))
    span, day, reasons = outcome, None, list(found.reasons)
    if span.precision == "day":
        day = _in_japan(span.first, words.time)
        if words.weekday is not None and words.weekday != span.first.weekday():
            reasons.append("weekday_differs")
        if words.time is not None and words.time.offset != JAPAN_MINUTES:
            reasons.append("other_time_zone")
        span = span._replace(first=day, last=day)
    told = (*flags, *found.flags, *words.flags, *span.flags, *(("future",) if span.first > today else ()))
    era = next((year.era.name for year in found.years if year.era), "")
    confidence = min((CONFIDENCE[reason] for reason in reasons), default=1.0)
    once = tuple(dict.fromkeys(told))
    return DateReading(
        original, day, span.precision, span.first, span.last, era, True, confidence, tuple(reasons), once
    )


def _judged_span(found: Found, words: Words) -> Span | Refused:
    year = _agreed_year(found)
    if isinstance(year, Refused):
        return year
    span = _span(found, words, year)
    if isinstance(span, Refused):
        return span
    if words.time is not None and span.precision != "day":
        return Refused(("unreadable",))
    named = _named(found, span)
    return named or Refused(("outside_era",), span.first)


def _agreed_year(found: Found) -> int | Refused:
    """The western year that all years mean, when it is one that can be read."""
    if any(year.era and year.number == 0 for year in found.years):
        return Refused(("no_such_day",))
    year = found.years[0].western
    if any(other.western != year for other in found.years):
        return Refused(("years_disagree",))
    if year < GREGORIAN_FROM.year and not (found.fiscal and year == GREGORIAN_FROM.year - 1 and not found.years[0].era):
        return Refused(("too_early",))
    return _too_late(found, found.years[0]) if year > LATEST.year else year


def _too_late(found: Found, written: Year) -> Refused:
    """A year behind an era that is western (令和2021年), past the era's end, or past what is read."""
    if written.era and GREGORIAN_FROM.year <= written.number <= LATEST.year:
        return Refused(("outside_era",), calendar_day(written.number, found.month or 1, found.day or 1))
    past_era = written.era is not None and written.era.last < LATEST
    return Refused(("outside_era" if past_era else "too_late",))


def _span(found: Found, words: Words, year: int) -> Span | Refused:
    """The days that the numbers cover, whatever the era."""
    if found.fiscal:
        first, last = fiscal_year_days(year)
        if first < GREGORIAN_FROM:
            return Refused(("too_early",))
        span = _part_of_year(Span(first, last, "year", ("fiscal_year",)), words.part)
    elif found.month is None:
        span = _part_of_year(Span(date(year, 1, 1), date(year, 12, 31), "year"), words.part)
    elif not 1 <= found.month <= 12:
        return Refused(("no_such_day",))
    elif found.day is None:
        span = _part_of_month(year, found.month, words.part)
    else:
        return _one_day(found, words, year)
    if span is None:
        return Refused(("unreadable",))
    if words.end:
        return span._replace(first=span.last, precision="day")
    return span._replace(flags=(*span.flags, "unknown_part")) if words.unknown else span


def _part_of_year(span: Span, part: str) -> Span | None:
    """A half or a quarter of a year; a season has no first and last day, so the whole year."""
    if not part:
        return span
    if part in _TENS_OF_A_MONTH:
        return None
    months = (0, 12)
    if part in ("上半期", "下半期"):
        months = (0, 6) if part == "上半期" else (6, 12)
    elif part not in _SEASONS:
        quarter = int(part.strip("第四半期"))
        months = (3 * quarter - 3, 3 * quarter)
    first, after = (_months_after(span.first, count) for count in months)
    return Span(first, after - timedelta(days=1), "year", (*span.flags, "part_of_year"))


def _months_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _part_of_month(year: int, month: int, part: str) -> Span | None:
    last = monthrange(year, month)[1]
    if not part:
        return Span(date(year, month, 1), date(year, month, last), "month")
    if part not in _TENS_OF_A_MONTH:
        return None
    begin, end = _TENS_OF_A_MONTH[part]
    return Span(date(year, month, begin), date(year, month, min(end, last)), "month", ("part_of_month",))


def _one_day(found: Found, words: Words, year: int) -> Span | Refused:
    if words.part or words.end or words.unknown:
        return Refused(("unreadable",))
    month, day = found.month or 0, found.day or 0
    if not 1 <= day <= _DAYS_MAX:
        return Refused(("no_such_day",))
    last = monthrange(year, month)[1]
    nearest = date(year, month, min(day, last))
    if day <= last:
        return Span(nearest, nearest, "day")
    outside = any(year.era and within(year.era, nearest, nearest) is None for year in found.years)
    return Refused(("no_such_day", "outside_era") if outside else ("no_such_day",), nearest)


def _named(found: Found, span: Span) -> Span | None:
    """The days of a span that bear the names of its eras; None when it lies outside all of them."""
    eras = tuple(year.era for year in found.years if year.era)
    if not eras:
        return span
    if found.fiscal:
        return _flagged(span, [fiscal_year_within(era, *fiscal_year_days(found.years[0].western)) for era in eras])
    named = [outcome for era in eras if (outcome := within(era, span.first, span.last))]
    if not named:
        return None
    if span.precision == "year" and len(found.years) > 1:
        return span
    first, last, flag = min(named, key=_taking_least)
    return span._replace(first=first, last=last, flags=(*span.flags, flag) if flag else span.flags)


def _taking_least(named: tuple[date, date, str]) -> bool:
    return named[2] != ""


def _flagged(span: Span, flags: list[str | None]) -> Span | None:
    told = [flag for flag in flags if flag is not None]
    if not told:
        return None
    return span if "" in told else span._replace(flags=(*span.flags, told[0]))


def _in_japan(day: date, time: Time | None) -> date:
    """The day in Japan at an instant; 24 o'clock belongs to the day it ends."""
    if time is None or time.offset == JAPAN_MINUTES:
        return day
    minutes = time.hour * 60 + time.minute - time.offset + JAPAN_MINUTES
    return day + timedelta(days=minutes // (24 * 60))
