"""Publishing and closing procedures."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import cast
from yakusho.desk.procedures.models import ProcedureDefinition
from yakusho.forms import Malformed
from yakusho.journal import blobs
from yakusho.journal.models import Entry, Outgoing
from yakusho.kernel.errors import Refused
from yakusho.office.procedures.actions import procedure_close, procedure_publish, procedures_begin


def _sent() -> list[dict]:
    return [each.payload for each in Outgoing.objects.filter(kind="publication.made").order_by("made_at")]


def _changed(stage: cast.Stage) -> str:
    return stage.text + "\n# changed\n"


def test_a_new_generation_goes_to_the_journal_and_to_the_portal(stage: cast.Stage) -> None:
    text = _changed(stage)
    assert procedure_publish(by=stage.secretariat, text=text) == 2
    entry = Entry.objects.get(kind="procedure.published")
    assert entry.body["generation"] == 2
    assert blobs.read(entry.body["content"]).decode() == text
    sent = _sent()[0]
    assert (sent["kind"], sent["key"], sent["generation"], sent["withdrawn"]) == (
        "procedure",
        stage.compiled.procedure.code,
        2,
        False,
    )
    assert sent["content"] == {"definition": text}


def test_the_same_text_again_publishes_nothing(stage: cast.Stage) -> None:
    assert procedure_publish(by=stage.secretariat, text=stage.text) == 1
    assert not Outgoing.objects.exists()


def test_closing_is_a_generation_of_its_own_and_happens_once(stage: cast.Stage) -> None:
    code = stage.compiled.procedure.code
    for _ in range(2):
        procedure_close(by=stage.secretariat, code=code)
    assert [(each["generation"], each["withdrawn"]) for each in _sent()] == [(2, True)]
    assert Entry.objects.filter(kind="procedure.closed").count() == 1
    assert procedure_publish(by=stage.secretariat, text=stage.text) == 3


def test_a_published_text_never_changes(stage: cast.Stage) -> None:
    procedure_publish(by=stage.secretariat, text=_changed(stage))
    assert ProcedureDefinition.objects.get(generation=1).text == stage.text


def test_a_procedure_of_no_section_is_refused_with_its_line(stage: cast.Stage) -> None:
    text = stage.text.replace(f"section: {stage.section}", "section: nowhere")
    with pytest.raises(Malformed) as malformed:
        procedure_publish(by=stage.secretariat, text=text)
    assert text.splitlines()[malformed.value.findings[0].line - 1] == "section: nowhere"


def test_a_clerk_publishes_and_closes_nothing(stage: cast.Stage) -> None:
    with pytest.raises(Refused):
        procedure_publish(by=stage.desk_clerk, text=stage.text)
    with pytest.raises(Refused):
        procedure_close(by=stage.desk_clerk, code=stage.compiled.procedure.code)


def test_a_new_home_publishes_every_procedure_of_the_ward(stage: cast.Stage) -> None:
    procedures_begin()
    zones = {each.zone for each in ProcedureDefinition.objects.all()}
    assert zones == {"office", "mynumber"}


def test_the_page_publishes_closes_and_shows_what_to_mend(stage: cast.Stage) -> None:
    client = stage.client(stage.secretariat)
    assert client.get("/procedures/").status_code == 200
    faulty = SimpleUploadedFile("p.yaml", stage.text.replace("zone: office", "zone: nowhere").encode())
    page = client.post("/procedures/publish/", {"file": faulty})
    assert page.status_code == 422
    assert page.context["findings"][0].line > 1
    assert "zone: nowhere" in page.content.decode()
    mended = client.post("/procedures/publish/", {"text": _changed(stage)}, follow=True)
    assert [each.generation for each in mended.context["published"]] == [2]
    code = stage.compiled.procedure.code
    closed = client.post(f"/procedures/{code}/close/", follow=True)
    assert [each.open for each in closed.context["published"]] == [False]
