"""What files an activity takes (資料・議事録・写真): by their first bytes, not by what their name claims; pure."""

from typing import Literal

from yakusho.kernel.files import EXTENSIONS, bare_name, media_type

FILE_BYTES_MAX = 10_000_000
NAME_CHARACTERS_MAX = 120
FILES_MAX = 40  # of one activity
ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.pptx"
Problem = Literal["empty", "too_large", "wrong_type", "too_many"]


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
    bare = bare_name(name)
    stem = bare.rpartition(".")[0] or bare.lstrip(".") or "file"
    return stem[: NAME_CHARACTERS_MAX - 5] + EXTENSIONS[kind]
