"""One number with its sign and unit: -1,234.5, 12億3,456万円, △三十, 3割5分."""

import re
from decimal import Decimal
from typing import NamedTuple

from yakusho.japanese.numbers.results import Unread
from yakusho.japanese.numbers.units import unit_in_one_spelling
from yakusho.japanese.numerals import DIGITS, LARGE, SMALL, below_ten_thousand, folded, whole

DIGITS_MAX = 30
NUMERAL = f"0-9{SMALL}{LARGE}"
NUMBER = f"[{NUMERAL}.,]*[{NUMERAL}]\\.?"

_AMOUNT = re.compile(
    rf"(?P<sign>[-+△▲]|マイナス|プラス)?(?P<money>金|[¥\\])?(?P<minus>[-△▲])?(?P<number>{NUMBER})(?P<unit>.*)"
)
_CLOSING = re.compile(r"(?:円也?|也)?-?")
_PLAIN_DIGITS = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_GROUPED_DIGITS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_ARABIC = re.compile("[0-9.,]+")
_UNITS = {
    unit: Decimal(10) ** zeros
    for unit, zeros in {"十": 1, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "億": 8, "兆": 12, "京": 16}.items()
}
_BY_THOUSANDS = ("千", "百万")
"""Units of tables of public finance, before which any number may stand: 1,234千円."""
_COUNTED = re.compile(f"([0-9][0-9.,]*)({'|'.join(_UNITS)})")
_SCRIPTS_MIXED = re.compile(f"[0-9][{DIGITS}]|[{DIGITS}][0-9]")
_SHARE = re.compile(rf"(?:({NUMBER})割)?(?:({NUMBER})分)?(?:({NUMBER})厘)?")
_SHARES = (Decimal(10), Decimal(1), Decimal("0.1"))
_HALF = frozenset(("半分", "半数"))


class Amount(NamedTuple):
    """A value with its unit; `step` is what its digits count, where they count 千, 万, 割 … alone."""

    value: Decimal
    unit: str = ""
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    step: Decimal = Decimal(1)


def read_amount(text: str) -> Amount:
    """Read one number with its unit.

    Raises:
        Unread: it is none.
    """
    if text in _HALF:
        return Amount(Decimal(50), "%")
    found = _AMOUNT.fullmatch(text)
    if found is None or (found["sign"] and found["minus"]):
        raise Unread("unreadable")
    sign = found["sign"] or found["minus"] or ""
    unsigned = text[found.start("number") :]
    share = _share(unsigned)
    amount = share or _with_unit(found["number"], found["unit"], found["money"])
    if sign in ("-", "△", "▲", "マイナス") and amount.value:
        amount = amount._replace(value=-amount.value)
    return amount._replace(flags=(*amount.flags, "triangle_minus")) if sign in ("△", "▲") else amount


def _with_unit(number: str, written: str, money: str | None) -> Amount:
    value, step = read_digits(number)
    flags = ("leading_zero",) if number[0] == "0" and number[1:2].isdigit() else ()
    if money or written.startswith("円"):
        if not _CLOSING.fullmatch(written):
            raise Unread("unreadable")
        return Amount(value, "円", flags=flags, step=step)
    if written.startswith("分の"):
        raise Unread("fraction")
    unit, known, divisor = unit_in_one_spelling(written)
    if written and (not unit or re.search(f"[{NUMERAL}]", unit.replace("m2", "").replace("m3", ""))):
        raise Unread("unreadable")
    return Amount(value / divisor, unit, () if known else ("unknown_unit",), flags, step / divisor)


def _share(text: str) -> Amount | None:
    """3割5分2厘 in percent; 分 alone is minutes."""
    found = _SHARE.fullmatch(text)
    if found is None or not (found[1] or found[3]):
        return None
    parts = [(read_digits(number)[0], step) for number, step in zip(found.groups(), _SHARES, strict=True) if number]
    value = sum((count * step for count, step in parts), Decimal(0))
    return Amount(value, "%", step=parts[0][1] if len(parts) == 1 else Decimal(1))


def read_digits(number: str) -> tuple[Decimal, Decimal]:
    """The value of digits in any script, and the unit that one coefficient counts: 2千万 counts 10,000,000.

    Raises:
        Unread: they are no number, or one of more than 30 digits.
    """
    if len(number) > 3 * DIGITS_MAX or sum(map(str.isdigit, number)) > DIGITS_MAX:
        raise Unread("too_long")
    plain = folded(number)
    for digits in _ARABIC.findall(plain):
        if not (_PLAIN_DIGITS.fullmatch(digits) or _GROUPED_DIGITS.fullmatch(digits)):
            raise Unread("grouping" if "," in digits else "unreadable")
    if _SCRIPTS_MIXED.search(number) or not number.strip("○◯"):
        raise Unread("unreadable")
    if plain.isascii():
        return _arabic(plain), Decimal(1)
    counted = _COUNTED.fullmatch(plain)
    unit = _UNITS[counted[2]] if counted else Decimal(1)
    value = _arabic(counted[1]) * unit if counted and counted[2] in _BY_THOUSANDS else whole(plain, _part)
    if value is None:
        raise Unread("unreadable")
    return value, unit


def _part(text: str) -> Decimal | None:
    if _ARABIC.fullmatch(text):
        return _arabic(text)
    value = below_ten_thousand(text)
    return None if value is None else Decimal(value)


def _arabic(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
