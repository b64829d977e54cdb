"""A form is printed with what the register says; who may not be found by post is left to a person."""

from datetime import date
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yakusho.desk.access.models import Access
from yakusho.journal import jobs
from yakusho.journal.models import Entry, Job
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.mynumber.paper.keys import show_key
from yakusho.mynumber.paper.models import PaperBatch, PaperFile, PaperForm, PaperHold
from yakusho.mynumber.paper.printing import PART_HOUSEHOLDS, files_clear
from yakusho.mynumber.paper.tests.people import (
    ADDRESS,
    FAMILY,
    FAMILY_NAMES,
    LARGE,
    MOVED_ON,
    NOBODY,
    NOW_AT,
    PROTECTED,
    WIDOWED,
    Desk,
    household,
    live,
)
from yakusho.mynumber.residents.models import Resident, ResidentStay
from yakusho.mynumber.residents.register import Support
from yakusho.mynumber.residents.rows import support_row


def _texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def _batch(desk: Desk, *numbers: str, once: UUID | None = None) -> PaperBatch:
    sent = {"procedure": desk.code, "households": "\n".join(numbers), "once": str(once or new_id())}
    came = desk.browser(desk.clerk).post("/paper/batches/begin/", sent)
    assert came.status_code == 302, came.content.decode()
    return PaperBatch.objects.get(id=came["Location"].split("/")[-2])


def _work() -> None:
    while jobs.work():
        pass


