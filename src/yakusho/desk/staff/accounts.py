"""Accounts and seats, as the zone's administration opens and ends them."""

import base64
import secrets
from datetime import date, timedelta
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from yakusho.desk.staff.actions import seat_assign
from yakusho.desk.staff.facts import SeatClosed, SeatOpened
from yakusho.desk.staff.models import Post, Seat, Section, User
from yakusho.desk.staff.permissions import FUNCTIONS, Staff, permit
from yakusho.desk.staff.queries import valid_on
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid, Refused

USERNAME_BYTES = 5
PASSWORD_BYTES = 10
NAME_CHARACTERS_MAX = 80


def _code(count: int) -> str:
    return base64.b32encode(secrets.token_bytes(count)).decode().lower()


def new_account(name: str) -> tuple[User, str]:
    """An account with an opaque user name and a first password, which is known to nobody afterwards."""
    text = _code(PASSWORD_BYTES)
    password = "-".join(text[i : i + 4] for i in range(0, len(text), 4))
    return User.objects.create_user(f"u-{_code(USERNAME_BYTES)}", password, name), password


@transaction.atomic
def account_open(*, by: Staff, name: str) -> tuple[User, str]:
    """Open an account for a person; answers it with its first password, to be shown once.

    Raises:
        Refused: `by` doesn't manage staff.
        Invalid: the name is empty or too long.
    """
    permit(by, "staff.manage")
    plain = name.strip()
    if not plain or len(plain) > NAME_CHARACTERS_MAX:
        raise Invalid([FieldError("name", _("Write the person's name."))])
    return new_account(plain)


@transaction.atomic
def seat_open(
    *, by: Staff, user: User, section: str, post: str, functions: list[str], since: date | None, until: date | None
) -> Seat:
    """Give a person a seat (発令).

    Raises:
        Refused: `by` doesn't manage staff, or would give themselves more rights.
        Invalid: a section, post, function or day that can't be.
    """
    permit(by, "staff.manage")
    if user.pk == by.user_id:
        raise Refused(_("Nobody gives a seat to themselves. Ask a colleague."))
    day = since or clock.today()
    errors = []
    if not Section.objects.filter(valid_on(day), code=section).exists():
        errors.append(FieldError("section", _("Choose a section that exists on that day.")))
    if not Post.objects.filter(code=post).exists():
        errors.append(FieldError("post", _("Choose a post.")))
    if not functions or not set(functions) <= set(FUNCTIONS):
        errors.append(FieldError("functions", _("Choose at least one function.")))
    if until is not None and until < day:
        errors.append(FieldError("until", _("The last day comes before the first.")))
    if errors:
        raise Invalid(errors)
    seat = seat_assign(user, section=section, post=post, functions=functions, since=day, until=until)
    fact = SeatOpened(
        seat=str(seat.id), section=section, post=post, functions=tuple(seat.functions), since=day, until=until
    )
    append(fact, subject=str(seat.id), actor=by.actor, section=section)
    return seat


@transaction.atomic
def seat_close(*, by: Staff, seat_id: UUID) -> None:
    """End a seat at once: yesterday was its last day. One that began today keeps the day, without functions.

    Ending it twice is harmless.

    Raises:
        Refused: `by` doesn't manage staff, or would end their own seat.
    """
    permit(by, "staff.manage")
    if seat_id == by.seat.id:
        raise Refused(_("Nobody ends the seat they act in. Ask a colleague."))
    seat = Seat.objects.select_for_update().filter(id=seat_id).first()
    if seat is None:
        return
    until = max(clock.today() - timedelta(days=1), seat.valid_from)
    if seat.valid_until is not None and seat.valid_until <= until:
        return
    seat.valid_until = until
    seat.functions = [] if until == clock.today() else seat.functions
    seat.save()
    append(SeatClosed(seat=str(seat.id), until=until), subject=str(seat.id), actor=by.actor, section=seat.section_id)


def sessions_clear() -> int:
    """Forget sessions that have expired; a worker loop."""
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]
