"""Every command explains itself, at once."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import click
import pytest
from click.testing import Result

from yakusho.cli.main import cli

HEAVY = ("django", "nacl", "ruamel", "pydantic", "granian", "supervisor")


def _commands(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        yield (*words, name)
        if isinstance(found, click.Group):
            yield from _commands(found, (*words, name))


@pytest.mark.parametrize("words", [(), *_commands(cli)], ids=" ".join)
def test_help_of_every_command_shows_an_example(yakusho: Callable[..., Result], words: tuple[str, ...]) -> None:
    result = yakusho(*words, "--help")
    assert result.exit_code == 0
    assert "Example: yakusho" in " ".join(result.output.split())


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from click.testing import CliRunner; from yakusho.cli.main import cli;"
        "assert CliRunner().invoke(cli, ['--help']).exit_code == 0;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_unknown_command_ends_with_2(yakusho: Callable[..., Result]) -> None:
    assert yakusho("fly").exit_code == 2


def test_missing_home_ends_with_2_and_says_how_to_make_one(yakusho: Callable[..., Result], tmp_path: object) -> None:
    result = yakusho("status", "--home", f"{tmp_path}/nowhere")
    assert result.exit_code == 2
    assert "yakusho init --ward" in result.output
