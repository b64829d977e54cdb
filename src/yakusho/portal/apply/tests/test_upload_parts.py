"""Files sent in parts: ciphertext from the first byte on, going on after a lost line, and gone when given up."""

import base64
import io

import pytest

from tests.support.pictures import archive, jpeg, pdf
from yakusho.journal import blobs
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.frames import FRAME_BYTES
from yakusho.messages.sealing import open_file, open_submission
from yakusho.portal import limits
from yakusho.portal.apply import upload_parts
from yakusho.portal.apply.clearing import parted_uploads_clear, uploads_clear
from yakusho.portal.apply.models import PartedUpload, Submission, UploadedBlob
from yakusho.portal.tests.resident import BENEFIT, DISCLOSURE, Resident, definition_text, example_of, publish
from yakusho.portal.tests.sender import Sender

pytestmark = pytest.mark.usefixtures("procedures")

WORDS = b"bank book of a sample person "
PICTURE = jpeg(content=WORDS * 9_000)


@pytest.fixture
def resident(procedures) -> Resident:
    return Resident(BENEFIT).opens()


@pytest.fixture
def sender(resident) -> Sender:
    return Sender(resident, "account_proof", PICTURE, "C:\\photos\\book.jpg")


def files_of(home) -> list:
    """Everything of uploads that lies on the disk, whole or half written."""
    folders = (home / "portal" / "blobs", home / "portal" / "tmp")
    return [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.name != "cleared"]


@pytest.fixture
def nothing_more(home, procedures):
    """Checks at the end that nothing of an upload is left."""
    before = {path.name for path in files_of(home)}
    yield
    assert {path.name for path in files_of(home)} == before
    assert not PartedUpload.objects.exists()


class TestWhole:
    """A file that came through is as one that came with the form."""

    def test_the_deciding_zone_opens_it(self, resident, sender, home):
        handle = sender.sends_all().handle
        resident.sends("application", example_of(BENEFIT, "family")["application"], uploaded=handle)
        assert "book.jpg" in resident.text
        resident.submits()
        sealed = blobs.read(Submission.objects.get().receipt["entry"]["body"]["sealed"])
        (file,) = open_submission(sealed, load_zone_keys(home / "mynumber" / "keys").sealing).files
        assert (file.name, file.media_type, file.size_bytes) == ("book.jpg", "image/jpeg", len(PICTURE))
        assert b"".join(open_file([blobs.read(file.blob)], base64.b64decode(file.key))) == PICTURE
        assert not UploadedBlob.objects.exists()

    def test_nothing_of_it_was_readable_on_the_disk_at_any_time(self, sender, home):
        sender.begins()
        while "row" not in sender.answer:
            assert not any(WORDS in path.read_bytes() for path in files_of(home))
            assert not any(WORDS in bytes(row.state) for row in PartedUpload.objects.all())
            sender.sends(sender.offset)
        assert files_of(home)
        assert not any(WORDS in path.read_bytes() for path in files_of(home))

    def test_the_page_shows_it_with_a_button_that_takes_it_out(self, resident, sender):
        handle = sender.sends_all().handle
        resident.sends("application", {"name": "見本 太郎"}, "stay", uploaded=handle)
        assert "book.jpg" in resident.text
        (button,) = [each for each in resident.page.split('"') if each.startswith("drop-account_proof-")]
        resident.sends("application", {"name": "見本 太郎"}, button)
        assert "book.jpg" not in resident.text
        assert "見本 太郎" in resident.page

    def test_brought_along_twice_it_is_attached_once(self, resident, sender):
        handle = sender.sends_all().handle
        for _ in range(2):
            resident.sends("application", {"name": "見本 太郎"}, "stay", uploaded=[handle, handle])
        assert resident.page.count("data-file=") == 1

    def test_of_a_second_file_for_an_item_that_takes_one_the_second_counts(self, resident, sender):
        publish(BENEFIT, 2, text=definition_text(BENEFIT).replace("            many: 3\n", "", 1))
        resident.opens()
        first = sender.sends_all().handle
        second = Sender(resident, "account_proof", pdf(b"x"), "letter.pdf").sends_all().handle
        resident.sends("application", {"name": "見本 太郎"}, "stay", uploaded=[first, second])
        assert "letter.pdf" in resident.text
        assert "book.jpg" not in resident.text

    def test_its_handle_is_of_no_use_in_another_form(self, sender):
        handle = sender.sends_all().handle
        other = Resident(BENEFIT).opens()
        other.sends("application", {"name": "見本 太郎"}, "stay", uploaded=[handle, "x", ""])
        assert "book.jpg" not in other.text

    def test_nobody_submits_it_and_it_goes(self, sender, today, home):
        before = len(files_of(home))
        sender.sends_all()
        today.shift(25 * 3600)
        assert uploads_clear() == 1
        assert parted_uploads_clear() == 1
        assert len(files_of(home)) == before


