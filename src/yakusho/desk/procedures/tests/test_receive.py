"""Procedures arrive in the zone that decides, and nowhere else."""

from dataclasses import replace

import pytest

from tests import cast
from yakusho.desk.procedures.models import ProcedureDefinition
from yakusho.desk.procedures.queries import Unpublished, compiled, newest
from yakusho.desk.procedures.receive import WrongDefinition, procedure_closed, procedure_published
from yakusho.journal import blobs
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.messages.message import Message


def _published(stage: cast.Stage, text: str, **changes) -> Message:
    procedure = stage.compiled.procedure
    body = {
        "procedure": procedure.code,
        "generation": 2,
        "zone": procedure.zone,
        "section": procedure.section,
        "online": True,
        "content": blobs.put(text.encode()),
        **changes,
    }
    return Message(new_id(), "office", 0, "procedure.published", 1, procedure.code, clock.now(), body)


def test_a_new_generation_is_kept_beside_the_one_before(stage: cast.Stage) -> None:
    text = stage.text + "\n# changed\n"
    message = _published(stage, text)
    procedure_published(message)
    procedure_published(message)
    assert [each.generation for each in ProcedureDefinition.objects.order_by("generation")] == [1, 2]
    assert compiled(stage.compiled.procedure.code, 2).procedure.code == stage.compiled.procedure.code
    assert [each.generation for each in newest()] == [2]


def test_a_procedure_of_another_zone_is_not_kept(stage: cast.Stage) -> None:
    other = "mynumber" if stage.compiled.procedure.zone == "office" else "office"
    procedure_published(_published(stage, stage.text, zone=other))
    assert ProcedureDefinition.objects.count() == 1


def test_content_of_another_procedure_is_refused(stage: cast.Stage) -> None:
    with pytest.raises(WrongDefinition):
        procedure_published(_published(stage, stage.text, procedure="something-else"))


def test_a_closed_procedure_says_so_and_its_cases_stay_readable(stage: cast.Stage) -> None:
    code = stage.compiled.procedure.code
    message = replace(_published(stage, stage.text), kind="procedure.closed", body={"procedure": code, "generation": 2})
    procedure_closed(message)
    assert ProcedureDefinition.objects.get().closed_at is not None
    assert compiled(code, 1)


def test_an_unknown_generation_is_said_to_be_unpublished(stage: cast.Stage) -> None:
    with pytest.raises(Unpublished):
        compiled(stage.compiled.procedure.code, 99)
