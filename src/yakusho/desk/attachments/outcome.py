"""What the sandboxed child answers: one line of JSON, then the copy; told by codes alone, so that nothing leaks."""

import json
from dataclasses import asdict, dataclass

from yakusho.desk.attachments.bounds import COPY_BYTES_MAX, HEADER_BYTES_MAX, PAGES_MAX
from yakusho.kernel.files import EXTENSIONS

METHODS = ("pictures", "stripped", "reencoded", "parts")
"""PDF drawn page by page into pictures; PDF stripped of all that acts; picture encoded anew; office parts allowed."""

REASONS = (
    "animated",
    "cannot_open",
    "crashed",
    "empty",
    "encrypted",
    "external",
    "macros",
    "other_kind",
    "part_not_allowed",
    "time",
    "too_large",
    "too_many_pages",
    "too_many_pixels",
    "unknown_kind",
    "unreadable",
)
"""Why there is no copy of a file: it is suspicious."""


class Suspicious(Exception):
    """A file of which no copy is made; `reason` is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Garbled(Exception):
    """What the child answered is no outcome."""


@dataclass(frozen=True)
class Outcome:
    """What became of a file: with a `reason` it is suspicious, without one `size_bytes` of a copy follow."""

    reason: str = ""
    method: str = ""
    media_type: str = ""
    size_bytes: int = 0
    pages: int = 0

    def header(self) -> bytes:
        """The line that goes before the copy."""
        return json.dumps(asdict(self)).encode() + b"\n"


def read_header(line: bytes) -> Outcome:
    """The outcome of a child's first line; the child has read hostile input, so each value is judged.

    Raises:
        Garbled: it says anything else than an outcome.
    """
    if len(line) > HEADER_BYTES_MAX or not line.endswith(b"\n"):
        raise Garbled("no header")
    try:
        outcome = Outcome(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise Garbled("no outcome") from error
    if not (_is_suspicious(outcome) or _is_copy(outcome)):
        raise Garbled("impossible outcome")
    return outcome


def _is_suspicious(outcome: Outcome) -> bool:
    return outcome == Outcome(reason=outcome.reason) and outcome.reason in REASONS


def _is_copy(outcome: Outcome) -> bool:
    counts = (outcome.size_bytes, outcome.pages)
    return (
        outcome.reason == ""
        and outcome.method in METHODS
        and outcome.media_type in EXTENSIONS
        and all(type(count) is int for count in counts)
        and 0 < outcome.size_bytes <= COPY_BYTES_MAX
        and 0 <= outcome.pages <= PAGES_MAX
    )
