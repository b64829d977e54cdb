"""A paper that comes back becomes the same case as an application online, once, with what is missing on it."""

import base64
import re
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yakusho.desk.access.models import Access
from yakusho.desk.cases.content import open_content
from yakusho.desk.cases.hooks import Panel
from yakusho.desk.cases.models import Case, CaseEvent
from yakusho.journal import blobs, counting, meters, sealer
from yakusho.journal.models import Entry, Outgoing
from yakusho.kernel.ids import new_id
from yakusho.messages.sealing import open_file
from yakusho.mynumber.checking.models import HouseholdClaim
from yakusho.mynumber.checking.work import work
from yakusho.mynumber.paper.keys import page_code, show_key
from yakusho.mynumber.paper.models import PaperForm
from yakusho.mynumber.paper.tests.people import ADDRESS, FAMILY, FAMILY_NAMES, PROTECTED, Desk

PDF = b"%PDF-1.7 sample"


def _register(desk: Desk, key: str, **changes: object) -> Case:
    came = desk.browser(desk.clerk).post(f"/paper/{key}/register/", desk.filled(**changes))
    assert came.status_code == 302, came.content.decode()
    case = PaperForm.objects.get(key=key).case
    assert case is not None
    return Case.objects.get(id=case)


def test_a_scanned_code_or_typed_key_opens_the_form_as_it_was_printed(desk: Desk) -> None:
    key, clerk = desk.printed(), desk.browser(desk.clerk)
    for typed in (page_code(desk.code, 1, key, 2, 2), show_key(key).lower()):
        page = clerk.post("/paper/find/", {"key": typed}, follow=True)
        assert page.redirect_chain == [(f"/paper/{key}/", 302)]
    html = page.content.decode()
    assert f'name="address" aria-required="true" value="{ADDRESS}"' in re.sub(r"\s+", " ", html) or ADDRESS in html
    assert all(name in html for name in FAMILY_NAMES)
    assert Access.objects.filter(purpose="registering").count() == 2 * len(FAMILY_NAMES)


def test_what_is_no_key_or_was_never_printed_is_told(desk: Desk) -> None:
    clerk = desk.browser(desk.clerk)
    for typed in ("123", desk.key(FAMILY)):
        page = clerk.post("/paper/find/", {"key": typed})
        assert page.status_code == 422
        assert "f-key-error" in page.content.decode()


def test_a_registered_paper_is_a_case_like_any_other(desk: Desk) -> None:
    case = _register(desk, desk.printed())
    assert case.number.startswith("P-")
    assert (case.channel, case.state, case.section) == ("post", "new", desk.stage.section)
    assert case.received_at.date() == date(2026, 11, 20)
    assert case.due_on == date(2026, 12, 4)
    answers = open_content(case).newest.answers
    assert [member["name"] for member in answers["members"]] == list(FAMILY_NAMES)
    assert answers["birth_date"] == "1980-05-06"
    received, opened = Entry.objects.filter(subject=case.subject).order_by("recorded_at", "id")
    assert (received.kind, opened.kind) == ("application.received", "case.opened")
    assert (received.body["channel"], received.body["number"]) == ("post", case.number)
    assert received.occurred_on == date(2026, 11, 20)
    assert received.actor == desk.clerk.actor
    assert not any(name in str(received.body) for name in FAMILY_NAMES)


def test_nothing_of_a_paper_is_sent_to_a_portal_that_knows_nothing_of_it(desk: Desk) -> None:
    case = _register(desk, desk.printed())
    clerk = desk.browser(desk.clerk)
    clerk.post(f"/cases/{case.id}/take/")
    assert Case.objects.get(id=case.id).state == "taken"
    assert not Outgoing.objects.exists()


def test_half_a_banks_name_on_a_paper_brings_the_banks_to_choose_from(desk: Desk) -> None:
    half = {"account-bank_name": "三井住友信", "account-bank_code": "", "account-branch_name": "池袋"}
    texts = desk.filled() | half | {"account-branch_code": ""}
    url = f"/paper/{desk.printed()}/register/"
    page = desk.browser(desk.clerk).post(url, texts)
    assert page.status_code == 422
    assert "三井住友信託銀行（0294）" in page.content.decode()
    assert desk.browser(desk.clerk).post(url, texts | {"account-bank_name": "0294"}).status_code == 302


