"""Asking the register (照会): permits, seals to the inner zone, tells the journal, from where that zone pulls it."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from yakusho.desk.access.actions import access_record
from yakusho.desk.cases.beside import seal_beside
from yakusho.desk.cases.models import Case
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.journal import blobs
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.errors import Refused
from yakusho.messages.questions import (
    QUESTIONS_OF_A_SEAT_A_DAY_MAX,
    Ask,
    AskedPerson,
    Purpose,
    Question,
    QuestionAsked,
    seal_question,
)
from yakusho.office.questions.models import RegisterQuestion

ASK = "applications.handle"


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to know of the register, what for, about whom, and as of which day (an ISO day)."""

    ask: Ask
    purpose: Purpose
    person: AskedPerson
    day: str


@transaction.atomic
def question_ask(*, by: Staff, case: Case, once: UUID, wanted: Wanted) -> RegisterQuestion:
    """Ask the register something beside a case; `once` is the id of the form, which asks once however often it is sent.

    Raises:
        Refused: the case isn't `by`'s to handle, or the seat has asked too often today.
    """
    permit(by, ASK, section=case.section, procedure=case.procedure)
    id, today = uuid5(case.id, f"question/{once}"), clock.today()
    Case.objects.select_for_update().get(id=case.id)
    sent = RegisterQuestion.objects.filter(id=id).first()
    if sent is not None:
        return sent
    asked = RegisterQuestion.objects.filter(seat=by.seat.id, day=today).values_list("id", flat=True)
    if len(asked[:QUESTIONS_OF_A_SEAT_A_DAY_MAX]) >= QUESTIONS_OF_A_SEAT_A_DAY_MAX:
        raise Refused(_("Your seat has asked the register as often as it may today. Go on tomorrow."))
    question = Question(
        id=str(id),
        ask=wanted.ask,
        purpose=wanted.purpose,
        case=case.number,
        seat=str(by.seat.id),
        section=case.section,
        person=wanted.person,
        day=wanted.day,
    )
    row = RegisterQuestion.objects.create(
        id=id,
        case=case,
        ask=wanted.ask,
        purpose=wanted.purpose,
        seat=by.seat.id,
        asked_at=clock.now(),
        day=today,
        content=seal_beside(case, {"person": wanted.person.model_dump(), "day": wanted.day, "answer": None}),
    )
    sealed = blobs.put_row(seal_question(question, settings.KEY_MANIFEST.sealing("mynumber")))
    fact = QuestionAsked(ask=wanted.ask, purpose=wanted.purpose, procedure=case.procedure, sealed=sealed)
    append(fact, subject=str(id), actor=by.actor, section=case.section)
    access_record(by=by, cases=[case.id], purpose="question")
    return row
