"""A file becomes cells of text (ファイルの読取り): CSV in the encodings people send, or a spreadsheet.

Whatever the bytes are, the answer is a table or a sentence that says what to do; nothing is ever raised.
"""

import csv
import io
import logging
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_noop

from yakusho.kernel.csv_text import csv_rows, decoded

log = logging.getLogger(__name__)

FILE_BYTES_MAX = 1_000_000
UNPACKED_BYTES_MAX = 20_000_000  # of a spreadsheet, which is a compressed archive
ROWS_MAX = 2_000
COLUMNS_MAX = 50
CELL_CHARACTERS_MAX = 200

EMPTY = gettext_noop("The file is empty. Choose the file again.")
TOO_LARGE = gettext_noop(
    "The file is larger than 1 MB. Save only the monthly table, without pictures and other sheets."
)
TOO_LONG = gettext_noop("The table has more than 2,000 rows or 50 columns. Save only the monthly table.")
NOT_A_TABLE = gettext_noop(
    "This is no CSV or Excel file. Save the table as CSV (UTF-8) or as .xlsx and choose it again."
)
OLD_EXCEL = gettext_noop("This is a file of an old Excel (.xls). Save it as .xlsx and choose it again.")
LOCKED = gettext_noop("The file is locked with a password, or damaged. Save it again without a password.")
UNREADABLE_TEXT = gettext_noop("The characters of the file can't be read. Save it as CSV (UTF-8) and choose it again.")
BROKEN_CSV = gettext_noop("A quotation mark in the file is not closed. Save the table as CSV (UTF-8) once more.")

_ARCHIVE_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # a password is needed, or a compression that nobody knows
    ValueError,
)
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Table:
    """The cells of a file; `numbers` are the row numbers that a person sees in their program."""

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    encoding: str


@dataclass(frozen=True)
class Unreadable:
    """Why a file gives no table, as a message id that says what to do."""

    sentence: str


def read_cells(data: bytes) -> Table | Unreadable:
    """The cells of a file, trimmed; rows without any cell are left out."""
    if not data.strip(b"\0 \r\n\t"):
        return Unreadable(EMPTY)
    if len(data) > FILE_BYTES_MAX:
        return Unreadable(TOO_LARGE)
    if data.startswith(_OLD_OFFICE):
        return Unreadable(OLD_EXCEL)
    return _spreadsheet(data) if data.startswith(_ZIP) else _text_table(data)


def _text_table(data: bytes) -> Table | Unreadable:
    found = decoded(data)
    if found is None:
        return Unreadable(UNREADABLE_TEXT)
    text, encoding = found
    if "\0" in text:
        return Unreadable(NOT_A_TABLE)
    rows = []
    try:
        for line, row in csv_rows(text):
            rows.append((line, row))
            if len(rows) > ROWS_MAX:
                return Unreadable(TOO_LONG)
    except csv.Error:
        return Unreadable(BROKEN_CSV)
    return _table(rows, encoding)


def _spreadsheet(data: bytes) -> Table | Unreadable:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" not in names:
                return Unreadable(NOT_A_TABLE)
            if sum(each.file_size for each in archive.infolist()) > UNPACKED_BYTES_MAX:
                return Unreadable(TOO_LARGE)
            whole = _unpacked(archive) if len(set(names)) == len(names) else None
    except _ARCHIVE_FAULTS:
        whole = None
    rows = _first_sheet(whole) if whole is not None else None
    if rows is None:
        return Unreadable(LOCKED)
    if len(rows) > ROWS_MAX:
        return Unreadable(TOO_LONG)
    return _table([(number, [_cell(value) for value in row]) for number, row in enumerate(rows, 1)], "xlsx")


def _unpacked(archive: zipfile.ZipFile) -> bytes:
    """The archive without compression, so that no part of it is larger than it says of itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as plain:
        for each in archive.infolist():
            plain.writestr(each.filename, archive.read(each))
    return out.getvalue()


def _first_sheet(data: bytes) -> list[list[Any]] | None:
    """The first visible sheet's values; None when the library can't make sense of the file."""
    import python_calamine  # only here: a page that shows no spreadsheet need not load it

    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            and sheet.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        if not visible:
            return None
        found: list[list[Any]] = book.get_sheet_by_name(visible[0]).to_python(skip_empty_area=False, nrows=ROWS_MAX + 1)
        return found
    except BaseException as error:  # the library may panic, which is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        log.info("a spreadsheet could not be read: %s", type(error).__name__)
        return None


def _cell(value: Any) -> str:
    """A spreadsheet's value as the text that its reader takes it for."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _table(rows: list[tuple[int, list[str]]], encoding: str) -> Table | Unreadable:
    kept = [(number, tuple(_plain(cell) for cell in row)) for number, row in rows]
    kept = [(number, _trimmed(row)) for number, row in kept if any(row)]
    if not kept:
        return Unreadable(EMPTY)
    if any(len(row) > COLUMNS_MAX for _, row in kept):
        return Unreadable(TOO_LONG)
    return Table(tuple(row for _, row in kept), tuple(number for number, _ in kept), encoding)


def _plain(cell: str) -> str:
    return "".join(each if each.isprintable() else " " for each in cell).strip()[:CELL_CHARACTERS_MAX]


def _trimmed(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without the empty cells at its end."""
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]