def test_the_same_paper_is_registered_once(desk: Desk) -> None:
    key, clerk, once = desk.printed(), desk.browser(desk.clerk), str(new_id())
    case = _register(desk, key, **{"go-once": once})
    assert _register(desk, key, **{"go-once": once}) == case
    assert _register(desk, key, **{"go-once": str(new_id())}) == case
    page = clerk.post("/paper/find/", {"key": key}, follow=True).content.decode()
    assert case.number in page
    assert 'name="address"' not in page
    assert Entry.objects.filter(kind="application.received").count() == 1
    desk.printed()
    assert PaperForm.objects.get().case == case.id


def test_the_corrected_paper_of_a_returned_case_is_its_next_revision(desk: Desk) -> None:
    key, clerk = desk.printed(), desk.browser(desk.clerk)
    scan = SimpleUploadedFile("first.pdf", PDF, content_type="application/pdf")
    case = _register(desk, key, consent=None, **{"go-mark-consent": "yes", "go-scan": scan})
    asked = {"text": "同意の欄に書いてください", "due_on": "2026-12-10", "revision": "1"}
    page = clerk.post(f"/cases/{case.id}/return/", asked, follow=True).content.decode()
    assert "お手紙で知らせてください" in page
    page = clerk.post("/paper/find/", {"key": key}, follow=True).content.decode()
    assert "補正を求めている申請です" in page
    assert FAMILY_NAMES[1] in page
    early = clerk.post(f"/paper/{key}/register/", desk.filled(phone="03-1111-1111"))
    assert early.status_code == 422
    corrected = _register(desk, key, phone="03-1111-1111", **{"go-arrived": "2026-11-24"})
    assert (corrected.id, corrected.number, corrected.state, corrected.revision) == (
        case.id,
        case.number,
        "corrected",
        2,
    )
    content = open_content(corrected)
    assert [revision.answers["phone"] for revision in content.revisions] == ["0300000000", "0311111111"]
    assert [file.name for file in content.files()] == ["first.pdf"]
    assert Entry.objects.filter(kind="application.received").count() == 1
    assert Entry.objects.get(kind="application.corrected").body["revision"] == 2
    assert not Outgoing.objects.exists()
    assert _register(desk, key) == corrected


def test_an_application_of_the_same_household_online_is_found(desk: Desk) -> None:
    paper = _register(desk, desk.printed())
    answers = open_content(paper).newest.answers
    online = desk.stage.case(answers=answers)
    while sealer.seal() + work():
        pass
    assert HouseholdClaim.objects.filter(case__in=[paper, online]).values("key").distinct().count() == 1
    page = desk.browser(desk.clerk).get(f"/cases/{online.id}/").content.decode()
    assert paper.number in page


def test_nobody_is_told_by_itself_and_the_page_says_so(desk: Desk) -> None:
    case = _register(desk, desk.printed())
    clerk = desk.browser(desk.clerk)
    page = clerk.get(f"/cases/{case.id}/").content.decode()
    assert "自動では何も送られません" in page
    assert f"/cases/{case.id}/ask/" not in page
    assert f"/cases/{case.id}/code/" not in page
    assert clerk.post(f"/cases/{case.id}/ask/", {"question": "？"}).status_code == 403


def test_wrong_answers_come_back_beside_their_fields_with_everything_typed(desk: Desk) -> None:
    key = desk.printed()
    came = desk.browser(desk.clerk).post(
        f"/paper/{key}/register/", desk.filled(phone="x", **{"account-number": "", "go-arrived": "2027-01-01"})
    )
    html = came.content.decode()
    assert came.status_code == 422
    for name in ("phone", "account-number", "go-arrived"):
        assert f'id="f-{name}-error"' in html, name
    assert 'value="x"' in html
    assert not Case.objects.exists()


def test_what_is_missing_on_the_paper_is_marked_and_the_case_opened_all_the_same(desk: Desk) -> None:
    gaps = {"account-number": "12", "consent": None, "go-mark-account": "yes", "go-mark-consent": "yes"}
    key = desk.printed()
    case = _register(desk, key, **gaps)
    content = open_content(case)
    assert "consent" not in content.newest.answers
    event = CaseEvent.objects.get(case=case, kind="received")
    noted = {each["path"]: each["note"] for each in content.texts[str(event.id)]["items"]}
    assert set(noted) == {"account", "consent"}
    page = desk.browser(desk.clerk).get(f"/cases/{case.id}/").content.decode()
    assert noted["consent"] in page
    assert show_key(key) in page
    slip = desk.browser(desk.clerk).get(f"/paper/{key}/slip.pdf").content
    text = "".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(BytesIO(slip)))
    assert case.number in text
    assert "振込先の口座" in text
    assert not any(name in text for name in FAMILY_NAMES)


