"""Further measurements of a running house: draining backlogs, time to the inbox, memory, bytes, SQL of each step."""

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.client import at
from bench.journey import Walk
from bench.servers import load, paused
from tests.support.home import REPOSITORY
from tests.support.house import House

BACKLOG_ENTRIES = 600
SINGLE_JOURNEYS = 30
DRAIN_SECONDS_MAX = 120
POLL_SECONDS = 0.01

UNSEALED = "SELECT count(*) FROM journal_entry WHERE position IS NULL"
MIRRORED = "SELECT count(*) FROM journal_mirror WHERE origin = 'portal' AND kind = 'application.received'"
CASES = "SELECT count(*) FROM cases_case"
UNDELIVERED = "SELECT count(*) FROM journal_outgoing WHERE delivered_at IS NULL"
REPLIES = "SELECT count(*) FROM status_reply"


@dataclass(frozen=True)
class Tables:
    """A zone's database, read from outside: an SQLite file or a PostgreSQL address."""

    place: str

    @classmethod
    def of(cls, house: House, zone: str) -> "Tables":
        """The database of a zone of a house."""
        url = house.environment.get(f"YAKUSHO_{zone.upper()}_DATABASE_URL")
        return cls(url or str(house.home / zone / "database.sqlite3"))

    def count(self, query: str) -> int:
        """The one number that a query answers."""
        if self.place.startswith("postgresql://"):
            with psycopg.connect(self.place) as connection:
                row = connection.execute(query.encode()).fetchone()
        else:
            lite = sqlite3.connect(f"file:{self.place}?mode=ro", uri=True, timeout=5)
            row = lite.execute(query).fetchone()
            lite.close()
        assert row is not None
        return int(row[0])


def wait_until(done: Callable[[], bool], seconds: float = DRAIN_SECONDS_MAX) -> float:
    """Wait and answer how long it took.

    Raises:
        RuntimeError: it did not come in time.
    """
    began = time.monotonic()
    while not done():
        if time.monotonic() - began > seconds:
            raise RuntimeError(f"still waiting after {seconds} s")
        time.sleep(POLL_SECONDS)
    return time.monotonic() - began


def settle(house: House) -> None:
    """Wait until every zone's worker has nothing to do."""
    portal, inner = Tables.of(house, "portal"), Tables.of(house, "mynumber")
    wait_until(lambda: portal.count(UNSEALED) == 0)
    received = "SELECT count(*) FROM journal_entry WHERE kind = 'application.received'"
    wait_until(lambda: inner.count(CASES) >= portal.count(received))
    wait_until(lambda: all(Tables.of(house, zone).count(UNDELIVERED) == 0 for zone in ("office", "mynumber")))


def draining(house: House, walk: Walk, folder: Path) -> dict[str, float]:
    """Entries a second: sealing, relaying portal → office and office → mynumber, and replies all the way out.

    Each worker is held while a backlog is made, then let go one after another.
    """
    settle(house)
    portal, office, inner = (Tables.of(house, zone) for zone in ("portal", "office", "mynumber"))
    mirrored, cases, replies = office.count(MIRRORED), inner.count(CASES), portal.count(REPLIES)
    with paused(house, ("mynumber", "worker")):
        with paused(house, ("office", "worker")):
            with paused(house, ("portal", "worker")):
                plan = json.loads(walk.plan.as_json())
                load(house.port("portal"), plan, folder, "--journeys", str(BACKLOG_ENTRIES), "--seconds", "60")
                waiting = portal.count(UNSEALED)
            sealing = wait_until(lambda: portal.count(UNSEALED) == 0)
        relaying = wait_until(lambda: office.count(MIRRORED) >= mirrored + waiting)
    into_cases = wait_until(lambda: inner.count(CASES) >= cases + waiting)
    outward = wait_until(lambda: portal.count(REPLIES) >= replies + waiting)
    return {
        "backlog_entries": waiting,
        "sealed_per_s": round(waiting / sealing, 1),
        "relayed_to_office_per_s": round(waiting / relaying, 1),
        "made_cases_per_s": round(waiting / into_cases, 1),
        "replied_per_s": round(waiting / (into_cases + outward), 1),
    }


def into_the_inbox(house: House, walk: Walk, folder: Path) -> dict[str, float]:
    """Seconds from the receipt until the case lies in the inner zone's inbox, one resident at a time."""
    settle(house)
    inner = Tables.of(house, "mynumber")
    plan = json.loads(walk.plan.as_json())
    took = []
    for _ in range(SINGLE_JOURNEYS):
        before = inner.count(CASES)
        load(house.port("portal"), plan, folder, "--journeys", "1", "--clients", "1")
        took.append(wait_until(lambda before=before: inner.count(CASES) > before))  # type: ignore[misc]
    return {"median_s": round(statistics.median(took), 2), "p95_s": round(at(took, 0.95), 2)}


def sql_of_steps(house: House, walk: Walk) -> list[dict[str, Any]]:
    """SQL statements and transactions of each step, counted in a process of its own that serves one journey."""
    command = [sys.executable, "-m", "bench.sql_counts"]
    environment = {
        **house.environment,
        "DJANGO_SETTINGS_MODULE": "yakusho.portal.settings",
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)]),
    }
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment, input=walk.plan.as_json(), capture_output=True, check=False, text=True
    )
    if done.returncode:
        raise RuntimeError(f"counting SQL failed: {done.stderr}")
    counts: list[dict[str, Any]] = json.loads(done.stdout)
    return counts


def cold_page(house: House, path: str) -> dict[str, int]:
    """Compressed bytes of a page and everything it loads."""
    import gzip
    import re
    import urllib.request

    base = house.urls["portal"]

    def fetch(address: str) -> tuple[bytes, int]:
        request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request, timeout=10) as response:
            body: bytes = response.read()
            if response.headers.get("Content-Encoding") == "gzip":
                return gzip.decompress(body), len(body)
            return body, len(gzip.compress(body, 6))

    page, size = fetch(base + path)
    found = re.findall(r'<(?:link|script|img)\b[^>]*(?:href|src)="(/static/[^"]+)"', page.decode())
    resources = sorted(set(found))
    return {"page": size, "resources": len(resources), "all": size + sum(fetch(base + each)[1] for each in resources)}
