"""One home for all fault tests; each test that runs a house gets a copy of it."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.client import Plan
from bench.journey import walk
from tests.faults.fragile import PLACES, Fragile, start_fragile
from tests.support.home import WARD_FOLDER
from tests.support.house import free_ports, init_house
from yakusho.forms import compile_procedure, load
from yakusho.ledger.keys import ZONES

CopyHome = Callable[[Path], tuple[Path, dict[str, str]]]


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A sample home as `yakusho init` leaves it, and its environment."""
    home = tmp_path_factory.mktemp("faults") / "home"
    return home, init_house(home)


@pytest.fixture(scope="session")
def copy_home(new_home: tuple[Path, dict[str, str]]) -> CopyHome:
    """Copy the new home into a folder, with ports of its own; answers the copy and its environment."""

    def copy(folder: Path) -> tuple[Path, dict[str, str]]:
        home, environment = new_home
        shutil.copytree(home, folder / "home")
        _move(folder / "home" / "home.json")
        return folder / "home", {**environment, "YAKUSHO_HOME": str(folder / "home")}

    return copy


def _move(settings: Path) -> None:
    """Give a home other ports."""
    text = settings.read_text("utf-8")
    for zone, port in zip(ZONES, free_ports(len(ZONES)), strict=True):
        text = text.replace(json.loads(text)["urls"][zone].rpartition(":")[2], str(port))
    settings.write_text(text, "utf-8")


@pytest.fixture(scope="session")
def house(copy_home: CopyHome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fragile]:
    """A running house in which nothing is killed; tests leave it working."""
    staffless = [place for place in PLACES if place[1] != "clerk"]
    with start_fragile(*copy_home(tmp_path_factory.mktemp("house")), staffless) as house:
        house.wait_until_quiet()
        yield house


def plans(port: int) -> list[Plan]:
    """How to apply for each procedure of the ward, by its first example."""
    found = []
    for file in sorted((WARD_FOLDER / "procedures").glob("*.yaml")):
        compiled = compile_procedure(load(file.read_text("utf-8")))
        found.append(walk(port, compiled, next(iter(compiled.procedure.examples))).plan)
    return found