class TestBrokenLine:
    """A line that breaks costs what was on its way, and no more."""

    def test_the_portal_says_where_to_go_on(self, sender):
        sender.begins().sends(0).asks()
        assert (sender.status, sender.offset) == (200, FRAME_BYTES)
        assert sender.response.headers["Upload-Offset"] == str(FRAME_BYTES)
        sender.sends(FRAME_BYTES)
        assert sender.offset == 2 * FRAME_BYTES

    def test_a_part_sent_again_or_too_early_says_where_to_go_on(self, sender):
        sender.begins().sends(0)
        for begin in (0, 2 * FRAME_BYTES):
            assert (sender.sends(begin).status, sender.offset) == (409, FRAME_BYTES)

    def test_a_lost_answer_to_the_last_part_is_given_again(self, sender):
        handle = sender.sends_all().handle
        last = len(PICTURE) // FRAME_BYTES * FRAME_BYTES
        assert sender.sends(last).status == 200
        assert sender.asks().status == 200
        assert sender.handle != handle  # sealed anew, and the same file
        assert PartedUpload.objects.count() == UploadedBlob.objects.count() == 1

    def test_a_page_loaded_anew_goes_on_with_what_was_begun(self, resident, sender):
        sender.begins().sends(0)
        resident.opens()  # a form of its own
        assert sender.begins(before=sender.ticket).offset == FRAME_BYTES
        while "row" not in sender.answer:
            sender.sends(sender.offset)
        resident.sends("application", {"name": "見本 太郎"}, "stay", uploaded=sender.handle)
        assert "book.jpg" in resident.text

    @pytest.mark.parametrize("changed", [{"size": 77}, {"name": "other.jpg"}])
    def test_another_file_begins_from_its_beginning(self, sender, changed):
        sender.begins().sends(0)
        assert sender.begins(before=sender.ticket, **changed).offset == 0

    def test_a_process_that_died_before_the_last_step_left_nothing_undone(self, sender, monkeypatch):
        monkeypatch.setattr(blobs.Parts, "commit", _dies)
        with pytest.raises(SystemExit):
            sender.sends_all()
        monkeypatch.undo()
        assert sender.asks().status == 200
        assert "row" in sender.answer
        assert blobs.holds(UploadedBlob.objects.get().address)

    def test_a_part_written_by_a_process_that_died_is_written_again(self, sender, monkeypatch):
        sender.begins().sends(0)
        monkeypatch.setattr(PartedUpload, "save", _dies)
        with pytest.raises(SystemExit):
            sender.sends(FRAME_BYTES)
        monkeypatch.undo()
        sender.asks()
        while "row" not in sender.answer:
            sender.sends(sender.offset)
        assert sender.status == 200

    def test_what_was_cleared_is_begun_again(self, sender, today, home):
        sender.begins().sends(0)
        today.shift(upload_parts.UNFINISHED_MINUTES * 60 + 1)
        assert parted_uploads_clear() == 1
        assert sender.asks().status == 410
        assert sender.sends(FRAME_BYTES).status == 410
        assert sender.begins(before=sender.ticket).offset == 0

    def test_parts_missing_from_the_disk_are_begun_again(self, sender, home):
        sender.begins().sends(0)
        next((home / "portal" / "tmp").glob(f"blob-{PartedUpload.objects.get().id}")).unlink()
        assert sender.sends(FRAME_BYTES).status == 410


def _dies(*args: object, **kwargs: object) -> None:
    raise SystemExit


