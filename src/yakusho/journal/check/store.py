"""A zone's database as it lies there: one snapshot, read-only, a few rows at a time, without Django."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import psycopg

ROWS_AT_A_TIME = 1_000
SECONDS_MAX = 30  # to wait for a lock

_STAMP = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{6}))?")
_TRIGGER = re.compile(r"CREATE\s+TRIGGER\s+\S+\s+BEFORE\s+(\w+)\s+ON\s+\W?(\w+)\W.*\bRAISE\s*\(\s*ABORT\b", re.I | re.S)
_EVENTS = {"DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}  # pg_trigger.tgtype
_BEFORE = 2


class CannotRead(Exception):
    """The database is missing, locked, or not one of a zone."""


class Store(Protocol):
    """What the checks ask of a database."""

    texts: dict[str, str]
    """Columns whose text the two databases write differently, by name: an SQL expression of the common text."""
    guards: frozenset[tuple[str, str]]
    """(table, event) that must be refused by a trigger."""

    def rows(self, query: str, *parameters: object) -> Iterator[Sequence[Any]]:
        """Rows of a query, streamed."""

    def triggers(self) -> set[tuple[str, str]]:
        """(table, event) that a trigger stands before."""


class _Sqlite:
    texts = {
        name: name for name in ("id", "corrects", "recorded_at", "occurred_on", "body", "entry_id", "content", "day")
    }
    guards = frozenset(
        (table, event) for table in ("journal_entry", "journal_mirror") for event in ("INSERT", "UPDATE", "DELETE")
    )  # before INSERT, because INSERT OR REPLACE asks no other trigger

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, query: str, *parameters: object) -> Iterator[Sequence[Any]]:
        with closing(self._connection.cursor()) as cursor:
            yield from cursor.execute(query, parameters)

    def triggers(self) -> set[tuple[str, str]]:
        written = self.rows("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        found = [_TRIGGER.search(sql) for (sql,) in written]
        return {(match[2], match[1].upper()) for match in found if match}


class _Postgres:
    texts = {
        "id": "id::text",
        "corrects": "corrects::text",
        "entry_id": "entry_id::text",
        "recorded_at": "to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
        "occurred_on": "to_char(occurred_on, 'YYYY-MM-DD')",
        "day": "to_char(day, 'YYYY-MM-DD')",
        "body": "body::text",
        "content": "content::text",
    }
    guards = frozenset((table, event) for table in ("journal_entry", "journal_mirror") for event in _EVENTS)

    def __init__(self, connection: psycopg.Connection[Sequence[Any]]) -> None:
        self._connection = connection
        self._cursors = 0

    def rows(self, query: str, *parameters: object) -> Iterator[Sequence[Any]]:
        self._cursors += 1
        with self._connection.cursor(name=f"rows_{self._cursors}") as cursor:
            cursor.itersize = ROWS_AT_A_TIME
            cursor.execute(query.replace("?", "%s").encode(), parameters)
            yield from cursor

    def triggers(self) -> set[tuple[str, str]]:
        enabled = self.rows(
            "SELECT c.relname, t.tgtype::int FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
        )
        return {
            (table, event) for table, kind in enabled for event, bit in _EVENTS.items() if kind & bit and kind & _BEFORE
        }


@contextmanager
def open_store(database: str) -> Iterator[Store]:
    """Open a database for reading: a `postgresql://` address, or the path of an SQLite file.

    Raises:
        CannotRead: it can't be opened or isn't a zone's.
    """
    try:
        if database.startswith(("postgresql://", "postgres://")):
            with psycopg.connect(database, connect_timeout=SECONDS_MAX) as server:
                server.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                server.read_only = True
                yield _Postgres(server)
            return
        path = Path(database.removeprefix("sqlite://"))
        address = f"file:{quote(str(path.resolve()))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=SECONDS_MAX)) as file:
            file.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
            file.execute("BEGIN")
            yield _Sqlite(file)
    except (psycopg.Error, sqlite3.Error) as error:
        raise CannotRead(f"the database can't be read: {type(error).__name__}: {error}") from error


def uuid_text(value: object) -> str | None:
    """An id in its one spelling, whichever way the database keeps it."""
    if value is None:
        return None
    plain = str(value).replace("-", "")
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))


def instant_text(value: object) -> str:
    """An instant as RFC 3339 with microseconds, as it is sealed."""
    stamp = _STAMP.fullmatch(str(value))
    return f"{stamp[1]}T{stamp[2]}.{stamp[3] or '000000'}Z" if stamp else str(value)
