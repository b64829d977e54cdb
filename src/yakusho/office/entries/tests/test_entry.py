"""One entry as sealed, with what is proven of it; a case number only for those who may see the case."""

from collections.abc import Callable

import pytest
from django.db import transaction

from tests import cast
from yakusho.journal.models import Head, Mirror, Node
from yakusho.journal.write import append
from yakusho.messages.publications import ProcedureClosed
from yakusho.office.entries.queries import entry_at
from yakusho.office.plan.tests.conftest import applications_arrive, procedure_opens, stage

__all__ = ["applications_arrive", "procedure_opens", "stage"]

Arrive = Callable[..., None]
Publish = Callable[[str], None]


def test_an_own_entry_is_proven_under_the_zones_head(stage: cast.Stage, procedure_opens: Publish) -> None:
    procedure_opens("one")
    found = entry_at("office", 0)
    assert found is not None
    assert found.proof == "sealed"
    assert found.content["kind"] == "procedure.published"
    assert "封緘済み" in stage.client(stage.desk_clerk).get("/journal/office/0/").content.decode()


def test_a_mirrored_entry_is_proven_under_the_portals_head(applications_arrive: Arrive) -> None:
    applications_arrive(5)
    for position in range(5):
        found = entry_at("portal", position)
        assert found is not None
        assert found.proof == "sealed"


def test_changed_content_does_not_agree_with_the_head(stage: cast.Stage, applications_arrive: Arrive) -> None:
    applications_arrive(3, changed=1)
    found = entry_at("portal", 1)
    assert found is not None
    assert found.proof == "broken"
    assert "食い違い" in stage.client(stage.desk_clerk).get("/journal/portal/1/").content.decode()


def test_a_missing_node_and_a_forged_head_are_not_believed(applications_arrive: Arrive) -> None:
    applications_arrive(4)
    head = Head.objects.get(origin="portal")
    Head.objects.filter(id=head.id).update(note=head.note.replace("\n4\n", "\n5\n"), size=5)
    forged = entry_at("portal", 0)
    assert forged is not None
    assert forged.proof == "broken"
    Head.objects.filter(id=head.id).update(note=head.note, size=4)
    Node.objects.filter(origin="portal", level=1, index=1).delete()
    missing = entry_at("portal", 0)
    assert missing is not None
    assert missing.proof == "broken"


def test_an_entry_before_the_first_head_waits(stage: cast.Stage, applications_arrive: Arrive) -> None:
    applications_arrive(1)
    Head.objects.filter(origin="portal").delete()
    found = entry_at("portal", 0)
    assert found is not None
    assert found.proof == "waiting"


def test_the_case_number_is_shown_only_to_those_who_may_see_the_case(
    stage: cast.Stage, applications_arrive: Arrive
) -> None:
    applications_arrive(1)
    number = Mirror.objects.get(origin="portal", position=0).content["body"]["number"]
    assert number in stage.client(stage.desk_clerk).get("/journal/portal/0/").content.decode()
    assert number not in stage.client(stage.clerk_elsewhere).get("/journal/portal/0/").content.decode()


@pytest.mark.parametrize("path", ["/journal/office/999/", "/journal/portal/0/", "/journal/mynumber/0/"])
def test_an_entry_that_is_not_here_is_not_found(stage: cast.Stage, path: str) -> None:
    client = stage.client(stage.desk_clerk)
    assert client.get(path).status_code == 404
    assert client.get(f"/journal/office/{'9' * 30}/").status_code == 404


def test_an_entry_without_a_place_is_not_shown(stage: cast.Stage) -> None:
    with transaction.atomic():
        append(ProcedureClosed(procedure="one", generation=1), subject="one", actor="system")
    assert entry_at("office", 0) is None
