"""Files that somebody might send, made when they are needed: harmless ones, and ones that were made to do harm."""

import io
import struct
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

TEXT = "MIHON"
LETTER = (300, 200)
GPS, ORIENTATION, TURNED_RIGHT = 0x8825, 0x0112, 6
MEGABYTE = 1 << 20


def _saved(document: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    document.save(out, fix_metadata_version=False, **options)
    return out.getvalue()


def _document(pages: int = 1) -> pikepdf.Pdf:
    document = pikepdf.new()
    font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for _ in range(pages):
        page = document.add_blank_page(page_size=LETTER)
        # The font is called A like an action, which must not make the text vanish.
        page.Resources = Dictionary(Font=Dictionary(A=font))
        page.Contents = document.make_stream(f"BT /A 48 Tf 40 80 Td ({TEXT}) Tj ET".encode())
    return document


def pdf(pages: int = 1) -> bytes:
    """A plain PDF with a word on each page."""
    return _saved(_document(pages))


def armed_pdf() -> bytes:
    """A PDF with a script, an attached program, form data with a script, and actions that start and fetch things."""
    document = _document()
    page, root = document.pages[0], document.Root
    script = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("app.alert('1')"))
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    root.OpenAction = script
    root.AA = Dictionary(WC=script)
    root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    document.attachments["a.exe"] = b"MZ program"
    page.AA = Dictionary(O=launch)
    page.PieceInfo = Dictionary(Maker=Dictionary(Private=String("hidden")))
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("typed"), Rect=[20, 20, 200, 60]
    )
    field.DA, field.AA = String("/A 24 Tf 0 g"), Dictionary(K=script)
    annotations = [
        field,
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 50, 50], A=launch),
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 50, 50], A=Dictionary(S=Name.GoToR, F=String("b"))),
        Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 50, 50], RichMediaContent=Dictionary()),
    ]
    page.Annots = document.make_indirect(Array([document.make_indirect(each) for each in annotations]))
    form = document.make_stream(b"<xdp:xdp><script>evil()</script></xdp:xdp>")
    resources = Dictionary(Font=page.Resources.Font)
    root.AcroForm = Dictionary(Fields=Array([page.Annots[0]]), XFA=form, DR=resources, NeedAppearances=True)
    root.Metadata = document.make_stream(b"<x:xmpmeta>Hanako</x:xmpmeta>", Type=Name.Metadata, Subtype=Name.XML)
    document.docinfo["/Author"] = "Hanako"
    return _saved(document)


def locked_pdf() -> bytes:
    """A PDF that wants a password."""
    return _saved(_document(), encryption=pikepdf.Encryption(user="secret", owner="other"))


def endless_pdf(*, twice: bool = True) -> bytes:
    """A PDF of some kilobytes (or megabytes, packed once) whose page unpacks to two gigabytes."""
    packer = zlib.compressobj(9)
    begin = packer.compress(b"q Q " * (MEGABYTE // 4)) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    again = packer.compress(b"q Q " * (MEGABYTE // 4)) + packer.flush(zlib.Z_FULL_FLUSH)
    document = _document()
    packed, filters = begin + again * 2_000, [Name.FlateDecode]
    if twice:
        packed, filters = zlib.compress(packed, 9), filters * 2
    kept = Dictionary(Filter=filters[0] if len(filters) == 1 else Array(filters))
    document.pages[0].Contents = document.make_indirect(Stream(document, packed, kept))
    return _saved(document, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def huge_page_pdf() -> bytes:
    """A PDF whose one page is a hundred metres wide."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(14_400, 14_400))
    document.pages[0].UserUnit = 20
    return _saved(document)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    """A small picture, its left half red, its right half blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def located_jpeg() -> bytes:
    """A photograph that tells where it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (35.0, 45.0, 4.0)
    return picture("JPEG", exif=exif, comment=b"<script>evil()</script>")


def moving_png() -> bytes:
    """A PNG with two pictures."""
    return picture("PNG", save_all=True, append_images=[Image.new("RGB", (40, 20), "green")])


def png_of_size(width: int, height: int) -> bytes:
    """A PNG of some bytes that says it is as large as this."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))

    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(MEGABYTE))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def jpeg_of_size(width: int, height: int) -> bytes:
    """A JPEG of some bytes that says it is as large as this."""
    data = picture("JPEG")
    place = data.index(b"\xff\xc0") + 5
    return data[:place] + struct.pack("!HH", height, width) + data[place + 4 :]


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
    ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def document_xml(inside: str) -> str:
    """The main part of a text with this in it."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'


def relations(kind: str, target: str, mode: str = "External") -> str:
    """The relations of a part, with one to elsewhere."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


def docx(**parts: str | bytes) -> bytes:
    """A text of Word; `parts` by name, with `__` for a slash and `_x` for the ending `.xml`."""
    names = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    whole = {
        "[Content_Types].xml": _TYPES,
        "word/document.xml": document_xml("<w:p><w:r><w:t>mihon</w:t></w:r></w:p>"),
        "docProps/core.xml": "<core><creator>Hanako</creator></core>",
        **names,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in whole.items():
            package.writestr(name, content)
    return out.getvalue()
