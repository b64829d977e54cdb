"""One key for the many spellings of a place's name (地名の表記揺れ), and the way back to where it was written.

Both the tables and the text are folded: variants of kanji, ヶ and が, hiragana and katakana, numerals. So 関ヶ原 finds
関ケ原, and 6条通, 六条通 and ６条通 are one.
"""

import re
from typing import NamedTuple

from yakusho.japanese.addresses import numerals
from yakusho.japanese.characters import normal, without_selectors
from yakusho.japanese.variants import base_forms

HEAD_CHARACTERS = 90
"""How far a prefecture, a city and a town are looked for; the longest ones with streets of Kyoto take some sixty."""

_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖが", "あいうえおつやゆよわかけけ")
_HIRAGANA = {code: chr(code - 0x60).translate(_SMALL) for code in range(0x30A1, 0x30F7)}
_SPELLINGS: dict[int, int | str] = {**_SMALL, **_HIRAGANA, **numerals.ONES, **str.maketrans("ヶ之磐舟", "けの盤船")}
_PASSED_OVER = " ,、()「」[]"
_UNEVEN = re.compile(f"[十{re.escape(_PASSED_OVER)}]")


class Head(NamedTuple):
    """The folded beginning of a text; `ends[i]` is the place in the text behind the folded character `i`."""

    folded: str
    ends: tuple[int, ...] | range

    def end(self, length: int) -> int:
        """Where the text goes on behind the first `length` folded characters."""
        return self.ends[length - 1] if length else 0


def fold(name: str) -> str:
    """Give the key of a name in a table."""
    spelled = base_forms(normal(name)).translate(_SPELLINGS)
    return numerals.TENS.sub(numerals.tens_as_digits, spelled) if "十" in spelled else spelled


def fold_head(text: str) -> Head:
    """Give the key of the beginning of a text in normal form without selectors; spaces and brackets fall out."""
    head = text[:HEAD_CHARACTERS]
    spelled = base_forms(head).translate(_SPELLINGS)
    if not _UNEVEN.search(spelled):
        return Head(spelled, range(1, len(spelled) + 1))
    return _mapped(spelled)


def _mapped(spelled: str) -> Head:
    kept: list[str] = []
    ends: list[int] = []
    position = 0
    while position < len(spelled):
        if ten := numerals.TENS.match(spelled, position):
            value = numerals.tens_as_digits(ten)
            kept += value
            ends += [ten.end()] * len(value)
            position = ten.end()
            continue
        position += 1
        if spelled[position - 1] not in _PASSED_OVER:
            kept.append(spelled[position - 1])
            ends.append(position)
    return Head("".join(kept), tuple(ends))


def ends_alike(whole: str, end: str) -> bool:
    """Tell whether a place's name ends in another without any variant spelling; numerals and spaces don't matter."""
    return _plain(whole).endswith(_plain(end))


def _plain(name: str) -> str:
    digits = normal(without_selectors(name)).translate(numerals.ONES)
    digits = numerals.TENS.sub(numerals.tens_as_digits, digits)
    return digits.replace(" ", "").replace(",", "")
