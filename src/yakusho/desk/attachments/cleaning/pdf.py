"""PDF: drawn page by page into pictures of which a new PDF is made, or stripped of all that acts."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

from yakusho.desk.attachments.bounds import PAGE_DOTS_PER_INCH, PAGE_PIXELS_MAX, PAGES_MAX, PARTS_BYTES_MAX
from yakusho.desk.attachments.outcome import Suspicious

MEDIA_TYPE = "application/pdf"
POINTS_PER_INCH = 72
JPEG_QUALITY = 85
DEPTH_MAX = 50
OBJECTS_MAX = 500_000

_ACTIVE = (
    "/AA /AF /AcroForm /Annots /Collection /EF /EmbeddedFiles /JS /JavaScript /Metadata /Names /OPI"
    " /OpenAction /Perms /PieceInfo /Ref /Requirements /RichMedia /RichMediaContent /RichMediaSettings"
    " /SpiderInfo /Threads /URI /XFA"
)
ACTIVE_KEYS = frozenset(_ACTIVE.split())
"""Keys that lead to something that acts, to another file, or to what somebody didn't mean to send."""

PACKED = ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL")
CHUNK_BYTES = 1 << 20

OUTSIDE_KEYS = ("/F", "/FFilter", "/FDecodeParms")
"""Keys by which the content of a stream lies in another file."""

_ACTIONS = (
    "/GoTo3DView /GoToDp /GoToE /GoToR /Hide /ImportData /JavaScript /Launch /Movie /Named /Rendition"
    " /ResetForm /RichMediaExecute /SetOCGState /Sound /SubmitForm /Thread /Trans /URI"
)
ACTIONS = frozenset(_ACTIONS.split())


def pictures(original: bytes) -> tuple[str, str, bytes, int]:
    """A new PDF that holds one picture a page, and not a byte of the original.

    Raises:
        Suspicious: encrypted, or too many pages.
    """
    import pypdfium2

    try:
        source = pypdfium2.PdfDocument(original)
    except pypdfium2.PdfiumError as error:
        raise Suspicious("encrypted" if "password" in str(error).lower() else "unreadable") from error
    pages = len(source)
    if not 0 < pages <= PAGES_MAX:
        raise Suspicious("too_many_pages" if pages else "empty")
    source.init_forms()  # draws what was typed into fields; for scripts this library holds no engine
    target = pypdfium2.PdfDocument.new()
    for number in range(pages):
        _draw(source[number], target)
    out = io.BytesIO()
    target.save(out)
    return "pictures", MEDIA_TYPE, out.getvalue(), pages


def _draw(page: Any, target: Any) -> None:
    """Draw a page into a picture, and the picture onto a new page of the same size."""
    import pypdfium2

    width, height = page.get_size()
    scale = min(PAGE_DOTS_PER_INCH / POINTS_PER_INCH, (PAGE_PIXELS_MAX / max(1, width * height)) ** 0.5)
    drawn = io.BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(drawn, "JPEG", quality=JPEG_QUALITY)
    page.close()
    picture = pypdfium2.PdfImage.new(target)
    picture.load_jpeg(drawn, inline=True)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    fresh = target.new_page(width, height)
    fresh.insert_obj(picture)
    fresh.gen_content()
    fresh.close()


def stripped(original: bytes) -> tuple[str, str, bytes, int]:
    """The same PDF with its text, without anything that acts, points outward, is attached, or tells of its maker.

    What was typed into form fields is drawn into the page; fields, links and notes are gone. A file that would have to
    be mended first is drawn instead, because what somebody else's program makes of it can't be foreseen.

    Raises:
        Suspicious: encrypted, or too many pages.
    """
    import pikepdf

    try:
        document = pikepdf.open(io.BytesIO(original), attempt_recovery=False)
    except pikepdf.PasswordError as error:
        raise Suspicious("encrypted") from error
    except pikepdf.PdfError:
        return pictures(original)
    with document:
        if not 0 < len(document.pages) <= PAGES_MAX:
            raise Suspicious("too_many_pages" if len(document.pages) else "empty")
        _weigh(document)
        if "/AcroForm" in document.Root:
            document.generate_appearance_streams()
            document.flatten_annotations("screen")
        _disarm(document)
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        out = io.BytesIO()
        document.save(out, fix_metadata_version=False, encryption=False)
        return "stripped", MEDIA_TYPE, out.getvalue(), len(document.pages)


def _weigh(document: Any) -> None:
    """Refuse a document that unpacks to more than any screen needs, without ever holding it unpacked."""
    import pikepdf

    left = PARTS_BYTES_MAX
    for each in document.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        filters = each.get("/Filter", [])
        names = [str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]
        if sum(name in PACKED for name in names) > 1:  # nobody packs twice but to hide how much it is
            raise Suspicious("too_large")
        left -= _unpacked(each.read_raw_bytes(), left) if names == ["/FlateDecode"] else 0
        if left <= 0:
            raise Suspicious("too_large")


def _unpacked(packed: bytes, most: int) -> int:
    """How many bytes packed content comes to; stops at `most`."""
    unpacker, size = zlib.decompressobj(), 0
    while packed and size < most:
        size += len(unpacker.decompress(packed, CHUNK_BYTES))
        packed = unpacker.unconsumed_tail
    return size


def _disarm(document: Any) -> None:
    """Take every active key and action out of every object; what nothing points to any more isn't saved."""
    import pikepdf

    seen = 0
    waiting: list[tuple[Any, int]] = [(each, 0) for each in (document.trailer, *document.objects)]
    while waiting:
        each, depth = waiting.pop()
        seen += 1
        if seen > OBJECTS_MAX or depth > DEPTH_MAX:
            raise Suspicious("too_large")
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            _disarm_one(each)
        waiting += [(inner, depth + 1) for inner in _direct(each)]


def _disarm_one(each: Any) -> None:
    import pikepdf

    if str(each.get("/S", "")) in ACTIONS:
        gone = [key for key in each if key != "/Length"]
    else:
        gone = [key for key in each if key in ACTIVE_KEYS and not _is_drawn(each[key])]
        gone += [key for key in ("/A",) if isinstance(each.get(key), pikepdf.Dictionary) and "/S" in each[key]]
        gone += [key for key in OUTSIDE_KEYS if isinstance(each, pikepdf.Stream) and key in each]
    for key in gone:
        del each[key]


def _is_drawn(value: Any) -> bool:
    """Whether a key only happens to be the name that a page gave to a font, a picture or the like."""
    import pikepdf

    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return False
    return str(value.get("/Type", "")) in ("/Font", "/ExtGState", "/Pattern") or str(value.get("/Subtype", "")) in (
        "/Form",
        "/Image",
    )


def _direct(each: Any) -> Iterator[Any]:
    """The containers that lie inside an object itself; what it only points to is an object of its own."""
    import pikepdf

    if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        inside = [value for _, value in each.items()]
    elif isinstance(each, pikepdf.Array):
        inside = list(each)
    else:
        return
    for value in inside:
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            yield value
