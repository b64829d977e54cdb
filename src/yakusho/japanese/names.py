"""Names of persons and organisations (氏名・名称), read without guessing: parts, 通称, 旧姓, script, and what is odd.

Where a name may be divided in several ways it isn't divided: its whole stands in `surname`, `given` is empty, and a
flag says `boundary_unknown`. No character is ever replaced by another that looks like it or is a variant of it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from yakusho.japanese.character_tables import SELECTORS
from yakusho.japanese.characters import faults, katakana
from yakusho.japanese.legal_forms import legal_forms
from yakusho.japanese.name_brackets import (
    has_label,
    without_brackets,
    without_honorifics,
    without_labels,
    without_title,
)
from yakusho.japanese.name_characters import (
    KANJI,
    is_confusable,
    is_katakana,
    is_latin,
    is_letters,
    is_outside_jis,
    repairs,
    script,
    tidied,
    why_no_letters,
)

NAME_CHARACTERS_MAX: Final = 1000
"""A longer text is no name."""

_NO_NAMES: Final = frozenset(
    (
        *(
            "不明",
            "氏名不明",
            "不詳",
            "氏名不詳",
            "なし",
            "ナシ",
            "無し",
            "名無し",
            "匿名",
            "同上",
            "該当なし",
            "記載なし",
        ),
        *("unknown", "none"),
    )
)
_DOUBTS: Final = {
    "boundary_unknown": 0.8,
    "several_parts": 0.8,
    "several_persons": 0.6,
    "confusable": 0.5,
    "suffix_doubtful": 0.7,
    "bracket_unlabelled": 0.6,
    "bracket_unread": 0.7,
    "odd_long_mark": 0.9,
    "one_character": 0.9,
    "western_order": 0.9,
    "alias_only": 0.7,
}
"""Flags that say that a name may mean something else, and how sure the reading is in spite of them."""

_EDGE_IN_BRACKET = re.compile(r"(?<=[(\[【〔]) | (?=[)\]】〕])")
_EXTRA_SPACE = re.compile(r"\S\s{2,}\S")
_FORM_LABEL = re.compile(
    r"(?:(?:申請者|届出人|請求者|世帯主|保護者|代表者|代理人|本人)の? ?)?"
    r"(?:氏 ?名|お?名 ?前|名 ?称|フリ ?ガナ|ふり ?がな)(?: ?\([^()]{0,10}\))? ?: ?"
)
_COMMA = re.compile(" *, *")
_JOINED_KANJI = re.compile(f"(?<=[{KANJI}])・(?=[{KANJI}])")
_SELECTED = re.compile(f"[{SELECTORS}]")
_ABROAD = r"\b(?:LTD|INC|CORP|LLC|LLP|PLC|GMBH|K\.K)\.?\Z"


class Name(NamedTuple):
    """A name that was read. Of a company, the whole stands in `whole` only; an invalid name has no parts."""

    original: str
    surname: str = ""
    given: str = ""
    alias: str = ""
    former: str = ""
    reading: str = ""
    kanji: str = ""
    whole: str = ""
    kind: str = "unknown"
    valid: bool = False
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The name with all that stood beside it, in the form in which reading gives the same parts again."""
        if not self.surname:
            return self.whole
        former = f"[{self.former}]" if self.former else ""
        kanji = f" {self.kanji}" if self.kanji else ""
        reading = f"({self.reading})" if self.reading else ""
        alias = f"(通称 {self.alias})" if self.alias not in ("", self.whole) else "(通称)" if self.alias else ""
        return f"{self.surname}{former}{join(self.surname, self.given)[len(self.surname) :]}{kanji}{reading}{alias}"


