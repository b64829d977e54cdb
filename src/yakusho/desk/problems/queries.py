"""What got stuck in this zone, for one page."""

from dataclasses import dataclass
from datetime import datetime

from yakusho.desk.problems import words
from yakusho.journal.models import Parked
from yakusho.journal.problems import open_problems

PARKED_ROWS_MAX = 200


@dataclass(frozen=True)
class OpenProblem:
    """One problem (困りごと) in words."""

    what: str
    reason: str
    place: str
    since: datetime
    last_seen: datetime
    count: int
    remedy: str


@dataclass(frozen=True)
class StuckMessage:
    """One parked message (止まっている連絡); `waits` when it only waits behind another."""

    id: int
    kind: str
    channel: str
    reason: str
    since: datetime
    attempts: int
    waits: bool


def problems() -> list[OpenProblem]:
    """Problems that nobody and nothing solved yet, the newest first; parked messages have their own list."""
    return [
        OpenProblem(
            what=words.what(row.what),
            reason=words.reason(row.reason),
            place=row.place,
            since=row.since,
            last_seen=row.last_seen,
            count=row.count,
            remedy=words.remedy(row.what),
        )
        for row in open_problems()
        if row.what != "message_parked"
    ]


def stuck_messages() -> list[StuckMessage]:
    """Parked messages, the oldest first."""
    return [
        StuckMessage(
            id=row.id,
            kind=row.kind,
            channel=row.channel,
            reason=words.reason(row.reason),
            since=row.parked_at,
            attempts=row.attempts,
            waits=row.reason == "waits",
        )
        for row in Parked.objects.order_by("parked_at", "id")[:PARKED_ROWS_MAX]
    ]
