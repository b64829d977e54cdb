"""Plain tables for a terminal, with full-width characters counted as two columns."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any


def width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Rows under their column names, aligned."""
    cells = [[str(column) for column in columns], *[[_cell(row.get(column)) for column in columns] for row in rows]]
    widths = [max(width(line[index]) for line in cells) for index in range(len(columns))]
    return "\n".join(
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _cell(value: Any) -> str:
    return "–" if value is None else str(value)