class Kana(NamedTuple):
    """A reading that was read; `text` is empty where it is none."""

    original: str
    text: str = ""
    valid: bool = False
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def read_name(text: str) -> Name:
    """Read a name (氏名): its parts, its script, and what is doubtful."""
    if len(text) > NAME_CHARACTERS_MAX:
        return Name(text, reasons=("too_long",))
    if reasons := faults(text):
        return Name(text, reasons=reasons)
    even = tidied(text)
    words = even.split()
    flags = repairs(text)
    if not words:
        return Name(text, reasons=("empty",))
    if even != even.strip():
        flags.append("edge_space")
    if _EXTRA_SPACE.search(even):
        flags.append("extra_space")
    whole = _EDGE_IN_BRACKET.sub("", " ".join(words))
    if ":" in whole and (label := _FORM_LABEL.match(whole)):
        whole = whole[label.end() :]
        flags.append("label_removed")
        if not whole:
            return Name(text, reasons=("empty",))
    return _company(text, whole, flags) if _has_form(whole) else _person(text, whole, flags)


def split(text: str) -> tuple[str, str]:
    """Give surname and given name; the whole and nothing where no one can know the boundary."""
    name = read_name(text)
    return name.surname, name.given


def join(surname: str, given: str = "") -> str:
    """Write parts as one text in which `split` finds them again: a comma stands where a space wouldn't be enough."""
    spaced = f"{surname} {given}".strip()
    return spaced if split(spaced) == (surname, given) else f"{surname}, {given}".strip()


def read_kana(text: str) -> Kana:
    """Read a reading (フリガナ): any kana becomes full-width katakana, parts have a space between them."""
    if reasons := faults(text):
        return Kana(text, reasons=reasons)
    kana = " ".join(tidied(katakana(text)).split())
    if not is_katakana(kana):
        return Kana(text, reasons=("not_kana",) if kana else ("empty",))
    flags = tuple(repairs(text))
    doubts, confidence = _doubts(flags)
    return Kana(text, kana, True, confidence, doubts, flags)


def _person(text: str, whole: str, flags: list[str]) -> Name:
    beside = without_brackets(whole)
    if beside is None:
        return Name(text, reasons=("open_bracket",))
    name, labelled = without_labels(_COMMA.sub(", ", beside.name))
    found = {**beside.found, **labelled}
    words, cut = _without_address(name)
    if reasons := _why_no_name(words):
        return Name(text, reasons=reasons)
    if "alias" in found:
        found["alias"] = found["alias"] or " ".join(words)
    real, cut_from_real = _without_address(found.get("real", ""))
    if not _why_no_name(real):
        found["alias"] = " ".join(words)
        words, cut = real, cut_from_real
    flags += [*beside.flags, *cut]
    words, kanji = _without_kanji_form(words)
    surname, given, boundary = _parts(words, "title_removed" in cut)
    whole = f"{surname} {given}".strip()
    if _has_form(whole):
        return _company(text, whole, flags)
    flags += [*boundary, *_oddities(whole), *(["with_kanji_form"] if kanji else [])]
    alias, former, reading = (found.get(part, "") for part in ("alias", "former", "reading"))
    return _valid(Name(text, surname, given, alias, former, reading, kanji, whole, script(whole)), flags)


def _without_address(name: str) -> tuple[list[str], tuple[str, ...]]:
    """Divide a name in words, without the honorific and the title that people address it with."""
    words, cut = without_honorifics(name.split() or [""])
    words, titled = without_title(words)
    return words, (*cut, *titled)


def _company(text: str, whole: str, flags: list[str]) -> Name:
    words, cut = without_honorifics(whole.split())
    whole = tidied(" ".join(words))
    if not _forms()[1].sub("", whole).strip():
        return Name(text, reasons=("no_name",))
    return _valid(Name(text, whole=whole, kind="company"), [*flags, *cut, "legal_form"])


def _valid(name: Name, flags: list[str]) -> Name:
    doubts, confidence = _doubts(flags)
    return name._replace(valid=True, confidence=confidence, reasons=doubts, flags=tuple(dict.fromkeys(flags)))


