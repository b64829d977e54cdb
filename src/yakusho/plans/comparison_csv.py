"""The comparison table as CSV (新旧対照表のCSV), for spreadsheets."""

import csv
import io
from collections.abc import Iterable

from yakusho.plans.export import BYTE_ORDER_MARK, plain
from yakusho.plans.versions import Row

COLUMNS = (
    "change",
    "measure",
    "indicator",
    "what_ja",
    "what_en",
    "old",
    "new",
    "decided_on",
    "decided_by",
    "reason",
    "reason_words",
)


def comparison_csv(rows: Iterable[Row]) -> str:
    """All rows of a comparison table."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (
            row.change,
            row.measure,
            row.indicator,
            row.what.ja,
            row.what.en,
            row.old,
            row.new,
            row.decided_on.isoformat() if row.decided_on is not None else "",
            row.decided_by,
            row.reason.ja if row.reason is not None else "",
            row.reason_words,
        )
        writer.writerow([plain(cell) for cell in cells])
    return BYTE_ORDER_MARK + written.getvalue()
