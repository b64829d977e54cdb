"""The index on SQLite: an FTS5 table without content, one of two; the other is for the next generation.

A row of such a table can't be taken out, so the join drops what is gone until the next generation leaves it out.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from yakusho.japanese.search import Terms
from yakusho.japanese.search.folding import pairs
from yakusho.search.models import Entry
from yakusho.search.tiers import Alternative, Tier

TABLES = ("search_terms_0", "search_terms_1")
KEEPS_GONE = True
_COLUMNS = {"title": "{title}", "words": "{title words}", "runs": "{pairs}"}


def table(generation: int) -> str:
    """The table that holds a generation of the index."""
    return TABLES[generation % 2]


def add(analysed: Iterable[tuple[Entry, Terms, Terms]], generation: int) -> None:
    """Index entries whose title and text were analysed."""
    rows = [
        (
            entry.pk,
            " ".join((*title.words, *title.compounds)),
            " ".join(text.words),
            " ".join(text.compounds),
            " ".join((*title.pairs, *text.pairs)),
        )
        for entry, title, text in analysed
    ]
    insert = f"INSERT INTO {table(generation)} (rowid, title, words, compounds, pairs) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(insert, rows)


def empty(generation: int) -> None:
    """Empty the table of a generation."""
    name = table(generation)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")  # noqa: S608


def tidy(generation: int) -> None:
    """Make the index compact after it grew much: merge all its parts."""
    name = table(generation)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608


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
    name = table(generation)
    expression = f"({_expression(tier)}) NOT ({_expression(better)})" if better else _expression(tier)
    of_kinds = f"AND entry.kind IN ({', '.join(['%s'] * len(kinds))})" if kinds else ""
    sql = (
        f"SELECT terms.rowid FROM {name} AS terms CROSS JOIN search_entry AS entry ON entry.id = terms.rowid"  # noqa: S608
        f" WHERE {name} MATCH %s AND terms.rowid < %s AND NOT entry.gone AND entry.language = %s {of_kinds}"
        " ORDER BY terms.rowid DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [expression, before, language, *kinds, limit])
        return [row[0] for row in cursor.fetchall()]


def _expression(tier: Tier) -> str:
    return " AND ".join(f"({' OR '.join(_alternative(each) for each in clause)})" for clause in tier)


def _alternative(alternative: Alternative) -> str:
    place, sequence = alternative
    if place == "runs":
        return f"({' AND '.join(f'{{pairs}} : {_run(run)}' for run in sequence)})"
    columns = "{title words compounds}" if place == "words" and len(sequence) == 1 else _COLUMNS[place]
    return f"{columns} : {_quoted(' '.join(sequence))}"


def _run(run: str) -> str:
    return f"{_quoted(run)} *" if len(run) == 1 else _quoted(" ".join(pairs(run)))


def _quoted(text: str) -> str:
    # Terms are letters and digits only, so there is nothing in them that could end the quotation.
    return f'"{text}"'
