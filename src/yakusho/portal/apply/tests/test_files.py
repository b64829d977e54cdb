"""Uploaded files are ciphertext from their first byte on, and go again when nobody needs them."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.pictures import jpeg
from yakusho.journal import blobs
from yakusho.kernel.bounds import FORM_HOURS_MAX
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.sealing import open_file, open_submission
from yakusho.portal import limits
from yakusho.portal.apply import uploads
from yakusho.portal.apply.clearing import uploads_clear
from yakusho.portal.apply.models import Submission, UploadedBlob
from yakusho.portal.tests.resident import BENEFIT, Resident, example_of

pytestmark = pytest.mark.usefixtures("procedures")

PICTURE = jpeg(content=b"bank book of a sample person " * 9_000)


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


def picture(name: str = "book.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PICTURE, "image/jpeg")


def kept_files(home) -> list[str]:
    """Everything of uploads that lies on the disk, whole or half written."""
    folders = (home / "portal" / "blobs", home / "portal" / "tmp")
    return sorted(path.name for folder in folders for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def nothing_more(home, procedures):
    """Checks at the end that the disk holds what it held before, and that no file is noted."""
    before = kept_files(home)
    yield
    assert kept_files(home) == before
    assert not UploadedBlob.objects.exists()


@pytest.mark.usefixtures("nothing_more")
class TestFilesNobodyAskedFor:
    """Whoever sends files without a form of ours leaves nothing on the disk."""

    ADDRESS = f"/ja/apply/{BENEFIT}/application/"

    def test_files_without_the_proof_against_forgery(self):
        stranger = Client(enforce_csrf_checks=True)
        assert stranger.post(self.ADDRESS, {"account_proof": picture()}).status_code == 403

    def test_files_without_a_form(self):
        assert Client().post(self.ADDRESS, {"token": "x", "account_proof": picture()}).status_code == 400

    def test_files_for_an_unknown_procedure(self):
        assert Client().post("/ja/apply/nothing/application/", {"account_proof": picture()}).status_code == 404

    def test_files_that_the_page_does_not_ask_for(self):
        Resident(BENEFIT).opens().sends("application", {"name": picture(), "more": picture()})

    def test_files_after_too_many_pages(self, monkeypatch):
        form = Resident(BENEFIT).opens()
        monkeypatch.setattr(limits.FORM_POSTS, "count", 0)
        assert form.sends("application", {"account_proof": picture()}).status == 429

    def test_a_file_that_broke_off(self):
        body = b'--b\r\nContent-Disposition: form-data; name="account_proof"; filename="a.jpg"\r\n\r\n' + PICTURE
        Client().post(self.ADDRESS, body, content_type="multipart/form-data; boundary=b")

    def test_more_than_one_request_may_hold(self, monkeypatch):
        monkeypatch.setattr(uploads, "REQUEST_BYTES_WITH_FILES_MAX", 1_000)
        sent = Resident(BENEFIT).opens().sends("application", {"account_proof": picture()})
        assert sent.status == 413

    @pytest.mark.parametrize("limit", [limits.UPLOADS, limits.UPLOAD_BYTES])
    def test_more_than_one_line_may_send_says_when_to_try_again_and_keeps_the_answers(self, monkeypatch, limit):
        form = Resident(BENEFIT).opens()
        monkeypatch.setattr(limit, "count", 0)
        form.sends("application", example_of(BENEFIT, "family")["application"] | {"account_proof": picture()})
        assert "10分たってから" in form.text
        assert "昭和６０年４月１日" in form.page


def test_a_file_is_noted_before_it_is_kept_so_that_a_crash_leaves_nothing_for_ever(home, today, monkeypatch):
    resident = Resident(BENEFIT).opens()
    before = kept_files(home)
    commit = uploads._Writer.commit

    def dies(writer) -> None:
        commit(writer)
        raise SystemExit

    monkeypatch.setattr(uploads._Writer, "commit", dies)
    with pytest.raises(SystemExit):
        resident.sends("application", {"account_proof": picture()})
    today.shift(FORM_HOURS_MAX * 3600 + 1)
    assert uploads_clear() == 1
    assert kept_files(home) == before
