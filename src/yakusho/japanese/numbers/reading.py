"""Reading a text as a number (数値の読み取り): first what says nothing or too much, then ranges, then one amount."""

import re
from collections.abc import Iterable
from decimal import Decimal

from yakusho.japanese.numbers.amounts import NUMBER, NUMERAL, Amount, read_amount
from yakusho.japanese.numbers.results import CONFIDENCE, Kind, NumberReading, Unread, refusal
from yakusho.japanese.numbers.words import Words, without_words
from yakusho.japanese.numerals import DIGITS, LARGE, SMALL
from yakusho.japanese.plain import plain

TEXT_CHARACTERS_MAX = 200

_COMMON = re.compile(
    r"(-?(?:[1-9][0-9]{0,17}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,5}|0)(?:\.[0-9]{1,12})?)(円|人|名|件|回|世帯|歳|%)?"
)
_ROMAN = re.compile("(?<![Ⅰ-ↈ])[Ⅰ-ⅻ](?![Ⅰ-ↈ])")
_RAISED = re.compile("[²³¹⁰-₎ⁿ]")
_VULGAR_FRACTION = re.compile("[¼-¾⅐-⅟↉]")
_LIST_NUMBER = re.compile("[⑴-⒇]")
_CIRCLED_BESIDE_DIGIT = re.compile("[0-9０-９①-⑳㉑-㉟㊱-㊿][①-⑳㉑-㉟㊱-㊿]|[①-⑳㉑-㉟㊱-㊿][0-9０-９]")
_MARKS = {
    "-": "none_mark",
    **dict.fromkeys(("なし", "無し", "無", "該当なし", "該当無し"), "none_mark"),
    "...": "unknown",
    "不明": "unknown",
    "不詳": "unknown",
    "x": "suppressed",
    "X": "suppressed",
}
_VAGUE = re.compile(f"[{NUMERAL}]*数[十百千万億兆]*[^0-9]{{0,4}}|多数|少数|大勢|若干.{{0,3}}|いくつか")
_EXPONENT = re.compile(r"[-+]?[0-9]+\.?[0-9]*[eE][-+]?[0-9]+")

_SAME = str.maketrans({"[": "(", "]": ")", "【": "(", "】": ")", "~": "〜"})
_SPACES = re.compile(r"(?<![0-9]) | (?![0-9])")
_ODD_GROUPS = re.compile(r"(?<![0-9.,、])[1-9][0-9]{0,2}(?:( |'|、)[0-9]{3})(?:\1[0-9]{3})*(?![0-9、'])")
_KANJI_POINT = re.compile(f"(?<=[{DIGITS}])・(?=[{DIGITS}])")

_UNIT = "[ぁ-んァ-ヶー一-龠々%]{0,4}"
_AMBIGUOUS = re.compile(rf"\([-+]?{NUMBER}\)|±{NUMBER}{_UNIT}|{NUMBER}[-・]{NUMBER}{_UNIT}|[0-9]、[0-9]{_UNIT}")
_REVERSED = re.compile(r"(.+?)(?:未満|以下)、?(.+?)(?:以上|超)")
_FROM_TO = re.compile(
    r"(?P<a>.+?)(?:(?P<above>以上|超|を超え)、?(?P<b>.+?)(?P<below>以下|未満|以内)"
    r"|(?:から|〜|\.\.\.)(?P<c>.+?)(?:まで)?|±(?P<d>.+))"
)
_LETTER = f"(?![{SMALL}{LARGE}])[ぁ-んァ-ヶー一-龠々、/ ()・]"
_SEVERAL = re.compile(f"(?:{_LETTER})*{NUMBER}(?:(?:{_LETTER})+{NUMBER})+(?:{_LETTER})*")


def read_number(text: str) -> NumberReading:
    """Read a text as a number, a share or a range; it never raises, and says why when it can't (数値の読み取り)."""
    found = _COMMON.fullmatch(text)
    if found is not None:
        value, unit = Decimal(found[1].replace(",", "")), found[2] or ""
        value = value or abs(value)
        kind: Kind = "percent" if unit == "%" else "number"
        return NumberReading(text, value, value, value, unit, False, kind, True, 1.0)
    try:
        return _read(text)
    except Unread as unread:
        return refusal(text, unread.reason)


def read_numbers(cells: Iterable[str]) -> list[NumberReading]:
    """Read each cell of a column."""
    return [read_number(cell) for cell in cells]


