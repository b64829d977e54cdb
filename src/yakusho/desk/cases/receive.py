"""Applications and corrections as they arrive in the zone that decides."""

from django.conf import settings

from yakusho.desk.cases.calendar import ward_calendar
from yakusho.desk.cases.content import new_content, new_data_key, open_content, seal_content
from yakusho.desk.cases.facts import CaseCorrected, CaseOpened, facts_about
from yakusho.desk.cases.models import Case, CaseEvent
from yakusho.desk.cases.replies import reply
from yakusho.desk.cases.rules import DECIDED, STATES, due_after_correction
from yakusho.desk.procedures.queries import definition
from yakusho.journal import blobs
from yakusho.journal.outbox import send
from yakusho.journal.receive import receives
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.messages.message import Message
from yakusho.messages.sealing import open_submission
from yakusho.messages.submissions import (
    ApplicationCorrected,
    ApplicationReceived,
    Submission,
    SubmissionAcknowledged,
)

SYSTEM = "system"


class Mismatch(Exception):
    """What was sealed disagrees with what the journal says of it."""


class OutOfOrder(Exception):
    """A correction of a case that isn't here, or of another revision than the next."""


def _open(fact: ApplicationReceived | ApplicationCorrected, revision: int) -> Submission:
    submission = open_submission(blobs.read(fact.sealed), settings.ZONE_KEYS.sealing)
    outside = (fact.number, fact.procedure, fact.generation, revision)
    inside = (submission.number, submission.procedure, submission.generation, submission.revision)
    if outside != inside or not {each.blob for each in submission.files} <= set(fact.files):
        raise Mismatch(fact.number)
    return submission


def _acknowledge(message: Message, fact: ApplicationReceived | ApplicationCorrected) -> None:
    acknowledged = SubmissionAcknowledged(entry=str(message.id), blobs=(fact.sealed, *fact.files))
    send("portal", "submission.acknowledged", message.subject, acknowledged)


@receives("application.received")
def application_received(message: Message) -> None:
    """Open the case of an application that this zone decides on (受理); once, however often the message comes.

    Raises:
        CannotOpen, Mismatch, Unpublished: the message is parked, and a person is told.
    """
    fact = ApplicationReceived.model_validate(message.body)
    if fact.zone != settings.ZONE or Case.objects.filter(subject=message.subject).exists():
        return
    procedure = definition(fact.procedure, fact.generation)
    if procedure.section != fact.section:
        raise Mismatch(fact.number)
    submission = _open(fact, revision=1)
    arrived_on = clock.in_tokyo(message.recorded_at).date()
    case = Case(
        subject=message.subject,
        number=fact.number,
        procedure=fact.procedure,
        generation=fact.generation,
        section=fact.section,
        channel=fact.channel,
        state="new",
        stage=STATES["new"],
        received_at=message.recorded_at,
        due_on=ward_calendar().add(arrived_on, procedure.standard_period.days),
        data_key=new_data_key(),
    )
    content = new_content(submission, clock.rfc3339(message.recorded_at))
    seal_content(case, content)
    reply(case, content, "received")
    case.save(force_insert=True)
    CaseEvent.objects.create(id=message.id, case=case, at=message.recorded_at, kind="received", revision=1)
    opened = CaseOpened(**facts_about(case), due_on=case.due_on)
    append(opened, subject=case.subject, actor=SYSTEM, section=case.section)
    _acknowledge(message, fact)


@receives("application.corrected")
def application_corrected(message: Message) -> None:
    """Put a correction (補正) to its case, which then waits for the desk again.

    One that arrives after the decision changes nothing but is kept as evidence and shown in the history.

    Raises:
        OutOfOrder, CannotOpen, Mismatch: the message is parked, and a person is told.
    """
    fact = ApplicationCorrected.model_validate(message.body)
    if fact.zone != settings.ZONE or CaseEvent.objects.filter(id=message.id).exists():
        return
    case = Case.objects.select_for_update().filter(subject=message.subject).first()
    if case is None or fact.revision != case.revision + 1 or fact.number != case.number:
        raise OutOfOrder(fact.number)
    submission = _open(fact, fact.revision)
    content = open_content(case)
    content.add(submission, clock.rfc3339(message.recorded_at))
    seal_content(case, content)
    _wait_again(case, message, fact)
    if case.state not in DECIDED:
        reply(case, content, "corrected")
    case.save()
    CaseEvent.objects.create(id=message.id, case=case, at=message.recorded_at, kind="corrected", revision=case.revision)
    corrected = CaseCorrected(**facts_about(case), revision=case.revision, due_on=case.due_on)
    append(corrected, subject=case.subject, actor=SYSTEM, section=case.section)
    _acknowledge(message, fact)


def _wait_again(case: Case, message: Message, fact: ApplicationCorrected) -> None:
    case.revision, case.generation = fact.revision, fact.generation
    if case.state != "returned":
        return
    arrived_on = clock.in_tokyo(message.recorded_at).date()
    case.state, case.stage = "corrected", STATES["corrected"]
    if case.returned_on is not None:
        case.due_on = due_after_correction(ward_calendar(), case.due_on, case.returned_on, arrived_on)
    case.returned_on = case.correct_by = None
