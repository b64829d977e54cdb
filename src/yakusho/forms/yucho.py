"""Accounts of Japan Post Bank (ゆうちょ銀行): from 記号・番号 in its bank books to what a transfer names.

The rule is the bank's own, published for transfers from other banks (振込用の店名・預金種目・口座番号). A 記号
of five digits that begins with 1 is an ordinary account (普通): its branch has the second and third digit and 8, its
number is the 番号 without the last digit, which is always 1. A 記号 that begins with 0 is a transfer account (当座):
the branch has 9 in the end, its number is the 番号. A digit behind the 記号, as in 10530-2, counts re-issues.
"""

import re
from typing import Final, NamedTuple

from yakusho.forms import plain
from yakusho.forms.words import Wrong

BANK_CODE: Final = "9900"
BANK_NAME: Final = "ゆうちょ銀行"

SYMBOL = Wrong(
    "「{label}」は、通帳にある5けたの数字で入れてください（例 10530）。",
    "Enter “{label}” as the five digits in the bank book (for example 10530).",
    "「{label}」は、通帳（つうちょう）に ある 数字（すうじ） 5つを 入（い）れて ください（例（れい）：10530）。",
)
NUMBER = Wrong(
    "「{label}」は、通帳にある8けたまでの数字で入れてください（例 12345671）。",
    "Enter “{label}” as the digits in the bank book, up to eight (for example 12345671).",
    "「{label}」は、通帳（つうちょう）に ある 数字（すうじ）を 入（い）れて ください。"
    "8つまでです（例（れい）：12345671）。",
)
NUMBER_ENDS = Wrong(
    "この記号の「{label}」は、最後が1になります。通帳を確かめて、入れ直してください。",
    "With this 記号, “{label}” ends with 1. Look into the bank book and enter it again.",
    "この 記号（きごう）の「{label}」は、さいごが 1です。通帳（つうちょう）を "
    "見（み）て、もう一度（いちど） 入（い）れて ください。",
)
NUMBER_LONG = Wrong(
    "この記号の「{label}」は、6けたまでです。通帳を確かめて、入れ直してください。",
    "With this 記号, “{label}” has up to six digits. Look into the bank book and enter it again.",
    "この 記号（きごう）の「{label}」は、数字（すうじ） 6つまでです。通帳（つうちょう）を "
    "見（み）て、もう一度（いちど） 入（い）れて ください。",
)
OTHER_BANK = Wrong(
    "ゆうちょ銀行の「{label}」と、ほかの口座の両方が入っています。どちらか1つにしてください。",
    "Both “{label}” of Japan Post Bank and another account are given. Leave one of them.",
    "ゆうちょ銀行（ぎんこう）の「{label}」と、ほかの 銀行（ぎんこう）が 両方（りょうほう） "
    "あります。どちらか 1つに して ください。",
)

_SYMBOL = re.compile(r"[01][0-9]{3}0")
_REISSUED = re.compile(r"([0-9]{5})[- ]?[0-9]?")
_KANJI_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


class Account(NamedTuple):
    """What a transfer names; the fields are called as the parts of a bank account."""

    bank_name: str
    bank_code: str
    branch_name: str
    branch_code: str
    type: str
    number: str


def symbol(text: str) -> str | Wrong:
    """A 記号 as its five digits."""
    found = _REISSUED.fullmatch(plain.hyphened(text))
    return found[1] if found and _SYMBOL.fullmatch(found[1]) else SYMBOL


def number(text: str) -> str | Wrong:
    """A 番号 as its digits, without zeros in front."""
    digits = plain.digits(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 8 and digits.strip("0")):
        return NUMBER
    return digits.lstrip("0")


def account(symbol_digits: str, number_digits: str) -> Account | Wrong:
    """The account that 記号 and 番号 name, both read already."""
    ordinary = symbol_digits[0] == "1"
    if ordinary and (not number_digits.endswith("1") or len(number_digits) < 2):
        return NUMBER_ENDS
    if not ordinary and len(number_digits) > 6:
        return NUMBER_LONG
    code = symbol_digits[1:3] + ("8" if ordinary else "9")
    digits = number_digits[:-1] if ordinary else number_digits
    kind = "ordinary" if ordinary else "current"
    return Account(BANK_NAME, BANK_CODE, code.translate(_KANJI_DIGITS), code, kind, digits.zfill(7))
