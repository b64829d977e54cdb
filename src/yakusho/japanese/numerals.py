"""Numbers written in kanji (漢数字, 大字) as values: 弐拾 is 20, 二〇二一 is 2021, 1億2千 is of two scripts."""

import re
from collections.abc import Callable
from decimal import Decimal

_FORMS = (
    "〇零○◯", "一壱壹弌", "二弐貳貮弍", "三参參弎", "四肆", "五伍", "六陸", "七漆柒", "八捌", "九玖",
)  # fmt: skip
_UNITS = {"十": "拾", "百": "佰陌", "千": "阡仟", "万": "萬"}
_TENS = {"廿": "2十", "卅": "3十", "卌": "4十"}

DIGITS = "".join(_FORMS)
SMALL = DIGITS + "十拾百佰陌千阡仟廿卅卌"
"""Characters of kanji numbers below ten thousand."""
LARGE = "万萬億兆京"

_FOLDED = str.maketrans(
    {form: str(digit) for digit, forms in enumerate(_FORMS) for form in forms}
    | {form: unit for unit, forms in _UNITS.items() for form in forms}
    | _TENS
)
_BELOW_TEN_THOUSAND = re.compile("(?:([1-9]?)千)?(?:([1-9]?)百)?(?:([1-9]?)十)?([0-9]*)", re.ASCII)
_BY_LARGE = re.compile("(?:([^京兆億万]+)京)?(?:([^兆億万]+)兆)?(?:([^億万]+)億)?(?:([^万]+)万)?(.*)")
_LARGE_VALUES = (10**16, 10**12, 10**8, 10**4, 1)


def folded(text: str) -> str:
    """Write digits of kanji numbers as 0 to 9 and each unit in one form: 弐拾壱 becomes 2十1."""
    return text.translate(_FOLDED)


def below_ten_thousand(number: str) -> int | None:
    """Read a folded number of digits and 十, 百, 千 (2十1 is 21, 千234 is 1234); None when it is none.

    Digits behind a unit are one, or as many as the unit leaves places: 千23 could be 1023 or 1230.
    """
    found = _BELOW_TEN_THOUSAND.fullmatch(number)
    if found is None or not number:
        return None
    thousands, hundreds, tens, ones = found.groups()
    places = 1 if tens is not None else 2 if hundreds is not None else 3 if thousands is not None else None
    if places is None:
        return int(ones) if len(ones) <= 4 else None
    if len(ones) not in (0, 1, places):
        return None
    value = int(ones or 0)
    for coefficient, unit in ((tens, 10), (hundreds, 100), (thousands, 1000)):
        if coefficient is not None:
            value += int(coefficient or 1) * unit
    return value


def whole(number: str, part: Callable[[str], Decimal | None]) -> Decimal | None:
    """Read a folded number with 万, 億, 兆, 京, each once and the largest first; `part` reads what stands before each.

    Only the last part may be broken (1.5億), and none but the first has more than four places.
    """
    found = _BY_LARGE.fullmatch(number)
    if found is None:
        return None
    written = [(text, value) for text, value in zip(found.groups(), _LARGE_VALUES, strict=True) if text]
    total = Decimal(0)
    for position, (text, unit) in enumerate(written):
        value = part(text)
        if value is None or (position and value >= 10_000):
            return None
        if value != int(value) and position < len(written) - 1:
            return None
        total += value * unit
    return total if written else None