def test_a_household_that_declines_for_all_must_be_marked_too(desk: Desk) -> None:
    key = desk.printed()
    nobody = {f"members-{index}-wants_benefit": "no" for index in range(3)}
    came = desk.browser(desk.clerk).post(f"/paper/{key}/register/", desk.filled(**nobody))
    assert came.status_code == 422
    assert _register(desk, key, **nobody, **{"go-mark-members": "yes"}).state == "new"


def test_a_scan_is_sealed_as_an_upload_would_be(desk: Desk) -> None:
    scan = SimpleUploadedFile("../scan.pdf", PDF, content_type="application/pdf")
    case = _register(desk, desk.printed(), **{"go-scan": scan})
    [file] = open_content(case).files()
    assert (file.name, file.media_type, file.size_bytes) == ("scan.pdf", "application/pdf", len(PDF))
    sealed = blobs.read(file.blob)
    assert PDF not in sealed
    assert b"".join(open_file([sealed], base64.b64decode(file.key))) == PDF
    assert Entry.objects.get(kind="application.received").body["files"] == [file.blob]
    assert "紙の読み取り" in desk.browser(desk.clerk).get(f"/cases/{case.id}/").content.decode()


@pytest.mark.parametrize("data", [b"", b"MZ program"])
def test_a_file_that_is_no_scan_is_told(desk: Desk, data: bytes) -> None:
    scan = SimpleUploadedFile("scan.pdf", data or b" ", content_type="application/pdf")
    came = desk.browser(desk.clerk).post(f"/paper/{desk.printed()}/register/", desk.filled(**{"go-scan": scan}))
    assert came.status_code == 422
    assert 'id="f-go-scan-error"' in came.content.decode()


def test_a_button_adds_a_member_without_complaining(desk: Desk) -> None:
    key = desk.printed()
    page = desk.browser(desk.clerk).post(f"/paper/{key}/register/", desk.filled(go="add-members", phone=""))
    assert page.status_code == 200
    assert 'name="members-3-name"' in page.content.decode()
    assert "f-phone-error" not in page.content.decode()


def test_the_address_of_people_under_protection_is_not_filled_in(desk: Desk) -> None:
    desk.browser(desk.supervisor).post("/paper/print/", {"procedure": desk.code, "household": PROTECTED})
    key = desk.key(PROTECTED)
    assert ADDRESS not in desk.browser(desk.clerk).get(f"/paper/{key}/").content.decode()
    assert ADDRESS in desk.browser(desk.supervisor).get(f"/paper/{key}/").content.decode()


def test_papers_count_apart_from_applications_online(desk: Desk) -> None:
    _register(desk, desk.printed())
    desk.stage.apply()
    while sealer.seal() + counting.count():
        pass
    assert meters.total("applications.on_paper", 2026) == 1
    assert meters.total("paper.forms", 2026) == 1
    assert meters.total("applications.received", 2026) is None


def test_other_rooms_are_told_of_a_paper_as_of_any_arrival(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    rooms = "yakusho.mynumber.rooms.CASE_ARRIVED"
    monkeypatch.setattr(rooms, [lambda case, content, revision: told.append(case.channel)])
    _register(desk, desk.printed())
    assert told == ["post"]


def test_a_case_that_came_online_has_no_panel_of_paper(desk: Desk) -> None:
    from yakusho.mynumber.paper.panels import paper_panel

    online = desk.stage.case()
    assert paper_panel(desk.clerk, online, open_content(online)) is None
    paper = _register(desk, desk.printed())
    assert isinstance(paper_panel(desk.clerk, paper, open_content(paper)), Panel)


def test_another_section_registers_nothing(desk: Desk) -> None:
    key = desk.printed()
    other = desk.browser(desk.elsewhere)
    assert other.post("/paper/find/", {"key": key}, follow=True).status_code == 404
    assert other.post(f"/paper/{key}/register/", desk.filled()).status_code == 404


def test_pages_stay_within_their_statements(desk: Desk) -> None:
    key, clerk = desk.printed(), desk.browser(desk.clerk)
    clerk.get(f"/paper/{key}/")
    with CaptureQueriesContext(connection) as form:
        clerk.get(f"/paper/{key}/")
    with CaptureQueriesContext(connection) as post:
        clerk.post(f"/paper/{key}/register/", desk.filled())
    with CaptureQueriesContext(connection) as home:
        clerk.get("/paper/")
    assert (len(form) <= 20, len(post) <= 40, len(home) <= 20) == (True, True, True), (len(form), len(post), len(home))
