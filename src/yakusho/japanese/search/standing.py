"""Whether words stand alone in a text (単独): 地方 does in この地方では, and doesn't in 観光地方面."""

import re

from yakusho.japanese.search.folding import runs, spelled
from yakusho.japanese.search.queries import Query

_SCRIPTS = re.compile(
    "(?P<kanji>[㐀-䶿一-鿿々〇])|(?P<katakana>[ァ-ヺーｦ-ﾟ])|(?P<latin>[a-z0-9Ａ-Ｚａ-ｚ０-９])", re.IGNORECASE
)
ALONE, ABSENT, WITHIN = 0, 1, 2


def standing(text: str, query: Query) -> int:
    """How badly the words of a question stand in a text: 0 when each stands alone somewhere.

    A word that isn't there as written (it is spelled otherwise) counts less than one that is only within others.
    """
    asked = runs(spelled(query.original))
    how = sum(_stands(text, run) for run in asked)
    if how == ALONE:
        return ALONE  # most texts say it just so, and needn't be folded
    spoken = spelled(text)
    return sum(_stands(spoken, run) for run in asked)


def _stands(text: str, run: str) -> int:
    first, last = _script(run[0]), _script(run[-1])
    place = text.find(run)
    if place < 0:
        return ABSENT
    while place >= 0:
        end = place + len(run)
        joined = (first and _script(text[place - 1 : place]) == first) or (
            last and _script(text[end : end + 1]) == last
        )
        if not joined:
            return ALONE
        place = text.find(run, place + 1)
    return WITHIN


def _script(char: str) -> str | None:
    found = _SCRIPTS.match(char)
    return found.lastgroup if found else None
