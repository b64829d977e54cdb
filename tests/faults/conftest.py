"""One home for all fault tests; each test that runs a house gets a copy of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.client import Plan
from bench.journey import walk
from tests.support.home import WARD_FOLDER
from tests.support.house import init_house
from yakusho.forms import compile_procedure, load

CopyHome = Callable[[Path], tuple[Path, dict[str, str]]]


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A sample home as `yakusho init` leaves it, and its environment."""
    home = tmp_path_factory.mktemp("faults") / "home"
    return home, init_house(home)


@pytest.fixture(scope="session")
def copy_home(new_home: tuple[Path, dict[str, str]]) -> CopyHome:
    """Copy the new home; only one copy can run at a time, because all have the same ports."""

    def copy(folder: Path) -> tuple[Path, dict[str, str]]:
        home, environment = new_home
        shutil.copytree(home, folder / "home")
        return folder / "home", {**environment, "YAKUSHO_HOME": str(folder / "home")}

    return copy


def plans(port: int) -> list[Plan]:
    """How to apply for each procedure of the ward, by its first example."""
    found = []
    for file in sorted((WARD_FOLDER / "procedures").glob("*.yaml")):
        compiled = compile_procedure(load(file.read_text("utf-8")))
        found.append(walk(port, compiled, next(iter(compiled.procedure.examples))).plan)
    return found
