"""Files are taken for what they are, not for what their name claims."""

import io
import zipfile

import pytest

from yakusho.kernel.files import media_type
from yakusho.office.activities import files

PDF = b"%PDF-1.7\n..."


def _package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (PDF, ".pdf"),
        (b"\xff\xd8\xff\xe0....", ".jpg"),
        (b"\x89PNG\r\n\x1a\n..", ".png"),
        (_package("word/document.xml"), ".docx"),
        (_package("ppt/presentation.xml"), ".pptx"),
        (_package("xl/workbook.xml"), ".xlsx"),
    ],
)
def test_known_files_are_taken_and_get_their_own_ending(data: bytes, ending: str) -> None:
    kind = media_type(data)
    assert kind is not None
    assert files.problem_of(data, 0) is None
    assert files.plain_name("議事録.exe", kind) == f"議事録{ending}"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"MZ...", "wrong_type"),
        (b"<html><script>", "wrong_type"),
        (b"PK\x03\x04 broken", "wrong_type"),
        (_package("anything.txt"), "wrong_type"),
        (_package("word/document.xml", "word/vbaProject.bin"), "wrong_type"),
        (PDF + b"x" * files.FILE_BYTES_MAX, "too_large"),
    ],
)
def test_other_files_are_refused_with_their_reason(data: bytes, problem: str) -> None:
    assert files.problem_of(data, 0) == problem


def test_there_is_a_number_of_files_that_is_enough() -> None:
    assert files.problem_of(PDF, files.FILES_MAX) == "too_many"


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\temp\\a.pdf", "", ".pdf", "a\x00b.pdf", "長" * 500])
def test_names_are_plain_and_bounded(name: str) -> None:
    plain = files.plain_name(name, "application/pdf")
    assert plain.endswith(".pdf")
    assert len(plain) <= files.NAME_CHARACTERS_MAX
    assert not set(plain) & set("/\\\x00")
