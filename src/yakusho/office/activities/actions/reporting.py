"""Reports (実施報告): from its report on an activity counts, in the fiscal year in which it was held."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from yakusho.desk.staff.permissions import Staff
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.office.activities import queries, rules
from yakusho.office.activities.actions.steps import REPORT, Step, begin, checked_text, finish, tell
from yakusho.office.activities.facts import ActivityHeld, ActivityReported, ActivityReportWithdrawn, facts_about
from yakusho.office.activities.models import TEXT_CHARACTERS_MAX, Activity, ActivityFile, Participation, Report
from yakusho.office.activities.words import refuse_for, why

OTHERS_MAX = 100_000


@dataclass(frozen=True)
class ReportText:
    """What the section writes: the day, how many came beside the staff recorded here, what was learnt.

    `reason` says why an earlier report is corrected.
    """

    held_on: date | None
    others: int | None = 0
    learnt: str = ""
    reason: str = ""


@transaction.atomic
def report_make(*, by: Staff, activity: Activity, once: UUID, report: ReportText) -> Report | None:
    """Report a held activity, or correct its report; its meters count it from now on, as this report says.

    Raises:
        Refused: not `by`'s to report, cancelled, or there is no evidence.
        Invalid: a day or number that can't be, or a correction without its reason.
    """
    step = begin(by, activity, once, "report", REPORT)
    if step is None:
        return Report.objects.filter(activity=activity).last()
    stored = Report.objects.filter(activity=step.activity)
    earlier = stored.last() if step.activity.state == "reported" else None
    text = _checked(report, correcting=earlier is not None)
    step.kind = "correct" if earlier else "report"
    made = _may_be_made(step, text)
    made.number = stored.count() + 1
    made.entry = _tell(step, made, earlier)
    made.save()
    step.activity.state = "reported"
    step.activity.save(update_fields=["state"])
    finish(step, text.reason)
    return made


def _may_be_made(step: Step, text: ReportText) -> Report:
    """The report, when rules allow it.

    Raises:
        Refused: the rule's sentence.
        Invalid: the day can't be.
    """
    assert text.held_on is not None and text.others is not None  # noqa: PT018  checked before
    activity = step.activity
    attended = Participation.objects.filter(activity=activity).exclude(attended_at=None).count()
    reason = rules.why_not_report(
        activity.state,
        clock.in_tokyo(activity.starts_at).date(),
        text.held_on,
        clock.today(),
        files=len(_evidence(activity)),
        attended=attended,
    )
    if reason in ("not_held_yet", "held_far_off"):
        raise Invalid([FieldError("held_on", why(reason))])
    refuse_for(reason)
    return Report(
        activity=activity,
        held_on=text.held_on,
        attended=attended,
        others=text.others,
        learnt=text.learnt,
        reason=text.reason,
        made_at=clock.now(),
        seat=step.by.seat.id,
    )


def _evidence(activity: Activity) -> tuple[str, ...]:
    rows = ActivityFile.objects.filter(activity=activity, purpose__in=rules.EVIDENCE)
    return tuple(rows.values_list("blob", flat=True))


def _tell(step: Step, made: Report, earlier: Report | None) -> UUID:
    """Append that it was held and reported; a correction takes back what the earlier report counted."""
    activity, about = step.activity, facts_about(step.activity)
    held = ActivityHeld(**about, themes=tuple(queries.theme_ids(activity)), attendees=made.attended + made.others)
    dated: dict[str, Any] = {"occurred_on": made.held_on}
    entry = tell(activity, held, step.by.actor, corrects=earlier.entry if earlier else None, **dated)
    reported = ActivityReported(
        **about,
        report=made.number,
        held_on=made.held_on,
        attended=made.attended,
        others=made.others,
        evidence=_evidence(activity),
    )
    tell(activity, reported, step.by.actor)
    return entry.id


@transaction.atomic
def report_withdraw(*, by: Staff, activity: Activity, once: UUID, reason: str) -> Activity:
    """Withdraw a report that was a mistake: the activity counts no more and can be changed again.

    Raises:
        Refused: not `by`'s to report, or there is no report.
        Invalid: there is no reason.
    """
    text = _reason(reason, _("Write why the report is withdrawn."))
    step = begin(by, activity, once, "withdraw", REPORT)
    if step is None:
        return activity
    refuse_for(None if step.activity.state == "reported" else "not_reported")
    last = Report.objects.filter(activity=step.activity).last()
    assert last is not None
    fact = ActivityReportWithdrawn(**facts_about(step.activity))
    tell(step.activity, fact, by.actor, occurred_on=last.held_on, corrects=last.entry)
    step.activity.state = "planned"
    step.activity.save(update_fields=["state"])
    finish(step, text)
    return step.activity


def _reason(text: str, required: str) -> str:
    too_long = _("Write at most %(max)s characters.")
    return checked_text("reason", text, TEXT_CHARACTERS_MAX, required=required, too_long=too_long)


def _checked(report: ReportText, *, correcting: bool) -> ReportText:
    """The report with plain texts.

    Raises:
        Invalid: with everything that can't be.
    """
    errors: list[FieldError] = []
    if report.held_on is None:
        errors.append(FieldError("held_on", _("Choose the day on which it took place.")))
    if report.others is None or not 0 <= report.others <= OTHERS_MAX:
        errors.append(FieldError("others", _("Write a number from 0 to 100,000.")))
    learnt = rules.plain_text(report.learnt)
    if len(learnt) > TEXT_CHARACTERS_MAX:
        words = _("Write at most %(max)s characters.") % {"max": TEXT_CHARACTERS_MAX}
        errors.append(FieldError("learnt", words))
    if correcting and not report.reason.strip():
        errors.append(FieldError("reason", _("Write why the report is corrected.")))
    if errors:
        raise Invalid(errors)
    return ReportText(report.held_on, report.others, learnt, _reason(report.reason, "") if correcting else "")
