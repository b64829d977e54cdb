"""The index on PostgreSQL: one GIN index on terms that a function of the database reads off the row itself.

A tsvector of all pairs with their places would be seven times the text. So neither the pairs nor any places are stored:
the index finds what holds all the terms, and whether they stand one after the other is read off the rows, newest first.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from django.db import connection

from yakusho.japanese.search import Terms
from yakusho.japanese.search.folding import fold, pairs
from yakusho.search.models import Entry
from yakusho.search.tiers import Alternative, Tier

KEEPS_GONE = False
WORDS_ENCODING = "GB18030"
"""How words are kept: it knows every character, and takes two bytes for a kana or kanji where UTF-8 takes three."""
CANDIDATES = 60  # read at first; four times as many in each further round

_KATAKANA = "".join(map(chr, range(0x30A1, 0x30F7)))
_HIRAGANA = "".join(map(chr, range(0x3041, 0x3097)))
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKS_SEEN_OFTEN = "\n\t、。・「」『』【】〈〉()[]{}〔〕:;,.!?/〜…―-－‐*'\"%&=+<>|※→■□●○◆◎"
LETTERS = _LATIN + _KATAKANA + _MARKS_SEEN_OFTEN
LETTERS_FOLDED = _LATIN.lower() + _HIRAGANA + " " * len(_MARKS_SEEN_OFTEN)
"""How the function in the database folds NFKC text; whoever changes it makes the function anew in a migration."""

_AS_THE_DATABASE_FOLDS = str.maketrans(LETTERS, LETTERS_FOLDED)
_MARKS = re.compile(r"[\W_]+")


def written(title: str, text: str) -> str | None:
    """The folded text, where the database itself would fold title and text otherwise; None where it needn't be kept."""
    both = f"{title}\n{text}"
    folded = _MARKS.sub(" ", fold(both))
    there = unicodedata.normalize("NFKC", both).translate(_AS_THE_DATABASE_FOLDS)
    return None if _MARKS.sub(" ", there) == folded else folded


def said(title: Terms, text: Terms) -> bytes:
    """The words of the title, its compounds, the words of the text, its compounds; a bar between each two of these."""
    parts = (title.words, title.compounds, text.words, text.compounds)
    return "|".join(" ".join(each) for each in parts).encode(WORDS_ENCODING)


def add(analysed: Iterable[tuple[Entry, Terms, Terms]], generation: int) -> None:
    """Index entries whose title and text were analysed, each anew if it was indexed before."""
    rows = [(said(title, text), written(entry.title, entry.text), entry.pk) for entry, title, text in analysed]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE search_entry SET words = %s, written = %s WHERE id = %s", rows)


def empty(generation: int) -> None:
    """Nothing: entries are indexed anew in their place."""


def tidy(generation: int) -> None:
    """Make the index compact after it grew much, outside of a transaction: entries that come one by one leave gaps."""
    with connection.cursor() as cursor:
        cursor.execute("REINDEX INDEX CONCURRENTLY search_entry_lexemes")
        cursor.execute("ANALYZE search_entry")


def matching(
    tier: Tier,
    better: Tier | None,
    *,
    generation: int,
    before: int,
    kinds: Sequence[str],
    language: str,
    limit: int,
) -> list[int]:
    """The newest entries older than `before` that answer a tier and not the better one."""
    expression = _expression(tier)
    left_to_see = None if better is None or _exact(better) else better
    if better is not None and left_to_see is None:
        expression = f"({expression}) & !({_expression(better)})"
    if _exact(tier) and left_to_see is None:
        return [row[0] for row in _rows("id", expression, before, kinds, language, limit)]
    found: list[int] = []
    for candidate in _candidates(expression, before, kinds, language):
        if candidate.answers(tier) and not (left_to_see and candidate.answers(left_to_see)):
            found.append(candidate.id)
            if len(found) == limit:
                break
    return found


def _exact(tier: Tier) -> bool:
    """Whether the index alone decides: no alternative is of several terms that must stand one after the other."""
    return all(
        all(len(run) <= 2 for run in sequence) if place == "runs" else len(sequence) == 1
        for clause in tier
        for place, sequence in clause
    )


class _Candidate:
    """What is read off a row to see whether terms stand one after the other."""

    def __init__(self, entry_id: int, title: str, text: str, words: bytes) -> None:
        self.id = entry_id
        self._as_put = f"{title}\n{text}"
        of_title, compounds_of_title, of_text, compounds = bytes(words).decode(WORDS_ENCODING).split("|")
        self._title = f" {of_title} {compounds_of_title} "
        self._words = f" {of_title} | {of_text} "
        self._compounds = f" {compounds_of_title} {compounds} "

    def answers(self, tier: Tier) -> bool:
        return all(any(self._holds(each) for each in clause) for clause in tier)

    def _holds(self, alternative: Alternative) -> bool:
        place, sequence = alternative
        if place == "runs":
            return all(run in self._as_put or run in self._folded for run in sequence)
        sought = f" {' '.join(sequence)} "
        if place == "title":
            return sought in self._title
        return sought in self._words or (len(sequence) == 1 and sought in self._compounds)

    @cached_property
    def _folded(self) -> str:
        return fold(self._as_put)


def _candidates(expression: str, before: int, kinds: Sequence[str], language: str) -> Iterator[_Candidate]:
    count = CANDIDATES
    while True:
        rows = _rows("id, title, text, words", expression, before, kinds, language, count)
        for row in rows:
            yield _Candidate(*row)
        if len(rows) < count:
            return
        before, count = rows[-1][0], count * 4


def _rows(
    columns: str, expression: str, before: int, kinds: Sequence[str], language: str, limit: int
) -> list[tuple[Any, ...]]:
    of_kinds = "AND kind = ANY(%s)" if kinds else ""
    # Materialized, or the planner walks the newest rows one by one in the hope of finding enough soon.
    sql = (
        "WITH held AS MATERIALIZED (SELECT id FROM search_entry"  # noqa: S608
        " WHERE search_lexemes(title, text, written, words) @@ %s::tsquery AND words IS NOT NULL"
        f" AND language = %s AND id < %s {of_kinds})"
        f" SELECT {columns} FROM search_entry"
        " WHERE id IN (SELECT id FROM held ORDER BY id DESC LIMIT %s) ORDER BY id DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [expression, language, before, *([list(kinds)] if kinds else []), limit])
        return cursor.fetchall()


def _expression(tier: Tier) -> str:
    return " & ".join(f"({' | '.join(_alternative(each) for each in clause)})" for clause in tier)


def _alternative(alternative: Alternative) -> str:
    place, sequence = alternative
    if place == "runs":
        return f"({' & '.join(_run(run) for run in sequence)})"
    if place == "title":
        return f"({' & '.join(_lexeme('t', word) for word in sequence)})"
    words = f"({' & '.join(_lexeme('w', word) for word in sequence)})"
    return f"({words} | {_lexeme('c', sequence[0])})" if len(sequence) == 1 else words


def _run(run: str) -> str:
    return f"{_lexeme('g', run)}:*" if len(run) == 1 else f"({' & '.join(_lexeme('g', pair) for pair in pairs(run))})"


def _lexeme(kind: str, term: str) -> str:
    # Terms are letters and digits only, so there is nothing in them that could end the quotation.
    return f"'{kind}{term}'"
