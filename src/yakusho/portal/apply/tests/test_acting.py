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

ITEMS = """        items:
          - {id: my_number, kind: my_number, label: {ja: 個人番号, en: Individual number}, required: false}
          - id: name
"""
AGENT = {
    "agent-name": "見本 代理",
    "agent-kana": "ミホン ダイリ",
    "agent_address-postcode": "999-0001",
    "agent_address-prefecture": "osaka",
    "agent_address-rest": "見本市1-1",
}
LETTER = jpeg(content=b"letter of attorney " * 50)
NUMBER = "123456789018"


@pytest.fixture
def resident() -> Resident:
    """Someone who opens a form in which others may act, too, and that asks for an individual number."""
    text = definition_text(BENEFIT)
    publish(BENEFIT, 2, text=text.replace("        items:\n          - id: name\n", ITEMS, 1))
    return Resident(BENEFIT).opens()


def sealed(settings) -> Content:
    """What the zone that decides will read."""
    submission = Submission.objects.get()
    keys = load_zone_keys(settings.ZONE_FOLDER.parent / submission.zone / "keys")
    return open_submission(blobs.read(submission.receipt["entry"]["body"]["sealed"]), keys.sealing)


def test_an_agent_is_asked_for_the_letter_and_stands_in_the_submission(resident, settings):
    resident.sends("application", example_of(BENEFIT, "family")["application"] | {"acting": "agent"})
    assert "代理が分かるもの" in resident.text
    letter = SimpleUploadedFile("委任状.jpg", LETTER, "image/jpeg")
    resident.sends("agent", AGENT, agent_proof=letter).submits()
    acting = sealed(settings).acting
    expected = Acting(
        kind="agent", name="見本　代理", kana="ミホン ダイリ", address="大阪府見本市1-1", proofs=("agent_proof",)
    )
    assert acting == expected


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


def test_who_leaves_the_question_blank_acts_for_themselves_and_nothing_is_sealed_apart(settings):
    Resident(BENEFIT).applies("family")
    content = sealed(settings)
    assert (content.acting, content.parts) == (Acting(kind="self"), "")
