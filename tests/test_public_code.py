"""The Standard for Public Code (公共コードの標準), as far as a script can hold it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.support.tree import REPOSITORY, read

MANDATORY = {
    "description",
    "developmentStatus",
    "legal",
    "localisation",
    "maintenance",
    "name",
    "platforms",
    "publiccodeYmlVersion",
    "softwareType",
    "url",
}
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
SHORT_CHARACTERS_MAX, LONG_CHARACTERS_MIN, LONG_CHARACTERS_MAX = 150, 150, 10_000


@pytest.fixture(scope="module")
def publiccode() -> dict[str, Any]:
    """The description of the software for catalogues."""
    document: dict[str, Any] = YAML(typ="safe", pure=True).load(read(Path("publiccode.yml")))
    return document


def _version() -> str:
    found = re.search(r'^version = "([^"]+)"', read(Path("pyproject.toml")), re.MULTILINE)
    assert found
    return found[1]


def test_publiccode_has_every_mandatory_key(publiccode: dict[str, Any]) -> None:
    assert set(publiccode) >= MANDATORY
    assert publiccode["developmentStatus"] in STATUSES
    assert publiccode["url"].startswith("https://")
    assert publiccode["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert publiccode["maintenance"]["contacts"][0]["name"]
    assert isinstance(publiccode["localisation"]["localisationReady"], bool)


def test_publiccode_describes_in_every_language_of_the_interface(publiccode: dict[str, Any]) -> None:
    assert set(publiccode["description"]) == set(publiccode["localisation"]["availableLanguages"]) == {"ja", "en"}
    for words in publiccode["description"].values():
        assert len(words["shortDescription"]) <= SHORT_CHARACTERS_MAX
        assert LONG_CHARACTERS_MIN <= len(words["longDescription"]) <= LONG_CHARACTERS_MAX
        assert words["features"]


def test_version_is_the_same_everywhere(publiccode: dict[str, Any]) -> None:
    newest = re.search(r"^## \[([^\]]+)\] - (\d{4}-\d{2}-\d{2})$", read(Path("CHANGELOG.md")), re.MULTILINE)
    assert newest
    assert _version() == publiccode["softwareVersion"] == newest[1]
    assert publiccode["releaseDate"] == newest[2]
    assert date.fromisoformat(newest[2])


def test_licence_is_named_once_and_bundled(publiccode: dict[str, Any]) -> None:
    licence = (REPOSITORY / "LICENSE").read_text("utf-8")
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert publiccode["legal"]["license"] == "Apache-2.0"
    assert 'license = "Apache-2.0"' in read(Path("pyproject.toml"))


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/glossary.md"])
def test_documents_a_newcomer_looks_for_are_there(name: str) -> None:
    assert len((REPOSITORY / name).read_text("utf-8")) > 400


def test_the_policy_is_bundled_with_the_source() -> None:
    """The plan that the software carries out lies beside it as data, with its source words."""
    assert list((REPOSITORY / "wards").glob("*/plans/*.yaml"))


def test_no_ward_is_known_by_name_to_the_package_itself() -> None:
    assert not [ward for ward in (REPOSITORY / "wards").iterdir() if (REPOSITORY / "src/yakusho" / ward.name).exists()]
