"""What stands beside a name: 通称, 旧姓, a reading or anything else in brackets, and honorifics behind it (敬称)."""

import re
from typing import NamedTuple

from yakusho.japanese.name_characters import KANJI, KATAKANA, has_kanji, is_kana, is_letters

_LABELS = {"通称名": "alias", "通称": "alias", "通名": "alias", "旧姓": "former", "旧氏": "former", "本名": "real"}
_LABEL = "|".join(_LABELS)
_LABELLED = re.compile(f"({_LABEL})[ :]*(.*)")
_LABEL_WORD = re.compile(f" ({_LABEL})[ :]+")
_NOT_BRACKET = r"[^()\[\]【】〔〕]*"
_GROUP = re.compile(rf"\({_NOT_BRACKET}\)|\[{_NOT_BRACKET}\]|【{_NOT_BRACKET}】|〔{_NOT_BRACKET}〕")
_BRACKET = re.compile(r"[()\[\]【】〔〕]")

_HONORIFICS = ("様", "御中", "さま", "さん")
_HONORIFICS_OF_NAMES = ("殿", "君", "氏", "サマ")
"""In names too: an honorific only behind two parts."""

_TITLES_BEFORE = ("MR", "MRS", "MS", "MISS", "MX", "DR", "PROF")
_AFTER_BRACKET = re.compile(f"(?<=[)\\]】〕]) ?(?:{'|'.join((*_HONORIFICS, *_HONORIFICS_OF_NAMES, '先生'))})\\Z")
_SPOKEN = re.compile(f"(?<=[{KANJI}{KATAKANA}ー])(?:さん|さま)\\Z")


class Beside(NamedTuple):
    """A name without what stood beside it."""

    name: str
    found: dict[str, str]
    flags: tuple[str, ...]


def without_brackets(text: str) -> Beside | None:
    """Take brackets away and read them: `alias`, `former`, `real`, `reading`; None where one opens or closes alone."""
    if not _BRACKET.search(text):
        return Beside(text, {}, ())
    groups = list(_GROUP.finditer(text))
    name = _GROUP.sub(" ", text)
    if _BRACKET.search(name):
        return None
    found: dict[str, str] = {}
    flags: list[str] = []
    end = _end_of_name(text, groups)
    for group in groups:
        what, value, flag = _meaning(group, end)
        if what == "reading":
            value = f"{found.get(what, '')} {value}".strip()
        elif what in found:
            what, flag = "", "bracket_unread"
        if what:
            found[what] = value
        flags += [flag] if flag else []
    return Beside(name, found, tuple(flags))


def _end_of_name(text: str, groups: list[re.Match[str]]) -> int:
    """Where the name ends and only brackets and an honorific follow."""
    end = len(_AFTER_BRACKET.sub("", text))
    for group in reversed(groups):
        if text[group.end() : end].strip():
            break
        end = group.start()
    return end


def _meaning(group: re.Match[str], end: int) -> tuple[str, str, str]:
    """What a bracket holds, its text, and a flag."""
    content = group[0][1:-1].strip()
    if not content:
        return "", "", "empty_bracket"
    if labelled := _LABELLED.fullmatch(content):
        what, value = _LABELS[labelled[1]], labelled[2].strip()
        if not value and what == "alias":
            return what, "", "alias_only"
        return (what, value, "") if _is_value(value) else ("", "", "bracket_unread")
    if not is_letters(content):
        return "", "", "bracket_unread"
    if group[0][0] == "[":
        return "former", content, ""
    before = group.string[: group.start()].rstrip()
    if is_kana(content) and (group.start() >= end or has_kanji(before[-1:])):
        return "reading", content, "reading_in_bracket"
    if group.start() >= end or not before:
        return "", "", "bracket_unread"
    return "former", content, "bracket_unlabelled"


def has_label(text: str) -> bool:
    """Whether a text begins with the word 通称, 旧姓 or 本名, and so is no name itself."""
    return _LABELLED.match(text) is not None


def _is_value(text: str) -> bool:
    return is_letters(text) and not has_label(text)


def without_labels(text: str) -> tuple[str, dict[str, str]]:
    """Divide a name from what follows the word 通称, 旧姓 or 本名 without brackets."""
    if not _LABEL_WORD.search(text):
        return text, {}
    name, *labelled = _LABEL_WORD.split(text)
    values = {_LABELS[label]: value.strip() for label, value in zip(labelled[::2], labelled[1::2], strict=True)}
    if name.strip() and all(map(_is_value, values.values())):
        return name, values
    return text, {}


def without_honorifics(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Take honorifics and titles away from behind the words of a name."""
    flags: dict[str, None] = {}
    rest = words
    while cut := _honorific(rest):
        rest, flag = cut
        flags[flag] = None
    if not flags and len(rest) > 1 and rest[-1].endswith((*_HONORIFICS_OF_NAMES, "さん", "さま")):
        flags["suffix_doubtful"] = None
    return rest, tuple(flags)


def _honorific(words: list[str]) -> tuple[list[str], str] | None:
    *before, last = words
    if last in _HONORIFICS or last == "先生":
        return (before, "title_removed" if last == "先生" else "suffix_removed") if before else None
    if last in _HONORIFICS_OF_NAMES:
        return (before, "suffix_removed") if len(before) > 1 else None
    if last.endswith("先生"):
        return [*before, last[:-2]], "title_removed"
    if last.endswith("様") or (before and len(last) > 2 and last.endswith(("殿", "君", "氏"))):
        return [*before, last[:-1]], "suffix_removed"
    if last.endswith("御中") or _SPOKEN.search(last):
        return [*before, last[:-2]], "suffix_removed"
    return None


def without_title(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Take titles away from before a romanised name."""
    rest = words
    while len(rest) > 1 and rest[0].upper().rstrip(".") in _TITLES_BEFORE:
        rest = rest[1:]
    return rest, ("title_removed",) if len(rest) < len(words) else ()
