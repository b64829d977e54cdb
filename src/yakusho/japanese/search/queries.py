"""What a question asks for: each of its words, as said and in other words, by words and by pairs.

There is no query language: quotes, stars, colons, AND are text like any other, so no question is malformed.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from yakusho.japanese.search.folding import fold, runs
from yakusho.japanese.search.synonyms import Synonyms
from yakusho.japanese.search.terms import analyse

QUERY_CHARACTERS_MAX = 200
CLAUSES_MAX = 8
_BETWEEN = re.compile("[\\s\u3000、。,，&|!\x00]+")
_PHRASES_KEPT_MAX = 1_024


class Phrase(NamedTuple):
    """Words to be found one after the other, or `compound` as one word; and the runs of letters as written.

    A text holds a run when it holds its pairs one after the other; one character alone begins or ends a pair.
    """

    words: tuple[str, ...]
    compound: str
    runs: tuple[str, ...]


class Clause(NamedTuple):
    """One word of a question: as said, and others that mean the same."""

    said: Phrase
    alike: tuple[Phrase, ...]


class Query(NamedTuple):
    """A question (問い): a text answers it when it answers every clause; without clauses nothing does."""

    original: str
    clauses: tuple[Clause, ...]


def parse_query(text: str, synonyms: Synonyms | None = None, language: str = "ja") -> Query:
    """Read a question; of a long one the beginning, of a bad one what can be read."""
    table: Mapping[str, tuple[str, ...]] = synonyms or {}
    clauses: list[Clause] = []
    for word in _BETWEEN.split(text[:QUERY_CHARACTERS_MAX]):
        said = _phrase(word, language)
        if said.runs and len(clauses) < CLAUSES_MAX:
            others = dict.fromkeys(_phrase(other, language) for other in table.get(fold(word), ()))
            clauses.append(Clause(said, tuple(phrase for phrase in others if phrase != said)))
    return Query(text, tuple(clauses))


@lru_cache(maxsize=_PHRASES_KEPT_MAX)
def _phrase(word: str, language: str) -> Phrase:
    terms = analyse(word, language)
    compound = terms.compounds[0] if terms.compounds and terms.whole_words == 1 else ""
    return Phrase(tuple(terms.words), compound, tuple(runs(terms.folded)))
