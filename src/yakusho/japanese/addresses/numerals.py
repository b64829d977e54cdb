"""Numerals of addresses (漢数字): 二十二, 二二 and 弐拾弐 as digits, and 22 in kanji as a 丁目 is written."""

import re

from yakusho.japanese.numerals import below_ten_thousand, folded

KANJI = "〇零一二三四五六七八九十百千壱壹弌弐貳弍参參弎拾廿"
"""Characters that may stand for a number in an address."""

TENS = re.compile("([1-9]?)十([1-9]?)")
"""What translating single numerals leaves of a number with 十 in it."""

ONES = str.maketrans("〇一二三四五六七八九", "0123456789")
_ONE_TO_NINE = "一二三四五六七八九"


def digits(text: str) -> str:
    """Give a number in Arabic digits without leading zeros: 六十六, 六六 and 066 are all 66; else the text."""
    plain = folded(text)
    if plain.isdecimal():
        return plain.lstrip("0") or "0"
    value = below_ten_thousand(plain)
    return text if value is None else str(value)


def room_digits(text: str) -> str:
    """Give the number of a room: spelled digit by digit it keeps its leading zeros, else as `digits`."""
    plain = folded(text)
    return plain if plain.isdecimal() else digits(text)


def kanji(number: int) -> str:
    """Write a number below 100 in kanji: 22 is 二十二."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _ONE_TO_NINE[tens - 1] + "十"
    return head + (_ONE_TO_NINE[ones - 1] if ones else "")


def in_kanji(text: str) -> str:
    """Write each Arabic number of a town's name in kanji: 6条通 is 六条通."""
    return re.sub("[0-9]{1,2}", lambda found: kanji(int(found[0])), text)


def tens_as_digits(found: re.Match[str]) -> str:
    """Write 2十2, which `TENS` found, as 22."""
    return (found[1] or "1") + (found[2] or "0")
