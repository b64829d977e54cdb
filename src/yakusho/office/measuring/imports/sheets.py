"""Templates to download (取込の様式): a table of months with empty numbers, as CSV or as a spreadsheet."""

import csv
import io
import zipfile
from collections.abc import Sequence
from html import escape

from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.plans.imports import ImportKind

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOM = "\ufeff"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="table" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
_STAMP = (1980, 1, 1, 0, 0, 0)  # the same template is the same file


def template_rows(kind: ImportKind, fiscal_year: int) -> list[list[str]]:
    """The head and one row for each month of a fiscal year."""
    first, last = fiscal_year_days(fiscal_year)
    months = [f"{first.year}-{month:02}" for month in range(4, 13)] + [
        f"{last.year}-{month:02}" for month in range(1, 4)
    ]
    head = [kind.month_heads[0], *(f"{column.heads[0]}（{column.unit}）" for column in kind.columns)]
    return [head, *([month, *[""] * len(kind.columns)] for month in months)]


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as CSV in UTF-8 with a byte order mark, which spreadsheet programs expect."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return (BOM + out.getvalue()).encode()


def as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows of text as the smallest spreadsheet that programs open."""
    lines = "".join(f'<row r="{number}">{_cells(row)}</row>' for number, row in enumerate(rows, 1))
    sheet = f'<worksheet xmlns="{_SHEETS}"><sheetData>{lines}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), _XML + text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _cells(row: Sequence[str]) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' if cell else "<c/>" for cell in row)
