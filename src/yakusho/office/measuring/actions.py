"""Reporting, confirming and correcting values (実績の報告・確定・訂正), and baselines: each permits, adds a row, tells.

Each action carries `once`, the id that its form was shown with: the same form sent again adds nothing. Nothing is
ever changed: the row that came last holds.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import rfc8785
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yakusho.desk.staff.permissions import Staff
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid, Refused, refuse
from yakusho.kernel.fiscal import fiscal_year
from yakusho.kernel.ids import new_id
from yakusho.ledger.facts import Fact
from yakusho.office.measuring import rules
from yakusho.office.measuring.facts import (
    BaselineEntered,
    IndicatorConfirmed,
    IndicatorCorrected,
    IndicatorObserved,
)
from yakusho.office.measuring.models import Baseline, Evidence, ReportedValue
from yakusho.office.measuring.reading import Measurement, measurement_of
from yakusho.office.measuring.rules import Cell
from yakusho.plans.observations import WHOLE, Observation

SPOKEN = gettext_noop("A value was reported since this page was opened. Look at it, and give a reason to change it.")


@dataclass(frozen=True)
class Report:
    """What is said about a cell; `section` is empty when it speaks for the whole."""

    measurement: Measurement
    status: str
    as_of: date
    section: str = WHOLE
    reason: str = ""


class Outdated(Refused):
    """Another value came in after the page was opened: a person stands only for what they have seen."""


@transaction.atomic
def value_report(*, by: Staff, cell: Cell, report: Report, once: UUID) -> ReportedValue:
    """Report a value where no section has spoken yet.

    Raises:
        Refused: the indicator isn't `by`'s, or the year has not begun.
        Outdated: somebody reported meanwhile; another value needs a reason now.
    """
    refuse(rules.why_not_report(by, cell) or rules.why_not_this_year(cell, fiscal_year(clock.today())))
    sent = _sent_before(once)
    if sent is not None:
        return sent
    if _newest(cell, report) is not None:
        raise Outdated(
            _("A value was reported since this page was opened. Look at it, and give a reason to change it.")
        )
    return _add(by, cell, report, once, "observed", IndicatorObserved(**_body(cell, report)))


@transaction.atomic
def value_confirm(*, by: Staff, cell: Cell, seen: Observation | None, shown: str, once: UUID) -> ReportedValue:
    """Stand for a value as it was found, in meters, imports or an earlier report (確定).

    `shown` is the fingerprint of what the person saw, `seen` what waits to be confirmed now, None when nothing does.

    Raises:
        Refused: the indicator isn't `by`'s.
        Outdated: what stands now is not what was shown.
    """
    refuse(rules.why_not_report(by, cell) or rules.why_not_this_year(cell, fiscal_year(clock.today())))
    sent = _sent_before(once)
    if sent is not None:
        return sent
    if seen is None or fingerprint(seen) != shown:
        raise Outdated(_("The number changed since this page was opened. Look at it once more before you confirm it."))
    report = Report(measurement_of(seen), "confirmed", min(seen.as_of, clock.today()), seen.section)
    fact = IndicatorConfirmed(**_body(cell, report), found_in=seen.source)
    return _add(by, cell, report, once, "confirmed", fact)


@transaction.atomic
def value_correct(
    *, by: Staff, cell: Cell, report: Report, instead_of: Observation | None, once: UUID
) -> ReportedValue:
    """Let another value hold, with a reason (訂正); the secretariat may do so for every section.

    `instead_of` is what stood until now, None when nothing did.

    Raises:
        Refused: the indicator is neither `by`'s nor is `by` of the secretariat.
        Invalid: there is no reason.
    """
    refuse(rules.why_not_touch(by, cell) or rules.why_not_this_year(cell, fiscal_year(clock.today())))
    if not report.reason:
        raise Invalid([FieldError("reason", _("Write why this value holds instead. It is kept with the value."))])
    sent = _sent_before(once)
    if sent is not None:
        return sent
    before = _newest(cell, report)
    found_in = instead_of.source if instead_of is not None else "none"
    fact = IndicatorCorrected(**_body(cell, report), found_in=found_in)
    return _add(by, cell, report, once, "corrected", fact, corrects=before.entry if before is not None else None)


@transaction.atomic
def baseline_enter(*, by: Staff, cell: Cell, value: Decimal, as_of: date, reason: str, once: UUID) -> Baseline:
    """Say what an indicator stood at before the plan began, and where that is known from (基準値).

    Raises:
        Refused: the indicator is neither `by`'s nor is `by` of the secretariat.
        Invalid: it is not said where the number is from.
    """
    refuse(rules.why_not_touch(by, cell))
    if not reason:
        raise Invalid([FieldError("reason", _("Write where this number is from."))])
    sent = Baseline.objects.filter(key=once).first()
    if sent is not None:
        return sent
    fact = BaselineEntered(plan=cell.plan, indicator=cell.indicator.id, value=_text(value), as_of=as_of)
    row = Baseline(
        key=once,
        plan=cell.plan,
        indicator=cell.indicator.id,
        value=value,
        as_of=as_of,
        reason=reason,
        by_section=by.seat.section,
        seat=by.seat.id,
        recorded_at=clock.now(),
        entry=new_id(),
    )
    try:
        with transaction.atomic():
            _tell(by, fact, f"{cell.plan}/{cell.indicator.id}", row.entry, {"key": str(once), "reason": reason})
            row.save(force_insert=True)
    except IntegrityError:
        return Baseline.objects.get(key=once)
    return row


def fingerprint(observation: Observation) -> str:
    """What a person saw, short: another value, day or source has another fingerprint."""
    said = measurement_of(observation)
    value = getattr(said, said.shape)
    shown = [str(each) for each in value] if isinstance(value, tuple) else str(value)
    return hashlib.sha256(rfc8785.dumps([said.shape, shown, observation.source, observation.section])).hexdigest()[:16]


def was_sent(once: UUID) -> bool:
    """Whether a form of this id has taken effect already."""
    return ReportedValue.objects.filter(key=once).exists() or Baseline.objects.filter(key=once).exists()


def _sent_before(once: UUID) -> ReportedValue | None:
    return ReportedValue.objects.filter(key=once).first()


def _newest(cell: Cell, report: Report) -> ReportedValue | None:
    """The newest value that was reported of the same part and in the same shape."""
    rows = ReportedValue.objects.filter(plan=cell.plan, indicator=cell.indicator.id, fiscal_year=cell.fiscal_year)
    return rows.filter(section=report.section, shape=report.measurement.shape).order_by("-id").first()


def _body(cell: Cell, report: Report) -> dict[str, Any]:
    said = report.measurement
    pieces = Evidence.objects.filter(
        plan=cell.plan, indicator=cell.indicator.id, fiscal_year=cell.fiscal_year, withdrawn_at=None
    )
    return {
        "plan": cell.plan,
        "indicator": cell.indicator.id,
        "fiscal_year": cell.fiscal_year,
        "section": report.section or None,
        "value": _text(said.value) if said.value is not None else None,
        "numerator": said.share[0] if said.share is not None else None,
        "denominator": said.share[1] if said.share is not None else None,
        "stage": said.stage,
        "done": said.done,
        "items": said.items,
        "triggered": said.triggered,
        "status": report.status,
        "as_of": report.as_of,
        "evidence": pieces.count(),
    }


def _text(value: Decimal) -> str:
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _add(
    by: Staff, cell: Cell, report: Report, once: UUID, act: str, fact: Fact, *, corrects: UUID | None = None
) -> ReportedValue:
    said = report.measurement
    row = ReportedValue(
        key=once,
        plan=cell.plan,
        indicator=cell.indicator.id,
        fiscal_year=cell.fiscal_year,
        section=report.section,
        shape=said.shape,
        value=said.value,
        numerator=said.share[0] if said.share is not None else None,
        denominator=said.share[1] if said.share is not None else None,
        stage=said.stage,
        done=said.done,
        items=list(said.items) if said.items is not None else None,
        triggered=said.triggered,
        status=report.status,
        act=act,
        as_of=report.as_of,
        reason=report.reason,
        by_section=by.seat.section,
        seat=by.seat.id,
        recorded_at=clock.now(),
        entry=new_id(),
    )
    try:
        with transaction.atomic():
            _tell(by, fact, cell.subject, row.entry, {"key": str(once), "reason": report.reason}, corrects=corrects)
            row.save(force_insert=True)
    except IntegrityError:
        sent = _sent_before(once)
        if sent is None:
            raise Outdated(_(SPOKEN)) from None
        return sent
    return row


def _tell(
    by: Staff, fact: Fact, subject: str, id: UUID, kept: Mapping[str, str], *, corrects: UUID | None = None
) -> None:
    """Append the fact; the hash of what is kept beside it is salted by the form's own id."""
    content_hash = hashlib.sha256(rfc8785.dumps(dict(kept))).hexdigest()
    append(
        fact,
        subject=subject,
        actor=by.actor,
        section=by.seat.section,
        content_hash=content_hash,
        corrects=corrects,
        id=id,
    )
