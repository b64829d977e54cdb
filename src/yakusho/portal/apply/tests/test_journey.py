"""From the first page to the receipt."""

import pytest

from yakusho.journal import blobs
from yakusho.journal.models import Entry
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.sealing import lookup_id, open_submission
from yakusho.portal.apply.models import Submission
from yakusho.portal.tests.resident import BENEFIT, DISCLOSURE, Resident

pytestmark = pytest.mark.usefixtures("procedures")


def test_a_resident_applies_and_gets_number_and_receipt():
    resident = Resident(BENEFIT).applies("family")
    assert resident.status == 200
    submission = Submission.objects.get()
    assert submission.number in resident.text
    assert submission.number.startswith("M-")
    entry = Entry.objects.get(id=submission.entry)
    assert entry.kind == "application.received"
    assert entry.subject == str(submission.subject)


def test_only_the_deciding_zone_can_read_what_was_sent(home):
    Resident(BENEFIT).applies("family")
    sealed = blobs.read(Submission.objects.get().receipt["entry"]["body"]["sealed"])
    assert "見本".encode() not in sealed
    content = open_submission(sealed, load_zone_keys(home / "mynumber" / "keys").sealing)
    assert "太郎" in content.answers["name"]
    assert len(content.answers["members"]) == 3
    assert content.number == Submission.objects.get().number


def test_a_form_of_two_pages_goes_forward_back_and_forward_again():
    resident = Resident(DISCLOSURE).applies("person-by-post")
    assert Submission.objects.get().number in resident.text


def test_the_english_form_is_english():
    resident = Resident(BENEFIT, "en").applies("single-in-english")
    assert "Your application was received" in resident.text
    assert Submission.objects.get().lookup != lookup_id("")


def test_the_receipt_leads_to_the_status_page_in_the_other_language():
    resident = Resident(BENEFIT).applies("family")
    assert '<a href="/en/status/" lang="en"' in resident.page
    resident.opens("/en/status/")
    assert Submission.objects.get().number in resident.text
