"""A resident adds something, answers a question, or withdraws, on the page of their application."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.pictures import jpeg
from yakusho.journal import blobs
from yakusho.journal.models import Entry
from yakusho.kernel import clock
from yakusho.kernel.ids import new_code
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.frames import FRAME_BYTES
from yakusho.messages.sealing import lookup_id, open_follow_up, reply_key, seal_reply
from yakusho.messages.submissions import FollowUp as Content
from yakusho.messages.submissions import Reply
from yakusho.portal.apply.clearing import acknowledgement_take, submissions_clear
from yakusho.portal.apply.models import Draft, FollowUp, Submission, UploadedBlob
from yakusho.portal.status.actions import code_replace
from yakusho.portal.status.tests.test_status import answer, returned
from yakusho.portal.tests.resident import BENEFIT, Resident, example_of, message
from yakusho.portal.tests.sender import Sender

pytestmark = pytest.mark.usefixtures("procedures")

SEND_SQL_MAX = 12
PICTURE = jpeg(content=b"a photo of a sample person " * 50)
QUESTION = "0190aaaa-0000-7000-8000-000000000001"


@pytest.fixture
def resident() -> Resident:
    """Someone who has applied."""
    return Resident(BENEFIT).applies("family")


def sends(resident: Resident, path: str, text: str = "", go: str = "send", **more: object) -> Resident:
    """Send the sheet now shown."""
    return resident.sees(resident.client.post(path, {"token": resident.token, "text": text, "go": go, **more}))


def sealed_of(entry: Entry, settings) -> Content:
    """What the zone that decides will read."""
    keys = load_zone_keys(settings.ZONE_FOLDER.parent / entry.body["zone"] / "keys")
    return open_follow_up(blobs.read(entry.body["sealed"]), keys.sealing)


def asked(resident: Resident, sequence: int = 1, question: str = QUESTION, text: str = "同居の人はいますか。") -> None:
    """The section in charge asks."""
    answer(resident, sequence, resident.code_shown, kind="question", text=text, question=question)


def test_a_note_goes_sealed_to_the_section_and_shows_among_what_happened(resident, settings):
    sends(resident.opens("/ja/status/add/"), "/ja/status/add/", "電話番号が変わりました。")
    assert resident.response.url == "/ja/status/"
    entry = Entry.objects.get(kind="application.added")
    assert (entry.subject, entry.actor) == (str(Submission.objects.get().subject), "resident")
    content = sealed_of(entry, settings)
    assert (content.text, content.number) == ("電話番号が変わりました。", Submission.objects.get().number)
    assert "書類かメモを送りました" in resident.opens("/ja/status/").text
    assert "電話番号" not in str(FollowUp.objects.values().get())


def test_the_same_sheet_sent_twice_counts_once(resident):
    token = resident.opens("/ja/status/add/").token
    for _ in range(2):
        response = resident.client.post("/ja/status/add/", {"token": token, "text": "一度だけ", "go": "send"})
        assert response.status_code == 302
    assert FollowUp.objects.count() == Entry.objects.filter(kind="application.added").count() == 1


def test_a_file_is_attached_stays_while_something_is_mended_and_can_be_taken_away(resident, settings):
    resident.opens("/ja/status/add/")
    photo = SimpleUploadedFile("写真.jpg", PICTURE, "image/jpeg")
    text = SimpleUploadedFile("memo.txt", b"hello", "text/plain")
    sends(resident, "/ja/status/add/", "写真です。", added=[photo, text])
    assert resident.status == 422
    assert "写真.jpg" in resident.text
    assert "写真です。" in resident.page
    sends(resident, "/ja/status/add/", "写真です。")
    content = sealed_of(Entry.objects.get(kind="application.added"), settings)
    assert [each.name for each in content.files] == ["写真.jpg"]
    resident.opens("/ja/status/add/")
    sends(resident, "/ja/status/add/", added=[SimpleUploadedFile("違う.jpg", PICTURE), text])
    drop = resident.page.partition('value="drop-')[2].partition('"')[0]
    sends(resident, "/ja/status/add/", go=f"drop-{drop}")
    assert "違う.jpg" not in resident.text


class Later(Sender):
    """A file that is sent in parts after the application."""

    of_form = False


@pytest.mark.parametrize("path", ["/ja/status/add/", f"/ja/status/answer/{QUESTION}/"])
def test_a_file_that_was_sent_in_parts_goes_on_after_a_lost_line_and_comes_along(resident, settings, path):
    asked(resident)
    resident.opens(path)
    assert 'data-uploads="/ja/status/uploads/"' in resident.page
    later = Later(resident, "added", jpeg(content=b"x" * 2 * FRAME_BYTES), "通帳.jpg").begins()
    later.sends(0)
    assert later.asks().offset == FRAME_BYTES
    resident.opens(path)  # again, after the line was lost
    later.begins(before=later.ticket)
    assert later.offset == FRAME_BYTES
    while "row" not in later.answer:
        later.sends(later.offset)
    sends(resident, path, uploaded=later.handle)
    content = sealed_of(Entry.objects.get(kind="application.added"), settings)
    assert [each.name for each in content.files] == ["通帳.jpg"]
    assert not UploadedBlob.objects.exists()


def test_what_was_sent_in_parts_for_something_else_is_of_no_use(resident):
    form = Resident(BENEFIT).opens()
    apart = Sender(form, "account_proof", PICTURE).sends_all()
    sends(resident.opens("/ja/status/add/"), "/ja/status/add/", uploaded=apart.handle)
    assert resident.status == 422
    later = Later(resident, "added", PICTURE).sends_all()
    assert Later(form, "added", PICTURE).begins().status == 409
    assert Later(resident, "other", PICTURE).begins().status == 409
    assert Later(resident.opens("/ja/status/withdraw/"), "added", PICTURE).begins().status == 409
    later.of_form = True
    assert later.asks().status == 400


def test_a_question_is_answered_and_asked_no_more(resident, settings):
    asked(resident)
    assert "同居の人はいますか。" in resident.opens("/ja/status/").text
    path = f"/ja/status/answer/{QUESTION}/"
    first, second = resident.opens(path).token, resident.opens(path).token
    assert sends(resident, path).status == 422
    resident.sees(resident.client.post(path, {"token": first, "text": "母がいます。", "go": "send"}))
    assert sealed_of(Entry.objects.get(kind="application.added"), settings).question == QUESTION
    resident.opens("/ja/status/")
    assert f'href="{path}"' not in resident.page
    resident.sees(resident.client.post(path, {"token": second, "text": "父もいます。", "go": "send"}))
    assert resident.status == 409
    assert "父もいます。" in resident.text


def test_a_question_that_was_never_asked_has_a_page_that_says_so(resident):
    assert resident.opens(f"/ja/status/answer/{uuid4()}/").status == 409


def test_a_withdrawal_is_asked_once_more_and_then_ends_everything(resident):
    resident.opens("/ja/status/withdraw/")
    assert not Entry.objects.filter(kind="application.withdrawn").exists()
    token = resident.token
    for _ in range(2):
        sends(resident, "/ja/status/withdraw/") if "token" in resident.page else None
        resident.sees(resident.client.post("/ja/status/withdraw/", {"token": token, "go": "send"}))
        assert resident.status == 302
    assert Entry.objects.filter(kind="application.withdrawn").count() == 1
    resident.opens("/ja/status/")
    assert "取下げを担当の課に送っています" in resident.text
    assert "/ja/status/add/" not in resident.page
    assert resident.opens("/ja/status/add/").status == 409
    answer(resident, 1, resident.opens("/ja/status/").code_shown, kind="withdrawn")
    assert "この申請を取り下げました" in resident.opens("/ja/status/").text


def test_after_the_decision_nothing_can_be_withdrawn_and_what_was_written_is_not_lost(resident):
    code, token = resident.code_shown, resident.opens("/ja/status/withdraw/").token
    answer(resident, 1, code, kind="approved")
    form = {"token": token, "text": "やめます。", "go": "send"}
    resident.sees(resident.client.post("/ja/status/withdraw/", form))
    assert resident.status == 409
    assert "やめます。" in resident.text
    assert not FollowUp.objects.exists()


def test_a_withdrawal_that_came_too_late_leaves_the_decision_on_the_page(resident):
    code = resident.code_shown
    sends(resident.opens("/ja/status/withdraw/"), "/ja/status/withdraw/")
    answer(resident, 1, code, kind="approved")
    answer(resident, 2, code, kind="not_withdrawn")
    resident.opens("/ja/status/")
    assert "申請が認められました" in resident.text
    assert "決定のあとに" in resident.text


@pytest.mark.parametrize("token", ["", "broken", "x" * 3_000])
def test_a_broken_sheet_has_its_page_and_shows_what_was_written(resident, token):
    form = {"token": token, "text": "書いたこと", "go": "send"}
    response = resident.client.post("/ja/status/add/", form)
    assert response.status_code == 400
    assert "書いたこと" in response.content.decode()


def test_without_a_code_nothing_can_be_opened(resident):
    resident.client.cookies.clear()
    assert resident.opens("/ja/status/add/").response.url == "/ja/continue/"


def test_the_sheet_carries_its_own_code_for_when_the_hour_is_over(resident):
    token = resident.opens("/ja/status/add/").token
    resident.client.cookies.clear()
    response = resident.client.post("/ja/status/add/", {"token": token, "text": "長く考えました。", "go": "send"})
    assert response.status_code == 302
    assert FollowUp.objects.count() == 1


def test_a_sheet_left_open_for_days_is_shown_again_with_what_was_written(resident, today):
    token = resident.opens("/ja/status/add/").token
    today.shift(60 * 60 * 25)
    response = resident.client.post("/ja/status/add/", {"token": token, "text": "一日後", "go": "send"})
    assert response.status_code == 422
    assert "一日後" in response.content.decode()
    assert not FollowUp.objects.exists()


def test_its_ciphertext_goes_a_day_after_the_section_holds_it(resident, today):
    sends(resident.opens("/ja/status/add/"), "/ja/status/add/", "消えます。")
    follow_up = FollowUp.objects.get()
    held = [follow_up.receipt["entry"]["body"]["sealed"]]
    body = {"entry": str(follow_up.entry), "blobs": held}
    acknowledgement_take(message("submission.acknowledged", str(follow_up.subject), body))
    today.shift(60 * 60 * 25)
    assert submissions_clear() == 1
    assert not blobs.holds(held[0])
    assert Entry.objects.get(kind="submission.cleared").body["sequence"] == 1


def test_sending_costs_few_queries(resident):
    resident.opens("/ja/status/add/")
    with CaptureQueriesContext(connection) as queries:
        sends(resident, "/ja/status/add/", "測ります。")
    assert len(queries) <= SEND_SQL_MAX


def replaced(resident: Resident, code: str) -> None:
    """The desk gave out a new code, with one reply encrypted to it."""
    sealed = seal_reply(Reply(kind="received", at=clock.rfc3339(clock.now())), reply_key(code))
    body = {"lookup": lookup_id(code), "replies": {"1": sealed}}
    code_replace(message("code.replaced", str(Submission.objects.first().subject), body))


def test_after_a_new_code_was_given_out_the_old_one_opens_and_sends_nothing(resident):
    old, new = resident.code_shown, new_code()
    answer(resident, 1, old, kind="received")
    token = resident.opens("/ja/status/add/").token
    for _ in range(2):
        replaced(resident, new)
    assert resident.sees(resident.client.post("/ja/continue/", {"code": old})).status == 404
    assert resident.opens("/ja/status/").status == 404
    form = {"token": token, "text": "古いコードで", "go": "send"}
    assert resident.client.post("/ja/status/add/", form).status_code == 404
    assert not FollowUp.objects.exists()
    resident.sees(resident.client.post("/ja/continue/", {"code": new}))
    assert "担当の課が確認しています" in resident.opens("/ja/status/").text


def test_a_correction_opened_under_the_old_code_has_its_page_and_is_not_taken(resident):
    answer(resident, 1, resident.code_shown, **returned({"name": "見本　太郎"}))
    resident.opens("/ja/status/")
    resident.sees(resident.client.post("/ja/status/correct/"))
    resident.sends("application", example_of(BENEFIT, "family")["application"])
    replaced(resident, new_code())
    resident.submits()
    assert resident.status == 409
    assert Submission.objects.count() == 1


def test_a_correction_of_a_withdrawn_application_is_not_taken(resident):
    answer(resident, 1, resident.code_shown, **returned({"name": "見本　太郎"}))
    other = Resident(BENEFIT)
    other.client = resident.client
    sends(other.opens("/ja/status/withdraw/"), "/ja/status/withdraw/")
    resident.sees(resident.client.post("/ja/status/correct/"))
    assert resident.response.url == "/ja/status/"


def test_each_thing_sent_has_a_receipt_of_its_own(resident):
    sends(resident.opens("/ja/status/add/"), "/ja/status/add/", "控えをください。")
    assert "/ja/status/receipt-1.json" in resident.opens("/ja/status/").page
    receipt = resident.client.get("/ja/status/receipt-1.json").json()
    assert receipt["entry"]["kind"] == "application.added"
    assert "控え" not in str(receipt)
    assert resident.client.get("/ja/status/receipt-2.json").status_code == 302


def test_after_a_new_code_was_given_out_nothing_saved_under_the_old_one_can_be_opened_or_sent():
    resident = Resident(BENEFIT).opens().fills_in("family")
    check = resident.response
    old, new = resident.submits("save").code_shown, new_code()
    resident.sees(check).submits()  # its draft stays, because this page knew of none
    answer(resident, 1, old, **returned({"name": "見本　太郎"}))
    resident.sees(resident.client.post("/ja/status/correct/"))
    correction = resident.response
    resident.sends("application", {"name": "見本　次郎"}, "save")
    replaced(resident, new)
    assert not Draft.objects.exists()
    assert resident.sees(resident.client.post("/ja/continue/", {"code": old})).status == 404
    assert resident.sees(correction).sends("application", {}, "save").status == 409
    resident.sees(check).submits()
    assert resident.status == 409
    assert "新しいコード" in resident.text
    assert old not in resident.page.replace("-", "")
    assert not Draft.objects.exists()
