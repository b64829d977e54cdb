"""A file of monthly figures is read in every form that people send, and answered in words when it can't be."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.home import WARD_FOLDER
from yakusho.office.measuring.imports.cells import Table, Unreadable, read_cells
from yakusho.office.measuring.imports.months import read_month
from yakusho.office.measuring.imports.report import Report, check
from yakusho.office.measuring.imports.sheets import as_csv, as_xlsx, template_rows
from yakusho.plans.imports import ImportKind, load_imports

IMPORTS = load_imports((WARD_FOLDER / "plans" / "imports.yaml").read_text("utf-8"), "imports.yaml")
TODAY = date(2026, 11, 24)
CARDS = IMPORTS.kinds[0]
SHARES = IMPORTS.kinds[1]


def _report(text: str, kind: ImportKind = CARDS, encoding: str = "utf-8-sig") -> Report:
    table = read_cells(text.encode(encoding))
    assert isinstance(table, Table), table
    return check(table, kind, TODAY)


def _refusal(report: Report) -> str:
    assert report.refused is not None
    assert report.right == ()
    return report.refused[0].text % report.refused[0].values


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_each_encoding_that_people_send_is_read(encoding: str) -> None:
    report = _report('年月,交付枚数\r\n2026-04,3000\r\n2026年5月,"3,100"\r\n令和8年6月,２９００\r\n', encoding=encoding)
    assert [(row.month.month, row.numbers["issued"]) for row in report.right] == [(4, 3000), (5, 3100), (6, 2900)]
    assert report.wrong == ()


@pytest.mark.parametrize("kind", IMPORTS.kinds, ids=lambda kind: kind.code)
def test_a_filled_template_is_read_as_csv_and_as_a_spreadsheet(kind: ImportKind) -> None:
    rows = template_rows(kind, 2025)
    filled = [rows[0], *([row[0], *["7"] * len(kind.columns)] for row in rows[1:])]
    for data in (as_csv(filled), as_xlsx(filled)):
        table = read_cells(data)
        assert isinstance(table, Table)
        report = check(table, kind, TODAY)
        assert len(report.right) == 12
        assert report.wrong == ()


def test_columns_may_stand_in_any_order_under_a_title_with_a_total_below() -> None:
    text = "令和8年度 交付枚数,,\n,,\n交付枚数(枚),備考,対象年月\n3000,,R8.4\n3100,確認済,R8.5\n6100,,合計\n"
    report = _report(text)
    assert [row.numbers["issued"] for row in report.right] == [3000, 3100]
    assert report.wrong == ()


@pytest.mark.parametrize(
    "text",
    [
        "年月,交付枚数,備考\n,2026-04,3000\n,2026-05,3100\n",
        "年月,交付枚数\n,2026-04,3000\n,2026-05,3100\n",
        "交付枚数,年月\n2026-04,3000\n2026-05,3100\n",
        "年月,交付枚数\n2026-04,,3000\n2026-05,,3100\n",
    ],
)
def test_a_shifted_column_refuses_the_whole_file(text: str) -> None:
    assert "shifted" in _refusal(_report(text))


def test_exchanged_columns_of_a_share_refuse_the_whole_file() -> None:
    head = ",".join(["年月", *(column.heads[0] for column in SHARES.columns)])
    report = _report(f"{head}\n2026-04,9000,2000,900,20\n2026-05,9100,2100,900,21\n", SHARES)
    assert "exchanged" in _refusal(report)


def test_a_missing_head_is_named() -> None:
    assert "交付枚数" in _refusal(_report("年月,枚数\n2026-04,3000\n"))


def test_each_wrong_cell_is_told_with_row_column_and_remedy() -> None:
    cells = ["約30", "30.5", "-3", "▲3", "三十", "", "9999999999", "2026-04"]
    months = [f"2026-{month:02}" for month in range(1, 9)]
    lines = "\n".join(f"{month},{cell}" for month, cell in zip(months, cells, strict=True))
    report = _report(f"年月,交付枚数\n{lines}\n2026-09,3000\n2027-04,1\n2026-09,5\n13月,5\n")
    assert [(row.row, row.numbers["issued"]) for row in report.right] == [(10, 3000)]
    told = {each.row: each.words.text % each.words.values for each in report.wrong}
    assert "not exact" in told[2]
    assert "whole number" in told[3]
    assert "less than zero" in told[4]
    assert "less than zero" in told[5]
    assert "no number" in told[6]
    assert "missing" in told[7]
    assert "too large" in told[8]
    assert "is a month" in told[9]
    assert "not begun" in told[11]
    assert "row 10 too" in told[12]
    assert "no month" in told[13]
    assert all(each.column and each.remedy.text for each in report.wrong)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"\xef\xbb\xbf,,\r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "no CSV"),
        (b"abc\xff\x81\x20,", "can't be read"),
        (b"%PDF-1.7\0\0", "no CSV"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "old Excel"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        ('年月,交付枚数\n"2026-04,3000\n'.encode(), "quotation mark"),
        (b"x" * 1_000_001, "larger"),
        (b"1,2\n" * 2_001, "2,000 rows"),
    ],
)
def test_what_is_no_table_is_answered_with_what_to_do(data: bytes, words: str) -> None:
    found = read_cells(data)
    assert isinstance(found, Unreadable)
    assert words in found.sentence


def test_a_spreadsheet_that_would_unpack_to_gigabytes_is_refused_before_it_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(30_000_000))
    found = read_cells(out.getvalue())
    assert isinstance(found, Unreadable)
    assert "larger" in found.sentence


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-04", date(2026, 4, 1)),
        ("2026/4", date(2026, 4, 1)),
        ("２０２６年４月分", date(2026, 4, 1)),
        ("令和元年5月", date(2019, 5, 1)),
        ("R8.4", date(2026, 4, 1)),
        ("202604", date(2026, 4, 1)),
        ("2026-04-30", date(2026, 4, 1)),
        ("令和8年4月30日", date(2026, 4, 1)),
        ("3000", None),
        ("2026-13", None),
        ("令和0年1月", None),
        ("4月", None),
        ("合計", None),
    ],
)
def test_a_month_is_read_as_people_write_it(text: str, month: date | None) -> None:
    assert read_month(text) == month


def test_a_spreadsheet_that_lies_about_its_size_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(30_000_000))
    lying = out.getvalue().replace((30_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    found = read_cells(lying)
    assert isinstance(found, Unreadable)
    assert "damaged" in found.sentence


def _mangled(data: bytes, place: int, instead: bytes) -> bytes:
    at = place % (len(data) + 1)
    return data[:at] + instead + data[at + len(instead) :]


def _written(rows: list[list[str]]) -> bytes:
    return as_csv([[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows])


WHOLE = as_xlsx(template_rows(CARDS, 2025))


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.builds(_mangled, st.just(WHOLE), st.integers(0, len(WHOLE)), st.binary(min_size=1, max_size=8))
    | st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=6).map(_written)
)
def test_whatever_the_bytes_are_the_reader_answers(data: bytes) -> None:
    found = read_cells(data)
    if isinstance(found, Unreadable):
        assert found.sentence
        return
    for kind in IMPORTS.kinds:
        report = check(found, kind, TODAY)
        assert not (report.refused and report.right)
        for wrong in report.wrong:
            assert wrong.words.text % wrong.words.values


CELLS = st.sampled_from(["", "2026-04", "令和8年5月", "3000", "３０", "約30", "-1", "30.5", "合計", "x", "2030-01"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8))
def test_a_right_row_always_comes_from_a_row_without_a_fault(rows: list[tuple[str, str, str]]) -> None:
    table = read_cells(as_csv([["年月", "交付枚数", "備考"], *rows]))
    assert isinstance(table, Table)
    report = check(table, CARDS, TODAY)
    wrong = {each.row for each in report.wrong}
    assert not wrong & {row.row for row in report.right}
    assert len({row.month for row in report.right}) == len(report.right)
    assert all(row.numbers["issued"] >= 0 and row.month <= TODAY for row in report.right)
