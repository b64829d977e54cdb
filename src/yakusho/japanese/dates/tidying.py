"""A text of a date in one spelling: `令和 三年 四月一日` becomes `令和3年4月1日`, `Apr. 1 , 2021` `APR.1,2021`."""

import re

from yakusho.japanese.dates.eras import BY_KANA
from yakusho.japanese.numerals import SMALL, below_ten_thousand, folded

TEXT_CHARACTERS_MAX = 120

_SAME = str.maketrans(
    {
        **dict.fromkeys("【〔〖[{「『（<〈《", "("),
        **dict.fromkeys("】〕〗]}」』）>〉》", ")"),
        **dict.fromkeys("〜~∼", "~"),
        **dict.fromkeys("’‘′´`", "'"),
        **dict.fromkeys("、，", ","),
        "／": "/",
        "：": ":",
    }
)
_SPACE_BESIDE_OTHERS = re.compile(r"(?<![0-9A-Z]) | (?![0-9A-Z])")
_KANJI_NUMBER = re.compile(f"[{SMALL}]+(?!半期)")
_KANA_ERA = re.compile("|".join(BY_KANA))
_BLANK_CIRCLES = re.compile("[〇○◯]+")


def tidied(plain: str) -> str:
    """One kind of bracket, dash and comma, capitals, Arabic digits; spaces only between letters and digits."""
    text = " ".join(plain.translate(_SAME).upper().split())
    if not text.isascii():
        text = _KANA_ERA.sub(lambda found: BY_KANA[found[0]], text)
        text = _KANJI_NUMBER.sub(_arabic, text)
    return _SPACE_BESIDE_OTHERS.sub("", text)


def _arabic(found: re.Match[str]) -> str:
    """Digits for a kanji number; circles alone are a blank that nobody filled in, and what is no number stays."""
    kanji, text = found[0], found.string
    before, behind = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    if _BLANK_CIRCLES.fullmatch(kanji) or any(map(str.isdigit, before + behind)):
        return kanji
    number = folded(kanji)
    if number.isdigit():
        return number
    value = below_ten_thousand(number)
    return kanji if value is None else str(value)
