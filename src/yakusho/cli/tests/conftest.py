"""Homes and runners for the tests of the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from yakusho.cli.home import Home, new_home, write_home
from yakusho.cli.keyring import prepare_keys
from yakusho.cli.main import cli

WARD_CODE = "131199"


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A ward's folder with the least that it needs."""
    folder = tmp_path / "ward"
    folder.mkdir()
    (folder / "ward.yaml").write_text(f'code: "{WARD_CODE}"\n', "utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path, ward: Path) -> Home:
    """A home with its keys, without databases."""
    path = tmp_path / "home"
    path.mkdir(mode=0o700)
    made = new_home(path, ward, WARD_CODE, True, (8000, 8001, 8002))
    write_home(made)
    prepare_keys(made)
    return made


@pytest.fixture
def yakusho() -> Callable[..., Result]:
    """Run the command with these arguments."""

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="yakusho")

    return run