def test_a_form_holds_the_household_of_the_base_date_and_a_code_on_each_page(desk: Desk) -> None:
    key = desk.printed()
    pdf = desk.browser(desk.clerk).get(f"/paper/{key}/form.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    first, last = _texts(pdf.content)
    for words in (*FAMILY_NAMES, ADDRESS, "173-8501", "昭和55年5月6日", "世帯主（本人）", "様", "見本"):
        assert words in first, words
    assert "口座番号" in last
    assert "返送先" in last
    for number, page in enumerate((first, last), 1):
        assert show_key(key) in page
        assert f"{number}／2" in page
    form = PaperForm.objects.get()
    assert (form.household, form.base_date, form.pages) == (FAMILY, date(2020, 4, 27), 2)


def test_the_envelope_goes_to_where_the_head_lives_now(desk: Desk) -> None:
    stay = ResidentStay.objects.get(household=FAMILY, relation="self")
    ResidentStay.objects.filter(id=stay.id).update(until=MOVED_ON)
    stay.id, stay.since, stay.address = None, MOVED_ON, NOW_AT
    stay.save()
    [first, _last] = _texts(desk.browser(desk.clerk).get(f"/paper/{desk.printed()}/form.pdf").content)
    assert first.index(NOW_AT) < first.index(f"{FAMILY_NAMES[0]} 様") < first.index(ADDRESS)


def test_printing_leaves_looks_and_a_fact_without_names(desk: Desk) -> None:
    sent = {"procedure": desk.code, "household": FAMILY, "once": str(new_id())}
    for _again in range(2):
        assert desk.browser(desk.clerk).post("/paper/print/", sent).status_code == 302
    [entry] = Entry.objects.filter(kind="paper.printed")
    assert (entry.body["forms"], entry.body["pages"], entry.body["held"]) == (1, 2, 0)
    assert FAMILY not in str(entry.body) + entry.subject
    looked = set(Access.objects.filter(purpose="printing").values_list("subject", flat=True))
    assert looked == set(Resident.objects.filter(stays__household=FAMILY).values_list("id", flat=True))


def test_a_household_under_protection_is_not_printed_and_nobody_says_why(desk: Desk) -> None:
    clerk, supervisor = desk.browser(desk.clerk), desk.browser(desk.supervisor)
    page = clerk.post("/paper/print/", {"procedure": desk.code, "household": PROTECTED}, follow=True).content.decode()
    assert "支援措置" not in page
    assert not PaperForm.objects.exists()
    assert PROTECTED not in clerk.get("/paper/holds/").content.decode()
    [hold] = PaperHold.objects.all()
    assert PROTECTED in supervisor.get("/paper/holds/").content.decode()
    assert clerk.post(f"/paper/holds/{hold.id}/done/").status_code == 404

    supervisor.post("/paper/print/", {"procedure": desk.code, "household": PROTECTED})
    pdf = supervisor.get(f"/paper/{desk.key(PROTECTED)}/form.pdf")
    text = "".join(_texts(pdf.content))
    assert "見本 秘子" in text
    assert ADDRESS not in text
    assert clerk.get(f"/paper/{desk.key(PROTECTED)}/form.pdf").status_code == 302

    for _again in range(2):
        assert supervisor.post(f"/paper/holds/{hold.id}/done/").status_code == 302
    assert PROTECTED not in supervisor.get("/paper/holds/").content.decode()


def test_a_batch_prints_all_but_those_a_person_sees_to(desk: Desk) -> None:
    live(LARGE, *(f"見本 人{number}" for number in range(10)))
    batch = _batch(desk, FAMILY, PROTECTED, WIDOWED, LARGE, NOBODY)
    _work()
    batch.refresh_from_db()
    assert (batch.forms, batch.held) == (2, 3)
    assert dict(PaperHold.objects.values_list("household", "reason")) == {
        PROTECTED: "protected",
        WIDOWED: "died",
        NOBODY: "unknown",
    }
    clerk = desk.browser(desk.clerk)
    page = clerk.get(f"/paper/batches/{batch.id}/").content.decode()
    assert "完了" in page
    file = clerk.get(f"/paper/batches/{batch.id}/1.pdf")
    texts = _texts(file.content)
    assert len(texts) == 2 + 3
    assert "見本 秘子" not in "".join(texts)
    assert [f"{n}／{m}" in text for (n, m), text in zip([(1, 2), (2, 2), (1, 3), (2, 3), (3, 3)], texts, strict=True)]
    stored = PaperFile.objects.get()
    assert file.content not in stored.blob.encode()
    [entry] = Entry.objects.filter(kind="paper.printed")
    assert (entry.body["forms"], entry.body["pages"], entry.body["held"]) == (2, 5, 3)
    assert Access.objects.filter(purpose="printing").count() == 2 * (3 + 10)
    assert Job.objects.get(id=batch.job).done == 5


def test_a_batch_of_everybody_goes_on_part_by_part(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yakusho.mynumber.paper.printing.PART_HOUSEHOLDS", 2)
    for number in range(20, 23):
        live(household(number), f"見本 第{number}")
    once = new_id()
    batch = _batch(desk, once=once)
    assert _batch(desk, once=once) == batch
    _work()
    batch.refresh_from_db()
    assert (batch.forms, batch.held) == (4, 2)
    assert batch.finished_at is not None
    assert PaperForm.objects.count() == 4


def test_whoever_has_answered_gets_no_other_form(desk: Desk) -> None:
    desk.printed()
    PaperForm.objects.update(case=new_id())
    batch = _batch(desk, FAMILY)
    _work()
    batch.refresh_from_db()
    assert (batch.forms, batch.held) == (0, 0)


def test_who_takes_a_file_to_the_printer_is_written_down_for_each_person_in_it(desk: Desk) -> None:
    batch = _batch(desk, FAMILY)
    _work()
    assert desk.browser(desk.supervisor).get(f"/paper/batches/{batch.id}/1.pdf").status_code == 200
    known = set(Resident.objects.filter(stays__household=FAMILY).values_list("id", flat=True))
    looks = Access.objects.filter(purpose="printing", seat=desk.supervisor.seat.id)
    assert set(looks.values_list("subject", flat=True)) == known


def test_a_file_is_not_handed_out_once_somebody_in_it_came_under_protection(desk: Desk) -> None:
    other = household(30)
    [number] = live(other, "見本 守子")
    batch, clerk = _batch(desk, FAMILY, other), desk.browser(desk.clerk)
    _work()
    before = Access.objects.count()
    support_row(Support(number, date(2026, 11, 24), None, date(2027, 11, 23), "violence")).save()
    for staff in (desk.clerk, desk.supervisor):
        refused = desk.browser(staff).get(f"/paper/batches/{batch.id}/1.pdf")
        page = refused.content.decode()
        assert (refused.status_code, refused["Content-Type"].split(";")[0]) == (422, "text/html")
        assert "印刷し直してください" in page
        assert "見本 守子" not in page
    assert Access.objects.count() == before

    anew = _batch(desk, *refused.context["fields"][1].value.split())
    _work()
    anew.refresh_from_db()
    assert (anew.forms, anew.held) == (1, 1)
    assert "見本 守子" not in "".join(_texts(clerk.get(f"/paper/batches/{anew.id}/1.pdf").content))


def test_a_file_is_not_handed_out_once_its_address_leads_to_somebody_protected(desk: Desk) -> None:
    """The family moved on and she took over their household: its old address is hers now."""
    batch = _batch(desk, FAMILY)
    _work()
    ResidentStay.objects.filter(household=FAMILY).update(until=MOVED_ON)
    [number] = live(household(31), "見本 守子")
    ResidentStay.objects.filter(person=number).update(household=FAMILY, since=MOVED_ON)
    assert desk.browser(desk.clerk).get(f"/paper/batches/{batch.id}/1.pdf").status_code == 200
    support_row(Support(number, date(2026, 11, 24), None, date(2027, 11, 23), "violence")).save()
    assert desk.browser(desk.clerk).get(f"/paper/batches/{batch.id}/1.pdf").status_code == 422
    desk.printed()
    assert PaperHold.objects.get().reason == "protected"
    assert ADDRESS not in desk.browser(desk.clerk).get(f"/paper/{desk.key(FAMILY)}/").content.decode()


def test_a_file_of_which_nobody_knows_whose_data_it_holds_is_not_handed_out(desk: Desk) -> None:
    batch = _batch(desk, FAMILY)
    _work()
    PaperFile.objects.update(persons=None)
    refused = desk.browser(desk.clerk).get(f"/paper/batches/{batch.id}/1.pdf")
    assert refused.status_code == 422
    assert "以前の版" in refused.content.decode()


def test_a_household_that_came_under_protection_leaves_the_list_of_those_who_may_not_see_it(desk: Desk) -> None:
    _batch(desk, WIDOWED)
    _work()
    clerk, supervisor = desk.browser(desk.clerk), desk.browser(desk.supervisor)
    [hold] = PaperHold.objects.all()
    assert WIDOWED in clerk.get("/paper/holds/").content.decode()
    clerk.post(f"/paper/holds/{hold.id}/done/")
    orphan = ResidentStay.objects.get(household=WIDOWED, relation="child").person_id
    support_row(Support(orphan, date(2026, 11, 24), None, date(2027, 11, 23), "violence")).save()
    desk.printed(WIDOWED)
    hold.refresh_from_db()
    assert (hold.reason, hold.done_at, hold.done_by) == ("protected", None, None)
    assert WIDOWED not in clerk.get("/paper/holds/").content.decode()
    assert WIDOWED in supervisor.get("/paper/holds/").content.decode()
    supervisor.post(f"/paper/holds/{hold.id}/done/")
    desk.printed(WIDOWED)
    hold.refresh_from_db()
    assert hold.done_at is not None


def test_printed_files_are_deleted_after_their_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = _batch(desk, FAMILY)
    _work()
    assert files_clear() == 0
    PaperFile.objects.update(made_at=clock.now().replace(year=2025))
    assert files_clear() == 1
    assert desk.browser(desk.clerk).get(f"/paper/batches/{batch.id}/1.pdf").status_code == 404


@pytest.mark.parametrize("typed", ["12", "980000000000016"])
def test_a_wrong_household_number_is_told(desk: Desk, typed: str) -> None:
    clerk = desk.browser(desk.clerk)
    page = clerk.post("/paper/print/", {"procedure": desk.code, "household": typed}, follow=True)
    assert "世帯番号" in page.content.decode()
    page = clerk.post("/paper/batches/begin/", {"procedure": desk.code, "households": f"{FAMILY}\n{typed}"})
    assert page.status_code == 422
    assert typed in page.content.decode()
    assert not PaperBatch.objects.exists()


def test_another_section_prints_and_sees_nothing_of_it(desk: Desk) -> None:
    batch, key = _batch(desk, FAMILY), desk.printed()
    _work()
    other = desk.browser(desk.elsewhere)
    assert other.post("/paper/print/", {"procedure": desk.code, "household": FAMILY}).status_code == 404
    for path in (f"{key}/", f"{key}/form.pdf", f"{key}/slip.pdf", f"batches/{batch.id}/", f"batches/{batch.id}/1.pdf"):
        assert other.get(f"/paper/{path}").status_code == 404, path


def test_a_part_costs_as_many_statements_for_many_households_as_for_one(desk: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr("yakusho.mynumber.paper.printing.write", lambda document, fonts: b"%PDF-")

    def statements(*numbers: str) -> int:
        _batch(desk, *numbers)
        with CaptureQueriesContext(connection) as asked:
            _work()
        return len(asked)

    many = [household(number) for number in range(100, 100 + PART_HOUSEHOLDS - 1)]
    for number in many:
        live(number, "見本 一人")
    live(household(99), "見本 一人")
    assert statements(household(99)) == statements(*many)
