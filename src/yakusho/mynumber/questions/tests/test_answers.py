"""The register answers with the named fields only, refuses without telling why, each question once."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from nacl.public import PrivateKey

from yakusho.desk.access.models import Access
from yakusho.journal import blobs
from yakusho.journal.models import Entry, Outgoing
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.message import Message
from yakusho.messages.questions import (
    ASKS,
    FIELDS,
    Answer,
    Ask,
    AskedPerson,
    Question,
    QuestionAsked,
    open_answer,
    seal_question,
)
from yakusho.mynumber.checking.tests.conftest import ADDRESS, protect, register_household, without_register
from yakusho.mynumber.checking.tests.people import CHILD, HEAD
from yakusho.mynumber.questions import actions
from yakusho.mynumber.questions.models import ReceivedQuestion
from yakusho.mynumber.questions.receive import Mismatch, question_asked
from yakusho.mynumber.residents.models import Resident, ResidentStay
from yakusho.mynumber.residents.register import Person, Support
from yakusho.mynumber.residents.rows import support_row

SEAT = UUID("0199aaaa-0000-7000-8000-000000000001")
STRANGER = AskedPerson(name="無関係 太郎", kana="ムカンケイ タロウ", birth_date="1955-01-01")


@pytest.fixture(autouse=True)
def _register(db: None) -> None:
    without_register()
    register_household()


def about(person: Person) -> AskedPerson:
    return AskedPerson(name=person.name, kana=person.kana, birth_date=person.birth_date.isoformat())


def arrives(person: AskedPerson, ask: Ask = "address_history", **changes: str) -> Message:
    """A question as it comes with the office's journal, its content fetched already."""
    id = str(new_id())
    question = Question(
        id=id,
        ask=ask,
        purpose="identify_applicant",
        case="K-12345-67890",
        seat=str(SEAT),
        section="jouhou",
        person=person,
        day="2020-04-27",
    )
    sealed = blobs.put(seal_question(question, settings.KEY_MANIFEST.sealing("mynumber")))
    fact = QuestionAsked(
        **{"ask": ask, "purpose": "identify_applicant", "procedure": "some-procedure", "sealed": sealed, **changes}
    )
    message = Message(new_id(), "office", 0, "question.asked", 1, id, clock.now(), fact.body())
    with transaction.atomic():
        question_asked(message)
    return message


def answers() -> dict[str, Answer]:
    """Every answer in the outbox, opened with the office's key (which a test home keeps beside)."""
    key = _office_key()
    return {
        each.subject: open_answer(each.payload["sealed"], key)
        for each in Outgoing.objects.filter(kind="question.answered")
    }


def _office_key() -> PrivateKey:
    return load_zone_keys(Path(settings.ZONE_FOLDER).parent / "office" / "keys").sealing


def answer_to(person: AskedPerson, ask: Ask) -> Answer:
    message = arrives(person, ask)
    actions.answers_give()
    return answers()[message.subject]


@pytest.mark.parametrize(
    ("ask", "rows"),
    [
        ("match_person", [{"registered": "yes"}]),
        ("household_on", [{"persons": "2"}]),
        ("head_on", [{"name": HEAD.name}]),
        ("support_measures", [{"none": "yes"}]),
        ("address_history", [{"address": ADDRESS, "since": "1980-05-06", "until": ""}]),
    ],
)
def test_each_question_is_answered_with_its_fields(ask: Ask, rows: list[dict[str, str]]) -> None:
    said = answer_to(about(HEAD), ask)
    assert (said.outcome, list(said.rows)) == ("answered", rows)


def test_members_come_with_their_relation() -> None:
    said = answer_to(about(CHILD), "members_on")
    assert [(each["name"], each["relation"]) for each in said.rows] == [(HEAD.name, "self"), (CHILD.name, "child")]


def test_no_answer_can_hold_a_field_that_its_question_does_not_name() -> None:
    with pytest.raises(ValueError, match="doesn't name"):
        Answer(question="q", ask="head_on", outcome="answered", rows=({"address": ADDRESS},))
    with pytest.raises(ValueError, match="says nothing"):
        Answer(question="q", ask="head_on", outcome="refused", rows=({"name": "x"},))
    assert set(FIELDS) == set(ASKS)


