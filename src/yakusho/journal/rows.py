"""Writing rows whose values are all known: the SQL is built once for each table, not for each row.

A resident waits for a few such rows, and a recount writes a million; building their statements takes longer than the
database needs to run them.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


@lru_cache(maxsize=64)
def _statement(model: type[Model], vendor: str, once: bool) -> tuple[str, tuple["Field[Any, Any]", ...]]:
    """The INSERT of a table and the fields it names, in order."""
    quote = connection.ops.quote_name
    fields = tuple(model._meta.local_concrete_fields)
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table, conflict = quote(model._meta.db_table), " ON CONFLICT DO NOTHING" if once else ""
    # The names are those of our own models.
    return f"INSERT INTO {table} ({columns}) VALUES ({places}){conflict}", fields  # noqa: S608


def insert(row: Model, *, once: bool = False) -> None:
    """Insert a new row with every column as it stands on `row`; nothing is filled in by the database.

    With `once`, a row that is there already stays as it is.

    Raises:
        IntegrityError: the key or a unique value is taken.
    """
    text, fields = _statement(type(row), connection.vendor, once)
    with connection.cursor() as cursor:
        cursor.execute(text, [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields])
    row._state.adding, row._state.db = False, connection.alias


def insert_many(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of values as the driver takes them; columns that aren't named are filled in by the database."""
    with connection.cursor() as cursor:
        # The names are those of our own models.
        names, places = ", ".join(columns), ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})", rows)  # noqa: S608


def add_up(model: type[Model], names: Sequence[str], amounts: Mapping[tuple[Any, ...], int]) -> None:
    """Add amounts to the column `value` of the rows that `names` tell apart; new rows begin at zero."""
    if not amounts:
        return
    table, columns, places = model._meta.db_table, ", ".join(names), ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        # The names are those of our own models.
        text = (
            f"INSERT INTO {table} ({columns}, value) VALUES ({places}, %s) "  # noqa: S608
            f"ON CONFLICT ({columns}) DO UPDATE SET value = {table}.value + excluded.value"
        )
        cursor.executemany(text, [(*place, amount) for place, amount in sorted(amounts.items())])
