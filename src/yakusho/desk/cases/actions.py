"""What staff do with a case: each verb permits, changes, answers the applicant and tells the journal, all or nothing.

Each action carries `once`, an id that its form was shown with: the same form sent again changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from yakusho.desk.cases.content import Content, open_content, seal_content
from yakusho.desk.cases.facts import CaseApproved, CaseAsked, CaseRejected, CaseReturned, CaseTaken, facts_about
from yakusho.desk.cases.models import Case, CaseEvent
from yakusho.desk.cases.replies import ONLINE, reply
from yakusho.desk.cases.rules import ENDED, NEXT, STATES, done_already
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.japanese.periods import days_between
from yakusho.journal import crash
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid, Refused
from yakusho.ledger.facts import Fact
from yakusho.messages.submissions import CorrectionItem
from yakusho.ui.ward_calendar import ward_calendar

TEXT_CHARACTERS_MAX = 4_000
UNTIL_END = ("ask",)
"""Actions without a state of their own that end with the case."""
LEAVES_NEWS = ("note", "code")
"""Actions after which what came from the applicant still waits to be looked at."""
CORRECTION_DAYS_MAX = 180


class Outdated(Refused):
    """Something arrived after the case was shown: a person decides only on what they have seen."""


@dataclass(frozen=True)
class Shown:
    """What of a case its page showed: which revision, and how much that followed the application."""

    revision: int
    came: int


@dataclass
class Step:
    """One action under way on a locked case."""

    by: Staff
    case: Case
    event: UUID
    kind: str
    content: Content = field(init=False)

    def __post_init__(self) -> None:
        self.content = open_content(self.case)


def begin(
    by: Staff, case: Case, once: UUID, kind: str, function: str, *, shown: Shown | int | None = None
) -> Step | None:
    """Permit and lock; None when this very form or the same decision has taken effect already.

    `shown` is what the person saw, when the action depends on it; a number is the revision alone.

    Raises:
        Refused: not permitted, or the case is past this action.
        Outdated: more has arrived than was shown.
    """
    permit(by, function, section=case.section, procedure=case.procedure)
    locked = Case.objects.select_for_update().get(id=case.id)
    event = uuid5(locked.id, f"{kind}/{once}")
    if CaseEvent.objects.filter(id=event).exists():
        return None
    if kind in NEXT:
        if done_already(locked.state, kind):
            return None
        if locked.state not in NEXT[kind][0]:
            raise Refused(_why_not(locked.state))
    elif kind in UNTIL_END and locked.state in ENDED:
        raise Refused(_why_not(locked.state))
    step = Step(by, locked, event, kind)
    if shown is not None:
        _demand_seen(step, shown)
    return step


def _demand_seen(step: Step, shown: Shown | int) -> None:
    came = len(step.content.came)
    seen = Shown(shown, came) if isinstance(shown, int) else shown
    if seen.revision != step.case.revision:
        raise Outdated(_("A correction has arrived since this page was opened. Look at the answers again first."))
    if seen.came != came:
        raise Outdated(_("The applicant has added something since this page was opened. Look at it first."))


def _why_not(state: str) -> str:
    if state == "withdrawn":
        return _("The applicant withdrew this application, so there is nothing more to do with it.")
    if state in ("approved", "rejected"):
        return _("This case is decided. A decision can't be changed here; only a new decision can follow it.")
    if state == "returned":
        return _("This case was returned. Wait for the correction, or decide on it as it is.")
    return _("Somebody is working on this case already. Open it again to see who.")


def _move(step: Step) -> None:
    step.case.state = NEXT[step.kind][1]
    step.case.stage = STATES[step.case.state]


def finish(step: Step, fact: Fact | None, written: dict[str, Any] | None = None) -> Case:
    """Save the case, what was written, its history and its fact, which carries only the salted hash of the text."""
    case, content_hash = step.case, ""
    if step.kind not in LEAVES_NEWS:
        case.talk = "asked" if case.state not in ENDED and step.content.open_questions() else ""
    if written is not None:
        step.content.texts[str(step.event)] = written
        if fact is not None:
            content_hash = step.content.salted_hash(step.event, {**written, "revision": case.revision})
        seal_content(case, step.content)
    case.save()
    CaseEvent.objects.create(
        id=step.event, case=case, at=clock.now(), kind=step.kind, seat=step.by.seat.id, revision=case.revision
    )
    if fact is not None:
        append(fact, subject=case.subject, actor=step.by.actor, section=case.section, content_hash=content_hash)
    crash.point("case.before_commit")
    return case


def text_of(path: str, text: str, *, required: str = "") -> str:
    """A text as staff wrote it, in its one spelling.

    Raises:
        Invalid: it is missing, which `required` says in words, or too long.
    """
    plain = text.replace("\r\n", "\n").strip()
    if required and not plain:
        raise Invalid([FieldError(path, required)])
    if len(plain) > TEXT_CHARACTERS_MAX:
        raise Invalid([FieldError(path, _("Write at most %(max)s characters.") % {"max": TEXT_CHARACTERS_MAX})])
    return plain


@transaction.atomic
def case_take(*, by: Staff, case: Case, once: UUID) -> Case:
    """Begin to work on a case (担当になる).

    Raises:
        Refused: it isn't `by`'s to handle, or somebody has it.
    """
    if case.taken_by_id == by.seat.id and case.state == "taken":
        return case
    step = begin(by, case, once, "take", "applications.handle")
    if step is None:
        return _mine_or_refused(by, case)
    _move(step)
    step.case.taken_by_id = by.seat.id
    return finish(step, CaseTaken(**facts_about(step.case)))


def _mine_or_refused(by: Staff, case: Case) -> Case:
    stored = Case.objects.get(id=case.id)
    if stored.state == "taken" and stored.taken_by_id != by.seat.id:
        raise Refused(_why_not("taken"))
    return stored


@transaction.atomic
def case_note(*, by: Staff, case: Case, once: UUID, text: str) -> Case:
    """Add a note for colleagues (メモ); the applicant never sees it.

    Raises:
        Refused: the case isn't `by`'s to handle.
        Invalid: the note is empty or too long.
    """
    written = text_of("note", text, required=_("Write the note."))
    step = begin(by, case, once, "note", "applications.handle")
    return case if step is None else finish(step, None, {"text": written})


@transaction.atomic
def case_ask(*, by: Staff, case: Case, once: UUID, text: str) -> Case:
    """Ask the applicant something (質問); the case goes on, and the answer comes to its page.

    Raises:
        Refused: the case isn't `by`'s to handle, came on paper, or has ended.
        Invalid: there is no question, or it is too long.
    """
    if case.channel not in ONLINE:
        raise Refused(_("This application came on paper: ask by letter or by phone."))
    written = text_of("question", text, required=_("Write the question."))
    step = begin(by, case, once, "ask", "applications.handle")
    if step is None:
        return case
    reply(step.case, step.content, "question", written, question=str(step.event))
    return finish(step, CaseAsked(**facts_about(step.case)), {"text": written})


@transaction.atomic
def case_read(*, by: Staff, case: Case) -> None:
    """Say that what came from the applicant was looked at (確認済み); the mark in the inbox goes, a withdrawn case too.

    Raises:
        Refused: the case isn't `by`'s to handle.
    """
    permit(by, "applications.handle", section=case.section, procedure=case.procedure)
    locked = Case.objects.select_for_update().get(id=case.id)
    if locked.talk == "news":
        waits = locked.state not in ENDED and open_content(locked).open_questions()
        locked.talk, locked.stage = "asked" if waits else "", _stage_of(locked)
        locked.save(update_fields=["talk", "stage"])


def _stage_of(case: Case) -> str:
    return STATES["withdrawn"] if case.state == "withdrawn" else case.stage


@transaction.atomic
def case_return(
    *,
    by: Staff,
    case: Case,
    once: UUID,
    text: str,
    items: Sequence[CorrectionItem],
    due_on: date | None,
    shown: Shown | int | None = None,
) -> Case:
    """Ask the applicant to correct the application by a day (補正の求め, 行政手続法7条).

    `shown` is what `by` saw; left out, the revision of `case`. So it is in each decision below.

    Raises:
        Refused: the case isn't `by`'s to handle, or is past this.
        Outdated: a correction has arrived meanwhile.
        Invalid: no message, no day, or a day that can't be.
    """
    today = clock.today()
    written = text_of("text", text, required=_("Write what the applicant should correct."))
    if due_on is None or not today < due_on or (due_on - today).days > CORRECTION_DAYS_MAX:
        words = _("Choose a day after today and within %(days)s days.") % {"days": CORRECTION_DAYS_MAX}
        raise Invalid([FieldError("due_on", words)])
    shown = case.revision if shown is None else shown
    step = begin(by, case, once, "return", "applications.handle", shown=shown)
    if step is None:
        return case
    _move(step)
    step.case.returned_on, step.case.correct_by = today, due_on
    reply(step.case, step.content, "returned", written, tuple(items), due_on)
    fact = CaseReturned(**facts_about(step.case), revision=step.case.revision, items=len(items), due_on=due_on)
    kept = [each.model_dump() for each in items]
    return finish(step, fact, {"text": written, "items": kept, "due_on": due_on.isoformat()})


@transaction.atomic
def case_approve(*, by: Staff, case: Case, once: UUID, text: str = "", shown: Shown | int | None = None) -> Case:
    """Decide for the applicant (承認), who is told at once.

    Raises:
        Refused: the case isn't `by`'s to decide, or is decided otherwise.
        Outdated: a correction has arrived meanwhile.
        Invalid: the message is too long.
    """
    return _decide(by, case, once, "approve", text_of("message", text), shown)


@transaction.atomic
def case_reject(*, by: Staff, case: Case, once: UUID, reason: str, shown: Shown | int | None = None) -> Case:
    """Decide against the applicant, with the reason that the law asks for (不承認, 行政手続法8条).

    Raises:
        Refused: the case isn't `by`'s to decide, or is decided otherwise.
        Outdated: a correction has arrived meanwhile.
        Invalid: there is no reason, or it is too long.
    """
    written = text_of(
        "reason", reason, required=_("Write the reason. The law asks for it, and the applicant reads it.")
    )
    return _decide(by, case, once, "reject", written, shown)


def _decide(by: Staff, case: Case, once: UUID, kind: str, text: str, shown: Shown | int | None) -> Case:
    shown = case.revision if shown is None else shown
    step = begin(by, case, once, kind, "applications.decide", shown=shown)
    if step is None:
        return case
    _move(step)
    today = clock.today()
    arrived_on = clock.in_tokyo(step.case.received_at).date()
    step.case.decided_on, step.case.correct_by = today, None
    fact_class = CaseApproved if kind == "approve" else CaseRejected
    fact = fact_class(
        **facts_about(step.case),
        days=days_between(arrived_on, today, ward_calendar()),
        in_time=today <= step.case.due_on,
    )
    reply(step.case, step.content, "approved" if kind == "approve" else "rejected", text)
    return finish(step, fact, {"text": text})
