"""What a text is found under: its words in order, compounds whose spelling is their own, and pairs of characters.

Words find 引越 under 引っ越し and keep 京都 apart from 東京都; pairs find every piece of the text as it is written.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from yakusho.japanese.search import words
from yakusho.japanese.search.folding import fold, pairs, runs, spelled
from yakusho.japanese.search.words import Part
from yakusho.kernel.languages import tag_of

ANALYSER = f"1/{words.analyser()}"
"""Which rules and dictionary make the terms; texts analysed by others are to be analysed anew."""

_RUN = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\W_]+")
_FORMS_KEPT_MAX = 16_384


class Terms(NamedTuple):
    """A folded text; its shortest words with their places in it; the compounds that aren't just their parts joined.

    `whole_words` counts the words before compounds are divided.
    """

    folded: str
    parts: tuple[Part, ...]
    compounds: tuple[str, ...]
    whole_words: int

    @property
    def words(self) -> list[str]:
        """The shortest words in their order."""
        return [part.form for part in self.parts]

    @property
    def pairs(self) -> Iterator[str]:
        """The pairs of each run of letters, and its last character, so that each character begins something."""
        for run in runs(self.folded):
            if len(run) > 1:
                yield from pairs(run)
            yield run[-1]


def analyse(text: str, language: str = "ja") -> Terms:
    """Terms (索引語) of a text; any text has some, and of bad text what can be read."""
    spoken = spelled(text)
    folded = fold(spoken)
    if tag_of(language) != "ja":
        spaced = tuple(Part(run.start(), run.end(), run[0]) for run in _RUN.finditer(folded))
        return Terms(folded, spaced, (), len(spaced))
    parts: list[Part] = []
    compounds: list[str] = []
    whole_words = 0
    for word in words.words(spoken):
        folded_parts = [Part(begin, end, form) for begin, end, said in word.parts if (form := _form(said))]
        whole = _form(word.whole)
        parts += folded_parts
        whole_words += bool(folded_parts)
        if len(folded_parts) > 1 and whole and whole != "".join(part.form for part in folded_parts):
            compounds.append(whole)
    return Terms(folded, tuple(parts), tuple(compounds), whole_words)


@lru_cache(maxsize=_FORMS_KEPT_MAX)
def _form(word: str) -> str:
    return _MARKS.sub("", fold(word))
