"""Reads of the room: the ward's plan file, the version that stands, the draft, and older versions."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from yakusho.office.plan_editing.models import PlanDraft, PlanVersion


@dataclass(frozen=True)
class Kept:
    """A version without its text."""

    number: int
    content_hash: str
    decided_on: date
    decided_by: str
    words: str
    seat: str
    recorded_at: datetime


def ward_file() -> Path | None:
    """The ward's latest plan file, by name; it is version 0 of that plan."""
    found = sorted((Path(settings.WARD_FOLDER) / "plans").glob("plan-*.yaml"))
    return found[-1] if found else None


def standing_number(file: str) -> int:
    """The number of the version that stands; 0 when nothing was decided over the ward's file."""
    numbers = PlanVersion.objects.filter(file=file).order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def text_of(file: Path, number: int) -> str | None:
    """The text of a version; None when there is no such version."""
    if number == 0:
        return file.read_text("utf-8")
    return PlanVersion.objects.filter(file=file.name, number=number).values_list("text", flat=True).first()


def draft_of(file: Path) -> PlanDraft | None:
    """The draft of the next version; None when nobody has begun one."""
    return PlanDraft.objects.filter(file=file.name).first()


def versions(file: Path) -> Sequence[Kept]:
    """All decided versions, the newest first, without their texts."""
    rows = PlanVersion.objects.filter(file=file.name).order_by("-number")
    columns = rows.values_list(
        "number", "content_hash", "decided_on", "decided_by", "words", "seat", "recorded_at", named=True
    )
    return [
        Kept(
            row.number,
            row.content_hash,
            row.decided_on,
            row.decided_by,
            row.words,
            str(row.seat),
            row.recorded_at,
        )
        for row in columns
    ]


def decided(key: str) -> bool:
    """Whether a form of this id has decided a version already."""
    return PlanVersion.objects.filter(key=key).exists()


def text_hash(text: str) -> str:
    """What the journal knows of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
