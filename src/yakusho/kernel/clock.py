"""The only source of time; dates that count are dates in Tokyo.

A sample home may move the clock with an offset file (whole seconds), so that a year can be played in minutes.
Nothing else in the house calls `datetime.now`.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")

OFFSET_HOLDS_SECONDS = 0.05

_offset_file: Path | None = None
_read_offset, _read_at = timedelta(), float("-inf")


def use_offset_file(path: Path | None) -> None:
    """Read the clock's offset from `path` from now on (sample homes only); None returns to the real clock."""
    global _offset_file, _read_at
    _offset_file, _read_at = path, float("-inf")


def _offset() -> timedelta:
    global _read_offset, _read_at
    if _offset_file is None:
        return timedelta()
    if monotonic() - _read_at > OFFSET_HOLDS_SECONDS:
        try:
            _read_offset = timedelta(seconds=int(_offset_file.read_text("ascii")))
        except FileNotFoundError:
            _read_offset = timedelta()
        _read_at = monotonic()
    return _read_offset


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
