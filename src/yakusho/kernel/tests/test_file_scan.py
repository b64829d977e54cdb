"""A file is judged by its content while it passes, in whatever pieces; what it pretends to be besides is refused."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.pictures import JFIF, archive, heic, jpeg, pdf, png, segment, webp
from yakusho.kernel.file_scan import Inspection, inspect

SECONDS_MAX = 2.0
FORGED_ZIP_END = b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2e\0\0\0\0\0\0\0\0\0"
ZIP_BEHIND_A_PDF_END = archive(comment=b"%%EOF\n")

GOOD = {
    "photo": jpeg(4_000, 3_000, content=bytes(range(256)) * 40),
    "photo with a thumbnail": jpeg(before=JFIF + segment(0xE1, b"Exif\0\0" + jpeg(160, 120))),
    "photo with a film behind it": jpeg() + b"\0\0\0\x18ftypmp42" + bytes(3_000),
    "picture": png(8_000, 6_000),
    "document": pdf(b"text " * 900),
    "document with a book attached": pdf(archive()),
    "document that speaks of /EncryptMetadata": pdf(b"/EncryptMetadata true"),
    "tiny document": b"%PDF-1.7",
}
BAD = {
    "empty": (b"", "empty"),
    "text": (b"hello, ward office", "wrong_type"),
    "three bytes": (b"\xff\xd8\xff", "wrong_type"),
    "web page": (b"<!doctype html><script>alert(1)</script>", "wrong_type"),
    "script": (b"/*\xff\xd8\xff*/ alert(1)", "wrong_type"),
    "program": (b"MZ" + bytes(500), "wrong_type"),
    "moving picture": (b"GIF89a" + bytes(50), "wrong_type"),
    "WebP": (webp(), "wrong_type"),
    "archive": (archive(), "wrong_type"),
    "PDF header behind other bytes": (b"\n\n" + pdf(), "wrong_type"),
    "photo of a new kind": (heic(), "heic"),
    "film": (b"\0\0\0\x18ftypmp42" + bytes(50), "wrong_type"),
    "archive behind a photo": (jpeg() + archive(), "mixed"),
    "archive behind a picture": (png() + archive(), "mixed"),
    "archive with a long comment behind a photo": (jpeg() + archive(comment=b"x" * 60_000), "mixed"),
    "forged archive end in a photo": (jpeg(content=b"x" * 90_000 + FORGED_ZIP_END + b"x" * 90_000), "mixed"),
    "another archive behind a photo": (jpeg() + b"Rar!\x1a\x07\x01\x00" + bytes(50), "mixed"),
    "archive behind a document": (pdf() + archive(), "mixed"),
    "archive that ends as a document does": (pdf() + ZIP_BEHIND_A_PDF_END, "mixed"),
    "document in a photo": (jpeg(before=JFIF + segment(0xFE, pdf())), "mixed"),
    "document in a picture": (png(content=pdf()), "mixed"),
    "web page in a photo": (jpeg(before=JFIF + segment(0xFE, b"<ScRiPt>alert(1)</script>")), "mixed"),
    "web page in a document": (b"%PDF-1.7\n%<html><body onload=alert(1)>" + pdf()[9:], "mixed"),
    "script in a photo": (b"\xff\xd8" + segment(0xE0, bytes(0x2F2A - 2)) + jpeg()[2:], "mixed"),
    "locked document": (pdf(trailer=b"/Encrypt 5 0 R/ID[<00><00>]"), "locked"),
    "locked document of another writing": (pdf(trailer=b"/Encrypt\n<</Filter/Standard>>"), "locked"),
    "photo of 50 million pixels and more": (jpeg(10_001, 5_000), "too_many_pixels"),
    "picture of 4,000 million pixels": (png(65_000, 65_000), "too_many_pixels"),
    "photo without a picture": (b"\xff\xd8" + JFIF + b"\xff\xd9" + bytes(50), "damaged"),
    "half a photo": (jpeg()[:24], "damaged"),
    "picture without a header": (b"\x89PNG\r\n\x1a\n" + bytes(50), "damaged"),
}


def in_pieces(data: bytes, cuts: list[int]) -> Inspection:
    """Inspect a file piece by piece; what is left in between goes through JSON."""
    inspection, begin = Inspection(), 0
    for end in [*sorted(min(cut, len(data)) for cut in cuts), len(data)]:
        inspection.take(data[begin:end])
        inspection, begin = Inspection(json.loads(json.dumps(inspection.state()))), end
    inspection.finish()
    return inspection


@pytest.mark.parametrize("name", GOOD)
def test_ordinary_files_are_taken(name: str) -> None:
    assert inspect(GOOD[name]).problem == ""
    assert in_pieces(GOOD[name], list(range(0, len(GOOD[name]), 997))).problem == ""


@pytest.mark.parametrize("name", BAD)
def test_what_a_file_must_not_be_is_told_whole_and_in_pieces(name: str) -> None:
    data, problem = BAD[name]
    assert inspect(data).problem == problem
    for size in (1, 7, 61, 1_000):
        if len(data) // size < 3_000:
            assert in_pieces(data, list(range(0, len(data), size))).problem == problem, size


def test_what_is_left_between_two_pieces_is_small() -> None:
    inspection = Inspection()
    inspection.take(GOOD["photo"])
    assert len(json.dumps(inspection.state())) < 500


def _judged(data: bytes, cuts: list[int]) -> None:
    begun = time.process_time()
    assert bool(in_pieces(data, cuts).problem) == bool(inspect(data).problem)
    assert time.process_time() - begun < SECONDS_MAX


samples = st.sampled_from([*GOOD.values(), *(data for data, _ in BAD.values())])
bodies = st.one_of(
    st.binary(max_size=3_000),
    samples,
    st.builds(lambda one, other, at: one[:at] + other, samples, samples, st.integers(0, 2_000)),
    st.builds(
        lambda one, noise, at: one[:at] + noise + one[at + len(noise) :],
        samples,
        st.binary(max_size=40),
        st.integers(0, 3_000),
    ),
)
cuts = st.lists(st.integers(0, 4_000), max_size=8)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies, cuts)
def test_the_pieces_never_change_whether_a_file_is_taken(data: bytes, places: list[int]) -> None:
    _judged(data, places)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies, cuts)
def test_the_pieces_never_change_whether_a_file_is_taken_at_length(data: bytes, places: list[int]) -> None:
    _judged(data, places)


@pytest.mark.parametrize("filling", [b"\xff\xd8\xff\xd0", b"PK\x05\x06", b"%PDF-/Encrypt ", b"\xff", b"%%EOF"])
@pytest.mark.parametrize("beginning", [b"\xff\xd8\xff\xe0", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"])
def test_five_megabytes_made_to_be_slow_are_judged_quickly(filling: bytes, beginning: bytes) -> None:
    data = beginning + filling * (5_000_000 // len(filling))
    begun = time.process_time()
    inspection = Inspection()
    for place in range(0, len(data), 65_536):
        inspection.take(data[place : place + 65_536])
    inspection.finish()
    assert time.process_time() - begun < SECONDS_MAX
