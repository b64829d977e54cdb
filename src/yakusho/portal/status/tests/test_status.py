"""A resident with the code sees how it stands, and mends what has to be mended."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from yakusho.journal.models import Entry, Head
from yakusho.journal.sealer import seal
from yakusho.kernel import clock
from yakusho.ledger import receipts
from yakusho.ledger.format import cosign_head, origin_name
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.sealing import reply_key, seal_reply
from yakusho.messages.submissions import CorrectionItem, Reply
from yakusho.portal import limits
from yakusho.portal.apply.models import Submission
from yakusho.portal.status.actions import OtherReply, reply_take
from yakusho.portal.status.models import Reply as Row
from yakusho.portal.tests.resident import BENEFIT, Resident, example_of, message

pytestmark = pytest.mark.usefixtures("procedures")

STATUS_SQL_MAX = 7


@pytest.fixture
def resident() -> Resident:
    """Someone who has applied."""
    return Resident(BENEFIT).applies("family")


def answer(resident: Resident, sequence: int, code: str, **reply: object) -> None:
    """What the deciding zone sends back."""
    sealed = seal_reply(Reply(at=clock.rfc3339(clock.now()), **reply), reply_key(code))
    subject = str(Submission.objects.order_by("revision").first().subject)
    reply_take(message("reply.sent", subject, {"sequence": sequence, "sealed": sealed}, "mynumber"))


def returned(answers: dict) -> dict:
    """A request for a correction with its packet."""
    note = CorrectionItem(path="address", note="番地まで入れてください。")
    return {
        "kind": "returned",
        "text": "住所を直してください。",
        "due_on": "2026-12-08",
        "items": (note,),
        "answers": answers,
    }


def test_the_browser_that_applied_sees_the_status_at_once(resident):
    resident.opens("/ja/status/")
    assert Submission.objects.get().number in resident.text
    assert "担当の課に送っています" in resident.text


def test_replies_are_ciphertext_until_their_resident_opens_the_page(resident):
    code = resident.code_shown
    answer(resident, 1, code, kind="received")
    answer(resident, 2, code, kind="approved", text="給付を決定しました。")
    assert "給付" not in Row.objects.get(sequence=2).sealed
    resident.opens("/ja/status/")
    assert "申請が認められました" in resident.text
    assert "給付を決定しました。" in resident.text


def test_a_reply_to_another_key_is_passed_over(resident):
    answer(resident, 1, "0" * 20, kind="approved")
    assert "担当の課に送っています" in resident.opens("/ja/status/").text


def test_the_same_reply_twice_is_harmless_and_another_one_alarms(resident):
    code = resident.code_shown
    sealed = seal_reply(Reply(kind="received", at=clock.rfc3339(clock.now())), reply_key(code))
    subject = str(Submission.objects.get().subject)
    for _ in range(2):
        reply_take(message("reply.sent", subject, {"sequence": 1, "sealed": sealed}))
    assert Row.objects.count() == 1
    with pytest.raises(OtherReply):
        reply_take(message("reply.sent", subject, {"sequence": 1, "sealed": sealed + "x"}))


def test_a_returned_application_is_mended_and_sent_again_under_the_same_number(resident):
    code, number = resident.code_shown, Submission.objects.get().number
    answers = {
        "name": "見本　太郎",
        "members": [{"name": "見本　花子", "birth_date": "1987-11-03", "relation": "wife"}],
    }
    answer(resident, 1, code, **returned(answers))
    resident.opens("/ja/status/")
    assert "番地まで入れてください。" in resident.text
    assert "令和8年12月8日" in resident.text
    resident.sees(resident.client.post("/ja/status/correct/"))
    assert "見本　太郎" in resident.page
    assert "見本　花子" in resident.page
    assert "番地まで入れてください。" in resident.text
    resident.sends("application", example_of(BENEFIT, "family")["application"]).submits()
    assert "直した申請を受け付けました" in resident.text
    first, second = Submission.objects.order_by("revision")
    assert (first.number, second.number) == (number, number)
    assert first.subject == second.subject
    assert second.revision == 2
    entry = Entry.objects.get(id=second.entry)
    assert (entry.kind, entry.body["revision"]) == ("application.corrected", 2)
    assert resident.code_shown == code
    resident.opens("/ja/status/")
    assert "直して送る" not in resident.text
    assert "直した申請を送りました" in resident.text


def test_files_of_the_first_submission_stay_unless_replaced(resident):
    code = resident.code_shown
    answers = {"name": "見本　太郎"}
    kept = {"item": "account_proof", "blob": "a" * 64, "key": "", "size_bytes": 9}
    kept |= {"media_type": "image/png", "name": "b.png"}
    answer(resident, 1, code, **returned(answers), files=(kept,))
    resident.sees(resident.client.post("/ja/status/correct/"))
    assert "b.png" in resident.text
    resident.sends("application", example_of(BENEFIT, "family")["application"]).submits()
    assert Submission.objects.get(revision=2).receipt["entry"]["body"]["files"] == []


def test_a_correction_saved_half_way_is_found_again_under_the_same_code(resident):
    code = resident.code_shown
    answer(resident, 1, code, **returned({"name": "見本　太郎"}))
    resident.sees(resident.client.post("/ja/status/correct/"))
    resident.sends("application", {"name": "見本　次郎"}, "save")
    resident.opens("/ja/status/")
    assert "保存した直しのつづきから" in resident.text
    resident.sees(resident.client.post("/ja/status/correct/"))
    assert "見本　次郎" in resident.page
    assert "番地まで入れてください。" in resident.text


def test_the_receipt_file_is_given_first_and_final_once_cosigned(resident, settings, home):
    file = resident.client.get("/ja/status/receipt.json")
    assert "attachment" in file.headers["Content-Disposition"]
    assert receipts.verify(json.loads(file.content), settings.KEY_MANIFEST).state == "given"
    assert seal() == 1
    head = Head.objects.get()
    name = origin_name(settings.WARD_CODE, "office")
    head.cosignature = cosign_head(head.note, name, load_zone_keys(home / "office" / "keys").journal, clock.now())
    head.save()
    file = resident.client.get("/ja/status/receipt.json")
    assert receipts.verify(json.loads(file.content), settings.KEY_MANIFEST).state == "final"
    assert "確定" in resident.opens("/ja/status/").text


def test_a_link_with_the_code_leaves_the_address_at_once(resident):
    response = Client().get(f"/ja/c/{resident.code_shown}/")
    assert (response.status_code, response.headers["Location"]) == (302, "/ja/status/")
    assert resident.code_shown not in str(response.cookies)
    assert all(cookie["path"].endswith("/status/") and cookie["httponly"] for cookie in response.cookies.values())


@pytest.mark.parametrize("typed", ["", "abc", "0000-0000-0000-0000-0000", "／" * 300, "🙂" * 20])
def test_a_wrong_code_is_answered_plainly(typed):
    response = Client().post("/ja/continue/", {"code": typed})
    assert response.status_code == 404
    assert "入れ直してください" in response.content.decode()


def test_codes_cant_be_tried_in_a_row(resident):
    client = Client()
    for _ in range(limits.CODE_LOOKUPS.count):
        client.post("/ja/continue/", {"code": "0" * 20})
    response = client.post("/ja/continue/", {"code": resident.code_shown})
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0


def test_without_a_code_the_status_page_asks_for_one():
    assert Client().get("/ja/status/").headers["Location"] == "/ja/continue/"
    assert Client().post("/ja/status/correct/").headers["Location"] == "/ja/continue/"
    assert Client().get("/ja/status/qr.svg").status_code == 404


def test_finishing_forgets_the_code(resident):
    resident.client.post("/ja/status/leave/")
    assert resident.opens("/ja/status/").status == 302


def test_the_code_is_forgotten_after_an_hour(resident, today):
    today.shift(3601)
    assert resident.opens("/ja/status/").status == 302


def test_the_qr_code_is_plain_svg(resident):
    svg = resident.client.get("/ja/status/qr.svg").content.decode()
    assert svg.startswith("<svg")
    assert "style=" not in svg


def test_the_status_page_costs_few_queries(resident):
    answer(resident, 1, resident.code_shown, kind="received")
    with CaptureQueriesContext(connection) as queries:
        resident.opens("/ja/status/")
    assert len(queries) <= STATUS_SQL_MAX, [query["sql"] for query in queries]
