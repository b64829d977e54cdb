"""Numbers with a check digit (検査用数字): My Number, corporate numbers, codes of local governments.

My Number is never mended: a digit that was guessed would be another person.
"""

import re
from typing import NamedTuple

from yakusho.japanese.plain import plain

_SEPARATORS = re.compile(r"[\s-]+")
_MENDED = 0.9


class CodeReading(NamedTuple):
    """A number that names somebody or something: `normal` is its one spelling, empty when there is none."""

    original: str
    normal: str
    valid: bool
    confidence: float
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def refused(original: str, *reasons: str) -> CodeReading:
    """Say why a text is no such number."""
    return CodeReading(original, "", False, 0.0, reasons)


def taken(original: str, normal: str, reasons: tuple[str, ...] = (), flags: tuple[str, ...] = ()) -> CodeReading:
    """Give the number; with reasons when something was mended or left out."""
    return CodeReading(original, normal, True, _MENDED if reasons else 1.0, reasons, flags)


def read_my_number(text: str) -> CodeReading:
    """Read an individual number (個人番号): twelve digits, the last computed (平成26年総務省令第85号5条)."""
    digits, reason, flags = _digits(text, (12,))
    if not reason and my_number_check_digit(digits[:11]) != digits[11]:
        reason = "check_digit"
    return refused(text, reason) if reason else taken(text, digits, flags=flags)


def read_corporate_number(text: str) -> CodeReading:
    """Read a corporate number (法人番号): thirteen digits, the first computed (平成26年財務省令第70号2条).

    The T of a registration number (登録番号) of the invoice system may stand before it.
    """
    digits, reason, flags = _digits(text, (13,), before="T")
    if not reason and corporate_check_digit(digits[1:]) != digits[0]:
        reason = "check_digit"
    return refused(text, reason) if reason else taken(text, digits, flags=flags)


def read_local_government_code(text: str) -> CodeReading:
    """Read a code of a local government (全国地方公共団体コード): six digits, the last computed.

    Five digits are a code without its check digit, or one whose 0 a spreadsheet dropped; what can be both is refused.
    """
    digits, reason, flags = _digits(text, (5, 6))
    if reason:
        return refused(text, reason)
    if len(digits) == 5:
        return _five_digits(text, digits, flags)
    if local_government_check_digit(digits[:5]) != digits[5]:
        return refused(text, "check_digit")
    if not _is_local(digits):
        return refused(text, "no_such_code")
    return taken(text, digits, flags=flags)


def _five_digits(text: str, digits: str, flags: tuple[str, ...]) -> CodeReading:
    completed = digits + local_government_check_digit(digits)
    filled = "0" + digits
    can_be_completed = _is_local(completed)
    can_be_filled = _is_local(filled) and local_government_check_digit(filled[:5]) == filled[5]
    if can_be_completed and can_be_filled:
        return refused(text, "ambiguous")
    if can_be_completed:
        return taken(text, completed, ("check_digit_added",), flags)
    if can_be_filled:
        return taken(text, filled, ("zero_dropped",), flags)
    return refused(text, "no_such_code")


def _is_local(code: str) -> bool:
    """Whether there is such a prefecture; 000 is the prefecture itself, 001 to 099 belong to nobody."""
    return "01" <= code[:2] <= "47" and (code[2] != "0" or code[2:5] == "000")


def my_number_check_digit(digits: str) -> str:
    """Compute the twelfth digit from eleven: weights 2 to 7, then 2 to 6, from the right."""
    left = sum(int(digit) * (n + 2 if n < 6 else n - 4) for n, digit in enumerate(reversed(digits))) % 11
    return "0" if left <= 1 else str(11 - left)


def corporate_check_digit(digits: str) -> str:
    """Compute the first digit from the twelve behind it: weights 1 and 2 in turn, from the right."""
    return str(9 - sum(int(digit) * (1 + n % 2) for n, digit in enumerate(reversed(digits))) % 9)


def local_government_check_digit(digits: str) -> str:
    """Compute the sixth digit from five: weights 6 to 2; of 11 less the remainder, the last place."""
    left = sum(int(digit) * (6 - n) for n, digit in enumerate(digits)) % 11
    return str(11 - left)[-1]


def _digits(text: str, lengths: tuple[int, ...], before: str = "") -> tuple[str, str, tuple[str, ...]]:
    """The digits of a text, or the reason why they are none, and flags."""
    shown = plain(text)
    if shown.bad:
        return "", "bad_characters", ()
    digits = _SEPARATORS.sub("", shown.text).upper().removeprefix(before)
    if not digits:
        return "", "empty", ()
    if not (digits.isascii() and digits.isdigit()):
        return "", "not_digits", ()
    if len(digits) not in lengths:
        return "", "wrong_length", ()
    return digits, "" if digits.strip("0") else "placeholder", shown.flags
