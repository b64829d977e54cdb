"""Asking the register beside a case: sealed to the inner zone, once, and its answer appears on the case page."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from tests import cast
from yakusho.desk.access.models import Access
from yakusho.desk.cases.models import Case
from yakusho.journal import blobs
from yakusho.journal.models import Entry
from yakusho.kernel import clock
from yakusho.kernel.errors import Refused
from yakusho.kernel.ids import new_id
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.message import Message
from yakusho.messages.questions import Answer, Question, QuestionAnswered, open_question, seal_answer
from yakusho.office.questions import actions
from yakusho.office.questions.models import RegisterQuestion
from yakusho.office.questions.receive import Mismatch, question_answered

WHOM = {"name": "見本 花子", "kana": "ミホン ハナコ", "birth_date": "昭和55年5月6日", "address": ""}
POST = {**WHOM, "ask": "members_on", "purpose": "check_entitlement", "day": "2026-04-01"}
PLANTED = "東京都板橋区常盤台一丁目3番4号"


def ask(stage: cast.Stage, case: Case, **changes: str) -> RegisterQuestion:
    """The clerk fills in the form."""
    client = stage.client(stage.desk_clerk)
    response = client.post(f"/questions/{case.id}/ask/", {**POST, "once": str(new_id()), **changes})
    assert response.status_code == 302, response.content.decode()
    return RegisterQuestion.objects.latest("asked_at")


def answer(row: RegisterQuestion, **said: object) -> None:
    """The inner zone's answer comes."""
    told = Answer(**{"question": str(row.id), "ask": row.ask, "outcome": "answered", **said})  # type: ignore[arg-type]
    sealed = seal_answer(told, settings.KEY_MANIFEST.sealing("office"))
    body = QuestionAnswered(sealed=sealed).model_dump()
    with transaction.atomic():
        question_answered(Message(new_id(), "mynumber", 1, "question.answered", 1, str(row.id), clock.now(), body))


def question_of(row: RegisterQuestion) -> Question:
    """What the inner zone would open."""
    entry = Entry.objects.get(kind="question.asked", subject=str(row.id))
    keys = load_zone_keys(Path(settings.ZONE_FOLDER).parent / "mynumber" / "keys")
    return open_question(blobs.read(entry.body["sealed"]), keys.sealing)


def test_a_question_is_sealed_inward_and_its_fact_names_nobody(stage: cast.Stage) -> None:
    case = stage.case()
    row = ask(stage, case)
    question = question_of(row)
    assert (question.person.name, question.person.birth_date) == ("見本 花子", "1980-05-06")
    assert (question.case, question.seat, question.section) == (
        case.number,
        str(stage.desk_clerk.seat.id),
        case.section,
    )
    entry = Entry.objects.get(kind="question.asked")
    assert set(entry.body) == {"ask", "purpose", "procedure", "sealed"}
    assert "花子" not in str(entry.body)
    assert "花子".encode() not in bytes(row.content)
    assert Access.objects.filter(case=case.id, purpose="question").count() == 1


def test_the_form_is_filled_in_from_the_application(stage: cast.Stage) -> None:
    case = stage.case()
    name = str(stage.answers()["name"])
    shown = stage.client(stage.desk_clerk).get(f"/questions/{case.id}/").content.decode()
    assert f'value="{name}"' in shown


@pytest.mark.parametrize("field", ["name", "birth_date", "day", "ask", "purpose"])
def test_what_is_missing_is_said_and_nothing_typed_is_lost(stage: cast.Stage, field: str) -> None:
    case = stage.case()
    response = stage.client(stage.desk_clerk).post(f"/questions/{case.id}/ask/", {**POST, field: ""})
    assert response.status_code == 422
    assert "ミホン ハナコ" in response.content.decode()
    assert not RegisterQuestion.objects.exists()


def test_the_answer_appears_on_the_case_page_once_and_lies_under_the_cases_key(stage: cast.Stage) -> None:
    case = stage.case()
    row = ask(stage, case)
    for _ in range(2):
        answer(row, rows=({"name": "見本 一郎", "birth_date": "2010-07-08", "relation": "child"},))
    shown = stage.client(stage.desk_clerk).get(f"/cases/{case.id}/").content.decode()
    assert "見本 一郎" in shown
    row.refresh_from_db()
    assert "一郎".encode() not in bytes(row.content)
    assert Entry.objects.filter(kind="question.closed").count() == 1


def test_a_refusal_is_one_sentence(stage: cast.Stage) -> None:
    case = stage.case()
    answer(ask(stage, case), outcome="refused")
    shown = stage.client(stage.desk_clerk).get(f"/cases/{case.id}/").content.decode()
    assert "お答えできません" in shown


def test_an_answer_to_another_question_is_refused(stage: cast.Stage) -> None:
    row = ask(stage, stage.case())
    with pytest.raises(Mismatch):
        answer(row, ask="head_on", rows=({"name": "見本 一郎"},))


def test_the_same_form_asks_once(stage: cast.Stage) -> None:
    case, once = stage.case(), str(new_id())
    for _ in range(2):
        ask(stage, case, once=once)
    assert RegisterQuestion.objects.count() == Entry.objects.filter(kind="question.asked").count() == 1


def test_a_seat_asks_so_often_a_day_and_no_more(stage: cast.Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "QUESTIONS_OF_A_SEAT_A_DAY_MAX", 1)
    case = stage.case()
    row = ask(stage, case)
    wanted = actions.Wanted("head_on", "check_entitlement", question_of(row).person, "2026-04-01")
    with pytest.raises(Refused):
        actions.question_ask(by=stage.desk_clerk, case=case, once=new_id(), wanted=wanted)


def test_a_colleague_of_another_section_finds_nothing(stage: cast.Stage) -> None:
    case = stage.case()
    client = stage.client(stage.clerk_elsewhere)
    assert client.get(f"/questions/{case.id}/").status_code == 404
    assert client.post(f"/questions/{case.id}/ask/", POST).status_code == 404


def test_what_an_answer_says_stands_in_no_fact_and_no_log(stage: cast.Stage, caplog: pytest.LogCaptureFixture) -> None:
    row = ask(stage, stage.case(), ask="address_history")
    answer(row, rows=({"address": PLANTED, "since": "2020-01-01", "until": ""},))
    written = " ".join(str(entry.body) + entry.subject for entry in Entry.objects.all())
    assert PLANTED not in written + caplog.text
