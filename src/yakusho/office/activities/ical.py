"""Calendar files (iCalendar, RFC 5545) that calendar programs read; pure.

Times are written on Tokyo's clock with its VTIMEZONE, which has known no summer time since 1951.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from yakusho.kernel.clock import TOKYO

LINE_OCTETS_MAX = 75  # RFC 5545 3.1, without the line break
ZONE_NAME = "Asia/Tokyo"
MEDIA_TYPE = "text/calendar; charset=utf-8"

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE_NAME}",
    "BEGIN:STANDARD",
    "DTSTART:19510908T010000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "TZNAME:JST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True)
class Event:
    """One event; `uid` never changes, `sequence` grows with each change that people should hear of."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    text: str
    url: str
    cancelled: bool


def calendar_text(name: str, events: Iterable[Event]) -> str:
    """A calendar with these events, as a file or as what a subscribed address answers."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yakusho//Activities//JA", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}", f"X-WR-TIMEZONE:{ZONE_NAME}", *_TIME_ZONE]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in fold(line))


def _event(event: Event) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_utc(event.changed_at)}",
        f"LAST-MODIFIED:{_utc(event.changed_at)}",
        f"DTSTART;TZID={ZONE_NAME}:{_local(event.starts_at)}",
        f"DTEND;TZID={ZONE_NAME}:{_local(event.ends_at)}",
        f"SUMMARY:{_text(event.title)}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        f"URL:{event.url}",
    ]
    lines += [f"LOCATION:{_text(event.place)}"] if event.place else []
    lines += [f"DESCRIPTION:{_text(event.text)}"] if event.text else []
    return [*lines, "END:VEVENT"]


def fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, each after the first begun with a space; no character is cut."""
    piece, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > LINE_OCTETS_MAX:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + character, octets + size
    yield piece


def _text(text: str) -> str:
    """Text as a property value (RFC 5545 3.3.11): escaped, without other control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c == "\n" or c >= " ").translate(_ESCAPES)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(TOKYO):%Y%m%dT%H%M%S}"
