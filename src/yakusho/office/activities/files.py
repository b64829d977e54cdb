"""What files an activity takes (資料・議事録・写真): by their first bytes, not by what their name claims; pure."""

import io
import zipfile
from typing import Literal

FILE_BYTES_MAX = 10_000_000
NAME_CHARACTERS_MAX = 120
FILES_MAX = 40  # of one activity
ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.pptx"
Problem = Literal["empty", "too_large", "wrong_type", "too_many"]

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
_MACROS = ("vbaProject.bin",)
EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    _PACKAGES[0][1]: ".docx",
    _PACKAGES[1][1]: ".xlsx",
    _PACKAGES[2][1]: ".pptx",
}


def media_type(data: bytes) -> str | None:
    """What a file is; None when it is nothing we take, such as an office file with macros."""
    plain = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)
    return plain or (_package(data) if data.startswith(b"PK\x03\x04") else None)


def _package(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if any(name.endswith(_MACROS) for name in names):
        return None
    return next((kind for part, kind in _PACKAGES if part in names), None)


def problem_of(data: bytes, already: int) -> Problem | None:
    """Why a file can't be kept beside `already` others, or None."""
    if not data:
        return "empty"
    if len(data) > FILE_BYTES_MAX:
        return "too_large"
    if already >= FILES_MAX:
        return "too_many"
    return None if media_type(data) else "wrong_type"


def plain_name(name: str, kind: str) -> str:
    """A file's name for showing and saving: printable, without a path, bounded, with the ending of what it is."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = "".join(c for c in last if c.isprintable()).rpartition(".")[0] or last.lstrip(".") or "file"
    return stem[: NAME_CHARACTERS_MAX - 5] + EXTENSIONS[kind]
