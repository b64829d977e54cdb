"""The inbox as a CSV file (UTF-8 with BOM, which spreadsheet programs expect)."""

import csv
import io

from django.utils.translation import gettext as _

from yakusho.desk.cases.lists import Row
from yakusho.kernel import clock

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _cell(text: str) -> str:
    """Text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def inbox_csv(rows: list[Row]) -> str:
    """Cases as CSV text; dates in ISO form."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_("Number"), _("Procedure"), _("Arrived"), _("Due"), _("State"), _("Handled by")])
    for row in rows:
        arrived = clock.in_tokyo(row.received_at).isoformat(sep=" ", timespec="minutes")[:16]
        cells = (row.number, row.procedure, arrived, row.due_on.isoformat(), row.state.word, row.handler)
        writer.writerow([_cell(cell) for cell in cells])
    return BOM + out.getvalue()
