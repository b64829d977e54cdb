"""The list as a CSV file (UTF-8 with BOM, which spreadsheet programs expect)."""

import csv
import io

from django.utils.translation import gettext as _

from yakusho.office.activities.show import Row

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _cell(text: str) -> str:
    """Text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def activities_csv(rows: list[Row]) -> str:
    """Activities as CSV text; days in ISO form."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = (_("Day"), _("Begins"), _("Ends"), _("Kind"), _("Title"), _("Place"), _("Section"), _("Indicators"))
    writer.writerow([*heads, _("Taking part"), _("Attended"), _("State")])
    for row in rows:
        cells = (row.day.isoformat(), row.begins, row.until, row.category, row.title, row.place, row.section)
        themes = " ".join(row.themes)
        writer.writerow([_cell(cell) for cell in (*cells, themes, row.people, str(row.attended), row.phase.word)])
    return BOM + out.getvalue()
