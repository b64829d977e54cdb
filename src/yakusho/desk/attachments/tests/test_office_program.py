"""Where an office program is installed, office files become PDF in the sandbox, and that PDF is copied in its turn."""

from pathlib import Path

import pytest

from yakusho.desk.attachments import sandbox
from yakusho.desk.attachments.outcome import Outcome, Suspicious
from yakusho.desk.attachments.tests import corpus
from yakusho.desk.attachments.tests.conftest import child_of

pytestmark = pytest.mark.sqlite  # no database is asked

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office program that makes the same PDF of every file, in place of LibreOffice; and the real child."""
    (tmp_path / "made").write_bytes(corpus.armed_pdf())
    found = tmp_path / "soffice"
    found.write_text(f'#!/bin/sh\nfor last; do :; done\ncp {tmp_path}/made "${{last%.docx}}.pdf"\n', "ascii")
    found.chmod(0o755)
    script = (
        "import os; from yakusho.desk.attachments import child; from yakusho.desk.attachments.cleaning import office;"
        f"os.chdir({str(tmp_path)!r}); office.PROGRAM = {str(found)!r}; child.main()"
    )
    monkeypatch.setattr(sandbox, "OFFICE_PROGRAM", found)
    monkeypatch.setattr(sandbox, "command", child_of(script))
    return found


def _copied(original: bytes, *options: str) -> tuple[Outcome, bytes]:
    copy: list[bytes] = []
    outcome = sandbox.run([original], DOCX, copy.append, *options)
    return outcome, b"".join(copy)


def test_an_office_file_becomes_a_copy_of_its_pdf(program: Path) -> None:
    outcome, copy = _copied(corpus.docx())
    assert (outcome.method, outcome.media_type, outcome.pages) == ("pictures", "application/pdf", 1)
    assert b"JavaScript" not in copy
    assert _copied(corpus.docx(), "keep-text")[0].method == "stripped"


def test_macros_are_refused_before_the_program_sees_them(program: Path) -> None:
    program.write_text("#!/bin/sh\ntouch seen\n", "ascii")
    with pytest.raises(Suspicious, match="macros"):
        _copied(corpus.docx(**{"word/vbaProject.bin": b"x"}))
    assert not (program.parent / "seen").exists()


def test_a_file_that_the_program_can_not_read_is_suspicious(program: Path) -> None:
    program.write_text("#!/bin/sh\nexit 1\n", "ascii")
    with pytest.raises(Suspicious, match="unreadable"):
        _copied(corpus.docx())


def test_the_program_gets_its_settings_and_nothing_else_more() -> None:
    without, with_it = sandbox.command(DOCX), sandbox.command(DOCX, "office")
    more = with_it[: with_it.index("--")]
    for word in without[: without.index("--")]:
        more.remove(word)
    assert sorted(more) == sorted(
        [
            "--proc",
            "/proc",
            *(word for folder in ("/etc/fonts", "/etc/libreoffice") for word in ("--ro-bind-try", folder, folder)),
        ]
    )


def test_where_no_program_is_installed_only_known_parts_go_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "OFFICE_PROGRAM", Path("/nowhere/soffice"))
    monkeypatch.setattr(sandbox, "command", sandbox.child_command)
    outcome, copy = _copied(corpus.docx())
    assert (outcome.method, outcome.media_type) == ("parts", DOCX)
    assert copy.startswith(b"PK")
