"""A ward's virus scanner is asked before a file is copied; a small clamd of our own speaks its protocol."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from yakusho.desk.attachments import clamd
from yakusho.desk.attachments.models import Attachment
from yakusho.desk.attachments.tests import corpus
from yakusho.desk.attachments.tests.conftest import Put, work
from yakusho.journal.problems import open_problems
from yakusho.kernel import clock

VIRUS = b"X5O-a-test-file"


@contextmanager
def scanner(listening: socket.socket, *, most: int = 1_000_000, answer: bytes = b"") -> Iterator[list[bytes]]:
    """A clamd that finds `VIRUS`, and refuses more than `most` bytes; answers what it was sent."""
    heard: list[bytes] = []

    def serve() -> None:
        line, _ = listening.accept()
        with line, line.makefile("rb") as sent:
            assert sent.read(10) == b"zINSTREAM\0"
            content = b""
            while size := struct.unpack("!I", sent.read(4))[0]:
                content += sent.read(size)
                if len(content) > most:
                    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            heard.append(content)
            found = b"Test-Signature FOUND" if VIRUS in content else b"OK"
            line.sendall(answer or b"stream: " + found + b"\0")

    thread = threading.Thread(target=serve, daemon=True)
    with listening:
        thread.start()
        yield heard
        thread.join(5)


@pytest.fixture(params=["unix", "tcp"])
def listening(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[socket.socket, str]:
    """A socket to listen at, and the address of it as a ward writes it."""
    if request.param == "tcp":
        found = socket.create_server(("127.0.0.1", 0))
        return found, f"127.0.0.1:{found.getsockname()[1]}"
    found = socket.socket(socket.AF_UNIX)
    found.bind(str(tmp_path / "c"))
    found.listen()
    return found, str(tmp_path / "c")


def test_a_clean_file_is_sent_whole(listening: tuple[socket.socket, str]) -> None:
    with scanner(listening[0]) as heard:
        assert clamd.scan(listening[1], [b"a" * 70_000, b"", b"b"]) == ""
    assert heard == [b"a" * 70_000 + b"b"]


def test_what_is_found_has_its_name(listening: tuple[socket.socket, str]) -> None:
    with scanner(listening[0]):
        assert clamd.scan(listening[1], [VIRUS]) == "Test-Signature"


def test_a_file_that_is_too_large_for_it_stays_unscanned(listening: tuple[socket.socket, str]) -> None:
    with scanner(listening[0], most=10), pytest.raises(clamd.NotScanned):
        clamd.scan(listening[1], [b"a" * 11])


@pytest.mark.parametrize("answer", [b"who are you", b"stream: \xff FOUND\0", b"\0"])
def test_an_answer_that_is_none_counts_as_unreachable(listening: tuple[socket.socket, str], answer: bytes) -> None:
    with scanner(listening[0], answer=answer), pytest.raises(clamd.Unreachable):
        clamd.scan(listening[1], [b"a"])


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:1", "nonsense", ":"])
def test_nobody_at_the_address_counts_as_unreachable(address: str) -> None:
    with pytest.raises(clamd.Unreachable):
        clamd.scan(address, [b"a"])


@pytest.fixture
def here(tmp_path: Path, settings) -> socket.socket:
    """The ward's scanner, not answering yet."""
    settings.CLAMD = str(tmp_path / "c")
    found = socket.socket(socket.AF_UNIX)
    found.bind(settings.CLAMD)
    found.listen()
    return found


def test_a_file_with_a_virus_is_suspicious_by_name(put: Put, isolated: None, here: socket.socket) -> None:
    row = put(corpus.pdf() + VIRUS)
    with scanner(here):
        work()
    row.refresh_from_db()
    assert (row.state, row.reason, row.signature, row.clean_blob) == ("suspicious", "virus", "Test-Signature", "")


def test_a_file_that_passed_the_scanner_is_copied_all_the_same(put: Put, isolated: None, here: socket.socket) -> None:
    row, original = put(corpus.pdf()), corpus.pdf()
    with scanner(here) as heard:
        work()
    row.refresh_from_db()
    assert row.state == "clean"
    assert heard == [original]


def test_a_file_that_the_scanner_refuses_is_left_to_a_person(put: Put, isolated: None, here: socket.socket) -> None:
    row = put(corpus.pdf())
    for _ in range(3):
        with scanner(here.dup(), most=10):
            work()
        Attachment.objects.update(due_at=clock.now())
    row.refresh_from_db()
    assert (row.state, row.reason) == ("failed", "not_scanned")
    assert [each.what for each in open_problems()] == ["attachment_failed"]
    here.close()


def test_a_scanner_that_hangs_up_over_a_file_did_not_scan_it(listening: tuple[socket.socket, str]) -> None:
    def hang_up() -> None:
        line, _ = listening[0].accept()
        line.recv(10)
        line.close()

    thread = threading.Thread(target=hang_up, daemon=True)
    thread.start()
    with listening[0], pytest.raises(clamd.NotScanned):
        clamd.scan(listening[1], [b"a" * 65_536] * 100)
    thread.join(5)


def test_files_wait_for_a_scanner_that_does_not_answer(put: Put, isolated: None, here: socket.socket, settings) -> None:
    row = put(corpus.pdf())
    address, settings.CLAMD = settings.CLAMD, "/nowhere/clamd.ctl"
    for _ in range(5):
        assert work() == 1
        row.refresh_from_db()
        assert (row.state, row.attempts, row.clean_blob) == ("waiting", 0, "")
        assert [each.what for each in open_problems()] == ["scanner_unreachable"]
        Attachment.objects.update(due_at=clock.now())
    settings.CLAMD = address
    with scanner(here):
        work()
    row.refresh_from_db()
    assert row.state == "clean"
    assert not open_problems()
