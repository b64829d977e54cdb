"""Evidence is a file, a link or frozen rows; what can't be kept is answered in words, what was wrong is withdrawn."""

import hashlib
import io
import zipfile
from collections.abc import Callable

import pytest

from yakusho.journal import blobs
from yakusho.kernel.errors import Invalid, Refused
from yakusho.kernel.ids import new_id
from yakusho.office.measuring import evidence
from yakusho.office.measuring.models import Evidence
from yakusho.office.measuring.tests.conftest import Measuring

PDF = b"%PDF-1.7\n" + bytes(50)


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.exe", PDF, "application/pdf"),
        ("a.pdf", b"MZ" + bytes(50), None),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(9), "image/png"),
        ("a.csv", "年月,数\n".encode(), "text/csv"),
        ("a.csv", b"a\0b", None),
        ("a.html", b"<script>", None),
        (
            "a.docx",
            _zip("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("a.docx", _zip("word/document.xml", "word/vbaProject.bin"), None),
        ("a.zip", _zip("readme.txt"), None),
        ("a.zip", b"PK\x03\x04broken", None),
    ],
)
def test_a_file_is_what_its_content_says(name: str, data: bytes, kind: str | None) -> None:
    assert evidence.file_type(name, data) == kind


@pytest.mark.parametrize(
    "link",
    [
        "http://example.jp/",
        "javascript:alert(1)",
        "https://",
        "https://user:secret@example.jp/",
        "https://exa mple.jp/",
        "https://[broken",
        "ftp://example.jp/a",
        "https://example.jp/" + "a" * 500,
        "",
    ],
)
def test_only_plain_https_addresses_are_links(db: None, link: str) -> None:
    assert evidence.link_problem(link)


def test_a_file_is_kept_once_and_counts_at_once(house: Measuring) -> None:
    cell, once = house.cell("03-3"), new_id()
    leader = house.leader
    for _ in range(2):
        evidence.file_attach(by=leader, cell=cell, title="改善の記録", name="C:\\x\\記録.pdf", data=PDF, once=once)
    row = Evidence.objects.get()
    assert row.file_name == "記録.pdf"
    assert blobs.read(row.address) == PDF
    (fact,) = house.facts("evidence.attached")
    assert fact.body["content"] == hashlib.sha256(PDF).hexdigest()
    assert "記録" not in str(fact.body)


def test_an_activity_is_met_only_with_evidence(house: Measuring) -> None:
    cell = house.cell("03-3")
    path = f"{cell.indicator.id}/{cell.fiscal_year}/value/"
    typed = {"shape": "done", "done": "yes", "status": "confirmed", "as_of": "2024-03-31", "reason": "会議録"}
    assert house.post(house.leader, path, **typed).status_code == 302
    assert house.know().judged(cell).state == "not_met"
    link = "https://example.jp/minutes"
    evidence.link_attach(by=house.leader, cell=cell, title="議事録", link=link, once=new_id())
    assert house.know().judged(cell).state == "met"
    (piece,) = Evidence.objects.all()
    evidence.evidence_withdraw(by=house.leader, cell=cell, evidence=piece, reason="別の会議だった")
    assert house.know().judged(cell).state == "not_met"


@pytest.mark.parametrize(
    ("title", "data", "path"),
    [("", PDF, "file_title"), ("題", b"", "file"), ("題", b"MZ", "file"), ("題", PDF * 100_000, "file")],
)
def test_what_can_t_be_kept_is_answered_in_words(house: Measuring, title: str, data: bytes, path: str) -> None:
    with pytest.raises(Invalid) as invalid:
        evidence.file_attach(
            by=house.cards, cell=house.cell("11-1"), title=title, name="a.pdf", data=data, once=new_id()
        )
    assert [error.path for error in invalid.value.errors] == [path]
    assert not Evidence.objects.exists()


def test_another_section_attaches_nothing(house: Measuring) -> None:
    with pytest.raises(Refused):
        evidence.link_attach(
            by=house.online, cell=house.cell("11-1"), title="題", link="https://example.jp/", once=new_id()
        )


def test_the_rows_under_a_number_are_frozen_as_they_are_now(
    house: Measuring, procedure_opens: Callable[[str], None]
) -> None:
    procedure_opens("one")
    procedure_opens("two")
    year = house.this_year()
    cell = house.cell("15-1", year)
    binding = house.know().bindings.indicators["15-1"]
    frozen = evidence.query_freeze(by=house.online, cell=cell, binding=binding, once=new_id())
    procedure_opens("three")
    lines = blobs.read(frozen.address).decode("utf-8-sig").splitlines()
    assert lines[0] == "journal,position,day,section,breakdown,adds"
    assert [line.split(",")[-1] for line in lines[1:]] == ["1", "1"]
    assert (frozen.rows, frozen.total) == (2, 2)
    assert hashlib.sha256(blobs.read(frozen.address)).hexdigest() == frozen.address
    assert "procedures.online" in frozen.query
    assert str(year) in frozen.query
    response = house.client(house.online).get(f"/measuring/evidence/{frozen.key}/")
    assert response.headers["Content-Disposition"] == f'attachment; filename="15-1-{year}.csv"'
    assert hashlib.sha256(response.content).hexdigest() == frozen.address


def test_where_no_meter_counts_there_is_nothing_to_freeze(house: Measuring) -> None:
    binding = house.know().bindings.indicators["08-1"]
    with pytest.raises(Refused):
        evidence.query_freeze(by=house.leader, cell=house.cell("08-1"), binding=binding, once=new_id())


@pytest.mark.django_db(transaction=True)
def test_withdrawn_content_is_destroyed_and_the_page_says_why(house: Measuring) -> None:
    cell = house.cell("11-1")
    row = evidence.file_attach(by=house.cards, cell=cell, title="名簿", name="a.pdf", data=PDF, once=new_id())
    client = house.client(house.cards)
    path = f"/measuring/evidence/{row.key}/withdraw/"
    assert client.post(path, {"withdraw_reason": " "}).status_code == 422
    assert client.post(path, {"withdraw_reason": "名前があった"}).status_code == 302
    assert not blobs.holds(row.address)
    assert client.get(f"/measuring/evidence/{row.key}/").status_code == 404
    assert "名前があった" in client.get("/measuring/11-1/2023/").content.decode()
    assert house.facts("evidence.withdrawn")[0].corrects == row.entry
