"""Keys to search and compare by (検索キー): what people take for the same writing has the same key.

A key is never shown and never replaces what was written.
"""

import re
from collections.abc import Mapping
from functools import cache

from yakusho.japanese import character_tables as tables
from yakusho.japanese.characters import normal, plain_hyphens
from yakusho.japanese.variants import base_codes

_KANJI = f"㐀-䶿一-鿿〇{tables.COMPATIBILITY_IDEOGRAPHS}\U00020000-\U0003fffd"
_DROPPED = re.compile(rf"[\s・{tables.INVISIBLES}{tables.BIDI_CONTROLS}]")
_ONE_SPELLING = {"ゕ": "か", "ゖ": "け", "ヵ": "か", "ヶ": "け", "ヷ": "わ゛", "ヸ": "ゐ゛", "ヹ": "ゑ゛", "ヺ": "を゛"}
_HYPHENS_OF_WORDS = re.compile("(?<=[ぁ-ゖゝゞー゛゜])-+(?![0-9])")
_REPEATED = re.compile("[々〻ゝゞ]")
_IS_KANJI = re.compile(f"[{_KANJI}]").match
_IS_KANA = re.compile("[ぁ-ゖ]").match

_UNVOICED = dict(
    zip("がぎぐげござじずぜぞだぢづでどばびぶべぼゔ", "かきくけこさしすせそたちつてとはひふへほう", strict=True)
)
_VOICED = {plain: voiced for voiced, plain in _UNVOICED.items()}
_SOUNDS_ALIKE = re.compile("ゔ[ぁぃぇぉゅ]|[ゔぢづ]")
_ALIKE = {"ゔぁ": "は", "ゔぃ": "ひ", "ゔぇ": "へ", "ゔぉ": "ほ", "ゔゅ": "ひゅ", "ゔ": "ふ", "ぢ": "し", "づ": "す"}
_LOOSE = str.maketrans(
    "がぎぐげござじずぜぞだでどばびぶべぼぱぴぷぺぽぁぃぅぇぉっゃゅょゎをゐゑゞ",
    "かきくけこさしすせそたてとはひふへほはひふへほあいうえおつやゆよわおいえゝ",
)
_LONG_MARKS = re.compile("[ー゛゜]+")
_KANA_BUT_BASIC = re.compile("[ぁぃぅぇぉっゃゅょゎをゐゑゞがぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔ]")
_COUNTER_BETWEEN_KANJI = re.compile(f"(?<=[{_KANJI}0-9])け(?=[{_KANJI}])")


@cache
def _folding() -> Mapping[int, int | str | None]:
    """What one character becomes: nothing, a base form, hiragana, a plain hyphen."""
    dropped = filter(_DROPPED.match, map(chr, (*range(0x10000), *range(0xE0000, 0xE0080))))
    one_spelling = {ord(kana): spelled for kana, spelled in _ONE_SPELLING.items()}
    return {
        **base_codes(),
        **tables.HIRAGANA,
        **one_spelling,
        **tables.PLAIN_HYPHENS,
        **dict.fromkeys(map(ord, dropped)),
    }


def _folded(text: str) -> str:
    """Fold width, variants, spaces, letter case and kana script; hyphens of numbers are `-`, those of words ー."""
    lower = normal(normal(text).translate(_folding())).casefold()
    divided = plain_hyphens(lower if lower.isascii() else normal(lower))
    return _HYPHENS_OF_WORDS.sub(lambda hyphens: "ー" * len(hyphens[0]), divided)


def spelled_out(text: str) -> str:
    """Write out in hiragana and kanji what iteration marks (繰り返し符号) repeat: 佐々木 is 佐佐木, すゞ is すず."""
    if not _REPEATED.search(text):
        return text
    out: list[str] = []
    position = 0
    while position < len(text):
        char = text[position]
        end = position + 1
        if char in "々〻":
            while end < len(text) and text[end] in "々〻":
                end += 1
            count = end - position
            source = out[-count:] if len(out) >= count and all(map(_IS_KANJI, out[-count:])) else out[-1:] * count
            out += source if source and _IS_KANJI(source[0]) else text[position:end]
        elif char in "ゝゞ" and out and _IS_KANA(out[-1]):
            plain = _UNVOICED.get(out[-1], out[-1])
            out.append(out[-1] if char == "ゝ" else _VOICED.get(plain, plain))
        else:
            out.append(char)
        position = end
    return "".join(out)


def search_key(text: str) -> str:
    """Give the key under which a text is found: width, script, case, variants, spaces and hyphens don't matter."""
    return spelled_out(_folded(text))


def loose_key(text: str) -> str:
    """Give the key for tolerant search: nor do voicing, small kana, long marks, or ヶ and が between kanji matter."""
    short = spelled_out(normal(_LONG_MARKS.sub("", _folded(text))))
    if _KANA_BUT_BASIC.search(short):
        short = _SOUNDS_ALIKE.sub(lambda found: _ALIKE[found[0]], short).translate(_LOOSE)
    return _COUNTER_BETWEEN_KANJI.sub("か", short)
