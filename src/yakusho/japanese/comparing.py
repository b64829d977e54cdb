"""Comparing names (氏名の照合): the same, the same but for variants or kana, near enough to look at, or different.

A kind says what was found, never what it means: `variant` names are two names in law. Kanji are never compared with
kana or Latin letters, because that would need a guess at how they are read.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from yakusho.japanese.character_tables import HIRAGANA, KATAKANA, SELECTORS
from yakusho.japanese.characters import without_selectors
from yakusho.japanese.keys import loose_key, spelled_out
from yakusho.japanese.legal_forms import legal_forms
from yakusho.japanese.name_characters import KANA, KANJI, LOOKS_LIKE
from yakusho.japanese.names import Name, read_name
from yakusho.japanese.variants import base_forms

SLIP_LETTERS_MIN: Final = 5
"""Shorter names are other names when one letter differs."""

Kind = Literal["equal", "variant", "kana_only", "near", "different"]
_KINDS: Final[tuple[Kind, ...]] = ("equal", "variant", "kana_only", "near", "different")


class Comparison(NamedTuple):
    """How two names relate, and what was found on the way."""

    kind: Kind
    reasons: tuple[str, ...]


class _Fold(NamedTuple):
    """One difference in writing that is looked past: its reason, the kind it makes, and how."""

    reason: str
    kind: Kind
    apply: Callable[[str], str]


def _both_scripts(table: dict[str, str]) -> dict[int, str]:
    hiragana = {kana.translate(HIRAGANA): plain.translate(HIRAGANA) for kana, plain in table.items()}
    return {ord(kana): plain for kana, plain in {**table, **hiragana}.items()}


def _unvoiced() -> dict[int, str]:
    letters = map(chr, range(ord("ぁ"), ord("ヺ") + 1))
    parts = ((letter, unicodedata.normalize("NFD", letter)) for letter in letters)
    return {ord(letter): apart[0] for letter, apart in parts if len(apart) > 1}


_PUNCTUATION = str.maketrans("’‘ʼʻ", "''''", ".,")
_MIDDLE_DOTS = str.maketrans("", "", "・＝")
_OLD_KANA = _both_scripts({"ヰ": "イ", "ヱ": "エ", "ヲ": "オ"})
_SMALL_KANA = _both_scripts(dict(zip("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ", strict=True)))
_V_SOUND = re.compile("[ヴゔ][ァィェォぁぃぇぉ]|[ヴゔ]")
_V_SOUNDS = {"ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ", "ヴ": "ブ"}
_UNVOICED = _unvoiced()
_SOUNDING_ALIKE = {**_UNVOICED, **_both_scripts({"ヂ": "シ", "ヅ": "ス"})}
_LONG_MARKS = re.compile(f"(?<=[{KANA}])ー+")
_COUNTER = re.compile(f"(?<=[{KANJI}])[ヶケヵカがガ](?=[{KANJI}])")
_KANJI_REPEATED = re.compile(f"(?<=[{KANJI}])[々〻]+")
_KANA_REPEATED = re.compile("[ゝゞヽヾ]")
_SELECTED = re.compile(f"(.)([{SELECTORS}]+)")


def _kanji_repeated(text: str) -> str:
    return spelled_out(text) if _KANJI_REPEATED.search(text) else text


def _kana_repeated(text: str) -> str:
    if not _KANA_REPEATED.search(text):
        return text
    whole = spelled_out(text.translate(HIRAGANA))
    pairs = zip(text, whole, strict=True)
    return "".join(new if old in "ゝゞ" else new.translate(KATAKANA) if old in "ヽヾ" else old for old, new in pairs)


def _v_sound(text: str) -> str:
    def plain(found: re.Match[str]) -> str:
        sound = _V_SOUNDS[found[0].translate(KATAKANA)[-1]]
        return sound if found[0][0] == "ヴ" else sound.translate(HIRAGANA)

    return _V_SOUND.sub(plain, text)


_WRITING: Final = (
    _Fold("letter_case", "equal", str.casefold),
    _Fold("punctuation", "equal", lambda text: text.translate(_PUNCTUATION)),
    _Fold("kanji_variant", "variant", base_forms),
    _Fold("iteration_mark", "variant", _kanji_repeated),
)
_KANA_WRITING: Final = (
    _Fold("iteration_mark", "kana_only", _kana_repeated),
    _Fold("middle_dot", "kana_only", lambda text: text.translate(_MIDDLE_DOTS)),
    _Fold("counter_kana", "kana_only", lambda text: _COUNTER.sub("ケ", text)),
    _Fold("script", "kana_only", lambda text: text.translate(HIRAGANA)),
    _Fold("old_kana", "kana_only", lambda text: text.translate(_OLD_KANA)),
    _Fold("v_sound", "kana_only", _v_sound),
    _Fold("small_kana", "kana_only", lambda text: text.translate(_SMALL_KANA)),
)
_LONG_MARK: Final = _Fold("long_mark", "kana_only", lambda text: _LONG_MARKS.sub("", text))
_VOICING: Final = _Fold("voicing", "kana_only", lambda text: text.translate(_UNVOICED))
_SOUNDING: Final = _Fold("voicing", "kana_only", lambda text: text.translate(_SOUNDING_ALIKE))
_MISTAKEN: Final = _Fold("confusable", "near", lambda text: text.translate(LOOKS_LIKE))

_WAYS: Final = (
    _WRITING,
    (*_WRITING, *_KANA_WRITING, _VOICING, _LONG_MARK),
    (*_WRITING, *_KANA_WRITING, _SOUNDING, _LONG_MARK),
    (*_WRITING, _MISTAKEN, *_KANA_WRITING, _VOICING),
)
"""What is looked past together, from the strictest way to the widest. ー stays where it may be the kanji 一."""


def _gists() -> dict[int, str]:
    letters = "".join(map(chr, range(ord("ぁ"), ord("ヾ") + 1))) + "".join(map(chr, LOOKS_LIKE)) + "・＝.,'’‘ʼʻ"
    merged = _both_scripts({"チ": "シ", "ツ": "ス", "カ": "ケ"})
    return {ord(letter): _gist_of(letter).translate(merged) for letter in letters}


def _gist_of(letter: str) -> str:
    plain = letter.translate(LOOKS_LIKE).translate(HIRAGANA).translate(_OLD_KANA).translate(_SMALL_KANA)
    return "" if plain in "・＝ー.,'’‘ʼʻ" else plain.translate(_UNVOICED)


_GISTS: Final = _gists()


def _gist(text: str) -> str:
    """Give what stays of a text in each of the ways, so that most pairs are told apart at once."""
    plain = base_forms(text.casefold())
    return _v_sound(_kana_repeated(_kanji_repeated(plain))).translate(_GISTS)


def compare_names(a: str | Name, b: str | Name) -> Comparison:
    """Say how two names relate; the order of the two doesn't matter."""
    one, other = (read_name(name) if isinstance(name, str) else name for name in (a, b))
    if not (one.valid and other.valid):
        return Comparison("different", ("invalid",))
    if (one.kind == "company") != (other.kind == "company"):
        return Comparison("different", ())
    if same := _alike(*_texts(one, other)):
        return _with_circumstances(same, one, other)
    if near := _near(one, other):
        return Comparison("near", tuple(sorted(near)))
    return Comparison("different", ("not_comparable",) if one.kind != other.kind else ())


