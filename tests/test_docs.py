"""Documentation that nothing keeps true goes stale: commands, settings, facts, words and links are held to the code."""

import importlib
import importlib.metadata
import re
from pathlib import Path

import click
import pytest

from tests.support.tree import REPOSITORY, python_files, read, text_files
from tests.support.zone_facts import ZONES, facts_of
from yakusho.cli.main import COMMANDS

DOCUMENTS = sorted(path for path in text_files() if path.suffix == ".md" and path.parts[0] in ("docs", path.name))
MACHINE_ONLY = {"YAKUSHO_PARENT"}
"""Environment variables that a parent process sets for its children and no person ever does."""


WITHOUT_HOME = {
    "verify",
    "procedures lint",
    "procedures schema",
    "plan lint",
    "plan schema",
    "plan compare",
    "data date",
    "data name",
    "data number",
}
"""Commands that need no home: they look at files alone."""


def _all_documents() -> str:
    return "\n".join(read(path) for path in DOCUMENTS)


def _commands() -> dict[str, click.Command]:
    """Every command that can be typed: `check`, `sample accounts`, …"""
    found: dict[str, click.Command] = {}
    for name, (target, _) in COMMANDS.items():
        module, _, attribute = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {part}": inner for part, inner in command.commands.items()}
    return found


def test_every_command_is_documented() -> None:
    text = read(Path("docs/operations.md"))
    missing = [name for name in _commands() if f"`yakusho {name}" not in text]
    assert not missing, f"docs/operations.md says nothing of: {', '.join(missing)}"


def test_every_documented_command_exists() -> None:
    commands = _commands()
    named = {(path, words) for path in DOCUMENTS for words in re.findall(r"\byakusho ([a-z]+(?: [a-z]+)?)", read(path))}
    wrong = sorted(
        f"{path}: yakusho {words}"
        for path, words in named
        if words.split()[0] not in commands
        or (isinstance(commands[words.split()[0]], click.Group) and " " in words and words not in commands)
    )
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(_commands()))
def test_every_command_helps_with_an_example(name: str) -> None:
    command = _commands()[name]
    if isinstance(command, click.Group):
        return
    assert "Example" in (command.epilog or ""), f"`yakusho {name} --help` shows no example"
    assert "--home" in {option for parameter in command.params for option in parameter.opts} or name in WITHOUT_HOME


def test_every_setting_is_documented() -> None:
    text = read(Path("docs/operations.md"))
    named = {
        variable.replace("PORTAL", "<ZONE>").replace("OFFICE", "<ZONE>").replace("MYNUMBER", "<ZONE>")
        for path in python_files(product_only=True)
        for variable in re.findall(r"\bYAKUSHO_[A-Z_]*[A-Z]\b", read(path))
    } - MACHINE_ONLY
    in_text = re.sub(r"YAKUSHO_(PORTAL|OFFICE|MYNUMBER)_", "YAKUSHO_<ZONE>_", text)
    missing = sorted(variable for variable in named if variable not in in_text)
    assert not missing, f"docs/operations.md says nothing of: {', '.join(missing)}"


@pytest.mark.parametrize("zone", ZONES)
def test_every_fact_handler_and_meter_is_in_the_tables_of_the_architecture(zone: str) -> None:
    text = read(Path("docs/architecture.md"))
    facts = facts_of(zone)
    missing = [name for name in (*facts["facts"], *facts["handlers"], *facts["meters"]) if f"`{name}`" not in text]
    assert not missing, f"docs/architecture.md says nothing of: {', '.join(sorted(set(missing)))}"


def test_every_room_is_on_the_map() -> None:
    text = read(Path("docs/architecture.md"))
    rooms = {
        path.relative_to("src/yakusho").parent.as_posix()
        for path in python_files(product_only=True)
        if path.name == "apps.py"
    }
    missing = sorted(room for room in rooms if f"`{room}/`" not in text)
    assert not missing, f"docs/architecture.md has no row for: {', '.join(missing)}"


def test_make_targets_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read(Path("Makefile")), re.MULTILINE))
    named = set(
        re.findall(r"\bmake ([a-z][a-z-]+)\b", "\n".join(re.findall(r"`[^`]+`|^ {4}.*", _all_documents(), re.M)))
    )
    assert named <= targets, f"no such target in the Makefile: {', '.join(sorted(named - targets))}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_links_lead_somewhere(document: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", read(document)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        place, _, heading = target.partition("#")
        file = (REPOSITORY / document.parent / place) if place else REPOSITORY / document
        if not file.exists() or (heading and heading not in _anchors(file)):
            broken.append(target)
    assert not broken, f"{document}: {', '.join(broken)}"


def _anchors(file: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_paths_that_documents_name_exist(document: Path) -> None:
    named = re.findall(r"`((?:src|tests|docs|bench|deploy|wards|requirements)/[\w./-]*)`", read(document))
    missing = [path for path in named if not (REPOSITORY / path).exists()]
    assert not missing, f"{document}: {', '.join(missing)}"


IMPORTED_AS = {
    "Django": "django",
    "Pillow": "PIL",
    "PyNaCl": "nacl",
    "PyYAML": "yaml",
    "argon2-cffi": "argon2",
    "common-expression-language": "cel",
    "dj-database-url": "dj_database_url",
    "django-allauth": "allauth",
    "django-csp": "csp",
    "django-htmx": "django_htmx",
    "http-message-signatures": "http_message_signatures",
    "python-calamine": "python_calamine",
    "uuid-utils": "uuid_utils",
}
NAMED_IN_SETTINGS = {"argon2-cffi", "django-htmx", "psycopg", "sudachidict-core", "zengin-code"}
"""Loaded by the name of a password hasher, an app with static files, a database engine, a dictionary, or its files."""


def _direct(group: str) -> list[str]:
    lines = read(Path(f"requirements/{group}.in")).splitlines()
    return [re.split(r"[\[<>=]", line)[0].strip() for line in lines if line and not line.startswith(("#", "-"))]


@pytest.mark.parametrize("group", ["base", "dev", "build"])
def test_every_direct_dependency_has_its_reason(group: str) -> None:
    text = read(Path("docs/dependencies.md"))
    missing = [name for name in _direct(group) if f"| {name} |" not in text]
    assert not missing, f"docs/dependencies.md has no row for: {', '.join(missing)}"


def test_no_dependency_is_carried_without_being_used() -> None:
    code = "\n".join(read(path) for path in python_files(product_only=True))
    idle = []
    for name in _direct("base"):
        module = re.escape(IMPORTED_AS.get(name, name))
        if name not in NAMED_IN_SETTINGS and not re.search(rf"^\s*(?:import|from) {module}\b|\"{module}\.", code, re.M):
            idle.append(name)
    assert not idle, f"nothing imports: {', '.join(idle)}"


def test_the_glossary_has_both_languages_for_each_word() -> None:
    rows = [line.split("|") for line in read(Path("docs/glossary.md")).splitlines() if line.startswith("| ")]
    assert len(rows) > 40
    assert all(len(row) == 5 and all(cell.strip() for cell in row[1:4]) for row in rows)
