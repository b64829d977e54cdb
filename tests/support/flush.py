"""Empties the database between tests with real transactions: only tables that hold something, append-only ones too.

Most tests fill a few tables of a hundred; to truncate all of them, and to make again what migrations leave behind,
takes longer than the test.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction
from django.test import TransactionTestCase

LEFT_BY_MIGRATIONS = {"auth_permission", "django_content_type"}
"""Tables that follow from the models alone; the product never writes them."""


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


def _filled(connection: Any) -> list[str]:
    """The tables of models that hold rows."""
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - LEFT_BY_MIGRATIONS)
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [row[0] for row in cursor.fetchall()]


def _empty(self: TransactionTestCase) -> None:
    for name in self._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        connection: Any = connections[name]
        if filled := _filled(connection):
            with transaction.atomic(using=name), _without_triggers(connection, filled) as cursor:
                for table in filled:
                    cursor.execute(f'DELETE FROM "{table}"')


def allow_flush() -> None:
    """Replace the flush that follows each test with real transactions."""
    TransactionTestCase._fixture_teardown = _empty  # type: ignore[attr-defined]