def _doubts(flags: Sequence[str]) -> tuple[tuple[str, ...], float]:
    doubts = tuple(flag for flag in flags if flag in _DOUBTS)
    return doubts, min((1.0, *map(_DOUBTS.__getitem__, doubts)))


def _why_no_name(words: list[str]) -> tuple[str, ...]:
    name = " ".join(words)
    if not name:
        return ("empty",)
    if not is_letters(name):
        return why_no_letters(name)
    return ("no_name",) if name.casefold() in _NO_NAMES or has_label(name) else ()


def _without_kanji_form(words: list[str]) -> tuple[list[str], str]:
    """Divide a romanised name from the kanji that residence records write behind it (氏名の漢字併記)."""
    latin = next((place for place, word in enumerate(words) if not is_latin(word)), len(words))
    rest = words[latin:]
    parts = " ".join(words[:latin]).replace(",", " ").split()
    if len(parts) < 2 or not rest or any(map(is_latin, rest)) or script(" ".join(rest)) != "japanese":
        return words, ""
    return words[:latin], " ".join(rest)


def _parts(words: list[str], titled: bool) -> tuple[str, str, list[str]]:
    """Give surname, given name and flags: exactly two parts, or a comma, say where the boundary is."""
    whole = " ".join(words)
    if "," in whole:
        surname, *given = (" ".join(part.split()) for part in whole.split(","))
        if surname and len(given) == 1:
            return surname, given[0], ["comma"] if given[0] else ["comma", "boundary_unknown"]
        return whole, "", ["comma", "several_parts", "boundary_unknown"]
    if len(words) == 2 and not (titled and is_latin(whole)):
        if not is_latin(whole):
            return words[0], words[1], []
        surname, given_name, flags = _divided(words)
        return (surname, given_name, flags) if given_name else (whole, "", flags)
    return whole, "", ["boundary_unknown", *(["several_parts"] if len(words) > 2 else [])]


def _divided(words: list[str]) -> tuple[str, str, list[str]]:
    """Divide two romanised parts: capitals are the surname (文化庁), two parts of capitals are in register order."""
    first, second = words
    if _is_capitals(first):
        return first, second, []
    return (second, first, ["western_order"]) if _is_capitals(second) else ("", "", ["boundary_unknown"])


def _is_capitals(word: str) -> bool:
    """Whether a part is in capitals; an initial isn't, McDONALD is."""
    cased = [char for char in word if char.upper() != char.lower()]
    return len(cased) > 1 and "".join(cased[-2:]).isupper()


def _oddities(whole: str) -> list[str]:
    found = (
        ("middle_dot", "・" in whole),
        ("several_persons", "・" in whole and _JOINED_KANJI.search(whole)),
        ("double_hyphen", "＝" in whole),
        ("variation_selector", _SELECTED.search(whole)),
        ("confusable", is_confusable(whole)),
        ("outside_jis", is_outside_jis(whole)),
        ("one_character", len(whole) <= 3 and sum(map(str.isalpha, whole)) == 1),
    )
    return [flag for flag, is_so in found if is_so]


def _has_form(whole: str) -> bool:
    maybe, forms = _forms()
    return maybe.search(whole) is not None and forms.search(whole) is not None


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Find a legal form (法人格): written out, in brackets, in kana, as banks write it, or in English.

    The first pattern is only what each of them ends in, because it is much quicker than the whole list.
    """
    forms = [form for form in legal_forms() if form.kind in ("form", "business")]
    written = [word for form in forms for word in (*form.written, *form.kana)]
    short = "|".join(word for form in forms for word in form.bracketed)
    bank = "|".join(form.bank for form in forms if form.kind == "form")
    maybe = "|".join(dict.fromkeys(word[-2:] for word in written))
    whole = rf"{'|'.join(written)}|\((?:{short}|{bank})\)|\A(?:{bank})\)|\((?:{bank})\Z|{_ABROAD}"
    return re.compile(rf"{maybe}|[()]|{_ABROAD}", re.IGNORECASE), re.compile(whole, re.IGNORECASE)
