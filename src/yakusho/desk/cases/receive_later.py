"""What follows an application, as it arrives in the zone that decides: documents, notes, answers, a withdrawal."""

from dataclasses import asdict

from django.conf import settings

from yakusho.desk.cases.content import Came, Content, Revision, open_content, seal_content
from yakusho.desk.cases.facts import CaseAdded, CaseWithdrawalLate, CaseWithdrawn, facts_about
from yakusho.desk.cases.hooks import arrived
from yakusho.desk.cases.models import Case, CaseEvent
from yakusho.desk.cases.receive import SYSTEM, Mismatch, OutOfOrder, acknowledge, demand
from yakusho.desk.cases.replies import reply
from yakusho.desk.cases.rules import ENDED
from yakusho.japanese.periods import days_between
from yakusho.journal import blobs
from yakusho.journal.receive import receives
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.ledger.facts import Fact
from yakusho.messages.message import Message
from yakusho.messages.sealing import open_follow_up
from yakusho.messages.submissions import ApplicationAdded, ApplicationWithdrawn, FollowUp
from yakusho.ui.ward_calendar import ward_calendar

Sent = ApplicationAdded | ApplicationWithdrawn


@receives("application.added")
def application_added(message: Message) -> None:
    """Put what was added to its case (追加・回答), which goes on as it stood; after its end it is kept as evidence.

    Raises:
        BlobMissing, CannotOpen, Mismatch, OutOfOrder: the message is parked, and a person is told.
    """
    _take(message, ApplicationAdded.model_validate(message.body))


@receives("application.withdrawn")
def application_withdrawn(message: Message) -> None:
    """End a case whose applicant withdrew (取下げ); a decision that was made before stays, and the applicant is told.

    Raises:
        CannotOpen, Mismatch, OutOfOrder: the message is parked, and a person is told.
    """
    _take(message, ApplicationWithdrawn.model_validate(message.body))


def _take(message: Message, fact: Sent) -> None:
    if fact.zone != settings.ZONE or CaseEvent.objects.filter(id=message.id).exists():
        return
    case = Case.objects.select_for_update().filter(subject=message.subject).first()
    if case is None:
        raise OutOfOrder(fact.number)
    content = open_content(case)
    follow_up = _open(fact, case, content)
    came = Came(
        event=str(message.id),
        kind=follow_up.kind,
        received_at=clock.rfc3339(message.recorded_at),
        text=follow_up.text,
        question=follow_up.question,
        files=[each.model_dump(mode="json") for each in follow_up.files],
    )
    content.came.append(came)
    happened, told = (_withdraw if follow_up.kind == "withdrawn" else _add)(message, fact, case, content)
    content_hash = content.salted_hash(message.id, asdict(came))
    seal_content(case, content)
    case.save()
    CaseEvent.objects.create(id=message.id, case=case, at=message.recorded_at, kind=happened, revision=case.revision)
    append(told, subject=case.subject, actor=SYSTEM, section=case.section, content_hash=content_hash)
    acknowledge(message, fact.sealed, follow_up.files)


def _open(fact: Sent, case: Case, content: Content) -> FollowUp:
    """Open what follows this very case as its next, from the holder of its code."""
    if (fact.number, fact.procedure) != (case.number, case.procedure):
        raise Mismatch(fact.number)
    if fact.sequence != len(content.came) + 1:
        raise OutOfOrder(fact.number)
    follow_up = open_follow_up(blobs.read(fact.sealed), settings.ZONE_KEYS.sealing)
    outside = (f"application.{follow_up.kind}", follow_up.number, follow_up.sequence)
    files = {each.blob for each in follow_up.files}
    if outside != (fact.kind, fact.number, fact.sequence) or not files <= set(fact.files):
        raise Mismatch(fact.number)
    if not content.is_sender(follow_up.reply_key):
        raise Mismatch(fact.number)
    demand(files)
    return follow_up


def _add(message: Message, fact: Sent, case: Case, content: Content) -> tuple[str, Fact]:
    """The event and the fact of something added; rooms that look after files are told of new ones."""
    came = content.came[-1]
    if came.files:
        newest = content.newest
        papers = Revision(newest.revision, newest.generation, came.received_at, newest.answers, came.files)
        arrived(case, content, papers)
    if case.state not in ENDED:
        case.talk = "news"
        reply(case, content, "added", question=came.question)
    told = CaseAdded(**facts_about(case), sequence=fact.sequence, files=len(came.files), answers=bool(came.question))
    if case.state in ENDED:
        return "added_late", told
    return "answered" if came.question else "added", told


def _withdraw(message: Message, fact: Sent, case: Case, content: Content) -> tuple[str, Fact]:
    """The event and the fact of a withdrawal: the case ends, unless it has ended before.

    It stays in its tab of the inbox until somebody says that they looked, so that nobody works on unaware.
    """
    if case.state in ENDED:
        reply(case, content, "not_withdrawn")
        return "withdrawn_late", CaseWithdrawalLate(**facts_about(case), sequence=fact.sequence)
    case.state, case.talk = "withdrawn", "news"
    case.returned_on = case.correct_by = None
    reply(case, content, "withdrawn")
    came_on, left_on = (clock.in_tokyo(each).date() for each in (case.received_at, message.recorded_at))
    return "withdrawn", CaseWithdrawn(**facts_about(case), days=days_between(came_on, left_on, ward_calendar()))
