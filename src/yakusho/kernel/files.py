"""What a file is by its content (ファイルの種類), never by what its name or sender claims; its name without a path."""

import io
import unicodedata
import zipfile

SIGNATURE_BYTES = 8
NAME_CHARACTERS_MAX = 120
PACKAGE_PARTS_MAX = 5_000
PACKAGE_BYTES_MAX = 200_000_000  # what the parts of an office file unfold to together, as they declare
PACKAGE = b"PK\x03\x04"
"""The first bytes of a ZIP archive, which office files are."""
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_PACKAGES = (
    ("word/document.xml", f"{_OFFICE}.wordprocessingml.document"),
    ("xl/workbook.xml", f"{_OFFICE}.spreadsheetml.sheet"),
    ("ppt/presentation.xml", f"{_OFFICE}.presentationml.presentation"),
)
_MACROS = "vbaProject.bin"
_BROKEN = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError)
"""What a package that is none, or none that can be read, raises."""

EXTENSIONS = dict(
    zip(
        (kind for _, kind in (*_SIGNATURES, *_PACKAGES)),
        (".pdf", ".jpg", ".png", ".docx", ".xlsx", ".pptx"),
        strict=True,
    )
)
"""The ending that a file of each kind is saved with."""


_ENDINGS = {"image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif")}
"""The endings that names of a kind may have, where there are several."""


def document_type(beginning: bytes) -> str | None:
    """The media type of a PDF, JPEG or PNG by its first `SIGNATURE_BYTES` bytes; None when it is none of them."""
    return next((kind for signature, kind in _SIGNATURES if beginning.startswith(signature)), None)


def media_type(data: bytes) -> str | None:
    """The media type of a document or an office file; None for all others.

    An office file with macros is none of them, nor is one whose parts say that they unfold to more than anybody writes.
    """
    return document_type(data) or (_office_type(data) if data.startswith(PACKAGE) else None)


def _office_type(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except _BROKEN:
        return None
    names = {part.filename for part in parts}
    if len(parts) > PACKAGE_PARTS_MAX or sum(part.file_size for part in parts) > PACKAGE_BYTES_MAX:
        return None
    if any(name.endswith(_MACROS) for name in names):
        return None
    return next((kind for part, kind in _PACKAGES if part in names), None)


def bare_name(name: str) -> str:
    """A file's name without its path and without what can't be printed."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(each for each in last if each.isprintable())


def shown_name(name: str, kind: str) -> str:
    """A file's name as people are shown it: bare, of one spelling, bounded, and ending as files of its `kind` do."""
    bare = unicodedata.normalize("NFC", bare_name(name)).strip(" .")
    ending = EXTENSIONS[kind]
    stem, dot, last = bare.rpartition(".")
    if dot and stem and f".{last.lower()}" in _ENDINGS.get(kind, (ending,)):
        bare, ending = stem, f".{last}"
    return (bare[: NAME_CHARACTERS_MAX - len(ending)].strip() or "file") + ending
