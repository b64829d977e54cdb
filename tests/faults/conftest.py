"""Each fault test that runs a house gets a home of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.client import Plan
from bench.journey import walk
from tests.faults.fragile import PLACES, Fragile, start_fragile
from tests.support.home import WARD_FOLDER
from tests.support.house import init_house
from yakusho.forms import Procedure, compile_procedure, load

CopyHome = Callable[[Path], tuple[Path, dict[str, str]]]


@pytest.fixture(scope="session")
def copy_home() -> CopyHome:
    """Make a sample home in a folder, as `yakusho init` leaves it; answers the home and its environment."""

    def copy(folder: Path) -> tuple[Path, dict[str, str]]:
        return folder / "home", init_house(folder / "home")

    return copy


@pytest.fixture(scope="session")
def house(copy_home: CopyHome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fragile]:
    """A running house in which nothing is killed; tests leave it working."""
    staffless = [place for place in PLACES if place[1] != "clerk"]
    with start_fragile(*copy_home(tmp_path_factory.mktemp("house")), staffless) as house:
        house.wait_until_quiet()
        yield house


def plans(port: int) -> list[Plan]:
    """How to apply for each procedure of the ward that does without files, by its first example."""
    found = []
    for file in sorted((WARD_FOLDER / "procedures").glob("*.yaml")):
        compiled = compile_procedure(load(file.read_text("utf-8")))
        if _needs_file(compiled.procedure):
            continue
        found.append(walk(port, compiled, next(iter(compiled.procedure.examples))).plan)
    return found


def _needs_file(procedure: Procedure) -> bool:
    """Whether everybody has to send a file."""
    asked = (item for page in procedure.pages if not page.when for section in page.sections for item in section.items)
    return any(item.kind == "file" and item.required and not item.when for item in asked)
