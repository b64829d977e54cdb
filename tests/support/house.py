"""A whole house for browser journeys, fault tests and benchmarks: `yakusho init` and `yakusho up` in a folder.

with running_house(folder) as house:
    house.urls["portal"]
"""

import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.support.home import REPOSITORY, WARD_FOLDER
from tests.support.shared import shared
from yakusho.ledger.keys import ZONES

READY_SECONDS_MAX = 120
STOP_SECONDS_MAX = 40
_ROW = re.compile(r"^\s*(office|mynumber)\b")


@dataclass(frozen=True)
class House:
    """A running house: its home, the addresses of its zones, its `yakusho up` process, and what that printed."""

    home: Path
    urls: dict[str, str]
    process: subprocess.Popen[str]
    environment: dict[str, str]
    printed: list[str]

    def port(self, zone: str) -> int:
        """The port of a zone's web process."""
        return int(self.urls[zone].rpartition(":")[2])

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `yakusho …` on this home and answer what it printed."""
        return _yakusho(self.environment, *words)


def free_ports(count: int) -> list[int]:
    """Ports on the loopback address that nothing uses now."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def environment_for(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of `yakusho` commands on a home, free of the settings of whoever runs this."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("YAKUSHO_", "DJANGO_"))}
    return {**own, "PYTHONPATH": str(REPOSITORY / "src"), "YAKUSHO_HOME": str(home), **(extra or {})}


def _yakusho(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yakusho.cli.main", *words],
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )


def init_house(
    home: Path, *, sample: bool = True, history: bool = False, extra: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Make a home with `yakusho init` on free ports, perhaps with a history, and answer its environment.

    A plain sample home is a copy of one, because all of them begin alike.
    """
    environment = environment_for(home, extra)
    words = [*(["--sample"] if sample else []), *(["--history"] if history else [])]
    if words == ["--sample"] and not any(name.endswith("_DATABASE_URL") for name in environment):
        shutil.copytree(shared("sample-home", _init_sample), home)
        _move(home)
    else:
        _init(environment, *words)
    return environment


def _init_sample(home: Path) -> None:
    _init(environment_for(home), "--sample")


def _init(environment: dict[str, str], *words: str) -> None:
    ports = ",".join(map(str, free_ports(len(ZONES))))
    made = _yakusho(environment, "init", "--ward", str(WARD_FOLDER), "--ports", ports, *words)
    if made.returncode:
        raise RuntimeError(f"yakusho init failed:\n{made.stdout}{made.stderr}")


def _move(home: Path) -> None:
    """Give a home other ports."""
    settings = home / "home.json"
    text = settings.read_text("utf-8")
    before = [url.rpartition(":")[2] for url in json.loads(text)["urls"].values()]
    after = dict(zip(before, free_ports(len(before)), strict=True))
    settings.write_text(re.sub(r':(\d+)"', lambda found: f':{after[found[1]]}"', text), "utf-8")


@contextmanager
def up(home: Path, environment: dict[str, str]) -> Iterator[House]:
    """Start an existing home with `yakusho up`, wait until it is ready, and stop it when the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "yakusho.cli.main", "up"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    printed: list[str] = []
    ready: queue.Queue[dict[str, str] | None] = queue.Queue()
    listener = threading.Thread(target=_listen, args=(process.stdout, printed, ready), daemon=True)
    listener.start()
    try:
        urls = _await_ready(ready, printed)
        yield House(home, urls, process, environment, printed)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        listener.join(STOP_SECONDS_MAX)
        process.stdout.close()


def _listen(output: IO[str], printed: list[str], ready: "queue.Queue[dict[str, str] | None]") -> None:
    for line in output:
        printed.append(line.rstrip("\n"))
        if line.startswith("ready "):
            ready.put(dict(pair.split("=", 1) for pair in line.split()[1:]))
    ready.put(None)


def _await_ready(ready: "queue.Queue[dict[str, str] | None]", printed: list[str]) -> dict[str, str]:
    try:
        urls = ready.get(timeout=READY_SECONDS_MAX)
    except queue.Empty:
        urls = None
    if urls is None:
        raise RuntimeError("yakusho up did not become ready:\n" + "\n".join(printed))
    time.sleep(0.2)  # the accounts follow the ready line
    return urls


@contextmanager
def running_house(home: Path, *, extra: Mapping[str, str] | None = None) -> Iterator[House]:
    """Make a sample home in a folder and run it until the block ends; `extra` is added to its environment."""
    with up(home, init_house(home, extra=extra)) as house:
        yield house


@dataclass(frozen=True)
class Account:
    """A sample account of a staff zone as `yakusho up` prints it."""

    zone: str
    section: str
    function: str
    user: str
    password: str


def accounts(house: House) -> list[Account]:
    """The sample accounts from the table under the ready line."""
    rows = [line.split() for line in house.printed if _ROW.match(line)]
    return [Account(row[0], row[1], " ".join(row[2:-2]), row[-2], row[-1]) for row in rows if len(row) >= 5]
