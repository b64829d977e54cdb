"""Somebody acts for the applicant, and a number that nobody should see is sealed on its own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.pictures import jpeg
from yakusho.journal import blobs
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.sealing import open_part, open_submission
from yakusho.messages.submissions import Acting
from yakusho.messages.submissions import Submission as Content
from yakusho.portal.apply.models import Submission
from yakusho.portal.tests.resident import BENEFIT, Resident, definition_text, example_of, publish

pytestmark = pytest.mark.usefixtures("procedures")

ACTS_FOR = """acts_for:
  - kind: self
  - {kind: agent, name: agent_name, proofs: [letter]}
needed_things:
"""
ITEMS = """        items:
          - {id: acting, kind: acting, label: {ja: だれが申請しますか, en: Who applies}}
          - {id: agent_name, kind: name, label: {ja: 代理人の氏名, en: Name of the agent}, when: 'acting == "agent"'}
          - {id: letter, kind: file, label: {ja: 委任状, en: Letter of attorney}, when: 'acting == "agent"'}
          - {id: my_number, kind: my_number, label: {ja: 個人番号, en: Individual number}, required: false}
          - id: name
"""
LETTER = jpeg(content=b"letter of attorney " * 50)
NUMBER = "123456789018"


@pytest.fixture
def resident() -> Resident:
    """Someone who opens a form in which others may act, too."""
    text = definition_text(BENEFIT).replace("needed_things:\n", ACTS_FOR, 1)
    publish(BENEFIT, 2, text=text.replace("        items:\n          - id: name\n", ITEMS, 1))
    return Resident(BENEFIT).opens()


def sealed(settings) -> Content:
    """What the zone that decides will read."""
    submission = Submission.objects.get()
    keys = load_zone_keys(settings.ZONE_FOLDER.parent / submission.zone / "keys")
    return open_submission(blobs.read(submission.receipt["entry"]["body"]["sealed"]), keys.sealing)


def test_an_agent_is_asked_for_the_letter_and_stands_in_the_submission(resident, settings):
    answers = example_of(BENEFIT, "family")["application"] | {"acting": "agent", "agent_name": "見本 代理"}
    resident.sends("application", answers)
    assert "委任状" in resident.text
    letter = SimpleUploadedFile("委任状.jpg", LETTER, "image/jpeg")
    resident.sends("application", answers, letter=letter).submits()
    acting = sealed(settings).acting
    assert acting == Acting(kind="agent", name="見本　代理", proofs=("letter",))


def test_who_acts_for_themselves_shows_no_letter(resident, settings):
    resident.sends("application", example_of(BENEFIT, "family")["application"] | {"acting": "self"}).submits()
    assert sealed(settings).acting == Acting(kind="self")


def test_an_individual_number_is_sealed_on_its_own_and_hidden_on_the_check_page(resident, settings):
    answers = example_of(BENEFIT, "family")["application"] | {"acting": "self", "my_number": NUMBER}
    resident.sends("application", answers)
    assert NUMBER not in resident.text
    resident.submits()
    content = sealed(settings)
    assert NUMBER not in content.model_dump_json()
    keys = load_zone_keys(settings.ZONE_FOLDER.parent / "mynumber" / "keys")
    assert open_part(content.parts, keys.sealing) == {"my_number": NUMBER}


def test_a_procedure_that_asks_neither_sends_neither(settings):
    Resident(BENEFIT).applies("family")
    content = sealed(settings)
    assert (content.acting, content.parts) == (None, "")
