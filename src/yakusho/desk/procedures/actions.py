"""Keeping published procedures in this zone."""

from datetime import datetime

from yakusho.desk.procedures.models import ProcedureDefinition
from yakusho.forms import Procedure


def definition_keep(
    procedure: Procedure, *, text: str, generation: int, content_hash: str, published_at: datetime
) -> bool:
    """Keep a published generation; False when it is here already."""
    if ProcedureDefinition.objects.filter(code=procedure.code, generation=generation).exists():
        return False
    ProcedureDefinition.objects.create(
        code=procedure.code,
        generation=generation,
        zone=procedure.zone,
        section=procedure.section,
        title_ja=procedure.title.ja,
        title_en=procedure.title.en,
        text=text,
        content_hash=content_hash,
        published_at=published_at,
    )
    return True


def definition_close(code: str, *, at: datetime) -> None:
    """Say of all generations of a procedure that they take no more applications."""
    ProcedureDefinition.objects.filter(code=code, closed_at=None).update(closed_at=at)
