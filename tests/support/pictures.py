"""Small files of each kind with true headers, for tests of uploads: pictures of any size, documents, archives."""

import io
import struct
import zipfile
import zlib

JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
END_OF_IMAGE = b"\xff\xd9"


def segment(marker: int, content: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def jpeg(width: int = 640, height: int = 480, *, before: bytes = JFIF, content: bytes = b"picture") -> bytes:
    """A JPEG: headers, then `content` where the picture would be."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    return b"\xff\xd8" + before + frame + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + content + END_OF_IMAGE


def png(width: int = 640, height: int = 480, *, content: bytes = b"picture") -> bytes:
    """A PNG whose picture is `content`, not compressed."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


def webp(width: int = 640, height: int = 480) -> bytes:
    """The beginning of a WebP picture in its extended form."""
    content = b"\x10\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 4 + 8 + len(content)) + b"WEBPVP8X" + struct.pack("<I", len(content)) + content


def heic(width: int = 4032, height: int = 3024, *, tile: int = 512) -> bytes:
    """The boxes of a HEIC photo that say its size: it is made of tiles, which say theirs."""

    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", 8 + len(content)) + kind + content

    sizes = b"".join(box(b"ispe", struct.pack(">III", 0, *size)) for size in ((tile, tile), (width, height)))
    properties = box(b"iprp", box(b"ipco", sizes))
    return box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b"\0\0\0\0" + properties) + box(b"mdat", b"picture")


def pdf(content: bytes = b"", *, trailer: bytes = b"") -> bytes:
    """A PDF of no pages with some content in a stream."""
    body = b"1 0 obj\n<</Type/Catalog>>\nendobj\n2 0 obj\n<</Length %d>>\nstream\n" % len(content)
    end = b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R%s>>\nstartxref\n0\n%%%%EOF\n" % trailer
    return b"%PDF-1.7\n" + body + content + end


def archive(names: dict[str, bytes] | None = None, comment: bytes = b"") -> bytes:
    """A ZIP archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = comment
        for name, content in (names or {"run.js": b"alert(1)"}).items():
            package.writestr(name, content)
    return written.getvalue()
