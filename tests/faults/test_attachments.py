"""A worker that dies over somebody's file leaves no process, no copy and nothing in the open; the next one finishes."""

import io
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

import pikepdf
import pytest

from bench.journey import find_procedure
from tests.faults.conftest import CopyHome
from tests.faults.search import search
from tests.faults.upload import cookies, get, hidden, multipart, post, post_slowly
from tests.support.home import WARD_FOLDER
from tests.support.house import House, up
from yakusho.cli.processes import command_line, family, parents
from yakusho.kernel import clock

pytestmark = pytest.mark.long

WAIT_SECONDS_MAX = 60
PAGES = 200  # enough that the work takes some seconds
MARK = "planted words in the open"
Found = TypeVar("Found")


def _await(look: Callable[[], Found], what: str) -> Found:
    deadline = time.monotonic() + WAIT_SECONDS_MAX
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited for {what} in vain")


def _pdf() -> bytes:
    document = pikepdf.new()
    for _ in range(PAGES):
        document.add_blank_page(page_size=(595, 842))
    document.Root.Words = pikepdf.String(MARK)
    out = io.BytesIO()
    document.save(out, compress_streams=False)
    return out.getvalue()


def _apply(house: House) -> None:
    port = house.port("portal")
    compiled, example = find_procedure(WARD_FOLDER, clock.today())
    (page, typed), *_ = compiled.example(example).items()
    base = f"/ja/apply/{compiled.procedure.code}/"
    first = get(port, base)
    body = multipart({**hidden(first), **typed, "go": ["next"]}, "account_proof", "mihon.pdf", _pdf())
    second = post_slowly(port, f"{base}{page}/", cookies(first), body, lambda: None)
    fields = urlencode({**hidden(second), "go": ["submit"]}, doseq=True).encode()
    assert b"code-value" in post(port, f"{base}submit/", cookies(first), fields).body


def _row(house: House) -> tuple[str, int, str]:
    with closing(sqlite3.connect(house.home / "mynumber" / "database.sqlite3", timeout=30)) as database:
        rows = database.execute("SELECT state, attempts, clean_blob FROM attachments_attachment").fetchall()
    return rows[0] if rows else ("", 0, "")


def _lease_ends(house: House) -> None:
    with closing(sqlite3.connect(house.home / "mynumber" / "database.sqlite3", timeout=30)) as database:
        database.execute("UPDATE attachments_attachment SET due_at = '2020-01-01 00:00:00'")
        database.commit()


def _workers(house: House) -> list[int]:
    return [each for each in family(house.process.pid) if command_line(each)[-2:] == ["mynumber", "worker"]]


def _children() -> list[int]:
    return [each for each in parents() if "yakusho.desk.attachments.child" in command_line(each)]


def test_a_killed_worker_leaves_nothing_and_the_next_one_finishes(copy_home: CopyHome, tmp_path: Path) -> None:
    home, environment = copy_home(tmp_path)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with up(home, {**environment, "TMPDIR": str(temporary)}) as house:
        _apply(house)
        _await(_children, "the child")
        (worker,) = _workers(house)
        time.sleep(0.5)
        before = search([home / "mynumber", home / "office", temporary], [MARK])
        os.kill(worker, signal.SIGKILL)
        _await(lambda: not _children(), "the child's end")
        assert _row(house) == ("working", 1, "")
        _lease_ends(house)
        _await(lambda: _row(house)[0] == "clean", "the copy")
        assert _row(house)[1] == 2
        assert not before
        assert not search([home / "mynumber", home / "office", temporary], [MARK])
        assert not [path for path in temporary.rglob("*") if path.is_file()]
