"""One form for each character (文字の正規化), without losing any: width, marks, kana, hyphens, and what is wrong.

`normal` is NFKC where NFKC is harmless. It differs where NFKC destroys: compatibility ideographs (神 U+FA19) are
characters of names and stay; a spacing mark (´ ￣) stays instead of becoming a space; ～ is a wave dash; a voicing mark
joins the kana before it or stands alone as ゛; ½ is 1/2 as one types it. Variation selectors stay.
"""

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from yakusho.japanese import character_tables as tables

BIDI_CONTROLS, HYPHENS, INVISIBLES = tables.BIDI_CONTROLS, tables.HYPHENS, tables.INVISIBLES
"""Ranges for the brackets of a regular expression: marks of direction, what is typed for a hyphen, what isn't seen."""

CELLS_AT_ONCE = 256
STRETCHES_KEPT_MAX = 65_536
MARKS_IN_A_ROW_MAX = 30
"""More combining marks behind one letter are in no writing (Unicode UAX #15, 13), and to sort them takes forever."""

_KEPT_RANGES = tables.SPACING_MARKS + tables.COMPATIBILITY_IDEOGRAPHS
_KEPT = re.compile(f"([{_KEPT_RANGES}]+)")
_NOT_AS_NFKC = re.compile(f"[～゛゜{_KEPT_RANGES}]")
_BEFORE_NFKC = str.maketrans("～゛゜ﾞﾟ", "〜\u3099\u309a\u3099\u309a")
_LEFT_BY_NFKC = re.compile("[\u3099\u309a\u2044]")
_AFTER_NFKC = str.maketrans("\u3099\u309a\u2044", "゛゜/")
_UNSETTLED = re.compile(f"([^{tables.SETTLED}]+)")
_JOINS = f"[^{tables.SETTLED}{tables.STANDALONE}]"
_JOINED = re.compile(f"{_JOINS}(?<=[{tables.SETTLED}].)", re.DOTALL)
_STRETCHES = re.compile(f"(?:.(?={_JOINS}))?[^{tables.SETTLED}]+", re.DOTALL)
_MANY_MARKS = re.compile(f"{_JOINS}{{{MARKS_IN_A_ROW_MAX + 1}}}")
_BETWEEN_CELLS = "\x1f"

_LONG_MARKS_BETWEEN_DIGITS = re.compile(f"(?<=[{tables.DIGITS}])[ーｰ]+(?=[{tables.DIGITS}])")
_LIKE_HYPHENS = re.compile(f"[ーｰ{tables.HYPHENS}]")
_SELECTORS = re.compile(f"[{tables.SELECTORS}]+")

_SINGLE_JOINER = f"{tables.JOINER}(?![{tables.EMOJI}])|(?<![{tables.EMOJI}]){tables.JOINER}"
_LONE_TAG = f"(?<![\U0001f3f4{tables.TAGS}])[{tables.TAGS}]"
_FAULTS = {
    "lone_surrogate": "[\ud800-\udfff]",
    "nul": "[\x00]",
    "control_character": "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]",
    "bidi_control": f"[{tables.BIDI_CONTROLS}]",
    "invisible": f"[{tables.UNSEEN}]|{_SINGLE_JOINER}|{_LONE_TAG}",
    "replacement_character": "[\ufffd]",
    "private_use": f"[{tables.PRIVATE_USE}]",
    "noncharacter": f"[{tables.NONCHARACTERS}]",
    "lone_selector": rf"(?<![^\s{tables.SELECTORS}])[{tables.SELECTORS}]",
}
_FAULT_PATTERNS = tuple((code, re.compile(pattern)) for code, pattern in _FAULTS.items())
_MAYBE_FAULTY = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{tables.BIDI_CONTROLS}{tables.INVISIBLES}{tables.SELECTORS}"
    f"{tables.NONCHARACTERS}{tables.PRIVATE_USE}\ud800-\udfff\ufffd]"
)


class Change(NamedTuple):
    """A stretch of an original, from `start`, and what stands for it in the normal form."""

    start: int
    before: str
    after: str


