"""Applications and corrections as they arrive in the zone that decides."""

from collections.abc import Collection, Iterable
from dataclasses import asdict

from django.conf import settings

from yakusho.desk.cases.content import Content, Revision, new_content, new_data_key, open_content, seal_content
from yakusho.desk.cases.facts import CaseCorrected, CaseOpened, facts_about
from yakusho.desk.cases.hooks import arrived
from yakusho.desk.cases.models import Case, CaseEvent
from yakusho.desk.cases.replies import reply
from yakusho.desk.cases.rules import ENDED, STATES, due_after_correction
from yakusho.desk.procedures.queries import definition
from yakusho.japanese.periods import deadline
from yakusho.journal import blobs
from yakusho.journal.outbox import send
from yakusho.journal.receive import receives
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.ledger.facts import Fact
from yakusho.messages.message import Message
from yakusho.messages.sealing import open_submission
from yakusho.messages.submissions import (
    ApplicationCorrected,
    ApplicationReceived,
    Submission,
    SubmissionAcknowledged,
    SubmittedFile,
)
from yakusho.ui.ward_calendar import ward_calendar

SYSTEM = "system"


class Mismatch(Exception):
    """What was sealed disagrees with what the journal says of it."""


class OutOfOrder(Exception):
    """A correction of a case that isn't here, or of another revision than the next."""


def _open(fact: ApplicationReceived | ApplicationCorrected, revision: int, kept: Collection[str] = ()) -> Submission:
    """Open what was sealed; its files are those of the fact, or `kept` ones that came with an earlier revision.

    Raises:
        BlobMissing: not all of it is held here, so that nobody may be told that it is.
    """
    submission = open_submission(blobs.read(fact.sealed), settings.ZONE_KEYS.sealing)
    outside = (fact.number, fact.procedure, fact.generation, revision)
    inside = (submission.number, submission.procedure, submission.generation, submission.revision)
    files = {each.blob for each in submission.files}
    if outside != inside or not files <= {*fact.files, *kept}:
        raise Mismatch(fact.number)
    demand(files)
    return submission


def demand(addresses: Iterable[str]) -> None:
    """Make sure that files are held here.

    Raises:
        BlobMissing: one isn't.
    """
    for address in sorted(addresses):
        if not blobs.holds(address):
            raise blobs.BlobMissing(address)


def acknowledge(message: Message, sealed: str, files: Iterable[SubmittedFile]) -> None:
    """Say that what was sealed and the files it names are held here; for other content nobody vouches.

    What this zone received itself, on paper, waits nowhere else for it.
    """
    if message.origin == settings.ZONE:
        return
    held = (sealed, *(each.blob for each in files))
    acknowledged = SubmissionAcknowledged(entry=str(message.id), blobs=held)
    send("portal", "submission.acknowledged", message.subject, acknowledged)


@receives("application.received")
def application_received(message: Message) -> None:
    """Open the case of an application that this zone decides on (受理); once, however often the message comes.

    Raises:
        BlobMissing, CannotOpen, Mismatch, Unpublished: the message is parked, and a person is told.
    """
    fact = ApplicationReceived.model_validate(message.body)
    if fact.zone != settings.ZONE or Case.objects.filter(subject=message.subject).exists():
        return
    procedure = definition(fact.procedure, fact.generation)
    if (procedure.section, procedure.zone) != (fact.section, fact.zone):
        raise Mismatch(fact.number)
    submission = _open(fact, revision=1)
    arrived_on = clock.in_tokyo(message.recorded_at).date()
    period = procedure.standard_period
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
        due_on=deadline(arrived_on, period.days, ward_calendar(), period.unit),
        data_key=new_data_key(),
    )
    content = new_content(submission, clock.rfc3339(message.recorded_at))
    reply(case, content, "received")
    opened = CaseOpened(**facts_about(case), due_on=case.due_on)
    _record(message, case, content, content.newest, "received", opened)
    acknowledge(message, fact.sealed, submission.files)


@receives("application.corrected")
def application_corrected(message: Message) -> None:
    """Put a correction (補正) to its case, which then waits for the desk again.

    One that arrives after the decision is kept as evidence and named in the history; what was decided on stays.

    Raises:
        BlobMissing, CannotOpen, Mismatch, OutOfOrder, Unpublished: the message is parked, and a person is told.
    """
    fact = ApplicationCorrected.model_validate(message.body)
    if fact.zone != settings.ZONE or CaseEvent.objects.filter(id=message.id).exists():
        return
    case = Case.objects.select_for_update().filter(subject=message.subject).first()
    if case is None:
        raise OutOfOrder(fact.number)
    content, decided = open_content(case), case.state in ENDED
    submission = _correction(fact, case, content)
    revision = content.add(submission, clock.rfc3339(message.recorded_at), decided=decided)
    if not decided:
        _wait_again(case, message, fact)
        reply(case, content, "corrected")
    corrected = CaseCorrected(**facts_about(case), revision=fact.revision, due_on=case.due_on)
    _record(message, case, content, revision, "late" if decided else "corrected", corrected)
    acknowledge(message, fact.sealed, submission.files)


def _correction(fact: ApplicationCorrected, case: Case, content: Content) -> Submission:
    """Open a correction that is the next of this very case, from the same person: the holder of the reply key.

    Raises:
        Mismatch: it belongs to another case, procedure or person.
        OutOfOrder: it isn't the next revision.
        Unpublished: its generation of the procedure isn't known here yet.
    """
    if (fact.number, fact.procedure) != (case.number, case.procedure):
        raise Mismatch(fact.number)
    if fact.revision != case.revision + len(content.late) + 1:
        raise OutOfOrder(fact.number)
    definition(fact.procedure, fact.generation)
    submission = _open(fact, fact.revision, kept=content.blobs())
    if not content.is_sender(submission.reply_key):
        raise Mismatch(fact.number)
    return submission


def _record(message: Message, case: Case, content: Content, revision: Revision, kind: str, fact: Fact) -> None:
    """Save the case with what arrived, what other rooms make of it, its history and its fact."""
    content_hash = content.salted_hash(message.id, asdict(revision))
    arrived(case, content, revision)
    seal_content(case, content)
    case.save()
    CaseEvent.objects.create(id=message.id, case=case, at=message.recorded_at, kind=kind, revision=revision.revision)
    append(fact, subject=case.subject, actor=SYSTEM, section=case.section, content_hash=content_hash)


def _wait_again(case: Case, message: Message, fact: ApplicationCorrected) -> None:
    case.revision, case.generation = fact.revision, fact.generation
    if case.state != "returned":
        return
    arrived_on = clock.in_tokyo(message.recorded_at).date()
    case.state, case.stage = "corrected", STATES["corrected"]
    if case.returned_on is not None:
        unit = definition(case.procedure, case.generation).standard_period.unit
        case.due_on = due_after_correction(ward_calendar(), case.due_on, case.returned_on, arrived_on, unit)
    case.returned_on = case.correct_by = None
