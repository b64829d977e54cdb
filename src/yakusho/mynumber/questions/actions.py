"""Answering what waits (回答): in rounds, all by the same look-ups, so that no answer comes sooner than another."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from yakusho.desk.access.actions import access_record_of
from yakusho.desk.cases.receive import SYSTEM
from yakusho.journal import blobs
from yakusho.journal.outbox import send
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.messages.questions import (
    QUESTIONS_OF_A_SEAT_A_DAY_MAX,
    Answer,
    Question,
    QuestionAnswered,
    open_question,
    seal_answer,
)
from yakusho.mynumber.questions import rules
from yakusho.mynumber.questions.facts import QuestionHandled
from yakusho.mynumber.questions.lookup import look_up
from yakusho.mynumber.questions.models import ReceivedQuestion

ROUND_QUESTIONS_MAX = 50
ASKED = "question"


def answers_give() -> int:
    """Answer the questions that wait; a worker loop, answers how many."""
    waiting = list(
        ReceivedQuestion.objects.filter(answered_at=None).order_by("received_at", "id")[:ROUND_QUESTIONS_MAX]
    )
    if not waiting:
        return 0
    questions = [open_question(blobs.read(row.sealed), settings.ZONE_KEYS.sealing) for row in waiting]
    found, over = look_up(questions), _over_limit(waiting)
    for row, question, each in zip(waiting, questions, found, strict=True):
        said = rules.over_limit(question) if row.id in over else rules.answer(question, each)
        _give(row, question, said, each.persons if said.outcome == "answered" else ())
    return len(waiting)


def _over_limit(waiting: Sequence[ReceivedQuestion]) -> set[UUID]:
    """The questions that a seat asked beyond its number for their day, in the order they came."""
    seats = {(row.seat, row.day) for row in waiting}
    rows = ReceivedQuestion.objects.filter(seat__in={seat for seat, _ in seats}, day__in={day for _, day in seats})
    kept: dict[tuple[UUID, date], list[UUID]] = {}
    counted = rows.values("seat", "day").annotate(n=Count("id")).filter(n__gt=QUESTIONS_OF_A_SEAT_A_DAY_MAX)
    for each in counted:
        ids = ReceivedQuestion.objects.filter(seat=each["seat"], day=each["day"]).order_by("received_at", "id")
        kept[each["seat"], each["day"]] = list(ids.values_list("id", flat=True)[QUESTIONS_OF_A_SEAT_A_DAY_MAX:])
    return {id for ids in kept.values() for id in ids}


def _give(row: ReceivedQuestion, question: Question, said: Answer, persons: Sequence[UUID]) -> None:
    """Send one answer, write down whose data left, and tell the journal; all or nothing, once."""
    with transaction.atomic():
        now = clock.now()
        if not ReceivedQuestion.objects.filter(id=row.id, answered_at=None).update(answered_at=now):
            return
        access_record_of(seat=row.seat, purpose=ASKED, cases=[row.id], subjects=persons)
        fact = QuestionHandled(ask=question.ask, purpose=question.purpose, procedure=row.procedure)
        append(fact, subject=str(row.id), actor=SYSTEM, section=row.section)
        sealed = seal_answer(said, settings.KEY_MANIFEST.sealing("office"))
        send("office", "question.answered", str(row.id), QuestionAnswered(sealed=sealed))
