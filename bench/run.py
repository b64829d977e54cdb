"""`make bench`: a whole house in a temporary folder, on SQLite and on PostgreSQL, beside the bare app.

The journey is measured with the portal's own processes running and those of the other zones held, as in production
where they stand on other machines; it is measured once more with everything on this machine. Runs of the bare app and
of the portal alternate, and the median counts. Writes `bench/latest.json`.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import measures, report
from bench.background import background_sql
from bench.journey import LANGUAGE, Walk, find_procedure, walk
from bench.servers import ZONES, bare_plan, bare_server, load, memory_mb, paused
from tests.support.home import REPOSITORY, WARD_FOLDER
from tests.support.house import House, running_house
from tests.support.postgres import postgresql
from yakusho.cli.web import THREADS
from yakusho.kernel import clock

CLIENTS = 8
WORKERS = {"sqlite": 1, "postgresql": 2}
OTHERS = (("office", "web"), ("office", "worker"), ("mynumber", "web"), ("mynumber", "worker"))
IDLE_SECONDS = 15
LATEST = REPOSITORY / "bench" / "latest.json"


def say(words: str) -> None:
    """Tell how far it is, apart from the results."""
    print(words, file=sys.stderr, flush=True)


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """Addresses of an empty database for each zone and for the bare app; zones on SQLite use their home."""
    if kind == "sqlite":
        yield {"bare": f"sqlite:///{folder / 'bare.sqlite3'}"}
        return
    with postgresql() as server:
        yield {name: server.database(name) for name in (*ZONES, "bare")}


def journeys(house: House, found: Walk, bare_url: str, kind: str, folder: Path, rounds: int, seconds: float) -> Any:
    """Alternate bare and portal runs and answer the medians."""
    options = ("--clients", str(CLIENTS), "--seconds", str(seconds))
    ours, bare = json.loads(found.plan.as_json()), bare_plan(found)
    portal = measures.Tables.of(house, "portal")
    runs: dict[str, list[dict[str, Any]]] = {"ours": [], "bare": []}
    with bare_server(bare_url, found, WORKERS[kind]) as bare_port, paused(house, *OTHERS):
        for port, plan in ((bare_port, bare), (house.port("portal"), ours)):
            load(port, plan, folder, "--clients", str(CLIENTS), "--seconds", "1.5")
        for number in range(1, rounds + 1):
            measures.wait_until(lambda: portal.count(measures.UNSEALED) == 0)
            runs["bare"].append(load(bare_port, bare, folder, *options))
            runs["ours"].append(load(house.port("portal"), ours, folder, *options))
            rates = {name: each[-1]["journeys_per_s"] for name, each in runs.items()}
            say(f"  round {number} of {rounds}: bare {rates['bare']}/s, portal {rates['ours']}/s")
    rate, bare_rate = (statistics.median(run["journeys_per_s"] for run in runs[name]) for name in ("ours", "bare"))
    ratios = [
        our["journeys_per_s"] / its["journeys_per_s"] for our, its in zip(runs["ours"], runs["bare"], strict=True)
    ]
    return {
        "journeys_per_s": rate,
        "bare_journeys_per_s": bare_rate,
        "ratio_to_bare": round(statistics.median(ratios), 3),
        "number_p95_ms": statistics.median(run["steps"][-1]["p95_ms"] for run in runs["ours"]),
        "number_median_ms": statistics.median(run["steps"][-1]["median_ms"] for run in runs["ours"]),
        "requests_per_journey": len(found.plan.steps) + 1,
        "generator_cpu_share": statistics.median(run["generator_cpu_share"] for run in runs["ours"]),
        "web_workers": WORKERS[kind],
        "runs": runs,
    }


def house_measures(house: House, found: Walk, folder: Path, seconds: float) -> dict[str, Any]:
    """Everything that is measured with all zones running on this machine."""
    say("  journeys with every zone on this machine")
    options = ("--clients", str(CLIENTS), "--seconds", str(seconds))
    together = load(house.port("portal"), json.loads(found.plan.as_json()), folder, *options)
    say("  draining backlogs")
    drained = measures.draining(house, found, folder)
    say("  time to the inbox")
    inbox = measures.into_the_inbox(house, found, folder)
    measures.settle(house)
    say(f"  memory after {IDLE_SECONDS} idle seconds")
    time.sleep(IDLE_SECONDS)
    return {
        "journeys_per_s_all_zones": together["journeys_per_s"],
        "background": drained,
        "inbox": inbox,
        "memory_mb": memory_mb(house),
        "sql": measures.sql_of_steps(house, found),
        "page_bytes": list(found.page_bytes),
        "page_bytes_compressed": list(found.page_bytes_compressed),
        "cold_page_bytes": measures.cold_page(house, f"/{LANGUAGE}/"),
    }


def measure(kind: str, rounds: int, seconds: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """All measurements on one kind of database."""
    say(f"{kind}: starting the house")
    compiled, example = find_procedure(WARD_FOLDER, clock.today())
    with tempfile.TemporaryDirectory(prefix="yakusho-bench-") as name:
        folder = Path(name)
        with databases(kind, folder) as urls:
            extra = {f"YAKUSHO_{zone.upper()}_DATABASE_URL": url for zone, url in urls.items() if zone in ZONES}
            extra |= {"YAKUSHO_PORTAL_RATE_LIMIT": "off", "YAKUSHO_PORTAL_WORKERS": str(WORKERS[kind])}
            extra |= {"YAKUSHO_PORTAL_THREADS": str(THREADS)}  # as behind a front that hands on whole bodies
            with running_house(folder / "home", extra=extra) as house:
                found = walk(house.port("portal"), compiled, example)
                journey = journeys(house, found, urls["bare"], kind, folder, rounds, seconds)
                rest = house_measures(house, found, folder, seconds)
                journey["drafts_persist_at_check"] = any(step["writes"] for step in rest["sql"][:-1])
                return journey, rest


def _machine() -> dict[str, Any]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=REPOSITORY, capture_output=True, check=False, text=True
    )
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "clients": CLIENTS,
    }


def main() -> int:
    """Measure, write `bench/latest.json`, and print goals beside results; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description="Measure Yakusho beside a bare Django app.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0, help="length of one run")
    parser.add_argument("--only", choices=sorted(WORKERS), help="one kind of database only")
    arguments = parser.parse_args()
    results: dict[str, Any] = {"machine": _machine(), "benefit_journey": {}, "house": {}}
    for kind in [arguments.only] if arguments.only else ["sqlite", "postgresql"]:
        results["benefit_journey"][kind], results["house"][kind] = measure(kind, arguments.rounds, arguments.seconds)
    if "postgresql" in results["house"]:
        say("postgresql: SQL in the background")
        results["background_sql"] = background_sql()
    LATEST.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", "utf-8")
    found = report.lines(results)
    print("\n".join(map(str, found)))
    kept = any(journey["drafts_persist_at_check"] for journey in results["benefit_journey"].values())
    print(f"Drafts persist at check: {'yes' if kept else 'no'}. Details: {LATEST.relative_to(REPOSITORY)}")
    return 0 if all(line.held for line in found) else 1


if __name__ == "__main__":
    sys.exit(main())