def _texts(one: Name, other: Name) -> tuple[str, str]:
    """Give both as they are compared: with the boundary where both have one."""
    if one.kind == "company":
        return _company_key(one.whole), _company_key(other.whole)
    if one.given and other.given:
        return f"{one.surname}\n{one.given}", f"{other.surname}\n{other.given}"
    return _close(one.whole), _close(other.whole)


def _close(text: str) -> str:
    return text.replace(" ", "")


def _alike(a: str, b: str) -> Comparison | None:
    """Find the least that must be looked past for two texts to be one; None where that isn't enough."""
    if a == b:
        return Comparison("equal", ())
    if _gist(a) != _gist(b):
        return None
    marks = () if _SELECTED.findall(a) == _SELECTED.findall(b) else ("variation_selector",)
    one, other = without_selectors(a), without_selectors(b)
    for way in _WAYS:
        if _folded(one, way) == _folded(other, way):
            needed = _needed(one, other, way)
            kinds = [fold.kind for fold in needed] + ["variant"] * len(marks)
            kind = _KINDS[max(map(_KINDS.index, kinds), default=0)]
            return Comparison(kind, tuple(sorted({*marks, *(fold.reason for fold in needed)})))
    return None


def _folded(text: str, folds: Sequence[_Fold]) -> str:
    for fold in folds:
        text = fold.apply(text)
    return text


def _needed(a: str, b: str, folds: Sequence[_Fold]) -> list[_Fold]:
    """Leave out each fold without which two texts are still one."""
    kept = list(folds)
    for fold in folds:
        fewer = [other for other in kept if other is not fold]
        if _folded(a, fewer) == _folded(b, fewer):
            kept = fewer
    return kept


