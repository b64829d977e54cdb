"""Reads of published procedures, compiled once per process."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from yakusho.desk.procedures.models import ProcedureDefinition
from yakusho.forms import Compiled, Procedure, compile_procedure, load
from yakusho.forms.tables import ward_tables

COMPILED_MAX = 200


class Unpublished(Exception):
    """No such generation of a procedure is known in this zone (yet)."""


@lru_cache(maxsize=COMPILED_MAX)
def _compiled(content_hash: str) -> Compiled:
    row = ProcedureDefinition.objects.filter(content_hash=content_hash).first()
    if row is None:
        raise Unpublished(content_hash)
    return compile_procedure(load(row.text), ward_tables(Path(settings.WARD_FOLDER)))


def compiled(code: str, generation: int) -> Compiled:
    """A published generation, ready to show answers.

    Raises:
        Unpublished: it isn't known here.
    """
    row = ProcedureDefinition.objects.filter(code=code, generation=generation).only("content_hash").first()
    if row is None:
        raise Unpublished(f"{code} {generation}")
    return _compiled(row.content_hash)


def ready(row: ProcedureDefinition) -> Compiled:
    """A published generation that was read already, ready to show answers: no query once it was used."""
    return _compiled(row.content_hash)


def definition(code: str, generation: int) -> Procedure:
    """A published generation as its file declares it.

    Raises:
        Unpublished: it isn't known here.
    """
    return compiled(code, generation).procedure


def titles() -> dict[str, str]:
    """Every procedure's newest title by code, in the reader's language."""
    english = get_language() == "en"
    rows = ProcedureDefinition.objects.order_by("generation").values_list("code", "title_ja", "title_en")
    return {code: en if english else ja for code, ja, en in rows}


def newest() -> list[ProcedureDefinition]:
    """The newest generation of each procedure, by code, without the text."""
    found: dict[str, ProcedureDefinition] = {}
    for row in ProcedureDefinition.objects.order_by("code", "generation").defer("text"):
        found[row.code] = row
    return list(found.values())


def newest_of(code: str) -> ProcedureDefinition | None:
    """The newest generation of one procedure, or None."""
    return ProcedureDefinition.objects.filter(code=code).order_by("-generation").first()