@cache
def _kept_or_many_marks() -> re.Pattern[str]:
    """What NFKC must not see in a text with more marks in a row than any writing has; rarely needed, never quick."""
    characters = map(chr, range(sys.maxunicode + 1))
    marks = "".join(char for char in characters if unicodedata.combining(unicodedata.normalize("NFKD", char)[0]))
    return re.compile(f"([{_KEPT_RANGES}]+|[{marks}]{{{MARKS_IN_A_ROW_MAX + 1},}})")


def _formed(text: str) -> str:
    """NFKC of all that it doesn't destroy, and the signs that we write in another way than it."""
    many_marks = len(text) > MARKS_IN_A_ROW_MAX and _MANY_MARKS.search(text)
    if many_marks or _NOT_AS_NFKC.search(text):
        pieces = (_kept_or_many_marks() if many_marks else _KEPT).split(text.translate(_BEFORE_NFKC))
        pieces[::2] = [unicodedata.normalize("NFKC", piece) for piece in pieces[::2]]
        formed = "".join(pieces)
    else:
        formed = unicodedata.normalize("NFKC", text)
    return formed.translate(_AFTER_NFKC) if _LEFT_BY_NFKC.search(formed) else formed


def normal(text: str) -> str:
    """Give the normal form (正規形) of a text, in which nothing is lost."""
    return _formed(text) if _UNSETTLED.search(text) else text


def normal_many(cells: Sequence[str]) -> list[str]:
    """Give the normal form of each cell of a column, at a few hundred nanoseconds a cell.

    Many cells are one text while they are read; only the stretches that can change are cut out of it, and each of them
    is formed once, because columns repeat themselves. Where a cell holds the divider, or a mark that may join what is
    before it, it and its neighbours are read one by one.
    """
    column: list[str] = []
    forms: dict[str, str] = {}
    for start in range(0, len(cells), CELLS_AT_ONCE):
        some = cells[start : start + CELLS_AT_ONCE]
        joined = _BETWEEN_CELLS.join(some)
        if joined.count(_BETWEEN_CELLS) != len(some) - 1 or _JOINED.search(joined):
            column += map(normal, some)
            continue
        pieces = _UNSETTLED.split(joined)
        if len(forms) > STRETCHES_KEPT_MAX:
            forms.clear()
        if unseen := list(set(pieces[1::2]).difference(forms)):
            forms.update(zip(unseen, _formed(_BETWEEN_CELLS.join(unseen)).split(_BETWEEN_CELLS), strict=True))
        pieces[1::2] = [forms[stretch] for stretch in pieces[1::2]]
        column += "".join(pieces).split(_BETWEEN_CELLS)
    return column


def changes(text: str) -> tuple[Change, ...]:
    """Tell what `normal` changes and where, so that a reader can see it and it can be taken back."""
    stretches = ((found.start(), found[0], _formed(found[0])) for found in _STRETCHES.finditer(text))
    return tuple(Change(*stretch) for stretch in stretches if stretch[1] != stretch[2])


def hiragana(text: str) -> str:
    """Give the normal form with katakana as hiragana; ヷヸヹヺ stay, because hiragana has no such letter."""
    return normal(text).translate(tables.HIRAGANA)


def katakana(text: str) -> str:
    """Give the normal form with hiragana as katakana."""
    return normal(normal(text).translate(tables.KATAKANA))


def half_width_kana(text: str) -> str:
    """Give the normal form with kana in half width (半角カナ); what has no half-width letter (ヰヱヵヶヮ) stays."""
    return normal(text).translate(tables.HALF_WIDTH)


def plain_hyphens(text: str) -> str:
    """Write each kind of hyphen, and a long mark between digits, as `-`; nothing else changes."""
    if not _LIKE_HYPHENS.search(text):
        return text
    return _LONG_MARKS_BETWEEN_DIGITS.sub(lambda marks: "-" * len(marks[0]), text.translate(tables.PLAIN_HYPHENS))


def without_selectors(text: str) -> str:
    """Leave out variation selectors (異体字セレクタ): the glyph is lost, the character stays."""
    return _SELECTORS.sub("", text)


def faults(text: str) -> tuple[str, ...]:
    """Tell what in a text can't be seen, shown or trusted: a code for each kind, in the order found."""
    if not _MAYBE_FAULTY.search(text):
        return ()
    found = ((match.start(), code) for code, pattern in _FAULT_PATTERNS if (match := pattern.search(text)))
    return tuple(code for _, code in sorted(found))
