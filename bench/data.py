"""Speed and recall of the Japanese package beside its goals (日本語処理の実測).

    python -m bench.data [--json]

Every rate is the median of some runs on one core over cells that are almost all different; nothing is read twice.
"""

import argparse
import csv
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import cells, searching
from bench.report import Line
from tests.support.home import WARD_FOLDER
from yakusho.japanese.addresses import load_towns, read_addresses
from yakusho.japanese.characters import normal_many
from yakusho.japanese.dates import read_dates

RUNS = 5
CELLS = 200_000
GOAL_ADDRESSES_PER_S, ADDRESSES = 100_000, 60_000
GOAL_DATES_PER_S, DATES = 300_000, 120_000
GOAL_CELLS_PER_S = 1_000_000
GOAL_SEARCH_P95_MS, GOAL_LITERAL, GOAL_VARIANTS, GOAL_INDEX = 20, 1.0, 0.98, 2.0


def rate(read: Callable[[Sequence[str]], object], make: Callable[[int], list[str]]) -> float:
    """Cells a second: the median of `RUNS` runs, each over cells of its own."""
    rates = []
    for run in range(RUNS):
        texts = make(run)
        began = time.perf_counter()
        read(texts)
        rates.append(len(texts) / (time.perf_counter() - began))
    return statistics.median(rates)


def reading() -> dict[str, float]:
    """Addresses, dates and cells a second."""
    with (WARD_FOLDER / "towns.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    towns = load_towns(WARD_FOLDER)
    return {
        "addresses_per_s": rate(
            lambda texts: read_addresses(texts, towns), lambda run: cells.addresses(names, ADDRESSES, run)
        ),
        "dates_per_s": rate(read_dates, lambda run: cells.dates(DATES, run)),
        "cells_per_s": rate(normal_many, lambda run: cells.mixed(names, CELLS, run)),
    }


def lines(read: dict[str, float], searched: dict[str, dict[str, float]]) -> list[Line]:
    """Each goal beside what was measured."""
    found = [
        _at_least("addresses a second", GOAL_ADDRESSES_PER_S, read["addresses_per_s"]),
        _at_least("dates a second", GOAL_DATES_PER_S, read["dates_per_s"]),
        _at_least("cells normalised a second, in batch", GOAL_CELLS_PER_S, read["cells_per_s"]),
    ]
    for database, each in searched.items():
        found += _searching(f"search on {database}, {each['pages']:,.0f} pages", each)
    return found


def _searching(name: str, each: dict[str, float]) -> list[Line]:
    p95, size = each["query_ms_p95"], each["index_bytes_per_text_byte"]
    literal, variants = each["recall_literal"], each["recall_variant"]
    false_hits = each["false_hits_in_first_ten"]
    return [
        Line(f"{name}: p95", f"≤ {GOAL_SEARCH_P95_MS} ms", f"{p95:.1f} ms", p95 <= GOAL_SEARCH_P95_MS),
        Line(f"{name}: recall, literal words", f"{GOAL_LITERAL:.2f}", f"{literal:.3f}", literal >= GOAL_LITERAL),
        Line(f"{name}: recall, variants", f"≥ {GOAL_VARIANTS}", f"{variants:.3f}", variants >= GOAL_VARIANTS),
        Line(f"{name}: index over text", f"≤ {GOAL_INDEX:.0f}×", f"{size:.2f}×", size <= GOAL_INDEX),
        Line(f"{name}: false hits in the first ten", "0", f"{false_hits:.0f}", false_hits == 0),
    ]


def _at_least(what: str, goal: float, measured: float) -> Line:
    return Line(what, f"≥ {goal:,}", f"{measured:,.0f}", measured >= goal)


def main() -> int:
    """Measure and print goals beside results; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description="Measure the Japanese package.")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    read, searched = reading(), searching.measure()
    found = lines(read, searched)
    if arguments.json:
        print(json.dumps({**read, "search": searched}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(str, found)))
    return 0 if all(line.held for line in found) else 1


if __name__ == "__main__":
    sys.exit(main())
