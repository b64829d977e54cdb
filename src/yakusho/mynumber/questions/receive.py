"""Questions as they arrive from the office: kept once, answered by the worker's next round."""

from uuid import UUID

from django.conf import settings

from yakusho.journal import blobs
from yakusho.journal.receive import receives
from yakusho.kernel import clock
from yakusho.messages.message import Message
from yakusho.messages.questions import QuestionAsked, open_question
from yakusho.mynumber.questions.models import ReceivedQuestion


class Mismatch(Exception):
    """What was sealed disagrees with what the office's journal says of it."""


@receives("question.asked")
def question_asked(message: Message) -> None:
    """Keep a question (照会の受付); once, however often the message comes.

    Raises:
        BlobMissing, CannotOpen, Mismatch: the message is parked, and a person is told.
    """
    fact, id = QuestionAsked.model_validate(message.body), UUID(message.subject)
    if ReceivedQuestion.objects.filter(id=id).exists():
        return
    question = open_question(blobs.read(fact.sealed), settings.ZONE_KEYS.sealing)
    if (question.id, question.ask, question.purpose) != (message.subject, fact.ask, fact.purpose):
        raise Mismatch(message.subject)
    ReceivedQuestion.objects.create(
        id=id,
        ask=fact.ask,
        purpose=fact.purpose,
        procedure=fact.procedure,
        section=question.section,
        seat=UUID(question.seat),
        sealed=fact.sealed,
        received_at=message.recorded_at,
        day=clock.in_tokyo(message.recorded_at).date(),
    )
