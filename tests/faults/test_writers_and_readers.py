"""Many write at once and commit in any order; whoever follows the journal sees every entry, once, in one order."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.appenders import READERS, SECONDS_MAX, TOTAL
from tests.support.home import REPOSITORY, make_home
from tests.support.postgres import postgresql
from yakusho.journal.check import run


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A home, and the address of its portal's database."""
    home = make_home(tmp_path / "home")
    if request.param == "sqlite":
        yield home, str(home / "portal" / "database.sqlite3")
        return
    with postgresql(fsync=False) as server:
        yield home, server.database("portal")


def test_readers_skip_nothing_while_eight_write(database: tuple[Path, str]) -> None:
    home, address = database
    paths = os.pathsep.join((str(REPOSITORY / "src"), str(REPOSITORY)))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": paths, "YAKUSHO_HOME": str(home)}
    if address.startswith("postgresql:"):
        environment["YAKUSHO_PORTAL_DATABASE_URL"] = address
    command = [sys.executable, "-m", "tests.faults.appenders"]
    printed = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, timeout=2 * SECONDS_MAX)
    told = json.loads(printed.stdout)
    assert len(set(told["made"])) == told["sealed"] == TOTAL
    assert len(told["seen"]) == READERS
    for seen in told["seen"]:
        assert [position for position, _ in seen] == list(range(TOTAL))
        assert {entry for _, entry in seen} == set(told["made"])
    report = run("portal", address, home / "portal" / "keys" / "manifest.json")
    assert report.findings == []
    assert report.seen["portal entries"] == TOTAL
