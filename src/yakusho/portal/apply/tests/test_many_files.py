"""An item that takes several files: they add up, each can be taken out again, and bounds are told beside the field."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.pictures import heic, jpeg, pdf
from yakusho.journal import blobs
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.sealing import open_submission
from yakusho.portal.apply import attached, token
from yakusho.portal.apply.models import Submission, UploadedBlob
from yakusho.portal.status.tests.test_status import answer, returned
from yakusho.portal.tests.resident import BENEFIT, Resident, example_of
from yakusho.portal.tests.sender import Sender

pytestmark = pytest.mark.usefixtures("procedures")

ITEM = "account_proof"


@pytest.fixture
def resident(procedures) -> Resident:
    """At a form whose file item takes three, with a camera."""
    return Resident(BENEFIT).opens()


def file(name: str, content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or jpeg(content=name.encode()))


def attached_to(resident: Resident) -> list[str]:
    return [each.name for each in attached.files_of(token.read(resident.token))]


def attaches(resident: Resident, *files: SimpleUploadedFile, go: str = "stay", **more: object) -> Resident:
    return resident.sends("application", {"name": "見本 太郎", ITEM: list(files), **more}, go)


def test_files_add_up_and_all_reach_the_deciding_zone(resident, home):
    attaches(resident, file("1.jpg"), file("2.pdf", pdf()))
    resident.sends("application", example_of(BENEFIT, "family")["application"] | {ITEM: [file("3.jpg")]})
    assert all(name in resident.text for name in ("1.jpg", "2.pdf", "3.jpg"))
    resident.submits()
    body = Submission.objects.get().receipt["entry"]["body"]
    content = open_submission(blobs.read(body["sealed"]), load_zone_keys(home / "mynumber" / "keys").sealing)
    assert [(each.item, each.name) for each in content.files] == [(ITEM, "1.jpg"), (ITEM, "2.pdf"), (ITEM, "3.jpg")]
    assert ITEM not in content.answers


def test_each_has_a_button_that_takes_it_out(resident):
    attaches(resident, file("1.jpg"), file("2.jpg"), file("3.jpg"))
    second = attached.files_of(token.read(resident.token))[1]
    button = f"drop-{ITEM}-{second.blob[:16]}"
    assert f'value="{button}"' in resident.page
    attaches(resident, go=button)
    assert attached_to(resident) == ["1.jpg", "3.jpg"]
    assert "見本 太郎" in resident.page


@pytest.mark.parametrize("go", ["drop-", f"drop-{ITEM}-", f"drop-{ITEM}-0000", "drop-nothing-0", f"drop-{ITEM}"])
def test_a_button_that_names_no_file_takes_nothing_out(resident, go):
    attaches(resident, file("1.jpg"))
    attaches(resident, go=go)
    assert attached_to(resident) == ["1.jpg"]


def test_one_too_many_is_told_and_the_others_stay(resident):
    parted = Sender(resident, ITEM, jpeg(), "0.jpg").sends_all().handle
    attaches(resident, *(file(f"{number}.jpg") for number in range(1, 5)), go="next", uploaded=parted)
    assert attached_to(resident) == ["0.jpg", "1.jpg", "2.jpg"]
    assert "3個までです" in resident.text
    assert f'href="#f-{ITEM}"' in resident.page


def test_more_than_all_files_together_may_have_is_told(resident, monkeypatch):
    monkeypatch.setattr(attached, "UPLOADS_BYTES_MAX", 2_000_000)
    large = [file(f"{number}.jpg", jpeg(content=bytes(1_200_000))) for number in range(2)]
    attaches(resident, *large, go="next")
    assert attached_to(resident) == ["0.jpg"]
    assert "全部で2MBまで" in resident.text
    monkeypatch.setattr("yakusho.portal.apply.upload_parts.UPLOADS_BYTES_MAX", 2_000_000)
    assert "全部で2MBまで" in Sender(resident, ITEM, bytes(900_000)).begins().answer["problem"]


def test_one_that_is_refused_leaves_the_others(resident):
    attaches(resident, file("1.jpg"), file("IMG_1.HEIC", heic()), file("3.jpg"), go="next")
    assert attached_to(resident) == ["1.jpg", "3.jpg"]
    assert "互換性優先" in resident.text


def test_only_what_the_portal_alone_had_is_asked_for_again(resident, today):
    attaches(resident, file("1.jpg"), file("2.jpg"))
    UploadedBlob.objects.all().delete()
    resident.sends("application", example_of(BENEFIT, "family")["application"]).submits()
    assert resident.status == 409
    assert attached_to(resident) == []
    assert "ファイルをもう一度選んでください" in resident.text


def test_the_input_takes_several_and_opens_the_camera_of_a_telephone(resident):
    begin = resident.page.index('<input class="file"')
    written = resident.page[begin : resident.page.index(">", begin)]
    assert " multiple" in written
    assert 'capture="environment"' in written
    assert 'accept="application/pdf,image/jpeg,image/png"' in written
    assert "3個まで" in resident.text


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\photos\\a.JPG", "a.JPG"),
        ("photo\u202egpj.exe", "photogpj.exe.jpg"),
        ("a\x07b.jpeg", "ab.jpeg"),
        ("x" * 300 + ".jpg", "x" * 116 + ".jpg"),
        ("か\u3099.jpg", "が.jpg"),
        ("letter.pdf", "letter.pdf.jpg"),
        (". .", "file.jpg"),
    ],
)
def test_names_are_shown_bare_bounded_and_with_the_ending_of_what_they_are(resident, sent, shown):
    resident.sends("application", {}, "stay", uploaded=Sender(resident, ITEM, jpeg(), sent).sends_all().handle)
    assert attached_to(resident) == [shown]


def test_a_returned_application_brings_all_its_files_and_takes_more(resident):
    attaches(resident, file("1.jpg"), file("2.jpg"))
    resident.sends("application", example_of(BENEFIT, "family")["application"]).submits()
    old = Submission.objects.get().receipt["entry"]["body"]["files"]
    shared = {"item": ITEM, "key": "", "size_bytes": 9, "media_type": "image/jpeg"}
    packet = [{**shared, "blob": blob, "name": f"{number}.jpg"} for number, blob in enumerate(old, 1)]
    answer(resident, 1, resident.code_shown, **returned({"name": "見本　太郎"}), files=tuple(packet))
    resident.sees(resident.client.post("/ja/status/correct/"))
    assert attached_to(resident) == ["1.jpg", "2.jpg"]
    more = example_of(BENEFIT, "family")["application"] | {ITEM: [file("3.jpg")]}
    resident.sends("application", more, f"drop-{ITEM}-{old[0][:16]}").sends("application", more | {ITEM: []}).submits()
    second = Submission.objects.get(revision=2).receipt["entry"]["body"]["files"]
    assert len(second) == 1
    assert second[0] not in old
