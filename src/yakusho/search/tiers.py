"""A question as tiers (段): what answers it best, what answers it well, and so on to what merely contains it.

Each tier holds all of the one before. Within a tier the newest comes first, so no score of any text has to be kept.
"""

from typing import Literal, NamedTuple

from yakusho.japanese.search import Phrase, Query


class Alternative(NamedTuple):
    """One way to answer a clause: words one after the other in the title, or anywhere; or runs of letters anywhere."""

    place: Literal["title", "words", "runs"]
    sequence: tuple[str, ...]


Tier = tuple[tuple[Alternative, ...], ...]
"""For each clause of a question its alternatives; a text answers when it answers each clause in one way."""


def tiers(query: Query) -> list[Tier]:
    """The tiers of a question, best first: words in the title, words, other words for them, letters."""
    clauses = query.clauses
    said = [_words(clause.said) for clause in clauses]
    alike = [tuple(each for phrase in clause.alike for each in _words(phrase)) for clause in clauses]
    written = [tuple(_runs(phrase) for phrase in (clause.said, *clause.alike)) for clause in clauses]
    found: list[Tier] = [
        tuple(tuple(each._replace(place="title") for each in words) for words in said),
        tuple(said),
        tuple(words + others for words, others in zip(said, alike, strict=True)),
        tuple(words + others + runs for words, others, runs in zip(said, alike, written, strict=True)),
    ]
    distinct = dict.fromkeys(tier for tier in found if all(tier))
    return list(distinct) if clauses else []


def _words(phrase: Phrase) -> tuple[Alternative, ...]:
    sequences = ((phrase.words, (phrase.compound,)) if phrase.compound else (phrase.words,)) if phrase.words else ()
    return tuple(Alternative("words", sequence) for sequence in sequences)


def _runs(phrase: Phrase) -> Alternative:
    return Alternative("runs", phrase.runs)
