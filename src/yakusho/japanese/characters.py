"""One form for each character (文字の正規化), without losing any: width, marks, kana, hyphens, and what is wrong.

`normal` is NFKC where NFKC is harmless. It differs where NFKC destroys: compatibility ideographs (神 U+FA19) are
characters of names and stay; a spacing mark (´ ￣) stays instead of becoming a space; ～ is a wave dash; a voicing mark
joins the kana before it or stands alone as ゛; ½ is 1/2 as one types it. Variation selectors stay.
"""

import re
import unicodedata
from collections.abc import Iterable

_SPACING_MARKS = (
    "\u00a8\u00af\u00b4\u00b8\u02d8-\u02dd\u037a\u0384\u0385\u1fbd\u1fbf-\u1fc1\u1fcd-\u1fcf\u1fdd-\u1fdf\u1fed\u1fee"
    "\u1ffd\u1ffe\u2017\u203e\ufc5e-\ufc63\ufe49-\ufe4c\ufe70\ufe72\ufe74\ufe76\ufe78\ufe7a\ufe7c\ufe7e\uffe3"
)
_COMPATIBILITY_IDEOGRAPHS = "\uf900-\ufaff\U0002f800-\U0002fa1f"
_KEPT = re.compile(f"([{_SPACING_MARKS}{_COMPATIBILITY_IDEOGRAPHS}]+)")
_SPECIAL = re.compile(f"[\uff5e\u3099-\u309c\uff9e\uff9f{_SPACING_MARKS}{_COMPATIBILITY_IDEOGRAPHS}]")
_BEFORE = str.maketrans("～゛゜ﾞﾟ", "〜\u3099\u309a\u3099\u309a")
_AFTER = str.maketrans("\u3099\u309a\u2044", "゛゜/")

_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_KATAKANA = {hiragana: katakana for katakana, hiragana in _HIRAGANA.items()}
_HALF_WIDTH_BY_FULL = {
    unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF61, 0xFF9E) if chr(code)
}
_VOICED_ROWS = {"\u3099": "カキクケコサシスセソタチツテトハヒフヘホウワヲ", "\u309a": "ハヒフヘホ"}


def _half_width_table() -> dict[int, str]:
    table = {**_HALF_WIDTH_BY_FULL, "゛": "ﾞ", "゜": "ﾟ"}
    for mark, row in _VOICED_ROWS.items():
        half_mark = "ﾞ" if mark == "\u3099" else "ﾟ"
        for kana in row:
            table[unicodedata.normalize("NFC", kana + mark)] = _HALF_WIDTH_BY_FULL[kana] + half_mark
    by_code = {ord(kana): half for kana, half in table.items()}
    hiragana = {hira: by_code[kata] for kata, hira in _HIRAGANA.items() if kata in by_code}
    return {**by_code, **hiragana}


_HALF_WIDTH = _half_width_table()

HYPHENS = "‐‑‒–—―⁃⁻₋−˗⎯⏤─━﹘﹣－➖"
"""What is typed for a hyphen; the long mark ー is none of them, except between digits."""

_DIGIT = "[0-9０-９〇一二三四五六七八九十]"
_LONG_MARKS_BETWEEN_DIGITS = re.compile(f"(?<={_DIGIT})[ーｰ]+(?={_DIGIT})")
_PLAIN_HYPHENS = {ord(hyphen): "-" for hyphen in HYPHENS}
_SELECTOR = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_SELECTORS = re.compile(f"[{_SELECTOR}]+")

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLES = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
_FAULTS = {
    "lone_surrogate": "[\ud800-\udfff]",
    "nul": "\x00",
    "control_character": "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]",
    "bidi_control": f"[{BIDI_CONTROLS}]",
    "invisible": f"[{INVISIBLES}]",
    "replacement_character": "\ufffd",
    "private_use": "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]",
    "noncharacter": "[\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]",
    "lone_selector": rf"(?:\A|(?<=[\s{_SELECTOR}]))[{_SELECTOR}]",
}
_FAULT_PATTERNS = tuple((code, re.compile(pattern)) for code, pattern in _FAULTS.items())
_ANY_FAULT = re.compile("|".join(_FAULTS.values()))


def normal(text: str) -> str:
    """Give the normal form (正規形) of a text, in which nothing is lost."""
    if text.isascii():
        return text
    if _SPECIAL.search(text):
        pieces = _KEPT.split(text.translate(_BEFORE))
        pieces[::2] = [unicodedata.normalize("NFKC", piece) for piece in pieces[::2]]
        return "".join(pieces).translate(_AFTER)
    formed = unicodedata.normalize("NFKC", text)
    return formed.replace("\u2044", "/")


def normal_many(cells: Iterable[str]) -> list[str]:
    """Give the normal form of each cell of a column."""
    return [normal(cell) for cell in cells]


def hiragana(text: str) -> str:
    """Give the normal form with katakana as hiragana; ヷヸヹヺ stay, because hiragana has no such letter."""
    return normal(text).translate(_HIRAGANA)


def katakana(text: str) -> str:
    """Give the normal form with hiragana as katakana."""
    return normal(normal(text).translate(_KATAKANA))


def half_width_kana(text: str) -> str:
    """Give the normal form with kana in half width (半角カナ); what has no half-width letter (ヰヱヵヶヮ) stays."""
    return normal(text).translate(_HALF_WIDTH)


def plain_hyphens(text: str) -> str:
    """Write each kind of hyphen, and a long mark between digits, as `-`; nothing else changes."""
    return _LONG_MARKS_BETWEEN_DIGITS.sub(lambda marks: "-" * len(marks[0]), text.translate(_PLAIN_HYPHENS))


def without_selectors(text: str) -> str:
    """Leave out variation selectors (異体字セレクタ): the glyph is lost, the character stays."""
    return _SELECTORS.sub("", text)


def faults(text: str) -> tuple[str, ...]:
    """Tell what in a text can't be seen, shown or trusted: a code for each kind, in the order found."""
    if not _ANY_FAULT.search(text):
        return ()
    found = ((match.start(), code) for code, pattern in _FAULT_PATTERNS if (match := pattern.search(text)))
    return tuple(code for _, code in sorted(found))
