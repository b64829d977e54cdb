"""Finding procedures by words, and saying in words when they take applications."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from yakusho.portal.publications.procedures import Offered

QUERY_CHARACTERS_MAX = 100


def _plain(text: str) -> str:
    """Text as it is compared: widths and cases are one, katakana is read as hiragana."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in folded)


def _words_of(offered: Offered) -> str:
    definition = offered.definition
    texts = [definition.title, definition.summary, definition.who_may_apply, *definition.needed_things]
    return _plain(" ".join(f"{text.ja} {text.en}" for text in texts))


def search(procedures: Sequence[Offered], query: str) -> list[Offered]:
    """Procedures that say every word of the query, in either language, in title, summary, who may apply or needs."""
    words = _plain(query[:QUERY_CHARACTERS_MAX]).split()
    return [offered for offered in procedures if all(word in _words_of(offered) for word in words)]


def in_reading_order(procedures: Sequence[Offered], today: date) -> list[Offered]:
    """Open procedures first, then those to come, then closed ones."""
    order = {"open": 0, "not_yet": 1, "closed": 2}
    return sorted(procedures, key=lambda offered: (order[offered.state(today)], offered.code))
