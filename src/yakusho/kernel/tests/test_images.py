"""A picture's size is told by its headers, before anybody unfolds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.pictures import JFIF, heic, jpeg, pdf, png, segment, webp
from yakusho.kernel.images import JPEG_HEAD_BYTES, BrokenImage, JpegWalk, image_size, too_many_pixels

lengths = st.integers(1, 65_535)


@given(lengths, lengths)
def test_each_kind_tells_its_width_and_height(width: int, height: int) -> None:
    for make in (jpeg, png, webp, heic):
        tiles = (width, height) if make is not heic else (max(width, 512), max(height, 512))
        assert image_size(make(*tiles)) == tiles


def test_the_other_forms_of_webp_tell_their_size_too() -> None:
    lossy = b"RIFF....WEBPVP8 ...." + b"\x10\x02\x00\x9d\x01\x2a" + (640).to_bytes(2, "little") + b"\xe0\x01"
    assert image_size(lossy + bytes(9)) == (640, 480)
    bits = (639 | 479 << 14).to_bytes(4, "little")
    assert image_size(b"RIFF....WEBPVP8L....\x2f" + bits + bytes(9)) == (640, 480)


def test_a_thumbnail_within_a_photo_is_not_taken_for_the_photo() -> None:
    exif = segment(0xE1, b"Exif\0\0" + jpeg(160, 120))
    assert image_size(jpeg(4_000, 3_000, before=JFIF + exif)) == (4_000, 3_000)


@given(st.integers(1, 40), st.lists(st.integers(0, 5_000), max_size=4))
def test_a_photo_is_measured_in_whatever_pieces_it_passes(step: int, fillings: list[int]) -> None:
    data = jpeg(3_000, 2_000, before=JFIF + b"".join(segment(0xE2, bytes(each)) for each in fillings))
    walk, found, tail = JpegWalk(), None, b""
    for place in range(0, len(data), step):
        window = tail + data[place : place + step]
        found = found or walk.walk(window, place - len(tail))
        tail = window[-JPEG_HEAD_BYTES:]
        if found:
            break
    assert found == (3_000, 2_000)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x01" + bytes(20),
        b"\xff\xd8" + JFIF + b"text where a marker has to be",
        b"\xff\xd8\xff\xd9" + bytes(20),
        b"\xff\xd8" + b"\xff" * 5_000,
        jpeg(0, 480),
        jpeg()[:24],
        png()[:20],
        png(0, 0),
        b"\x89PNG\r\n\x1a\n" + bytes(30),
        webp()[:20],
        b"RIFF....WEBPVP8X",
        heic()[:40],
        b"\0\0\0\x18ftypheic" + b"\0\0\0\x01meta" + bytes(8),
    ],
)
def test_broken_headers_are_noticed(data: bytes) -> None:
    with pytest.raises(BrokenImage):
        image_size(data)


@pytest.mark.parametrize("data", [b"", b"text", pdf(), b"GIF89a" + bytes(9), b"RIFF....WAVE" + bytes(20)])
def test_what_is_no_such_picture_has_no_size(data: bytes) -> None:
    assert image_size(data) is None


@given(st.sampled_from([jpeg, png, webp, heic]), st.binary(max_size=60), st.integers(0, 80))
def test_whatever_the_bytes_the_answer_is_a_size_none_or_broken(make, noise: bytes, place: int) -> None:
    data = make()
    try:
        size = image_size(data[:place] + noise + data[place + len(noise) :])
    except BrokenImage:
        return
    assert size is None or min(size) >= 1


@pytest.mark.parametrize(
    ("size", "too_many"), [((8_000, 6_000), False), ((10_000, 5_000), False), ((10_001, 5_000), True)]
)
def test_fifty_million_pixels_are_the_most(size, too_many) -> None:
    assert too_many_pixels(size) == too_many
