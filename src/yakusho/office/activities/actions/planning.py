"""Planning (計画): plan one or several sessions, change, cancel, restore, invite."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from yakusho.desk.staff.models import Seat
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.desk.staff.queries import sections, valid_on
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.office.activities import queries
from yakusho.office.activities.actions.steps import PLAN, begin, checked_text, finish, tell
from yakusho.office.activities.actions.taking_part import move_up
from yakusho.office.activities.facts import (
    ActivityCancelled,
    ActivityChanged,
    ActivityInvited,
    ActivityPlanned,
    ActivityRestored,
    facts_about,
)
from yakusho.office.activities.models import (
    TEXT_CHARACTERS_MAX,
    TITLE_CHARACTERS_MAX,
    Activity,
    ActivityEvent,
    ActivityTheme,
    Invitation,
)
from yakusho.office.activities.repeats import Every, session_days
from yakusho.office.activities.rules import KINDS, misplaced, why_not_change, why_not_restore
from yakusho.office.activities.words import category_names, refuse_for

CAPACITY_MAX = 10_000
LASTS_MAX = timedelta(days=7)
PLAN_AHEAD_DAYS_MAX = 1_100  # the three years of an implementation plan
PLAN_BEHIND_DAYS_MAX = 366  # what already took place may still be put in, to be reported
SEATS_MAX = 500  # invited one by one


@dataclass(frozen=True)
class Plan:
    """What a person plans: everything about one session."""

    category: str
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    purpose: str = ""
    place: str = ""
    capacity: int | None = None
    themes: tuple[str, ...] = ()


@transaction.atomic
def activities_plan(*, by: Staff, once: UUID, plan: Plan, every: Every = "once", times: int = 1) -> list[Activity]:
    """Plan an activity of one's own section; repeated, each session is an activity of its own.

    Raises:
        Refused: `by` plans no activities.
        Invalid: a part of the plan that can't be.
    """
    permit(by, PLAN, section=by.seat.section)
    checked = _checked(plan)
    assert checked.starts_at is not None and checked.ends_at is not None  # noqa: PT018  checked above
    try:
        days = session_days(clock.in_tokyo(checked.starts_at).date(), every, times)
    except ValueError:
        raise Invalid([FieldError("times", _("Choose from 1 to 53 sessions."))]) from None
    first, planned = days[0], []
    for place, day in enumerate(days):
        later = day - first
        session = replace(checked, starts_at=checked.starts_at + later, ends_at=checked.ends_at + later)
        planned.append(_plan_one(by, uuid5(once, f"session/{place}"), session, once if len(days) > 1 else None))
    return planned


def _plan_one(by: Staff, id: UUID, plan: Plan, series: UUID | None) -> Activity:
    """Plan one session; the same again answers the stored one."""
    stored = Activity.objects.filter(id=id).first()
    if stored is not None:
        return stored
    activity = Activity(id=id, series=series, section=by.seat.section)
    _write(activity, plan)
    activity.save(force_insert=True)
    _set_themes(activity, plan.themes)
    ActivityEvent.objects.create(id=uuid5(id, "plan"), activity=activity, at=clock.now(), kind="plan", seat=by.seat.id)
    tell(activity, ActivityPlanned(**_plan_facts(activity, plan.themes)), by.actor)
    return activity


@transaction.atomic
def activity_edit(*, by: Staff, activity: Activity, once: UUID, plan: Plan) -> Activity:
    """Change the plan of one session; who waits moves up when there is more room.

    Raises:
        Refused: not `by`'s to change, or cancelled or reported.
        Invalid: a part of the plan that can't be.
    """
    checked = _checked(plan)
    step = begin(by, activity, once, "edit", PLAN)
    if step is None:
        return activity
    refuse_for(why_not_change(step.activity.state))
    _write(step.activity, checked)
    step.activity.sequence += 1
    step.activity.save()
    _set_themes(step.activity, checked.themes)
    tell(step.activity, ActivityChanged(**_plan_facts(step.activity, checked.themes)), by.actor)
    move_up(step.activity)
    finish(step)
    return step.activity


@transaction.atomic
def activity_cancel(*, by: Staff, activity: Activity, once: UUID, reason: str) -> Activity:
    """Cancel an activity; calendars and lists say so, with the reason.

    Raises:
        Refused: not `by`'s to cancel, or cancelled or reported already.
        Invalid: there is no reason.
    """
    required = _("Write why. Those who are invited read it.")
    text = checked_text("reason", reason, TEXT_CHARACTERS_MAX, required=required, too_long=_too_long())
    step = begin(by, activity, once, "cancel", PLAN)
    if step is None:
        return activity
    refuse_for(why_not_change(step.activity.state))
    _change_state(step.activity, "cancelled", text)
    tell(step.activity, ActivityCancelled(**facts_about(step.activity)), by.actor)
    finish(step, text)
    return step.activity


@transaction.atomic
def activity_restore(*, by: Staff, activity: Activity, once: UUID) -> Activity:
    """Take a cancellation back, until the time of the activity has passed.

    Raises:
        Refused: not `by`'s, not cancelled, or too late.
    """
    step = begin(by, activity, once, "restore", PLAN)
    if step is None:
        return activity
    refuse_for(why_not_restore(step.activity.state, step.activity.ends_at, clock.now()))
    _change_state(step.activity, "planned", "")
    tell(step.activity, ActivityRestored(**facts_about(step.activity)), by.actor)
    finish(step)
    return step.activity


def _change_state(activity: Activity, state: str, reason: str) -> None:
    activity.state, activity.reason = state, reason
    activity.sequence += 1
    activity.changed_at = clock.now()
    activity.save(update_fields=["state", "reason", "sequence", "changed_at"])


@transaction.atomic
def activity_invite(
    *, by: Staff, activity: Activity, once: UUID, sections: Collection[str], seats: Collection[UUID], everyone: bool
) -> Activity:
    """Say who may take part; what somebody has answered already stays.

    Raises:
        Refused: not `by`'s, or cancelled or reported.
        Invalid: a section or seat that doesn't exist today.
    """
    step = begin(by, activity, once, "invite", PLAN)
    if step is None:
        return activity
    refuse_for(why_not_change(step.activity.state))
    codes, ids = _known_sections(sections), _known_seats(seats)
    Invitation.objects.filter(activity=step.activity).exclude(section__in=codes, seat=None).exclude(
        seat__in=ids
    ).delete()
    rows = [Invitation(activity=step.activity, section=code) for code in codes]
    rows += [Invitation(activity=step.activity, seat_id=id) for id in ids]
    Invitation.objects.bulk_create(rows, ignore_conflicts=True)
    step.activity.everyone = everyone
    step.activity.save(update_fields=["everyone"])
    fact = ActivityInvited(
        **facts_about(step.activity), sections=tuple(codes), seats=tuple(map(str, ids)), everyone=everyone
    )
    tell(step.activity, fact, by.actor)
    finish(step)
    return step.activity


def _known_sections(codes: Collection[str]) -> list[str]:
    known = [section.code for section in sections() if section.code in codes]
    if len(known) < len(set(codes)):
        raise Invalid([FieldError("sections", _("Choose sections from the list."))])
    return known


def _known_seats(ids: Collection[UUID]) -> list[UUID]:
    wanted = set(ids)
    known = sorted(Seat.objects.filter(valid_on(clock.today()), id__in=wanted).values_list("id", flat=True))
    if len(known) < len(wanted) or len(wanted) > SEATS_MAX:
        raise Invalid([FieldError("seats", _("Choose people from the list."))])
    return known


def _too_long() -> str:
    return _("Write at most %(max)s characters.")


def _checked(plan: Plan) -> Plan:
    """The plan with plain texts.

    Raises:
        Invalid: with everything that can't be.
    """
    errors = [*_time_errors(plan), *_theme_errors(plan)]
    if plan.category not in KINDS:
        errors.insert(0, FieldError("category", _("Choose what kind of activity it is.")))
    if plan.capacity is not None and not 1 <= plan.capacity <= CAPACITY_MAX:
        errors.append(FieldError("capacity", _("Write a number from 1 to 10,000, or leave it empty.")))
    texts = {}
    for path, limit, required in (
        ("title", TITLE_CHARACTERS_MAX, _("Write what the activity is called.")),
        ("place", TITLE_CHARACTERS_MAX, ""),
        ("purpose", TEXT_CHARACTERS_MAX, ""),
    ):
        try:
            texts[path] = checked_text(path, getattr(plan, path), limit, required=required, too_long=_too_long())
        except Invalid as invalid:
            errors.extend(invalid.errors)
    if errors:
        raise Invalid(errors)
    return replace(plan, themes=tuple(sorted(set(plan.themes))), **texts)


def _time_errors(plan: Plan) -> Sequence[FieldError]:
    if plan.starts_at is None:
        return [FieldError("day", _("Choose the day and the time it begins."))]
    ahead = (clock.in_tokyo(plan.starts_at).date() - clock.today()).days
    if not -PLAN_BEHIND_DAYS_MAX <= ahead <= PLAN_AHEAD_DAYS_MAX:
        return [FieldError("day", _("Choose a day from a year ago to three years from now."))]
    if plan.ends_at is None or not plan.starts_at < plan.ends_at <= plan.starts_at + LASTS_MAX:
        return [FieldError("ends", _("Choose an end after the beginning."))]
    return []


def _theme_errors(plan: Plan) -> list[FieldError]:
    known = queries.themes()
    wrong = misplaced(plan.category, plan.themes, {theme.id: theme.category for theme in known.values()})
    if not wrong:
        return []
    names = category_names()
    counted = [f"{each}: {names[known[each].category]}" if each in known else each for each in wrong]
    words = _("These indicators don't count this kind of activity: %(which)s.") % {"which": ", ".join(counted)}
    return [FieldError("themes", words)]


def _write(activity: Activity, plan: Plan) -> None:
    for name in ("category", "title", "purpose", "place", "starts_at", "ends_at", "capacity"):
        setattr(activity, name, getattr(plan, name))
    activity.changed_at = clock.now()


def _set_themes(activity: Activity, themes: Sequence[str]) -> None:
    ActivityTheme.objects.filter(activity=activity).exclude(theme__in=themes).delete()
    rows = [ActivityTheme(activity=activity, theme=theme) for theme in themes]
    ActivityTheme.objects.bulk_create(rows, ignore_conflicts=True)


def _plan_facts(activity: Activity, themes: Sequence[str]) -> dict[str, object]:
    return {
        **facts_about(activity),
        "themes": tuple(themes),
        "starts_on": clock.in_tokyo(activity.starts_at).date(),
        "series": str(activity.series) if activity.series else None,
        "sequence": activity.sequence,
    }
