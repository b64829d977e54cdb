"""How typed text is tidied before it is judged: width, spaces and kana, without losing what a person meant."""

import re

from yakusho.japanese.characters import normal, plain_hyphens

# Control characters, direction marks, zero-width spaces, lone surrogates: never typed on purpose.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
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
    """One line in normal form: one width for each character, the forms of kanji kept."""
    line = one_line(text)
    return line if line.isascii() else " ".join(normal(line).split())


def hyphened(text: str) -> str:
    """Folded text with every kind of hyphen as `-`."""
    line = folded(text)
    return line if line.isascii() else plain_hyphens(line)


def digits(text: str) -> str:
    """Folded text without spaces and hyphens."""
    line = hyphened(text)
    return line if line.isdigit() else line.replace("-", "").replace(" ", "")


def name(text: str) -> str:
    """A name as typed, its parts kept apart by one space (a wide one in Japanese names, as in certificates)."""
    line = one_line(text)
    return line if line.isascii() else line.replace(" ", _WIDE_SPACE)
