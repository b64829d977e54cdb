"""`yakusho up` as its operator meets it: ready, kept up, one at a time, and nothing left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.house import init_house
from yakusho.cli.processes import command_line, family, zone_processes
from yakusho.cli.supervision import ROLES
from yakusho.ledger.keys import ZONES

MEMORY_MB_MAX = 600

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


def _yakusho(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "yakusho.cli.main", *map(str, arguments)]


def _run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(_yakusho(*arguments), capture_output=True, text=True, check=False, env=_environment())


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("YAKUSHO_", "DJANGO_"))}
    return {**kept, "PYTHONUNBUFFERED": "1"}


def _wait(condition: Callable[[], object], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} seconds: {what}"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample home of the shipped ward."""
    path = tmp_path_factory.mktemp("up") / "home"
    init_house(path)
    return path


class _Up:
    """A running `yakusho up`."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            _yakusho("up", "--home", home), stdout=subprocess.PIPE, text=True, env=_environment()
        )

    def ready_line(self) -> str:
        """The line it prints when all zones answer."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def members(self) -> list[int]:
        """All processes that belong to it."""
        return family(self.process.pid)

    def supervisor(self) -> int:
        """The supervisor's process; 0 while there is none."""
        return next((member for member in self.members() if "yakusho.cli.supervision" in command_line(member)), 0)

    def running(self) -> dict[tuple[str, str], list[int]]:
        """The processes of each zone and role."""
        return zone_processes(self.supervisor())

    def stop(self) -> int:
        """Ask it to stop, and answer its exit code."""
        self.process.terminate()
        self.process.communicate(timeout=60)
        return self.process.returncode


@pytest.fixture
def up(home: Path) -> Iterator[_Up]:
    """The home, starting up; stopped at the end."""
    running = _Up(home)
    try:
        yield running
    finally:
        running.stop()


def test_a_second_init_changes_nothing_and_says_so(home: Path) -> None:
    ward = json.loads((home / "home.json").read_text("utf-8"))["ward"]
    again = _run("init", "--ward", ward, "--home", home, "--sample")
    assert again.returncode == 0
    assert "nothing was changed" in again.stdout


def test_status_of_a_home_that_is_down_says_so(home: Path) -> None:
    result = _run("status", "--home", home, "--json")
    said = json.loads(result.stdout)
    assert result.returncode == 1
    assert said["up"] is None
    assert {process["state"] for zone in said["zones"].values() for process in zone["processes"]} == {"down"}


def test_a_day_in_the_life_of_a_home(home: Path, up: _Up) -> None:
    said = json.loads((home / "home.json").read_text("utf-8"))
    assert up.ready_line() == "ready " + " ".join(f"{zone}={said['urls'][zone]}" for zone in ZONES)

    status = json.loads(_run("status", "--home", home, "--json").stdout)
    assert status["well"], status
    assert 0 < status["memory_mb"] <= MEMORY_MB_MAX

    second = _run("up", "--home", home)
    assert second.returncode == 2
    assert f"already up (process {up.process.pid})" in second.stderr

    before = up.running()
    worker, (web, *web_workers) = before["office", "worker"][0], before["portal", "web"]
    os.kill(worker, signal.SIGKILL)
    os.kill(web, signal.SIGKILL)
    _wait(lambda: not any(map(command_line, web_workers)), 20, "web workers end with their server")
    _wait(lambda: up.running().get(("office", "worker"), [worker])[0] != worker, 20, "a new worker of the office")
    _wait(lambda: up.running().get(("portal", "web"), [web])[0] != web, 20, "a new web server of the portal")

    members = up.members()
    assert up.stop() == 0
    _wait(lambda: not any(map(command_line, members)), 20, "all processes ended")


@pytest.mark.parametrize("killed", ["up", "supervisor"])
def test_nothing_is_left_when_it_is_killed(up: _Up, killed: str) -> None:
    _wait(lambda: len(up.running()) == len(ZONES) * len(ROLES), 60, "all processes started")
    members = up.members()
    os.kill(up.process.pid if killed == "up" else up.supervisor(), signal.SIGKILL)
    _wait(lambda: up.process.poll() is not None, 30, "the command ended")
    _wait(lambda: not any(map(command_line, members)), 30, "all processes ended")
    assert up.process.returncode != 0
