"""What stays out of the index, and out of the memory of a process that was just started."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2]
PERSONAL = ("desk", "mynumber", "portal/apply", "portal/status")
UPKEEP = {"upkeep"}
"""All that the rooms of personal matters may know of search: that the zone's worker keeps an index."""

LOADED = """
import json, sys
import django
django.setup()
from django.urls import get_resolver
from yakusho.journal import rooms
get_resolver().url_patterns, rooms.loops(), rooms.jobs()
print(json.dumps(sorted(name for name in sys.modules if name.startswith("sudachi"))))
"""


def _imports(path: Path) -> set[str]:
    """What a file imports from `yakusho.search`."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("yakusho.search"):
            below = (node.module or "").removeprefix("yakusho.search").strip(".")
            names |= {below} if below else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names if alias.name.startswith("yakusho.search")}
    return names


@pytest.mark.parametrize("folder", PERSONAL)
def test_nothing_personal_is_put_into_the_index(folder: str) -> None:
    files = [path for path in (SOURCE / folder).rglob("*.py") if "tests" not in path.parts]
    assert files
    found = {path.relative_to(SOURCE).as_posix(): names for path in files if (names := _imports(path) - UPKEEP)}
    assert not found
    putting = [path.name for path in files if "index.put" in path.read_text("utf-8")]
    assert not putting


@pytest.mark.parametrize("zone", ["portal", "office", "mynumber"])
def test_no_zone_loads_the_analyser_when_it_starts(zone: str, home: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.endswith("_DATABASE_URL")}
    environment |= {
        "YAKUSHO_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": f"yakusho.{zone}.settings",
        "PYTHONPATH": str(SOURCE.parent),
    }
    done = subprocess.run([sys.executable, "-c", LOADED], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
