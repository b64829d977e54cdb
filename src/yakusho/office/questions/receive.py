"""Answers as they come back from the inner zone: opened, put under the case's key, each once."""

from uuid import UUID

from django.conf import settings

from yakusho.desk.cases.beside import open_beside, seal_beside
from yakusho.desk.cases.receive import SYSTEM
from yakusho.journal.receive import receives
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.messages.message import Message
from yakusho.messages.questions import QuestionAnswered, open_answer
from yakusho.office.questions.facts import QuestionClosed
from yakusho.office.questions.models import RegisterQuestion


class Mismatch(Exception):
    """An answer to another question than the one that was asked."""


@receives("question.answered")
def question_answered(message: Message) -> None:
    """Keep the answer beside its question; once, however often it comes.

    Raises:
        CannotOpen, Mismatch, RegisterQuestion.DoesNotExist: the message is parked, and a person is told.
    """
    sealed = QuestionAnswered.model_validate(message.body).sealed
    row = RegisterQuestion.objects.select_for_update().select_related("case").get(id=UUID(message.subject))
    if row.answered_at is not None:
        return
    answer = open_answer(sealed, settings.ZONE_KEYS.sealing)
    if (answer.question, answer.ask) != (message.subject, row.ask):
        raise Mismatch(message.subject)
    kept = {**open_beside(row.case, row.content), "answer": answer.model_dump(mode="json")}
    row.content, row.answered_at = seal_beside(row.case, kept), clock.now()
    row.save(update_fields=["content", "answered_at"])
    fact = QuestionClosed(ask=answer.ask, purpose=row.purpose, procedure=row.case.procedure)
    append(fact, subject=message.subject, actor=SYSTEM, section=row.case.section)