@pytest.mark.parametrize("ask", ASKS)
def test_the_unknown_and_the_protected_get_the_same_answer(ask: Ask) -> None:
    protect(CHILD.number)
    unknown, protected, with_protected = (arrives(who, ask).subject for who in (STRANGER, about(CHILD), about(HEAD)))
    assert actions.answers_give() == 3
    found = answers()
    said = {id: found[id].model_dump() | {"question": ""} for id in (unknown, protected, with_protected)}
    assert said[unknown] == said[protected] == said[with_protected]
    assert found[unknown].outcome == "refused"
    lengths = {len(each.payload["sealed"]) for each in Outgoing.objects.filter(kind="question.answered")}
    assert len(lengths) == 1
    assert ADDRESS not in str(found)


def _left(person: Person, on: date) -> None:
    """This person moved from the household to one of their own."""
    stay = ResidentStay.objects.get(person=person.number, until=None)
    ResidentStay.objects.filter(id=stay.id).update(until=on)
    stay.id, stay.since, stay.household, stay.relation = None, on, "H2", "self"
    stay.address, stay.address_key = "東京都板橋区徳丸一丁目97番3号", "徳丸一丁目|97|3|"
    stay.save()


@pytest.mark.parametrize("ask", ASKS)
def test_who_once_lived_with_a_protected_person_is_refused_whatever_is_asked(ask: Ask) -> None:
    _left(CHILD, date(2026, 4, 1))
    assert answer_to(about(CHILD), ask).outcome == "answered"
    protect(HEAD.number)
    former, unknown = answer_to(about(CHILD), ask), answer_to(STRANGER, ask)
    assert former.model_dump() | {"question": ""} == unknown.model_dump() | {"question": ""}
    assert former.outcome == "refused"


def test_who_left_before_the_measure_began_and_has_nothing_of_her_place_is_answered() -> None:
    _left(HEAD, date(2019, 4, 1))
    support_row(Support(HEAD.number, date(2026, 5, 1), None, date(2100, 4, 30), "violence")).save()
    said = answer_to(about(CHILD), "address_history")
    assert [each["address"] for each in said.rows] == [ADDRESS]


def test_a_name_without_the_right_birth_date_is_nobody() -> None:
    wrong = about(HEAD).model_copy(update={"birth_date": "1980-06-05"})
    assert answer_to(wrong, "address_history").outcome == "refused"


def test_a_question_that_comes_twice_is_answered_once() -> None:
    message = arrives(about(HEAD))
    for _ in range(2):
        with transaction.atomic():
            question_asked(message)
        actions.answers_give()
    assert Outgoing.objects.filter(kind="question.answered").count() == 1
    assert Entry.objects.filter(kind="question.handled").count() == 1


def test_what_was_sealed_must_be_what_the_journal_says() -> None:
    with pytest.raises(Mismatch):
        arrives(about(HEAD), purpose="deliver_letter")


def test_a_seat_that_asks_too_often_is_told_so_whoever_it_asks_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "QUESTIONS_OF_A_SEAT_A_DAY_MAX", 2)
    ids = [arrives(who).subject for who in (about(HEAD), STRANGER, about(HEAD), STRANGER)]
    actions.answers_give()
    found = answers()
    assert [found[id].outcome for id in ids] == ["answered", "refused", "over_limit", "over_limit"]


def test_both_kinds_of_log_are_kept_and_neither_names_anybody() -> None:
    message = arrives(about(HEAD))
    arrives(STRANGER)
    actions.answers_give()
    looks = Access.objects.filter(purpose="question")
    known = set(Resident.objects.values_list("id", flat=True))
    assert set(looks.exclude(subject=None).values_list("subject", flat=True)) == known
    assert UUID(message.subject) in set(looks.values_list("case", flat=True))
    assert {each.seat for each in looks} == {SEAT}
    written = " ".join(str(entry.body) + entry.subject + entry.actor for entry in Entry.objects.all())
    assert HEAD.name not in written
    assert ADDRESS not in written
    assert HEAD.number not in written


def test_the_statements_of_a_round_are_the_same_whoever_is_asked_for() -> None:
    protect(CHILD.number)
    counts = []
    for who in (STRANGER, about(CHILD), about(HEAD)):
        arrives(who)
        with CaptureQueriesContext(connection) as asked:
            assert actions.answers_give() == 1
        counts.append(len(asked))
    unknown, protected, known = counts
    assert protected == known
    assert known - unknown <= 2, counts  # households and their members, of whom an unknown person has none
    assert not ReceivedQuestion.objects.filter(answered_at=None)
