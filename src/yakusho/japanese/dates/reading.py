"""Reading a text as a day (日付の読み取り): the common spellings at once, all others step by step."""

import re
from collections.abc import Iterable
from datetime import date

from yakusho.japanese.dates.eras import BY_SIGN, ERAS, GREGORIAN_FROM, LATEST
from yakusho.japanese.dates.judging import judged
from yakusho.japanese.dates.results import DateReading, Refused, refusal
from yakusho.japanese.dates.shapes import Found, names_several, read_shape
from yakusho.japanese.dates.tidying import TEXT_CHARACTERS_MAX, tidied
from yakusho.japanese.dates.words import WEEKDAYS, Words, without_words
from yakusho.japanese.plain import plain
from yakusho.kernel import clock

_UNKNOWN = re.compile("(?:生|出生|死亡)?(?:年月日|日)?(?:不詳|不明|未詳)")
_PLACEHOLDER = re.compile("(?:0000([-/.]?)00\\1?00|9999([-/.]?)99\\2?99|0{7}|9{7})")
_ERA_NAMES = "|".join(era.name for era in ERAS)
_BLANK_FORM = re.compile(rf"(?:(?:{_ERA_NAMES}|西暦)[・/,]?)*[_〇○◯]*年[_〇○◯]*月[_〇○◯]*日?|_*/_*/_*")

_DIGITS = "[0-9０-９]"
_COMMON = re.compile(
    rf"(?:(明治|大正|昭和|平成|令和|[MTSHRmtshr])({_DIGITS}{{1,2}}|元)|({_DIGITS}{{4}}))"
    rf"[-./年．／－]({_DIGITS}{{1,2}})[-./月．／－]({_DIGITS}{{1,2}})日?(?:[(（]([月火水木金土日])[)）])?"
)
_COMMON_DIGITS = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_NOTHING: tuple[str, ...] = ()
_FUTURE = ("future",)
_BY_SIGN = {
    sign: (era.base, max(era.first, GREGORIAN_FROM), era.last, era.name)
    for known, era in BY_SIGN.items()
    for sign in (known, known.lower())
}
_WESTERN = (0, GREGORIAN_FROM, LATEST, "")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ONE_OR_TWO_DIGITS = (*map(str, range(100)), *(f"{number:02}" for number in range(10)))
_NUMBERS = {text: int(digits) for digits in _ONE_OR_TWO_DIGITS for text in (digits, digits.translate(_WIDE))} | {
    "元": 1
}
_new = tuple.__new__  # makes the same reading as its class does, in half the time


def read_date(text: str, *, today: date | None = None) -> DateReading:
    """Read a text as a day, a month or a year; it never raises, and says why when it can't (日付の読み取り).

    `today` decides which days lie in the future and what a year of two digits means.
    """
    return _read(text, today or clock.today())


def read_dates(cells: Iterable[str], *, today: date | None = None) -> list[DateReading]:
    """Read each cell of a column."""
    now = today or clock.today()
    return [_read(cell, now) for cell in cells]


def _read(text: str, today: date) -> DateReading:
    """The common spellings of a day that is plainly there; whatever is special goes the long way."""
    found = _COMMON.fullmatch(text)
    if found is not None:
        sign, number, western, month, day, weekday = found.groups()
        base, first, last, era = _BY_SIGN[sign] if western is None else _WESTERN
    else:
        found = _COMMON_DIGITS.fullmatch(text)
        if found is None:
            return _read_slowly(text, today)
        western, month, day = found.groups()
        base, first, last, era = _WESTERN
        number = weekday = None
    try:
        year = base + _NUMBERS[number] if western is None else int(western)
        read = date(year, _NUMBERS[month], _NUMBERS[day])
    except (KeyError, ValueError):
        return _read_slowly(text, today)
    if not first <= read <= last or (weekday is not None and WEEKDAYS[weekday] != read.weekday()):
        return _read_slowly(text, today)
    flags = _FUTURE if read > today else _NOTHING
    return _new(DateReading, (text, read, "day", read, read, era, True, 1.0, _NOTHING, flags, None))


def _read_slowly(text: str, today: date) -> DateReading:
    shown = plain(text)
    if shown.bad:
        return refusal(text, Refused(("bad_characters",)))
    if len(shown.text) > TEXT_CHARACTERS_MAX:
        return refusal(text, Refused(("unreadable" if shown.text.strip() else "empty",)))
    tidy = tidied(shown.text)
    said = _says_nothing(tidy)
    if said:
        return refusal(text, Refused((said,)))
    outcome, words = _outcome(tidy, today)
    if isinstance(outcome, Found):
        return judged(text, outcome, words, today, shown.flags)
    if outcome is None:
        outcome = Refused(("several_dates" if names_several(tidy) else "unreadable",))
    return refusal(text, outcome)


def _says_nothing(tidy: str) -> str:
    """The reason why a text without a date has none: empty, a form left blank, a filler, not known."""
    if not tidy:
        return "empty"
    if _UNKNOWN.fullmatch(tidy):
        return "unknown"
    if _PLACEHOLDER.fullmatch(tidy):
        return "placeholder"
    return "blank" if _BLANK_FORM.fullmatch(tidy) else ""


def _outcome(tidy: str, today: date) -> tuple[Found | Refused | None, Words]:
    """The numbers of the date as it stands, or of what is left without the words around it."""
    bare = Words(tidy)
    outcome = read_shape(tidy, today)
    if outcome is not None:
        return outcome, bare
    words = without_words(tidy)
    core = words.core.removeprefix("'") if words.core[:3].count("'") else words.core
    return read_shape(words.core, today) or read_shape(core, today), words
