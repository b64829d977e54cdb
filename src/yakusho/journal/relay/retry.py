"""Trying parked messages again: by a person from the problems page, and by the worker for those that only wait."""

from django.conf import settings
from django.db.models import Min

from yakusho.journal.models import Incoming, Mirror, Parked
from yakusho.journal.receive import take_again
from yakusho.journal.relay import OUTER, inbox, pull
from yakusho.journal.relay.client import Client, Unreachable
from yakusho.kernel import clock
from yakusho.messages.message import Message

SUBJECTS_MAX = 20


def due() -> int:
    """Try what is due among the first parked messages of each subject; answers how many subjects moved on.

    So a failure that has passed, and whatever came to wait behind it, needs nobody at the problems page.
    """
    firsts = Parked.objects.values("channel", "subject").annotate(first=Min("position")).order_by("first")
    moved = 0
    for channel, position in firsts.values_list("channel", "first")[:SUBJECTS_MAX]:
        parked = Parked.objects.filter(channel=channel, position=position).first()
        if parked is not None and (parked.next_try is None or parked.next_try <= clock.now()):
            moved += retry(parked.id)
    return moved


def _message(parked: Parked) -> Message:
    way, _, origin = parked.channel.partition(":")
    if way == "pull":
        return pull.as_message(Mirror.objects.get(origin=origin, position=parked.position))
    return inbox.as_message(origin, Incoming.objects.get(number=parked.position))


def retry(parked_id: int) -> bool:
    """Try a parked message again, and those that waited behind it in order; True when all took effect.

    A message that waits behind an earlier one of its subject is tried only after that one.
    """
    chosen = Parked.objects.filter(id=parked_id).first()
    if chosen is None:
        return True
    same = Parked.objects.filter(channel=chosen.channel, subject=chosen.subject).order_by("position")
    for parked in same:
        if parked.channel.startswith("pull:") and settings.ZONE in OUTER:
            _bring_content(parked)
        if not take_again(parked, _message(parked)):
            return False
    return True


def _bring_content(parked: Parked) -> None:
    client = Client()
    try:
        pull.fetch_again(client, parked)
    except Unreachable:
        return  # the message says itself what it lacks
    finally:
        client.close()