def _with_circumstances(same: Comparison, one: Name, other: Name) -> Comparison:
    """Add what else differs about names that are the same, or whose boundary isn't known."""
    reasons = {*same.reasons}
    if same.kind in ("equal", "variant") and "boundary_unknown" in (*one.flags, *other.flags):
        reasons.add("boundary_unknown")
    if ("western_order" in one.flags) != ("western_order" in other.flags):
        reasons.add("order")
    for reason, mine, theirs in (("alias", one.alias, other.alias), ("former_name", one.former, other.former)):
        if _close(mine) != _close(theirs):
            reasons.add(reason)
    return Comparison(same.kind, tuple(sorted(reasons)))


def _near(one: Name, other: Name) -> set[str] | None:
    """Find the first way in which two names that aren't the same may still be of one person."""
    if beside := _found_beside(one, other):
        return beside
    if (turned := _alike(*_turned(one, other))) is not None:
        return {*turned.reasons, "order"}
    if one.given and other.given and (same := _alike(_close(one.whole), _close(other.whole))):
        return {*same.reasons, "boundary"}
    if _is_part_missing(one, other):
        return {"missing_part"}
    if one.kind == other.kind and one.kind in ("kana", "romanised"):
        return {"one_character"} if _is_one_slip(loose_key(one.whole), loose_key(other.whole)) else None
    return None


def _found_beside(one: Name, other: Name) -> set[str] | None:
    """Find one person's name among what stands beside the other's: 通称, 旧姓, kanji, reading."""
    found = [
        {*same.reasons, my_reason, their_reason} - {""}
        for mine, my_reason in _names_of(one)
        for theirs, their_reason in _names_of(other)
        if (my_reason or their_reason) and (same := _alike(mine, theirs))
    ]
    return min(found, key=lambda reasons: (len(reasons), sorted(reasons)), default=None)


def _names_of(name: Name) -> list[tuple[str, str]]:
    former = name.former + name.given if name.former else ""
    beside = (
        (name.alias, "alias"),
        (former, "former_name"),
        (name.kanji, "with_kanji_form"),
        (name.reading, "reading"),
    )
    return [(_close(name.whole), ""), *((_close(text), reason) for text, reason in beside if text)]


def _turned(one: Name, other: Name) -> tuple[str, str]:
    """Give both for comparison, the parts of one in the other order; two different texts where neither has two."""
    mine, theirs = _parts_of(one), _parts_of(other)
    if mine and theirs:
        return "\n".join(mine[::-1]), "\n".join(theirs)
    if mine:
        return _close("".join(mine[::-1])), _close(other.whole)
    return (_close("".join(theirs[::-1])), _close(one.whole)) if theirs else ("", "\n")


def _parts_of(name: Name) -> tuple[str, ...]:
    words = (name.surname, name.given) if name.given else tuple(name.whole.split(" "))
    return words if len(words) == 2 else ()


def _is_part_missing(one: Name, other: Name) -> bool:
    """Whether one name is the other without some of its words (only a surname, no middle name)."""
    few, many = sorted((one.whole.split(" "), other.whole.split(" ")), key=len)
    rest = map(loose_key, many)
    return len(few) < len(many) and all(word and word in rest for word in map(loose_key, few))


def _is_one_slip(a: str, b: str) -> bool:
    """Whether one letter was left out, added, mistyped, or exchanged with its neighbour."""
    short, long = sorted((a, b), key=len)
    if len(short) < SLIP_LETTERS_MIN or len(long) - len(short) > 1:
        return False
    start = next(
        (place for place, letters in enumerate(zip(short, long, strict=False)) if letters[0] != letters[1]), -1
    )
    if start < 0:
        return len(short) < len(long)
    one, other = short[start:], long[start:]
    return one[1:] == other[1:] or one == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])


def _company_key(whole: str) -> str:
    """Write legal forms out: ㈱ and (株) are 株式会社."""
    pattern, written = _legal_forms()
    return pattern.sub(lambda found: written[found[0]], _close(whole))


@cache
def _legal_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    written: dict[str, str] = {}
    for form in legal_forms():
        for place, short in enumerate(form.bracketed):
            written[f"({short})"] = form.written[min(place, len(form.written) - 1)]
        if form.kind == "form":
            written |= dict.fromkeys(form.kana, form.written[0])
    return re.compile("|".join(map(re.escape, written))), written
