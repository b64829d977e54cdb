"""Setting the share that counts as most (大部分の割合の決定): permits, adds a row, tells the journal."""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

import rfc8785
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yakusho.desk.staff.permissions import Staff, permit
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.errors import Refused
from yakusho.kernel.ids import new_id
from yakusho.office.headquarters import queries
from yakusho.office.headquarters.facts import PlanThresholdSet
from yakusho.office.headquarters.models import MajorityThreshold
from yakusho.office.headquarters.rules import percent_text

SET = "plan.secretariat"


@dataclass(frozen=True)
class Decision:
    """What headquarters decided: a share in percent, on which day, in which meeting, and why."""

    percent: Decimal
    on: date
    meeting: str
    reason: str


class Outdated(Refused):
    """Another share was set after the page was opened."""


@transaction.atomic
def threshold_set(*, by: Staff, plan: str, seen: int, decision: Decision, once: UUID) -> MajorityThreshold:
    """Let another share count as most from now on; what stood before is kept.

    `seen` is the number of the row that the person saw as the present one, 0 for none; `once` the id of the form: the
    same form sent again adds nothing.

    Raises:
        Refused: `by` is not of the secretariat.
        Outdated: another share was set meanwhile.
    """
    permit(by, SET)
    sent = _sent_before(once)
    if sent is not None:
        return sent
    last = queries.holding(plan)
    if (last.number if last is not None else 0) != seen:
        raise _outdated()
    row = MajorityThreshold(
        key=once,
        plan=plan,
        number=seen + 1,
        percent=decision.percent,
        decided_on=decision.on,
        meeting=decision.meeting,
        reason=decision.reason,
        by_section=by.seat.section,
        seat=by.seat.id,
        recorded_at=clock.now(),
        entry=new_id(),
    )
    try:
        with transaction.atomic():
            _tell(by, row)
            row.save(force_insert=True)
    except IntegrityError:
        sent = _sent_before(once)
        if sent is None:
            raise _outdated() from None
        return sent
    return row


def _sent_before(once: UUID) -> MajorityThreshold | None:
    return MajorityThreshold.objects.filter(key=once).first()


def _outdated() -> Outdated:
    return Outdated(_("Another share was set since this page was opened. Look at it before you set yours."))


def _tell(by: Staff, row: MajorityThreshold) -> None:
    """Append the fact; the hash of what is kept beside it is salted by the form's own id."""
    kept = {"key": str(row.key), "meeting": row.meeting, "reason": row.reason}
    fact = PlanThresholdSet(
        plan=row.plan, number=row.number, percent=percent_text(row.percent), decided_on=row.decided_on
    )
    append(
        fact,
        subject=row.plan,
        actor=by.actor,
        section=by.seat.section,
        content_hash=hashlib.sha256(rfc8785.dumps(kept)).hexdigest(),
        id=row.entry,
    )
