"""One message as a handler sees it, whether it was pulled from a journal or pushed by the inner zone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Message:
    """A message that takes effect exactly once.

    `origin` is the zone it comes from, `position` its place in that zone's journal (or its number when pushed),
    `body` the JSON object of its fact or payload.
    """

    id: UUID
    origin: str
    position: int
    kind: str
    version: int
    subject: str
    recorded_at: datetime
    body: dict[str, Any]
