"""Cells become a report (取込の点検): which rows are right, what is wrong with the others, and how to mend each.

A file whose columns stand elsewhere than their heads say is refused as a whole: its numbers would be believed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_noop

from yakusho.office.measuring.imports.cells import Table
from yakusho.office.measuring.imports.months import read_month
from yakusho.plans.imports import FigureColumn, ImportKind

HEAD_ROWS_MAX = 10  # a title and remarks may stand above the head
FIGURE_MAX = 999_999_999
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+", re.ASCII)
_MARKED = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Words:
    """A sentence as a message id with what is put into it."""

    text: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Wrong:
    """One wrong cell: the row as the person's program numbers it, the column's head, what is wrong, the remedy."""

    row: int
    column: str
    words: Words
    remedy: Words


@dataclass(frozen=True)
class RightRow:
    """A month with its numbers by column code."""

    row: int
    month: date
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class Report:
    """What a file holds; with `refused` nothing of it can be taken."""

    right: tuple[RightRow, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    refused: tuple[Words, Words] | None = None

    @property
    def wrong_rows(self) -> int:
        """How many rows hold something wrong."""
        return len({each.row for each in self.wrong})


def check(table: Table, kind: ImportKind, today: date) -> Report:
    """Read a table as files of this kind are read."""
    found = _head(table, kind)
    if not isinstance(found, _Head):
        return Report(refused=found)
    rows = [
        (number, row)
        for number, row in zip(table.numbers[found.index + 1 :], table.rows[found.index + 1 :], strict=True)
        if not _is_total(row, found)
    ]
    if not rows:
        words = gettext_noop("There is no row under the head.")
        return Report(refused=(Words(words), Words(gettext_noop("Write one row for each month."))))
    shifted = _shifted(rows, found, kind)
    if shifted is not None:
        return Report(refused=shifted)
    return _rows(rows, found, kind, today)


@dataclass(frozen=True)
class _Head:
    """The row of heads and where each column stands."""

    index: int
    month: int
    month_head: str
    columns: Mapping[str, int]
    heads: tuple[str, ...]


def _head(table: Table, kind: ImportKind) -> _Head | tuple[Words, Words]:
    best: list[str] = []
    for index, row in enumerate(table.rows[:HEAD_ROWS_MAX]):
        cells = [_folded(cell) for cell in row]
        month = _places(cells, kind.month_heads)
        columns = {column.code: _places(cells, column.heads) for column in kind.columns}
        found = [kind.month_heads[0]] * bool(month) + [c.heads[0] for c in kind.columns if columns[c.code]]
        if len(found) == len(kind.columns) + 1:
            doubled = [c.heads[0] for c in kind.columns if len(columns[c.code]) > 1] + [row[month[0]]] * (
                len(month) > 1
            )
            if doubled:
                words = gettext_noop("Several columns are called “%(head)s”.")
                return Words(words, {"head": doubled[0]}), Words(gettext_noop("Leave one of them in the file."))
            places = {code: place[0] for code, place in columns.items()}
            return _Head(index, month[0], row[month[0]], places, row)
        best = max(best, found, key=len)
    missing = [head for head in (kind.month_heads[0], *(c.heads[0] for c in kind.columns)) if head not in best]
    words = gettext_noop("The row of heads is missing these columns: %(heads)s.")
    remedy = gettext_noop("Use the template, or give the columns the heads of the template.")
    return Words(words, {"heads": "、".join(missing)}), Words(remedy)


def _places(cells: list[str], heads: Collection[str]) -> list[int]:
    wanted = {_folded(head) for head in heads}
    return [place for place, cell in enumerate(cells) if cell in wanted]


def _folded(head: str) -> str:
    """A head without its unit in brackets, spaces and marks: 交付枚数（枚） is 交付枚数."""
    plain = re.sub(r"\([^()]*\)$", "", unicodedata.normalize("NFKC", head).strip())
    return _MARKED.sub("", plain).lower()


def _is_total(row: tuple[str, ...], head: _Head) -> bool:
    """Whether a row is the sum that people write under a table."""
    return _folded(_at(row, head.month)) in ("計", "合計", "年計", "年度計", "total")


def _at(row: tuple[str, ...], place: int) -> str:
    return row[place] if place < len(row) else ""


def _shifted(rows: list[tuple[int, tuple[str, ...]]], head: _Head, kind: ImportKind) -> tuple[Words, Words] | None:
    """Whether the cells of most rows stand under other heads than their own."""
    remedy = Words(gettext_noop("Put each value under its own head and choose the file again. Nothing was taken."))
    half = len(rows) / 2
    months = Counter(place for _, row in rows for place, cell in enumerate(row) if read_month(cell))
    if months[head.month] < half:
        elsewhere = [place for place, times in months.most_common(1) if times > half and place != head.month]
        if elsewhere:
            under = _at(head.heads, elsewhere[0])
            words = (
                gettext_noop("The months don't stand under “%(head)s” but under “%(other)s”: the columns are shifted.")
                if under
                else gettext_noop("The months don't stand under “%(head)s”: the columns are shifted.")
            )
            return Words(words, {"head": head.month_head, "other": under}), remedy
    beyond = sum(any(cell and not _at(head.heads, place) for place, cell in enumerate(row)) for _, row in rows)
    if beyond > half:
        return Words(
            gettext_noop("Most rows hold values in a column that has no head: the columns are shifted.")
        ), remedy
    for series in kind.series:
        if series.part is None or series.whole is None:
            continue
        pairs = [
            (_count(_at(row, head.columns[series.part])), _count(_at(row, head.columns[series.whole])))
            for _, row in rows
        ]
        larger = sum(part is not None and whole is not None and part > whole for part, whole in pairs)
        if larger > half:
            words = gettext_noop("In most rows “%(part)s” is more than “%(whole)s”: the columns are exchanged.")
            values = {"part": head.heads[head.columns[series.part]], "whole": head.heads[head.columns[series.whole]]}
            return Words(words, values), remedy
    return None


def _rows(rows: list[tuple[int, tuple[str, ...]]], head: _Head, kind: ImportKind, today: date) -> Report:
    right: list[RightRow] = []
    wrong: list[Wrong] = []
    seen: dict[date, int] = {}
    for number, row in rows:
        found = [*_wrong_cells(number, row, head)]
        month = _month(number, row, head, seen, today, found)
        numbers = _numbers(number, row, head, kind, found)
        if month is not None and number not in {each.row for each in found}:
            right.append(RightRow(number, month, numbers))
        wrong.extend(found)
    return Report(tuple(right), tuple(wrong))


def _wrong_cells(number: int, row: tuple[str, ...], head: _Head) -> list[Wrong]:
    beyond = [cell for place, cell in enumerate(row) if cell and not _at(head.heads, place)]
    if not beyond:
        return []
    words = gettext_noop("“%(cell)s” stands in a column that has no head.")
    return [
        Wrong(
            number,
            "－",
            Words(words, {"cell": beyond[0]}),
            Words(gettext_noop("Move it under its head, or delete it.")),
        )
    ]


def _month(
    number: int, row: tuple[str, ...], head: _Head, seen: dict[date, int], today: date, found: list[Wrong]
) -> date | None:
    cell = _at(row, head.month)
    month = read_month(cell)
    if month is None:
        words = gettext_noop("“%(cell)s” is no month.") if cell else gettext_noop("The month is missing.")
        remedy = gettext_noop("Write a month as 2026-04, 2026年4月 or 令和8年4月.")
    elif month > today:
        words, remedy = (
            gettext_noop("“%(cell)s” has not begun yet."),
            gettext_noop("Correct the month or leave the row out."),
        )
    elif month in seen:
        words = gettext_noop("“%(cell)s” stands in row %(row)s too.")
        remedy = gettext_noop("Leave one row for each month.")
    else:
        seen[month] = number
        return month
    values = {"cell": cell, "row": seen.get(month, 0) if month else 0}
    found.append(Wrong(number, head.month_head, Words(words, values), Words(remedy)))
    return None


def _numbers(number: int, row: tuple[str, ...], head: _Head, kind: ImportKind, found: list[Wrong]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for column in kind.columns:
        cell = _at(row, head.columns[column.code])
        value = _count(cell)
        if value is not None and value <= FIGURE_MAX:
            numbers[column.code] = value
            continue
        words, remedy = _why_no_count(cell, column)
        found.append(Wrong(number, head.heads[head.columns[column.code]], words, remedy))
    for series in kind.series:
        if series.part in numbers and series.whole in numbers and numbers[series.part] > numbers[series.whole]:
            words = gettext_noop("%(part)s is more than the whole, %(whole)s.")
            values = {"part": numbers[series.part], "whole": numbers[series.whole]}
            remedy = gettext_noop("Correct one of the two numbers.")
            found.append(Wrong(number, head.heads[head.columns[series.part]], Words(words, values), Words(remedy)))
    return numbers


def _count(cell: str) -> int | None:
    """The whole number of a cell: digits of any width with or without commas, and nothing else."""
    plain = unicodedata.normalize("NFKC", cell).strip()
    return int(plain.replace(",", "")) if len(plain) <= 15 and _NUMBER.fullmatch(plain) else None


def _why_no_count(cell: str, column: FigureColumn) -> tuple[Words, Words]:
    remedy = Words(gettext_noop("Write the number in figures, without words and unit, as in 1234."))
    if not cell:
        return Words(gettext_noop("The number is missing.")), Words(gettext_noop("Write the number; write 0 for none."))
    plain = unicodedata.normalize("NFKC", cell).strip()
    if re.fullmatch(r"[-−▲△]\s*[\d,]+", plain):
        words = gettext_noop("“%(cell)s” is less than zero, and nothing less than zero can be counted.")
    elif re.fullmatch(r"[\d,]*\.\d+", plain):
        words = gettext_noop("“%(cell)s” is not a whole number of %(unit)s.")
    elif plain.startswith(("約", "およそ", "概ね", "ほぼ")):
        words = gettext_noop("“%(cell)s” is not exact.")
    elif _count(cell) is not None:
        words = gettext_noop("“%(cell)s” is too large.")
    elif read_month(cell):
        words = gettext_noop("“%(cell)s” is a month, not a number.")
    else:
        words = gettext_noop("“%(cell)s” is no number.")
    return Words(words, {"cell": cell, "unit": column.unit}), remedy
