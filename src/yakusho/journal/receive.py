"""Taking messages: each takes effect exactly once; one that fails is parked, and only its own subject waits."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from yakusho.journal import crash, problems
from yakusho.journal.models import Parked
from yakusho.journal.rooms import Handler, handlers, receives
from yakusho.kernel import clock
from yakusho.messages.message import Message

__all__ = ["receives", "subjects_parked", "take", "take_again"]

log = logging.getLogger("yakusho.journal.receive")

PASSING_FAULTS = (OperationalError, InterfaceError, OSError)
"""What says nothing of the message: a locked or lost database, a full disk. The whole step is tried again."""

RETRY_SECONDS, RETRY_SECONDS_MAX = 5, 3_600


class UnknownKind(Exception):
    """A message was pushed to this zone that no room of it takes: this zone runs older code than the sender."""


def subjects_parked(channel: str) -> set[str]:
    """Subjects of a channel whose messages must wait behind a failed one."""
    return set(Parked.objects.filter(channel=channel).values_list("subject", flat=True))


def take(channel: str, message: Message, parked: set[str], advance: Callable[[], None]) -> None:
    """Let a message take effect in one transaction with `advance` (cursor or inbox row), or park it with `advance`.

    `parked` is the channel's set of waiting subjects; it grows when this message is parked.
    """
    handler = _handler(channel, message)
    if handler is not None and message.subject in parked:
        _park(channel, message, "waits", advance)
        return
    try:
        with transaction.atomic():
            advance()
            if handler is not None:
                handler(message)
            crash.point("receive.before_commit")
    except PASSING_FAULTS:
        raise
    except Exception as error:
        log.exception("a message of kind %s could not be taken", message.kind)
        parked.add(message.subject)
        _park(channel, message, _reason(error), advance)
        return
    crash.point("receive.after_commit")


def _handler(channel: str, message: Message) -> Handler | None:
    """Who takes a message. A journal is mirrored whole, so kinds nobody takes are ordinary there; pushes are meant."""
    handler = handlers().get(message.kind)
    return _unknown if handler is None and channel.startswith("push:") else handler


def _unknown(message: Message) -> None:
    raise UnknownKind(message.kind)


def _reason(error: Exception) -> str:
    return type(error).__name__


def _next_try(attempts: int) -> datetime:
    """When a message that failed `attempts` times is tried again by itself."""
    return clock.now() + timedelta(seconds=min(RETRY_SECONDS_MAX, RETRY_SECONDS * 2**attempts))


def _park(channel: str, message: Message, reason: str, advance: Callable[[], None]) -> None:
    with transaction.atomic():
        advance()
        Parked.objects.create(
            channel=channel,
            position=message.position,
            kind=message.kind,
            subject=message.subject,
            reason=reason,
            parked_at=clock.now(),
            attempts=1 if reason != "waits" else 0,
            next_try=_next_try(1) if reason != "waits" else None,
        )
        if reason != "waits":
            problems.report(f"parked:{channel}:{message.position}", "message_parked", reason, place=channel)


def take_again(parked: Parked, message: Message) -> bool:
    """Try a parked message once more; True when it took effect."""
    handler = _handler(parked.channel, message)
    try:
        with transaction.atomic():
            if not Parked.objects.filter(id=parked.id).delete()[0]:
                return True
            if handler is not None:
                handler(message)
            problems.solve(f"parked:{parked.channel}:{parked.position}")
    except PASSING_FAULTS:
        raise
    except Exception as error:
        log.exception("a parked message of kind %s failed again", message.kind)
        attempts = parked.attempts + 1
        Parked.objects.filter(id=parked.id).update(
            reason=_reason(error), attempts=attempts, next_try=_next_try(attempts)
        )
        problems.report(
            f"parked:{parked.channel}:{parked.position}", "message_parked", _reason(error), place=parked.channel
        )
        return False
    return True


def channel_of(origin: str, way: str) -> str:
    """The name of a channel: `pull:portal` for messages from a mirrored journal, `push:mynumber` for pushed ones."""
    if origin == settings.ZONE:
        raise ValueError("a zone takes no messages from itself")
    return f"{way}:{origin}"
