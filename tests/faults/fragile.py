"""A whole house whose processes can be killed at will, and be looked at from outside."""

import os
import queue
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.home import REPOSITORY
from yakusho.journal.check import Report, run
from yakusho.ledger.keys import ZONES
from yakusho.zone_settings import read_home_settings

READY_SECONDS_MAX = 60
QUIET_SECONDS_MAX = 60
ORDER_SECONDS_MAX = 8

WAITING = {
    "unsealed entries": "SELECT count(*) FROM journal_entry WHERE position IS NULL",
    "messages outward": "SELECT count(*) FROM journal_outgoing WHERE delivered_at IS NULL",
}

Place = tuple[str, str]
"""(zone, role) of a process."""

DECIDING = ("office", "mynumber")
PLACES: tuple[Place, ...] = (
    *((zone, role) for zone in ZONES for role in ("web", "worker")),
    *((zone, "clerk") for zone in DECIDING),
)


@dataclass
class Process:
    """One killable process: its zygote, and what it told of its children's ends."""

    place: Place
    zygote: subprocess.Popen[str]
    told: "queue.Queue[str]" = field(default_factory=queue.Queue)
    ends: Counter[str] = field(default_factory=Counter)

    def listen(self) -> None:
        """Collect what the zygote tells, until it ends."""
        assert self.zygote.stdout is not None
        for line in self.zygote.stdout:
            self.ends[line.strip()] += 1
            self.told.put(line.strip())

    def close(self, listener: threading.Thread) -> None:
        """End the zygote, with which its child ends, and what was open to it."""
        self.zygote.kill()
        self.zygote.wait()
        listener.join()
        for pipe in (self.zygote.stdin, self.zygote.stdout):
            if pipe is not None:
                pipe.close()

    def order(self, words: str) -> None:
        """Tell the zygote what to do."""
        assert self.zygote.stdin is not None
        self.zygote.stdin.write(words + "\n")
        self.zygote.stdin.flush()

    def crash_at(self, point: str, count: int = 1, seconds: float = ORDER_SECONDS_MAX) -> bool:
        """Let the process die when it comes to a crash point the `count`-th time; answers whether it did."""
        wanted, deadline = f"crashed {point}:{count}", time.monotonic() + seconds
        self.order(f"arm {point}:{count}")
        while (left := deadline - time.monotonic()) > 0:
            try:
                if self.told.get(timeout=left) == wanted:
                    return True
            except queue.Empty:
                break
        return False


@dataclass
class Fragile:
    """The running house."""

    home: Path
    port: int
    processes: dict[Place, Process]

    def rows(self, zone: str, query: str, *parameters: object) -> list[Any]:
        """Rows of a zone's database, read past the program."""
        address = f"file:{self.home / zone / 'database.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=30)) as database:
            return database.execute(query, parameters).fetchall()

    def check(self, zone: str) -> Report:
        """What the independent checker says of a zone."""
        folder = self.home / zone
        return run(zone, str(folder / "database.sqlite3"), folder / "keys" / "manifest.json", home=self.home)

    def unrest(self) -> list[str]:
        """What is still under way in any zone."""
        found = []
        sizes = {zone: self._one(zone, "SELECT count(*) FROM journal_entry") for zone in ZONES}
        for zone in ZONES:
            waiting = dict(WAITING)
            if (zone, "clerk") in self.processes:
                waiting["undecided cases"] = "SELECT count(*) FROM cases_case WHERE decided_on IS NULL"
            found += [f"{zone}: {n} {what}" for what, query in waiting.items() if (n := self._one(zone, query))]
            for name, position in self.rows(zone, "SELECT name, position FROM journal_cursor"):
                origin = name.partition(":")[2]
                if position != sizes.get(origin, position):
                    found.append(f"{zone}: {name} at {position} of {sizes[origin]}")
        return found

    def wait_until_quiet(self, seconds: float = QUIET_SECONDS_MAX) -> None:
        """Wait until nothing is under way any more.

        Raises:
            AssertionError: something still is; it says what.
        """
        deadline, quiet_for = time.monotonic() + seconds, 0
        while quiet_for < 3:
            unrest = self.unrest()
            quiet_for = 0 if unrest else quiet_for + 1
            assert time.monotonic() < deadline, unrest
            time.sleep(0.2)

    def cases(self, zones: Sequence[str]) -> Counter[str]:
        """The numbers of the cases that some zones hold."""
        return Counter(number for zone in zones for (number,) in self.rows(zone, "SELECT number FROM cases_case"))

    def parked(self) -> dict[str, list[Any]]:
        """Messages that did not take effect, by zone."""
        query = "SELECT channel, position, kind, reason FROM journal_parked"
        return {zone: rows for zone in ZONES if (rows := self.rows(zone, query))}

    def _one(self, zone: str, query: str) -> int:
        return int(self.rows(zone, query)[0][0])


def _start(stack: ExitStack, environment: dict[str, str], place: Place, port: int, log: Path) -> Process:
    output = stack.enter_context(log.open("ab"))
    zygote = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.zygote", *place, str(port)],
        cwd=REPOSITORY,
        env={**environment, "YAKUSHO_PARENT": str(os.getpid())},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=output,
        text=True,
    )
    process = Process(place, zygote)
    listener = threading.Thread(target=process.listen)
    listener.start()
    stack.callback(process.close, listener)
    return process


def _await_ready(processes: Sequence[Process], home: Path) -> None:
    for process in processes:
        try:
            assert process.told.get(timeout=READY_SECONDS_MAX) == "ready", process.place
        except queue.Empty:
            log = (home / f"{'-'.join(process.place)}.log").read_text("utf-8", "replace")
            raise AssertionError(f"{process.place} did not become ready:\n{log}") from None


@contextmanager
def start_fragile(home: Path, environment: dict[str, str], places: Sequence[Place] = PLACES) -> Iterator[Fragile]:
    """Run (some processes of) an existing home until the block ends."""
    paths = os.pathsep.join((str(REPOSITORY / "src"), str(REPOSITORY)))
    told = {**environment, "PYTHONPATH": paths, "YAKUSHO_PORTAL_RATE_LIMIT": "off"}
    ports = {zone: int(url.rpartition(":")[2]) for zone, url in _urls(home).items()}
    with ExitStack() as stack:
        processes = {
            place: _start(stack, told, place, ports[place[0]], home / f"{'-'.join(place)}.log") for place in places
        }
        _await_ready(list(processes.values()), home)
        yield Fragile(home, ports["portal"], processes)


def _urls(home: Path) -> dict[str, str]:
    os.environ["YAKUSHO_HOME"], before = str(home), os.environ.get("YAKUSHO_HOME")
    try:
        urls: dict[str, str] = read_home_settings()["urls"]
    finally:
        if before is not None:
            os.environ["YAKUSHO_HOME"] = before
    return urls
