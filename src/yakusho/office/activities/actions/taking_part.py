"""Taking part (参加): sign up, decline, and be there; who is there is recorded once, however often it is sent."""

from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from yakusho.desk.staff.models import Seat
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.desk.staff.queries import valid_on
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid, Refused
from yakusho.office.activities import queries, rules, tokens
from yakusho.office.activities.actions.steps import REPORT, lock, tell
from yakusho.office.activities.facts import (
    ActivityAttendanceWithdrawn,
    ActivityAttended,
    ActivityDeclined,
    ActivityJoined,
    facts_about,
)
from yakusho.office.activities.models import Activity, Participation
from yakusho.office.activities.words import refuse_for


@transaction.atomic
def activity_join(*, by: Staff, activity: Activity) -> Participation:
    """Sign up (申込み): for a seat while there is one, else for the waiting list; again changes nothing.

    Raises:
        Refused: not invited, cancelled, reported or over.
    """
    if not queries.is_invited(by, activity):
        raise Refused(_("You are not invited to this activity. Ask the section that holds it."))
    locked = lock(activity)
    refuse_for(rules.why_not_answer(locked.state, locked.ends_at, clock.now()))
    part = Participation.objects.filter(activity=locked, seat=by.seat.id).first()
    if part is not None and part.answer in ("going", "waiting"):
        return part
    answer = rules.answer_for_one_more(_going(locked), locked.capacity)
    part = _set_answer(locked, by, answer)
    fact = ActivityJoined(**facts_about(locked), seat=by.actor, waiting=answer == "waiting")
    tell(locked, fact, by.actor)
    return part


@transaction.atomic
def activity_decline(*, by: Staff, activity: Activity) -> Participation:
    """Say that one will not come (欠席); the next on the waiting list moves up. Again changes nothing.

    Raises:
        Refused: not invited, cancelled, reported or over.
    """
    if not queries.is_invited(by, activity):
        raise Refused(_("You are not invited to this activity. Ask the section that holds it."))
    locked = lock(activity)
    refuse_for(rules.why_not_answer(locked.state, locked.ends_at, clock.now()))
    part = Participation.objects.filter(activity=locked, seat=by.seat.id).first()
    if part is not None and part.answer == "declined":
        return part
    part = _set_answer(locked, by, "declined")
    tell(locked, ActivityDeclined(**facts_about(locked), seat=by.actor), by.actor)
    move_up(locked)
    return part


def _going(activity: Activity) -> int:
    return Participation.objects.filter(activity=activity, answer="going").count()


def _set_answer(activity: Activity, by: Staff, answer: str) -> Participation:
    part, _made = Participation.objects.update_or_create(
        activity=activity, seat_id=by.seat.id, defaults={"answer": answer, "answered_at": clock.now()}
    )
    return part


def move_up(activity: Activity) -> None:
    """Give free seats to those who wait, in their order; the caller holds the lock."""
    waiting = Participation.objects.filter(activity=activity, answer="waiting").order_by("answered_at", "id")
    for seat in rules.moved_up(list(waiting.values_list("seat", flat=True)), _going(activity), activity.capacity):
        Participation.objects.filter(activity=activity, seat=seat).update(answer="going")
        tell(activity, ActivityJoined(**facts_about(activity), seat=str(seat), waiting=False), "system")


@transaction.atomic
def attendance_confirm(*, by: Staff, activity: Activity, way: Literal["qr", "code"], proof: str) -> Participation:
    """Record that one is there (出席): `proof` is the ticket of the scanned link, or the code as typed.

    Raises:
        Refused: the doors are closed, or the scanned link is too old.
        Invalid: the code is not the one on the screen.
    """
    key, now, id = settings.ZONE_KEYS.web, clock.now(), str(activity.id)
    part = Participation.objects.filter(activity=activity, seat=by.seat.id).exclude(attended_at=None).first()
    if part is not None:
        return part
    if way == "qr" and not tokens.ticket_holds(key, id, by.actor, proof, now):
        raise Refused(_("This code has changed since. Scan the one on the screen now."))
    if way == "code" and not tokens.code_holds(key, id, proof, now):
        raise Invalid([FieldError("code", _("This is not the code on the screen now. Look at it again."))])
    locked = lock(activity)
    refuse_for(rules.why_not_attend(locked.state, locked.starts_at, locked.ends_at, now))
    return _attend(locked, by.seat.id, way, by.actor)


@transaction.atomic
def attendance_tick(*, by: Staff, activity: Activity, seat: UUID) -> Participation:
    """Record by hand that somebody is there, from the sign-in list (出席簿); again changes nothing.

    Raises:
        Refused: not `by`'s to report, too early, cancelled or reported.
        Invalid: there is no such seat today.
    """
    permit(by, REPORT, section=activity.section)
    locked = lock(activity)
    refuse_for(rules.why_not_tick(locked.state, locked.starts_at, clock.now()))
    if not Seat.objects.filter(valid_on(clock.today()), id=seat).exists():
        raise Invalid([FieldError("seat", _("Choose people from the list."))])
    return _attend(locked, seat, "hand", by.actor)


@transaction.atomic
def attendance_untick(*, by: Staff, activity: Activity, seat: UUID) -> Participation | None:
    """Take a recorded attendance back; the entry that counted it is corrected.

    Raises:
        Refused: not `by`'s to report, cancelled or reported.
    """
    permit(by, REPORT, section=activity.section)
    locked = lock(activity)
    refuse_for(rules.why_not_tick(locked.state, locked.starts_at, clock.now()))
    part = Participation.objects.filter(activity=locked, seat=seat).first()
    if part is None or part.attended_at is None:
        return part
    fact = ActivityAttendanceWithdrawn(**facts_about(locked), seat=str(seat))
    tell(locked, fact, by.actor, corrects=part.entry)
    part.attended_at, part.way, part.entry = None, "", None
    part.save(update_fields=["attended_at", "way", "entry"])
    return part


def _attend(activity: Activity, seat: UUID, way: str, actor: str) -> Participation:
    part, _made = Participation.objects.get_or_create(
        activity=activity, seat_id=seat, defaults={"answer": "going", "answered_at": clock.now()}
    )
    if part.attended_at is not None:
        return part
    entry = tell(activity, ActivityAttended(**facts_about(activity), seat=str(seat), way=way), actor)
    part.answer, part.attended_at, part.way, part.entry = "going", clock.now(), way, entry.id
    part.save(update_fields=["answer", "attended_at", "way", "entry"])
    return part
