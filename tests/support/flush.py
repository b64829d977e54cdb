"""Empties the database between tests with real transactions: only tables that hold something, append-only ones too.

Most tests fill a few tables of a hundred; to truncate all of them takes longer than the test.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction  # noqa: F401  (imported first: the next import needs it complete)
from django.db.backends.base.operations import BaseDatabaseOperations

_TABLE = re.compile(r'"([a-z0-9_]+)"')


@contextmanager
def _without_triggers(connection: Any, tables: Sequence[str]) -> Iterator[Any]:
    """Let append-only tables be emptied, which their triggers refuse to everybody else."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield cursor
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, statement) for name, statement, table in cursor.fetchall() if table in tables]
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield cursor
        for _, statement in triggers:
            cursor.execute(statement)


def _filled(connection: Any, tables: Sequence[str]) -> list[str]:
    """Those of the tables that hold rows."""
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [row[0] for row in cursor.fetchall()]


def allow_flush() -> None:
    """Replace the flush that follows each test with real transactions."""

    def flush(self: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
        connection: Any = self.connection  # type: ignore[attr-defined]
        named = sorted({table for statement in sql_list for table in _TABLE.findall(statement)})
        filled = _filled(connection, named) if named else []
        if filled:
            with transaction.atomic(using=connection.alias), _without_triggers(connection, filled) as cursor:
                for table in filled:
                    cursor.execute(f'DELETE FROM "{table}"')

    BaseDatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]
