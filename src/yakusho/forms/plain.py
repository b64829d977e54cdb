"""How typed text is tidied before it is judged: width, spaces and kana, without losing what a person meant."""

import re
import unicodedata

# Control characters, direction marks, zero-width spaces, lone surrogates: never typed on purpose.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_COMPATIBILITY_KANJI = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_HYPHEN = re.compile("[‐‑‒–—―−－]")
_KANA_HYPHEN = re.compile("(?<=[ァ-ヺー])[-‐‑–—―−]")
_TO_KATAKANA = {hiragana: hiragana + 0x60 for hiragana in range(ord("ぁ"), ord("ゖ") + 1)}
_WIDE_SPACE = "　"


def one_line(text: str) -> str:
    """Text without unwanted characters, each run of spaces or line ends as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_UNWANTED.sub("", text).split())


def is_blank(text: str) -> bool:
    """Whether a text holds nothing that can be seen."""
    return not one_line(text)


def many_lines(text: str) -> str:
    """Text without unwanted characters, with one kind of line end."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def folded(text: str) -> str:
    """One line in NFKC, but with the forms of kanji kept: NFKC would turn some into another character."""
    line = one_line(text)
    if line.isascii():
        return line
    if _COMPATIBILITY_KANJI.search(line):
        even = "".join(c if _COMPATIBILITY_KANJI.match(c) else unicodedata.normalize("NFKC", c) for c in line)
    else:
        even = unicodedata.normalize("NFKC", line)
    return " ".join(even.split())  # some marks, such as ´, become a space and a mark


def hyphened(text: str) -> str:
    """Folded text with every kind of hyphen as `-`."""
    line = folded(text)
    return line if line.isascii() else _HYPHEN.sub("-", line)


def digits(text: str) -> str:
    """Folded text without spaces and hyphens."""
    line = hyphened(text)
    return line if line.isdigit() else line.replace("-", "").replace(" ", "")


def name(text: str) -> str:
    """A name as typed, its parts kept apart by one space (a wide one in Japanese names, as in certificates)."""
    line = one_line(text)
    return line if line.isascii() else line.replace(" ", _WIDE_SPACE)


def katakana(text: str) -> str:
    """A reading in full-width katakana, its parts kept apart by one space."""
    return _KANA_HYPHEN.sub("ー", folded(text).translate(_TO_KATAKANA))
