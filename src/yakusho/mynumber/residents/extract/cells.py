"""A file becomes cells of text (ファイルの読取り), in the encodings that registers write; nothing is ever raised."""

import csv
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from yakusho.kernel.csv_text import csv_rows, decoded

FILE_BYTES_MAX = 5_000_000
ROWS_MAX = 20_000
COLUMNS_MAX = 60
CELL_CHARACTERS_MAX = 300

EMPTY = gettext_noop("The file is empty. Choose the file again.")
TOO_LARGE = gettext_noop("The file is larger than 5 MB or has more than 20,000 rows. Divide it and take the parts.")
NOT_CSV = gettext_noop("This is no CSV file. Save the extract as CSV (UTF-8 or Shift JIS) and choose it again.")
UNREADABLE = gettext_noop("The characters of the file can't be read. Save it as CSV (UTF-8) and choose it again.")
BROKEN = gettext_noop("A quotation mark in the file is not closed. Save the extract as CSV (UTF-8) once more.")


@dataclass(frozen=True)
class Table:
    """The cells of a file: the head, and each row with the line in which it ends."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str


@dataclass(frozen=True)
class Unreadable:
    """Why a file gives no table, as a message id that says what to do."""

    sentence: str


def read_cells(data: bytes) -> Table | Unreadable:
    """The cells of a CSV file, trimmed; rows without any cell are left out."""
    if not data.strip(b"\0 \r\n\t"):
        return Unreadable(EMPTY)
    if len(data) > FILE_BYTES_MAX:
        return Unreadable(TOO_LARGE)
    found = decoded(data)
    if found is None:
        return Unreadable(UNREADABLE)
    text, encoding = found
    if "\0" in text:
        return Unreadable(NOT_CSV)
    return _table(text, encoding)


def _table(text: str, encoding: str) -> Table | Unreadable:
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for line, row in csv_rows(text):
            if any(cells := tuple(map(_plain, row[:COLUMNS_MAX]))):
                rows.append((line, cells))
            if len(rows) > ROWS_MAX:
                return Unreadable(TOO_LARGE)
    except csv.Error:
        return Unreadable(BROKEN)
    return Table(rows[0][1], tuple(rows[1:]), encoding) if rows else Unreadable(EMPTY)


def _plain(cell: str) -> str:
    return " ".join(cell.split())[:CELL_CHARACTERS_MAX]
