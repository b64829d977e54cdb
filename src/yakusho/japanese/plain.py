"""What readers of dates, numbers and codes begin with: one form for each character, and what is hidden in a text told.

Here, unlike in names, it does no harm that a compatibility ideograph becomes the ordinary one: the original stays.
"""

import re
import unicodedata
from typing import NamedTuple

from yakusho.japanese.characters import INVISIBLES, faults, normal, plain_hyphens, without_selectors

HIDDEN = ("hidden_characters",)
_BAD = frozenset(("lone_surrogate", "nul", "control_character", "bidi_control"))
_INVISIBLES = re.compile(f"[{INVISIBLES}]+")


class Plain(NamedTuple):
    """A text in plain characters; `bad` when it holds some that nobody types (control, direction, surrogate)."""

    text: str
    bad: bool = False
    flags: tuple[str, ...] = ()


def plain(text: str) -> Plain:
    """Give a text in one width, with `-` for each hyphen, without what can't be seen."""
    if text.isascii() and text.isprintable():
        return Plain(text)
    if not _BAD.isdisjoint(faults(text)):
        return Plain("", bad=True)
    seen = without_selectors(_INVISIBLES.sub("", text))
    formed = plain_hyphens(unicodedata.normalize("NFC", normal(seen)))
    return Plain(formed, flags=HIDDEN if len(seen) < len(text) else ())
