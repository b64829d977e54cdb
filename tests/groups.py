"""The groups of checks that make up `make test`, each in a process of its own."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

PURE = ("kernel", "ledger", "forms", "messages", "plans", "documents")
"""Packages without a framework, tested without one."""

COVERED = {"japanese": 95}
"""Packages that others are to rely on alone, with the percentage of their branches that their tests must take."""

ROOMS = {
    "portal": ("ui", "search", "portal", "journal/tests/test_rooms.py"),
    "office": ("journal", "desk", "office"),
    "mynumber": ("desk", "mynumber", "journal/tests/test_rooms.py"),
}
"""The packages whose tests run under each zone's settings; the journal's under those of the zone in the middle."""

TWICE = {"mynumber": ("desk",)}
"""Packages that on PostgreSQL another zone's group tests already; on SQLite every zone tests its own settings."""

CHECKER = "src/yakusho/journal/check"
"""Knows no settings: it looks at databases from outside."""


@dataclass(frozen=True)
class Group:
    """One command; `command` without pytest counts as one check that passes or fails."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    counts_tests: bool = False


def tool(name: str, *command: str) -> Group:
    """A checking tool that passes or fails as a whole."""
    return Group(name, command)


def suite(
    name: str,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    but: Iterable[str] = (),
    runner: tuple[str, ...] = ("pytest",),
) -> Group:
    """A run of pytest, or of a module that runs it, without the tests that are marked with one of `but`."""
    marks = " and ".join(f"not {mark}" for mark in but)
    command = (sys.executable, "-m", *runner, "-p", "no:cacheprovider", "--durations=5", "-rs", "-m", marks)
    return Group(name, (*command, *arguments), environment or {}, counts_tests=True)


def covered(name: str, folder: str, percent_min: int, *, but: Iterable[str] = ()) -> Group:
    """All tests of a folder; they must pass, and take that share of its branches."""
    return suite(name, but=but, runner=("tests.support.covered", folder, str(percent_min)))


def zone_tests(zone: str, *, database_url: str = "", but: Iterable[str] = ()) -> Group:
    """All tests of a zone's rooms under its settings, on SQLite or on the given PostgreSQL database.

    On PostgreSQL runs what asks the database; pages that a browser looks at are the same on either.
    """
    environment = {"DJANGO_SETTINGS_MODULE": f"yakusho.{zone}.settings"}
    if database_url:
        environment[f"YAKUSHO_{zone.upper()}_DATABASE_URL"] = database_url
        but = (*but, "sqlite", "no_database")
    packages = [each for each in ROOMS[zone] if not database_url or each not in TWICE.get(zone, ())]
    folders = [f"src/yakusho/{package}" for package in packages]
    if database_url:
        folders.append("--ignore-glob=*_in_browser.py")
    database = "postgresql" if database_url else "sqlite"
    return suite(f"{zone} on {database}", *folders, f"--ignore={CHECKER}", environment=environment, but=but)


def all_groups(databases: Mapping[str, str], *, long: bool = False) -> list[Group]:
    """Every group in the order they are started: quick verdicts first, then the longest, so that the end is short."""
    python = (sys.executable, "-m")
    but = () if long else ("long",)
    return [
        tool("ruff check", *python, "ruff", "check", "--quiet", "."),
        tool("ruff format", *python, "ruff", "format", "--check", "--quiet", "."),
        tool("mypy", *python, "mypy"),
        tool("import-linter", str(Path(sys.executable).with_name("lint-imports"))),
        suite("journeys", "tests/journeys", but=but),
        suite("faults", "tests/faults", but=but),
        zone_tests("office", but=but),
        zone_tests("office", database_url=databases["office"], but=but),
        zone_tests("portal", but=but),
        zone_tests("portal", database_url=databases["portal"], but=but),
        suite("house", "tests", "--ignore=tests/journeys", "--ignore=tests/faults", but=but),
        suite("command line", "src/yakusho/cli", but=but),
        *(covered(package, f"src/yakusho/{package}", percent, but=but) for package, percent in COVERED.items()),
        suite("pure packages", *(f"src/yakusho/{package}" for package in PURE), but=but),
        zone_tests("mynumber", but=but),
        zone_tests("mynumber", database_url=databases["mynumber"], but=but),
        suite("journal checker", CHECKER, but=but),
    ]