def _read(text: str) -> NumberReading:
    shown = plain(_with_roman_digits(text) if len(text) <= TEXT_CHARACTERS_MAX else text)
    if shown.bad:
        raise Unread("bad_characters")
    bare = shown.text.strip()
    if not bare:
        raise Unread("empty")
    if len(bare) > TEXT_CHARACTERS_MAX:
        raise Unread("too_long" if bare.isdigit() else "unreadable")
    _refuse_special_characters(text)
    tidy, reasons = _tidied(bare)
    _refuse_what_says_nothing(tidy)
    try:
        outcome = _outcome(text, tidy)
    except Unread as unread:
        if unread.reason == "unreadable" and _SEVERAL.fullmatch(tidy):
            raise Unread("several_numbers") from None
        raise
    reasons += outcome.reasons
    confidence = min((CONFIDENCE[reason] for reason in reasons), default=1.0)
    return outcome._replace(confidence=confidence, reasons=reasons, flags=(*shown.flags, *outcome.flags))


def _with_roman_digits(text: str) -> str:
    """Ⅲ as 3: in its normal form it would be three letters."""
    return _ROMAN.sub(lambda found: str((ord(found[0]) - 0x2160) % 16 + 1), text)


def _refuse_special_characters(text: str) -> None:
    """Characters whose normal form would be read as another number."""
    if text.isascii():
        return
    if _VULGAR_FRACTION.search(text):
        raise Unread("fraction")
    if _LIST_NUMBER.search(text):
        raise Unread("ambiguous")
    if _RAISED.search(text):
        raise Unread("unreadable")
    if _CIRCLED_BESIDE_DIGIT.search(text):
        raise Unread("several_numbers")


def _tidied(text: str) -> tuple[str, tuple[str, ...]]:
    tidy = " ".join(text.translate(_SAME).split())
    joined = _ODD_GROUPS.sub(lambda found: found[0].replace(found[1], ""), tidy)
    return _KANJI_POINT.sub(".", _SPACES.sub("", joined)), ("odd_separator",) if joined != tidy else ()


def _refuse_what_says_nothing(tidy: str) -> None:
    if tidy in _MARKS:
        raise Unread(_MARKS[tidy])
    if _VAGUE.fullmatch(tidy):
        raise Unread("vague")
    if _EXPONENT.fullmatch(tidy):
        raise Unread("exponent")
    if _AMBIGUOUS.fullmatch(tidy):
        raise Unread("ambiguous")


def _outcome(original: str, tidy: str) -> NumberReading:
    if _REVERSED.fullmatch(tidy):
        raise Unread("range_reversed")
    between = _FROM_TO.fullmatch(tidy)
    if between is None:
        words = without_words(tidy)
        between = _FROM_TO.fullmatch(words.core)
    else:
        words = Words(tidy)
    return _one_amount(original, words) if between is None else _between(original, words, between)


def _one_amount(original: str, words: Words) -> NumberReading:
    amount = read_amount(words.core)
    value, unit = amount.value, amount.unit
    flags = (*amount.flags, *words.flags)
    if words.low or words.high:
        if words.low and words.high:
            raise Unread("unreadable")
        low, high = (value, None) if words.low else (None, value)
        return NumberReading(
            original, None, low, high, unit, words.approximate, "range", True, 1.0, amount.reasons, flags
        )
    known = not words.approximate
    low = value if known or words.floor else None
    high = value if known or words.ceiling else None
    kind: Kind = "percent" if unit == "%" else "number"
    return NumberReading(original, value, low, high, unit, words.approximate, kind, True, 1.0, amount.reasons, flags)


def _between(original: str, words: Words, found: re.Match[str]) -> NumberReading:
    start = without_words(found["a"])
    end = without_words(found["b"] or found["c"] or found["d"])
    if start.low or start.high or end.low or end.high or words.low or words.high:
        raise Unread("unreadable")
    one, other = read_amount(start.core), read_amount(end.core)
    if one.unit and other.unit and one.unit != other.unit:
        raise Unread("units_differ")
    value, low, high = _ends(one, other, middle=found["d"] is not None)
    if low > high:
        raise Unread("range_reversed")
    opened = (("low_open",) if found["above"] in ("超", "を超え") else ()) + (
        ("high_open",) if found["below"] == "未満" else ()
    )
    flags = (*one.flags, *other.flags, *words.flags, *start.flags, *end.flags, *opened)
    return NumberReading(
        original,
        value,
        low,
        high,
        other.unit or one.unit,
        words.approximate or start.approximate or end.approximate,
        "range",
        True,
        1.0,
        tuple(dict.fromkeys(one.reasons + other.reasons)),
        tuple(dict.fromkeys(flags)),
    )


def _ends(one: Amount, other: Amount, *, middle: bool) -> tuple[Decimal | None, Decimal, Decimal]:
    """Value and ends of a range: 30±5 has a middle; in 1〜2万円 and 3〜5割 the unit belongs to both ends."""
    if middle:
        return one.value, one.value - other.value, one.value + other.value
    both = other.step != 1 and one.step == 1 and not one.unit and abs(one.value) < other.value / other.step
    return None, one.value * other.step if both else one.value, other.value
