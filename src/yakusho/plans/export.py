"""A snapshot as a table (計画のCSV): one line an indicator and year, codes for states, the plan's own words."""

import csv
import io

from yakusho.plans.snapshot import Cell, Figure, FrozenIndicator, FrozenMeasure, Snapshot
from yakusho.plans.words import indicator_name

BYTE_ORDER_MARK = "\ufeff"  # spreadsheet programs take the file for UTF-8 only with it
COLUMNS = (
    "measure",
    "measure_title",
    "departments",
    "indicator",
    "indicator_name",
    "fiscal_year",
    "target",
    "target_kind",
    "state",
    "suggestion",
    "value",
    "unit",
    "numerator",
    "denominator",
    "source",
    "provisional",
    "counted_since",
    "why_ja",
    "why_en",
)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(snapshot: Snapshot, only: str | None = None) -> str:
    """The plan as CSV, or one indicator of it; `fiscal_year` is `all` for the target of all years together."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for measure in snapshot.measures:
        for indicator in measure.indicators:
            if only not in (None, indicator.id):
                continue
            cells = [*indicator.years, indicator.all_years]
            if indicator.this_year.fiscal_year not in snapshot.fiscal_years:
                cells.append(indicator.this_year)
            for cell in cells:
                writer.writerow([plain(value) for value in _line(measure, indicator, cell)])
    return BYTE_ORDER_MARK + written.getvalue()


def _line(measure: FrozenMeasure, indicator: FrozenIndicator, cell: Cell) -> tuple[str | Figure, ...]:
    part, whole = cell.share or ("", "")
    return (
        measure.number,
        measure.title,
        measure.departments,
        indicator.id,
        indicator_name(indicator, measure),
        "all" if cell.fiscal_year is None else cell.fiscal_year,
        cell.raw or "",
        cell.kind or "",
        cell.state.value,
        cell.suggestion.value,
        "" if cell.value is None else cell.value,
        indicator.unit or "",
        part,
        whole,
        cell.source or "",
        str(cell.provisional).lower(),
        "" if cell.since is None else cell.since.isoformat(),
        cell.sentence.ja,
        cell.sentence.en,
    )


def plain(value: str | Figure) -> str | Figure:
    """Text that a spreadsheet won't take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value
