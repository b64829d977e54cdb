"""Measure search: 20,000 made-up pages on SQLite and on PostgreSQL, every query of the set, no network.

`measure()` answers one dictionary of numbers for each database; `python -m bench.searching` prints them. What a query
must find is the truth that `bench.pages` computes from the text alone.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from bench.pages import PAGES, Case, Page, cases, pages, truth
from tests.support.home import REPOSITORY, make_home
from tests.support.postgres import postgresql

HITS = 10


def measure(count: int = PAGES, databases: tuple[str, ...] = ("sqlite", "postgresql")) -> dict[str, dict[str, float]]:
    """Index `count` pages and ask everything, on each database in a process and a home of its own."""
    found = {}
    for database in databases:
        found[database] = _measure_in_process(database, count)
        sys.stderr.write(f"{database}: {found[database]}\n")
    return found


def _measure_in_process(database: str, count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="yakusho-search-") as folder:
        environment = {
            **os.environ,
            "YAKUSHO_HOME": str(make_home(Path(folder) / "home")),
            "DJANGO_SETTINGS_MODULE": "yakusho.portal.settings",
            "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}",
        }
        with postgresql() if database == "postgresql" else nullcontext() as server:
            if server is not None:
                environment["YAKUSHO_PORTAL_DATABASE_URL"] = server.database("portal")
            command = [sys.executable, "-m", "bench.searching", "--here", str(count)]
            done = subprocess.run(command, env=environment, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True)
    numbers: dict[str, float] = json.loads(done.stdout)
    return numbers


def _measure_here(count: int) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    written = list(pages(count))
    text_bytes = sum(len(f"{page.title}{page.text}".encode()) for page in written)
    seconds = _index(written)
    index_bytes = _index_bytes()
    asked = cases()
    return {
        "pages": count,
        "queries": len(asked),
        "index_seconds": round(seconds, 1),
        "index_bytes_per_text_byte": round(index_bytes / text_bytes, 3),
        **_ask(asked),
        **_judge(asked, written),
    }


def _index(written: list[Page]) -> float:
    from django.db import transaction

    from yakusho.search import index, upkeep

    begun = time.perf_counter()
    with transaction.atomic():
        for page in written:
            index.put("page", page.key, title=page.title, text=page.text, url=f"/{page.key}/")
    while upkeep.work():
        pass
    return time.perf_counter() - begun


def _index_bytes() -> int:
    """What is kept besides the entries themselves: terms, and the indexes on them."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_relation_size('search_entry_lexemes')"
                " + sum(pg_column_size(words) + coalesce(pg_column_size(written), 0)) FROM search_entry"
            )
        else:
            cursor.execute("SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'search_terms%%'")
        return int(cursor.fetchone()[0])


def _ask(asked: list[Case]) -> dict[str, float]:
    """How long each query takes, when the dictionary is there: the first page with its excerpts.

    The processor time is this process's alone, so it tells the same on a machine that has other work.
    """
    from yakusho.japanese.search.queries import _phrase
    from yakusho.search import index

    index.find(asked[0].query)
    _phrase.cache_clear()
    elapsed, busy = [], []
    for case in asked:
        begun, begun_cpu = time.perf_counter(), time.process_time()
        index.find(case.query)
        elapsed.append((time.perf_counter() - begun) * 1_000)
        busy.append((time.process_time() - begun_cpu) * 1_000)
    return {
        "query_ms_p50": round(statistics.median(elapsed), 2),
        "query_ms_p95": round(_p95(elapsed), 2),
        "query_ms_max": round(max(elapsed), 2),
        "query_cpu_ms_p50": round(statistics.median(busy), 2),
        "query_cpu_ms_p95": round(_p95(busy), 2),
    }


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


def _judge(asked: list[Case], written: list[Page]) -> dict[str, float]:
    """Recall by kind, and what stands in the first ten and must not."""
    from yakusho.search import index

    relevant = truth(asked, written)
    recalls: dict[str, list[float]] = defaultdict(list)
    false_hits = 0
    for case in asked:
        wanted = relevant[case.query]
        found = _all_found(case.query)
        recalls[case.kind].append(len(wanted & set(found)) / len(wanted) if wanted else float(not found))
        if recalls[case.kind][-1] < 1:
            sys.stderr.write(f"{case.kind} {case.query!r}: {recalls[case.kind][-1]:.3f}\n")
        if case.kind == "trap":
            first = [hit.key for hit in index.find(case.query, limit=HITS).hits]
            wrong = sum(key not in wanted for key in first) if len(wanted) >= HITS or not wanted else 0
            false_hits += wrong
            if wrong:
                sys.stderr.write(f"trap {case.query!r}: {wrong} of the first {len(first)} are false\n")
    means = {f"recall_{kind}": round(statistics.fmean(values), 4) for kind, values in recalls.items()}
    return {**means, "false_hits_in_first_ten": false_hits}


def _all_found(query: str) -> list[str]:
    """The keys of everything a query finds, without excerpts: what answers the widest of its tiers."""
    from yakusho.japanese.search import parse_query
    from yakusho.search.engines import engine, synonyms
    from yakusho.search.models import Entry
    from yakusho.search.paging import NEWEST
    from yakusho.search.tiers import tiers

    among: dict[str, Any] = {"generation": 1, "kinds": (), "language": "ja", "before": NEWEST, "limit": 1_000_000}
    ids: set[int] = set()
    for tier in tiers(parse_query(query, synonyms()))[-1:]:
        ids.update(engine().matching(tier, None, **among))
    keys = dict(Entry.objects.values_list("id", "key"))
    return [keys[entry_id] for entry_id in ids]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--here"]:
        json.dump(_measure_here(int(sys.argv[2])), sys.stdout)
    else:
        arguments = sys.argv[1:]
        count = int(arguments[0]) if arguments else PAGES
        print(json.dumps(measure(count, tuple(arguments[1:]) or ("sqlite", "postgresql")), indent=2))
