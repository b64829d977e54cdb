"""What comes out of the child: nothing that acts, nothing that tells more than the page shows; or nothing at all."""

import io
import zipfile

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from yakusho.desk.attachments.child import made
from yakusho.desk.attachments.outcome import Outcome
from yakusho.desk.attachments.tests import corpus

pytestmark = pytest.mark.sqlite  # no database is asked

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ACTIVE = (
    *(b"JavaScript", b"/JS", b"OpenAction", b"/AA", b"EmbeddedFile", b"/XFA", b"/Launch", b"GoToR", b"RichMedia"),
    *(b"AcroForm", b"Annots", b"Metadata", b"Author", b"PieceInfo", b"cmd.exe", b"evil", b"Hanako", b"MZ program"),
)


def _plain(content: bytes) -> bytes:
    """A PDF with every stream unpacked, as text to look into."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return out.getvalue()


def _ink(content: bytes, top: float = 0, bottom: float = 1) -> int:
    """How many dark pixels a strip of the first page has."""
    with pypdfium2.PdfDocument(content) as document:
        drawn = document[0].render().to_pil().convert("L")
    strip = drawn.crop((0, int(drawn.height * top), drawn.width, int(drawn.height * bottom)))
    return sum(strip.histogram()[:128])


@pytest.mark.parametrize(("keep_text", "method"), [(False, "pictures"), (True, "stripped")])
def test_a_pdf_loses_all_that_acts_and_keeps_what_it_shows(keep_text: bool, method: str) -> None:
    original = corpus.armed_pdf()
    assert all(word in _plain(original) for word in ACTIVE)
    outcome, copy = made(original, PDF, keep_text=keep_text)
    assert (outcome.method, outcome.media_type, outcome.pages, outcome.size_bytes) == (method, PDF, 1, len(copy))
    assert [word for word in ACTIVE if word in _plain(copy)] == []
    assert _ink(copy, bottom=0.7) == pytest.approx(_ink(corpus.pdf(), bottom=0.7), rel=0.3)
    assert _ink(copy, top=0.7) > 20, "what was typed into the form's field is gone"
    with pypdfium2.PdfDocument(copy) as document:
        text = document[0].get_textpage().get_text_range()
    assert (corpus.TEXT in text) is keep_text


def test_pages_keep_their_number_and_size() -> None:
    outcome, copy = made(corpus.pdf(pages=3), PDF, keep_text=False)
    with pypdfium2.PdfDocument(copy) as document:
        assert [document.get_page_size(page) for page in range(3)] == [corpus.LETTER] * 3
    assert outcome.pages == 3


@pytest.mark.parametrize("keep_text", [False, True])
@pytest.mark.parametrize("hidden", [b"<html><script>evil()</script>", corpus.docx()])
def test_a_file_that_is_two_files_comes_out_as_one(hidden: bytes, keep_text: bool) -> None:
    outcome, copy = made(corpus.pdf() + hidden, PDF, keep_text=keep_text)
    assert outcome.reason == ""
    assert b"evil" not in copy
    assert not zipfile.is_zipfile(io.BytesIO(copy))


def test_a_page_as_large_as_a_field_is_drawn_small() -> None:
    outcome, copy = made(corpus.huge_page_pdf(), PDF, keep_text=False)
    assert outcome.pages == 1
    assert len(copy) < 1_000_000


def test_a_photograph_tells_no_place_and_stands_upright() -> None:
    outcome, copy = made(corpus.located_jpeg(), JPEG, keep_text=False)
    assert outcome.method == "reencoded"
    with Image.open(io.BytesIO(copy)) as image:
        assert dict(image.getexif()) == {}
        assert image.size == (20, 40)
        top, bottom = image.getpixel((10, 5)), image.getpixel((10, 35))
        assert (top[0] > top[2], bottom[0] > bottom[2]) == (True, False)
    assert b"evil" not in copy


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_picture_shows_the_same(mode: str) -> None:
    image = Image.new("L", (8, 8), 255).convert(mode if mode != "I;16" else "I").convert(mode)
    if mode == "I;16":
        image = Image.new("I;16", (8, 8), 65_535)
    out = io.BytesIO()
    image.save(out, "PNG")
    outcome, copy = made(out.getvalue(), PNG, keep_text=False)
    assert outcome.media_type == PNG
    with Image.open(io.BytesIO(copy)) as after:
        assert after.convert("RGB").getpixel((4, 4)) == (255, 255, 255)


def test_what_was_seen_through_stays_so() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 10)).save(out, "PNG")
    with Image.open(io.BytesIO(made(out.getvalue(), PNG, keep_text=False)[1])) as after:
        assert after.getpixel((1, 1)) == (255, 0, 0, 10)


@pytest.mark.parametrize(
    ("original", "claimed", "reason"),
    [
        (b"", PDF, "empty"),
        (b"hello", PDF, "unknown_kind"),
        (b"GIF89a....", PNG, "unknown_kind"),
        (corpus.picture("PNG"), JPEG, "other_kind"),
        (corpus.picture("JPEG"), PDF, "other_kind"),
        (corpus.pdf()[:300], PDF, "unreadable"),
        (corpus.locked_pdf(), PDF, "encrypted"),
        (corpus.pdf(pages=201), PDF, "too_many_pages"),
        (corpus.picture("JPEG", (400, 400))[:900], JPEG, "unreadable"),
        (corpus.picture("PNG", (400, 400))[:300], PNG, "unreadable"),
        (corpus.png_of_size(50_000, 50_000), PNG, "too_many_pixels"),
        (corpus.jpeg_of_size(10_000, 5_001), JPEG, "too_many_pixels"),
        (corpus.moving_png(), PNG, "animated"),
        (corpus.pdf() + bytes(30_000_000), PDF, "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_is_wrong_makes_a_file_suspicious(original: bytes, claimed: str, reason: str) -> None:
    assert made(original, claimed, keep_text=False) == (Outcome(reason=reason), b"")


@pytest.mark.parametrize("original", [corpus.pdf()[:300], corpus.locked_pdf(), corpus.pdf(pages=201)])
def test_keeping_the_text_is_no_way_round(original: bytes) -> None:
    outcome, copy = made(original, PDF, keep_text=True)
    assert outcome.reason in ("unreadable", "encrypted", "too_many_pages")
    assert copy == b""


@pytest.mark.parametrize("twice", [False, True])
def test_what_unpacks_without_end_is_refused_before_it_does(twice: bool) -> None:
    assert made(corpus.endless_pdf(twice=twice), PDF, keep_text=True)[0].reason == "too_large"


def test_a_text_keeps_its_words_and_loses_its_maker_and_its_links() -> None:
    link = corpus.relations("hyperlink", "https://evil.example/?a=1&amp;b=2")
    original = corpus.docx(**{"word/_rels/document.xml.rels": link, "word/media/a.jpg": corpus.located_jpeg()})
    outcome, copy = made(original, DOCX, keep_text=False)
    assert (outcome.method, outcome.media_type) == ("parts", DOCX)
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        whole = b"".join(package.read(name) for name in package.namelist())
    assert b"mihon" in whole
    assert b"about:blank" in whole
    assert [word for word in (b"evil", b"Hanako", b"Exif") if word in whole] == []


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}, "macros"),
        ({"word/vbaData.xml": "<a/>"}, "macros"),
        ({"[Content_Types].xml": '<Types><Override ContentType="x.macroEnabled.main+xml"/></Types>'}, "macros"),
        ({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}, "part_not_allowed"),
        ({"word/activeX/activeX1.xml": "<a/>"}, "part_not_allowed"),
        ({"word/media/a.png": b"MZ"}, "part_not_allowed"),
        ({"word/media/a.emf": b"\x01\x00\x00\x00"}, "part_not_allowed"),
        ({"../evil.xml": "<a/>"}, "part_not_allowed"),
        ({"word/_rels/settings.xml.rels": corpus.relations("attachedTemplate", "https://evil.example/a")}, "external"),
        ({"word/_rels/document.xml.rels": corpus.relations("image", "file://server/share")}, "external"),
        ({"word/_rels/document.xml.rels": corpus.relations("image", "https://evil.example/", "Internal")}, "external"),
        (
            {
                "word/document.xml": corpus.document_xml(
                    "<w:instrText>DDE</w:instrText><w:instrText>AUTO c</w:instrText>"
                )
            },
            "external",
        ),
        ({"word/document.xml": corpus.document_xml('<w:fldSimple w:instr="INCLUDETEXT file"/>')}, "external"),
        ({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "part_not_allowed"),
        ({"word/document.xml": "<a>"}, "unreadable"),
        ({"word/styles.xml": "<a>" + " " * 101_000_000 + "</a>"}, "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_office_files_that_could_act_are_suspicious(parts: dict[str, str | bytes], reason: str) -> None:
    assert made(corpus.docx(**parts), DOCX, keep_text=False) == (Outcome(reason=reason), b"")


def test_an_office_file_is_judged_by_its_content() -> None:
    claimed = DOCX.replace("wordprocessingml.document", "spreadsheetml.sheet")
    assert made(corpus.docx(), claimed, keep_text=False)[0].reason == "other_kind"
