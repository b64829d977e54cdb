"""Uploaded files are ciphertext from their first byte on, and go again when nobody needs them."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yakusho.journal import blobs
from yakusho.kernel.bounds import FORM_HOURS_MAX
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.sealing import open_file, open_submission
from yakusho.portal.apply.clearing import uploads_clear
from yakusho.portal.apply.models import Submission, UploadedBlob
from yakusho.portal.tests.resident import BENEFIT, Resident, example_of

pytestmark = pytest.mark.usefixtures("procedures")

PICTURE = b"\xff\xd8\xff\xe0" + b"bank book of a sample person " * 9_000


@pytest.fixture
def resident() -> Resident:
    """Someone who has just sent the form with a picture, and sees the check page."""
    resident = Resident(BENEFIT).opens()
    file = SimpleUploadedFile("C:\\photos\\book.jpg", PICTURE, "text/plain")
    return resident.sends("application", example_of(BENEFIT, "family")["application"] | {"account_proof": file})


def test_the_deciding_zone_opens_the_file_with_the_key_in_the_submission(resident, home):
    resident.submits()
    body = Submission.objects.get().receipt["entry"]["body"]
    content = open_submission(blobs.read(body["sealed"]), load_zone_keys(home / "mynumber" / "keys").sealing)
    (file,) = content.files
    assert (file.item, file.name, file.media_type, file.size_bytes) == (
        "account_proof",
        "book.jpg",
        "image/jpeg",
        len(PICTURE),
    )
    assert body["files"] == [file.blob]
    assert b"".join(open_file([blobs.read(file.blob)], base64.b64decode(file.key))) == PICTURE
    assert "account_proof" not in content.answers


def test_nothing_of_the_file_lies_readable_on_the_disk(resident, home):
    written = [path for path in (home / "portal").rglob("*") if path.is_file()]
    assert written
    assert not any(b"bank book of a sample person" in path.read_bytes() for path in written)


def test_a_file_stays_attached_when_another_page_of_answers_is_changed(resident):
    resident.submits("edit:application")
    assert "book.jpg" in resident.text
    resident.sends("application", example_of(BENEFIT, "family")["application"])
    assert "book.jpg" in resident.text


def test_a_file_that_nobody_submits_goes_after_a_day(resident, today):
    address = UploadedBlob.objects.get().address
    assert uploads_clear() == 0
    today.shift(FORM_HOURS_MAX * 3600 + 1)
    assert uploads_clear() == 1
    assert not blobs.holds(address)


def test_a_submitted_file_is_no_longer_counted_as_unused(resident, today):
    resident.submits()
    assert not UploadedBlob.objects.exists()


def test_a_file_gone_before_the_submit_is_asked_for_again_and_nothing_is_sent(resident):
    UploadedBlob.objects.all().delete()
    resident.submits()
    assert resident.status == 409
    assert "ファイルをもう一度選んでください" in resident.text
    assert not Submission.objects.exists()
    resident.sends("application", {}, "stay")
    assert "見本" in resident.page


def test_a_saved_draft_keeps_its_file_as_long_as_itself(resident, today):
    resident.submits("save")
    today.shift(FORM_HOURS_MAX * 3600 + 1)
    assert uploads_clear() == 0


def test_an_application_with_a_file_sent_again_gives_the_same_receipt(resident):
    page = resident.token
    resident.submits()
    again = resident.client.post(f"/ja/apply/{BENEFIT}/submit/", {"token": page, "go": "submit"})
    assert again.status_code == 200
    assert Submission.objects.get().number in again.content.decode()
