"""Give every run of pytest a home of its own and the settings of the zone under test, before Django reads them.

Loaded with `-p` from `pyproject.toml`, because a `conftest.py` comes too late for that.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.flush import allow_flush
from tests.support.hashing import CheapArgon2
from tests.support.home import make_home

ZONE_OF_FOLDER = {
    "portal": "portal",
    "office": "office",
    "mynumber": "mynumber",
    "desk": "office",
    "journal": "office",
    "ui": "portal",
    "search": "portal",
}
"""Whose settings a folder's tests run under, unless `DJANGO_SETTINGS_MODULE` says otherwise."""

ASKS_DATABASE = {"db", "transactional_db", "live_server"}
"""Fixtures that reach the database, besides the mark `django_db`."""

_home = Path(tempfile.mkdtemp(prefix="yakusho-test-home-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["YAKUSHO_HOME"] = str(make_home(_home))


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(args: list[str]) -> Generator[None, None, None]:
    """Choose the zone by the folder that is tested: `pytest src/yakusho/portal` needs nothing else."""
    for argument in args:
        parts = Path(argument.partition("::")[0]).parts
        folder = parts[parts.index("yakusho") + 1] if "yakusho" in parts[:-1] else ""
        if folder in ZONE_OF_FOLDER:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"yakusho.{ZONE_OF_FOLDER[folder]}.settings")
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Serve static files under their plain names, because tests collect none, and hash passwords cheaply."""
    allow_flush()
    if settings.configured:
        settings.PASSWORD_HASHERS = [f"{CheapArgon2.__module__}.{CheapArgon2.__qualname__}"]
        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks no database: it says the same under a zone's settings, whichever database they name."""
    for item in items:
        if not item.get_closest_marker("django_db") and ASKS_DATABASE.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("no_database")


@pytest.fixture(scope="session")
def home() -> Path:
    """The home of this run."""
    return _home
