"""The only source of time; dates that count are dates in Tokyo.

A sample home may move the clock with an offset file (whole seconds), so that a year can be played in minutes.
Nothing else in the house calls `datetime.now`.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")

_offset_file: Path | None = None


def use_offset_file(path: Path | None) -> None:
    """Read the clock's offset from `path` from now on (sample homes only); None returns to the real clock."""
    global _offset_file
    _offset_file = path


def _offset() -> timedelta:
    if _offset_file is None:
        return timedelta()
    try:
        return timedelta(seconds=int(_offset_file.read_text("ascii")))
    except FileNotFoundError:
        return timedelta()


def now() -> datetime:
    """The present instant, UTC, with microseconds."""
    return datetime.now(UTC) + _offset()


def today() -> date:
    """The present day in Tokyo."""
    return now().astimezone(TOKYO).date()


def in_tokyo(instant: datetime) -> datetime:
    """The same instant on Tokyo's wall clock."""
    return instant.astimezone(TOKYO)


def rfc3339(instant: datetime) -> str:
    """An instant as RFC 3339 text in UTC with microseconds: `2026-11-24T08:00:00.000000Z`, one spelling only."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_rfc3339(text: str) -> datetime:
    """The instant of `rfc3339` text.

    Raises:
        ValueError: the text is not of that one spelling.
    """
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
