"""Publishing the organisation from the office."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import cast
from yakusho.desk.staff.document import Organisation
from yakusho.desk.staff.models import Section
from yakusho.desk.staff.queries import generation
from yakusho.journal import blobs
from yakusho.journal.models import Entry
from yakusho.kernel.errors import Refused
from yakusho.office.organisation.actions import organisation_begin, organisation_publish


def _text() -> str:
    return (Path(settings.WARD_FOLDER) / "organisation.yaml").read_text("utf-8")


def test_a_publication_is_a_fact_with_the_whole_organisation_beside_it(stage: cast.Stage) -> None:
    assert organisation_publish(by=stage.secretariat, text=_text()) == 1
    entry = Entry.objects.get(kind="organisation.published")
    assert entry.actor == stage.secretariat.actor
    published = Organisation.model_validate_json(blobs.read(entry.body["content"]))
    assert len(published.sections) == Section.objects.count()
    assert generation() == 1


def test_a_new_home_begins_with_the_ward_s_file(db) -> None:
    organisation_begin()
    assert Section.objects.count() > 28


def test_others_do_not_publish_it(stage: cast.Stage) -> None:
    with pytest.raises(Refused):
        organisation_publish(by=stage.section_head, text=_text())
    assert not Entry.objects.exists()


def test_a_faulty_file_is_shown_with_its_lines(stage: cast.Stage) -> None:
    client = stage.client(stage.secretariat)
    upload = SimpleUploadedFile("organisation.yaml", _text().replace("department: somu,", "department: x,").encode())
    page = client.post("/organisation/publish/", {"file": upload})
    assert page.status_code == 422
    assert page.context["findings"][0].line > 1
    assert generation() == 0


def test_everybody_with_a_seat_can_read_it(stage: cast.Stage) -> None:
    page = stage.client(stage.clerk_elsewhere).get("/organisation/")
    assert page.status_code == 200
    assert not page.context["may_publish"]