@pytest.mark.usefixtures("nothing_more")
class TestRefused:
    """What can't be taken is told in words, and nothing is kept of it."""

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"MZ" + bytes(500), "写真やPDFではありません"),
            (jpeg() + archive(), "ほかのもの"),
            (pdf(b"x" * 70_000, trailer=b"/Encrypt 5 0 R"), "保護"),
            (jpeg(20_000, 20_000), "5,000万画素"),
            (b"\xff\xd8\xff\xe0" + bytes(70_000), "壊れて"),
        ],
    )
    def test_content(self, resident, content, words):
        sender = Sender(resident, "account_proof", content).sends_all()
        assert sender.status == 422
        assert words in sender.answer["problem"]

    @pytest.mark.parametrize(("size", "words"), [(0, "空"), (UPLOAD_BYTES_MAX + 1, "5MBより大きい")])
    def test_sizes(self, sender, size, words):
        assert sender.begins(size=size).status == 422
        assert words in sender.answer["problem"]

    def test_given_up(self, sender):
        sender.begins().sends(0).cancels()
        assert sender.status == 200
        assert sender.sends(FRAME_BYTES).status == 410

    @pytest.mark.parametrize("changed", [{"token": "x"}, {"item": "name"}, {"item": ""}])
    def test_a_form_that_is_not_there(self, sender, changed):
        assert sender.begins(**changed).status == 409

    @pytest.mark.parametrize("changed", [{"size": "-1"}, {"size": "1e3"}, {"size": "9" * 40}, {"before": "x"}])
    def test_a_beginning_that_no_script_sends(self, sender, changed):
        assert sender.begins(**changed).status == 400

    def test_a_stranger_to_the_page(self, resident):
        assert Sender(resident, "account_proof", PICTURE, strict=True).begins().status == 403


class TestParts:
    """Only parts as our script sends them are taken."""

    @pytest.fixture(autouse=True)
    def _begun(self, sender) -> Sender:
        return sender.begins()

    @pytest.mark.parametrize("end", [0, 1, FRAME_BYTES - 1, FRAME_BYTES + 1])
    def test_of_whole_frames(self, sender, end):
        assert sender.sends(0, end).status == 400

    @pytest.mark.parametrize("offset", ["-1", "x", "", "1", "9" * 30, str(FRAME_BYTES * 900)])
    def test_of_a_place_in_the_file(self, sender, offset):
        assert sender.sends(0, **{"Upload-Offset": offset}).status in (400, 409)

    @pytest.mark.parametrize("ticket", ["", "x", "あ", "A" * 400])
    def test_with_a_ticket_of_ours(self, sender, ticket):
        assert sender.sends(0, **{"Upload-Ticket": ticket}).status == 400

    def test_with_a_ticket_for_this_procedure(self, sender):
        sender.resident = Resident(DISCLOSURE)
        assert sender.sends(0).status == 400

    def test_of_a_megabyte_at_most(self, sender):
        sender.content = bytes(2_000_000)
        assert sender.sends(0, 2_000_000).status == 413

    def test_that_are_whole(self, sender):
        broken_off = {"wsgi.input": io.BytesIO(PICTURE[:100]), "CONTENT_LENGTH": str(FRAME_BYTES)}
        sent = {"Upload-Ticket": sender.ticket, "Upload-Offset": "0"}
        kind = "application/octet-stream"
        path = f"/ja/apply/{BENEFIT}/uploads/part/"
        assert sender.client.post(path, b"", content_type=kind, headers=sent, **broken_off).status_code == 400
        assert sender.asks().offset == 0


class TestBounds:
    """Nobody can fill the portal."""

    @pytest.mark.parametrize("limit", [limits.UPLOADS, limits.UPLOAD_PARTS, limits.UPLOAD_BYTES])
    def test_one_line_is_told_when_to_go_on(self, sender, monkeypatch, limit):
        if limit is not limits.UPLOADS:
            sender.begins()
        monkeypatch.setattr(limit, "count", 0)
        tried = sender.begins() if limit is limits.UPLOADS else sender.sends(0)
        assert tried.status == 429
        assert int(tried.response.headers["Retry-After"]) > 0
        assert "10分たってから" in tried.answer["problem"]

    @pytest.mark.parametrize("bound", ["UNFINISHED_MAX", "UNFINISHED_OF_FORM_MAX"])
    def test_so_many_may_be_under_way(self, sender, monkeypatch, bound):
        monkeypatch.setattr(upload_parts, bound, 1)
        assert sender.begins().status == 200
        assert sender.begins().status == 503
        assert sender.response.headers["Retry-After"]
