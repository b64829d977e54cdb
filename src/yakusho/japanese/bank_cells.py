"""What a bank file has for each character that people write (全銀協 付録1), as one table from a cell to its bytes.

A cell is a character, or a kana and its voicing mark. Half-width kana are the stricter reading of 付録1: none is small.
"""

import unicodedata
from typing import Final

from yakusho.japanese.character_tables import HYPHENS
from yakusho.japanese.characters import half_width_kana, hiragana

Cell = tuple[str, str]
"""What stands in the bank file, and by which rule ("": as it was)."""

_PLAIN_KANA: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンヲ"
_LARGE: Final = dict(zip("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ", strict=True))
_OLD: Final = {"ヰ": "イ", "ヱ": "エ"}
_TAKES_MARK: Final = {"\u3099": "ウカキクケコサシスセソタチツテトハヒフヘホ", "\u309a": "ハヒフヘホ"}
_MARKS: Final = {"\u3099": "゛ﾞ\u3099", "\u309a": "゜ﾟ\u309a"}
_SPACES: Final = "\t\n\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def bank_cells() -> dict[str, Cell]:
    """Give the whole table, which is that of 付録1 with ｦ."""
    cells: dict[str, Cell] = {}
    for kana in _PLAIN_KANA:
        cells |= _spellings((kana, hiragana(kana)), half_width_kana(kana))
        for mark, takers in _TAKES_MARK.items():
            if kana in takers:
                cells |= _voiced(kana, mark)
    for kana, plain in {**_LARGE, **_OLD}.items():
        rule = "small_kana" if kana in _LARGE else "old_kana"
        cells |= dict.fromkeys((kana, hiragana(kana), half_width_kana(kana)), (half_width_kana(plain), rule))
    return {**cells, **_signs()}


def _spellings(forms: tuple[str, ...], half: str) -> dict[str, Cell]:
    return {**dict.fromkeys(forms, (half, "width")), half: (half, "")}


def _voiced(kana: str, mark: str) -> dict[str, Cell]:
    voiced = unicodedata.normalize("NFC", kana + mark)
    bases = (kana, hiragana(kana), half_width_kana(kana))
    forms = (voiced, hiragana(voiced), *(base + spelled for base in bases for spelled in _MARKS[mark]))
    return _spellings(forms, half_width_kana(voiced))


def _signs() -> dict[str, Cell]:
    cells: dict[str, Cell] = {" ": (" ", "")}
    for code in range(0x21, 0x7F):
        char = chr(code)
        rule = "case" if char.islower() else ""
        cells |= {char: (char.upper(), rule), chr(code + 0xFEE0): (char.upper(), rule or "width")}
    cells |= _spellings(("「",), "｢") | _spellings(("」",), "｣")
    cells |= dict.fromkeys("＼¥￥", ("\\", "width"))
    cells |= dict.fromkeys(HYPHENS, ("-", "hyphen"))
    cells |= dict.fromkeys("ーｰ", ("-", "long_mark"))
    cells |= dict.fromkeys("・･", (" ", "middle_dot_to_space"))
    cells |= dict.fromkeys(_SPACES, (" ", "spaces"))
    return cells
