"""A home whose portal and office were written by the real journal, and copies of it that a test may spoil."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.home import REPOSITORY, make_home
from tests.support.postgres import postgresql
from yakusho.journal.check import Report, run
from yakusho.journal.check.tests.written import STEPS

Spoil = Callable[..., Report]


def write_journals(home: Path, **environment: str) -> None:
    """Let the real journal write a portal's and an office's database."""
    paths = os.pathsep.join((str(REPOSITORY / "src"), str(REPOSITORY)))
    variables = {**os.environ, "YAKUSHO_HOME": str(home), "PYTHONPATH": paths, **environment}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    for step in STEPS:
        subprocess.run([sys.executable, "-m", "yakusho.journal.check.tests.written", step], env=variables, check=True)


def check(home: Path, zone: str, database: str = "") -> Report:
    """Check a zone of this home."""
    file = str(home / zone / "database.sqlite3")
    return run(zone, database or file, home / zone / "keys" / "manifest.json", home=home)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = make_home(tmp_path_factory.mktemp("written") / "home")
    write_journals(home)
    return home


@pytest.fixture
def copied(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "home"))


@pytest.fixture
def spoil(copied: Path) -> Spoil:
    """Run statements on a zone's database as somebody who writes past the triggers, then check it."""

    def act(zone: str, *statements: str) -> Report:
        with closing(sqlite3.connect(copied / zone / "database.sqlite3")) as database, database:
            kept = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in kept:
                database.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                database.execute(statement)
            for _, sql in kept:
                database.execute(sql)
        return check(copied, zone)

    return act


@pytest.fixture(scope="session")
def on_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    home = make_home(tmp_path_factory.mktemp("postgres") / "home")
    with postgresql(fsync=False) as server:
        addresses = {zone: server.database(f"check_{zone}") for zone in ("portal", "office")}
        write_journals(home, **{f"YAKUSHO_{zone.upper()}_DATABASE_URL": url for zone, url in addresses.items()})
        yield home, addresses
