"""Asking a zone: a zone's settings live in one process only, so each question is a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import click

from yakusho.cli.errors import CannotRun
from yakusho.cli.home import Home
from yakusho.cli.processes import PARENT


def environment(home: Home, zone: str) -> dict[str, str]:
    """What a zone's process is told: its settings, its home, and its parent."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": f"yakusho.{zone}.settings",
        "YAKUSHO_HOME": str(home.path),
        PARENT: str(os.getpid()),
    }


def command(zone: str, task: str, *arguments: str) -> list[str]:
    """The command of a zone's process."""
    return [sys.executable, "-m", "yakusho.cli.zone", zone, task, *arguments]


def staff_zones(home: Home) -> list[str]:
    """The zones of a home in which staff sign in; they call outward, the portal calls nobody."""
    return [zone for zone in home.zones() if zone != "portal"]


def say(words: str) -> None:
    """Tell the person at the terminal how far long work is; standard output stays for data."""
    click.echo(f"  {words}", err=True)


def ask(home: Home, zone: str, task: str, *arguments: str, progress: Callable[[str], None] = say) -> Any:
    """Run a task in a zone's own process and answer what it found.

    Raises:
        CannotRun: the task could not be done; its own words, or how the process ended.
    """
    process = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
        command(zone, task, *arguments),
        env=environment(home, zone),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    answer: dict[str, Any] = {}
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            said = _message(line)
            if "say" in said:
                progress(said["say"])
            else:
                answer = said
    if "error" in answer:
        raise CannotRun(answer["error"], answer.get("remedy", ""))
    if process.returncode or "result" not in answer:
        raise CannotRun(f"{zone}: `{task}` ended with exit code {process.returncode}; its own words stand above.")
    return answer["result"]


def _message(line: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        said = None
    return said if isinstance(said, dict) else {"say": line.rstrip()}
