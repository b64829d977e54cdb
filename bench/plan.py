"""Speed of the plan over a million entries, beside its goals (計画の実測).

    python -m bench.plan [--database postgresql] [--entries 1000000] [--json]

A sample home with its history gets a million applications of a portal that it mirrors. All meters are rebuilt from
them; then a signed-in seat opens the plan's pages, in the process that serves them, without network.
"""

import argparse
import json
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.report import Line
from tests.support.house import init_house
from tests.support.in_zone import ask
from tests.support.postgres import postgresql

ENTRIES = 1_000_000
GOAL_OVERVIEW_MS, GOAL_INDICATOR_MS, GOAL_CHANGED_MS = 30, 30, 500
GOAL_REBUILD_S = 60
GOAL_SQL = 20


def measure(database: str, entries: int) -> dict[str, Any]:
    """Make the home, fill it, measure it in a process of the office, and leave nothing behind."""
    with (
        tempfile.TemporaryDirectory(prefix="yakusho-plan-") as folder,
        postgresql() if database == "postgresql" else nullcontext() as server,
    ):
        extra = {"YAKUSHO_OFFICE_DATABASE_URL": server.database("office")} if server is not None else {}
        environment = init_house(Path(folder) / "home", extra=extra, history=True)
        return ask("bench.planning", "office", {**environment, "BENCH_ENTRIES": str(entries)})


def lines(measured: dict[str, Any]) -> list[Line]:
    """Each goal beside what was measured."""
    overview, indicator = measured["overview"], measured["indicator"]
    changed, rebuilt = measured["overview_changed"], measured["rebuild_s"]
    return [
        _at_most("overview, median", GOAL_OVERVIEW_MS, overview["median_ms"], "ms"),
        _at_most("overview, p95", GOAL_OVERVIEW_MS, overview["p95_ms"], "ms"),
        _at_most("overview: SQL statements", GOAL_SQL, overview["sql"], ""),
        _at_most("indicator, median", GOAL_INDICATOR_MS, indicator["median_ms"], "ms"),
        _at_most("indicator: SQL statements", GOAL_SQL, indicator["sql"], ""),
        _at_most("overview, first after an entry, median", GOAL_CHANGED_MS, changed["median_ms"], "ms"),
        _at_most(f"all meters rebuilt from {measured['entries']:,} entries", GOAL_REBUILD_S, rebuilt, "s"),
    ]


def _at_most(what: str, goal: float, measured: float, unit: str) -> Line:
    shown = f"{measured:.1f} {unit}" if unit else f"{measured:.0f}"
    return Line(what, f"≤ {goal} {unit}".rstrip(), shown, measured <= goal)


def main() -> int:
    """Measure and print goals beside results; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description="Measure the plan.")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    measured = measure(arguments.database, arguments.entries)
    found = lines(measured)
    if arguments.json:
        print(json.dumps(measured, ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(str, found)))
        print(f"      the rebuilding worked {measured['rebuild_cpu_s']:.0f} s itself; the rest is disk and others")
    return 0 if all(line.held for line in found) else 1


if __name__ == "__main__":
    sys.exit(main())
