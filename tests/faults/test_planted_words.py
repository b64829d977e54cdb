"""Who takes the portal away reads nothing of what was typed or uploaded, neither during an upload nor afterwards."""

import os
import secrets
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bench.client import Answer
from bench.journey import find_procedure
from tests.faults.conftest import CopyHome
from tests.faults.parts import Parts
from tests.faults.search import Hit, search
from tests.faults.upload import cookies, get, hidden, multipart, post, post_slowly
from tests.support.home import REPOSITORY, WARD_FOLDER
from tests.support.house import House, up
from yakusho.kernel import clock

ARRIVAL_SECONDS_MAX = 60
APPLICATIONS = 2
FILE_ITEM = "account_proof"
FILE_BYTES = 400_000
LOOK_SECONDS = 0.5  # until what was sent so far has reached the disk, if it ever does


@dataclass
class Planted:
    """The words, where to look for them, and what was found when."""

    house: House
    temporary: Path
    words: dict[str, str]
    during: list[Hit] = field(default_factory=list)
    under_way_bytes: list[int] = field(default_factory=list)
    after: dict[str, list[Hit]] = field(default_factory=dict)

    def places(self, zone: str, dumps: Path) -> list[Path]:
        """A zone's folder, what stands in no zone's folder, temporary files, and a dump of the zone's database."""
        home = self.house.home
        folder = dumps / f"{zone}-{time.monotonic_ns()}"
        folder.mkdir(parents=True)
        with closing(sqlite3.connect(home / zone / "database.sqlite3", timeout=30)) as database:
            (folder / "dump.sql").write_text("\n".join(database.iterdump()), "utf-8")
        others = [path for path in home.iterdir() if path.is_dir() and path.name not in ("office", "mynumber")]
        return [home / zone, *others, self.temporary, folder]


def _words() -> dict[str, str]:
    """Words that stay as they are when names, addresses and numbers are brought into their one spelling."""
    kana = ["".join(secrets.choice("アイウエオカキクケコサシスセソ") for _ in range(8)) for _ in range(2)]
    return {
        "name": f"植子{kana[0]}",
        "address": f"見本荘{kana[1]}",
        "account": f"{secrets.randbelow(10**7):07d}",
        "file": f"planted content {secrets.token_hex(6)} of the uploaded file",
        "parted": f"planted content {secrets.token_hex(6)} of the file sent in parts",
    }


def _document(words: str) -> bytes:
    return b"%PDF-1.7\n" + (words + "\n").encode() * (FILE_BYTES // len(words))


def _apply(planted: Planted, dumps: Path) -> None:
    """Apply twice with the planted words, and search while one file streams in and a part of the other has come."""
    words, port = planted.words, planted.house.port("portal")
    compiled, example = find_procedure(WARD_FOLDER, clock.today())
    (page_id, typed), *_ = compiled.example(example).items()
    base = f"/ja/apply/{compiled.procedure.code}/"
    first, other = get(port, base), get(port, base)
    typed["name"], typed["account-number"] = [f"見本 {words['name']}"], [words["account"]]
    typed["address"] = [f"東京都板橋区板橋二丁目66番1号 {words['address']}"]
    body = multipart({**hidden(first), **typed, "go": ["next"]}, FILE_ITEM, "planted.pdf", _document(words["file"]))
    parts = Parts(port, base, other, FILE_ITEM, "parted.pdf", _document(words["parted"]))
    assert not parts.send()

    def look() -> None:
        time.sleep(LOOK_SECONDS)
        written = (planted.house.home / "portal" / "tmp").glob("blob-*")
        planted.under_way_bytes = sorted(path.stat().st_size for path in written)
        planted.during = search(planted.places("portal", dumps), words.values())

    second = post_slowly(port, f"{base}{page_id}/", cookies(first), body, look)
    assert words["name"] in second.body.decode(), "the check page shows what was typed"
    _submit(port, base, first, second)
    assert parts.send()
    fields = urlencode({**hidden(other), **typed, "uploaded": parts.handle, "go": "next"}, doseq=True).encode()
    second = post(port, f"{base}{page_id}/", cookies(other), fields)
    assert b"parted.pdf" in second.body
    _submit(port, base, other, second)


def _submit(port: int, base: str, first: Answer, check: Answer) -> None:
    fields = urlencode({**hidden(check), "go": ["submit"]}, doseq=True).encode()
    last = post(port, f"{base}submit/", cookies(first), fields)
    assert last.status == 200
    assert b"code-value" in last.body


def _await_cases(house: House) -> None:
    deadline = time.monotonic() + ARRIVAL_SECONDS_MAX
    while time.monotonic() < deadline:
        with closing(sqlite3.connect(house.home / "mynumber" / "database.sqlite3", timeout=30)) as database:
            if database.execute("SELECT count(*) FROM cases_case").fetchone()[0] == APPLICATIONS:
                return
        time.sleep(0.2)
    raise AssertionError("the applications did not arrive")


@pytest.fixture(scope="module")
def planted(copy_home: CopyHome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    temporary, dumps = tmp_path_factory.mktemp("temporary"), tmp_path_factory.mktemp("dumps")
    home, environment = copy_home(tmp_path_factory.mktemp("planted"))
    with up(home, {**environment, "TMPDIR": str(temporary)}) as house:
        planted = Planted(house, temporary, _words())
        _apply(planted, dumps)
        _await_cases(house)
        for zone in ("portal", "office"):
            planted.after[zone] = search(planted.places(zone, dumps), planted.words.values())
        yield planted


def test_nothing_is_readable_in_the_portal_while_an_upload_streams(planted: Planted) -> None:
    assert len(planted.under_way_bytes) == APPLICATIONS, "a part of each file was on the disk then"
    assert min(planted.under_way_bytes) > 0
    assert planted.during == []


@pytest.mark.parametrize("zone", ["portal", "office"])
def test_nothing_is_readable_in_an_outer_zone_after_the_submit(planted: Planted, zone: str) -> None:
    assert planted.after[zone] == []


def test_the_ciphertext_did_pass_through_there(planted: Planted) -> None:
    sizes = [path.stat().st_size for path in (planted.house.home / "portal" / "blobs").rglob("*") if path.is_file()]
    assert sum(size > FILE_BYTES * 0.9 for size in sizes) == APPLICATIONS


def test_the_deciding_zone_reads_every_word(planted: Planted, tmp_path: Path) -> None:
    paths = os.pathsep.join((str(REPOSITORY / "src"), str(REPOSITORY)))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": paths, "YAKUSHO_HOME": str(planted.house.home)}
    command = [sys.executable, "-m", "tests.faults.opened", "mynumber", str(tmp_path)]
    subprocess.run(command, env=environment, check=True)
    found = {hit.word for hit in search([tmp_path], planted.words.values())}
    assert found == set(planted.words.values())
