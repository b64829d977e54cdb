"""What all actions on an activity share: permit and lock, history, checked texts.

An action carries `once`, an id that its form was shown with: the same form sent again changes nothing.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from yakusho.desk.staff.permissions import Staff, permit
from yakusho.journal.models import Entry
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.ledger.facts import Fact
from yakusho.office.activities.models import Activity, ActivityEvent
from yakusho.office.activities.rules import plain_text

PLAN, REPORT = "activities.plan", "activities.report"


@dataclass
class Step:
    """One action under way on a locked activity."""

    by: Staff
    activity: Activity
    event: UUID
    kind: str


def begin(by: Staff, activity: Activity, once: UUID, kind: str, function: str) -> Step | None:
    """Permit and lock; None when this very form has taken effect already.

    Raises:
        Refused: the function or the section is not theirs.
    """
    permit(by, function, section=activity.section)
    locked = lock(activity)
    event = uuid5(locked.id, f"{kind}/{once}")
    return None if ActivityEvent.objects.filter(id=event).exists() else Step(by, locked, event, kind)


def lock(activity: Activity) -> Activity:
    """The activity as it stands now, which nobody else changes meanwhile."""
    return Activity.objects.select_for_update().get(id=activity.id)


def finish(step: Step, note: str = "") -> None:
    """Write down in the activity's history what was done."""
    ActivityEvent.objects.create(
        id=step.event, activity=step.activity, at=clock.now(), kind=step.kind, seat=step.by.seat.id, note=note
    )


def tell(
    activity: Activity, fact: Fact, actor: str, *, occurred_on: date | None = None, corrects: UUID | None = None
) -> Entry:
    """Append a fact about an activity."""
    return append(
        fact,
        subject=str(activity.id),
        actor=actor,
        section=activity.section,
        occurred_on=occurred_on,
        corrects=corrects,
    )


def checked_text(path: str, text: str, limit: int, *, required: str = "", too_long: str) -> str:
    """A text as it is kept.

    Raises:
        Invalid: it is missing or too long.
    """
    plain = plain_text(text)
    if required and not plain:
        raise Invalid([FieldError(path, required)])
    if len(plain) > limit:
        raise Invalid([FieldError(path, too_long % {"max": limit})])
    return plain
