"""What `bench.plan` measures, in a process of the office: fills the mirror, rebuilds all meters, opens pages.

`python -m bench.planning` runs under the office's settings and prints one JSON object.
"""

import json
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

ROUNDS = 30
CHANGED_ROUNDS = 5
SECTIONS, PROCEDURES, DAYS = 40, 20, 600
FIRST_DAY = date(2025, 4, 1)
COLUMNS = ("origin", "position", "entry_id", "kind", "subject", "content")
OVERVIEW, INDICATOR = "/plan/", "/plan/15-3/"


def applications(count: int, first: int = 0) -> Iterator[tuple[Any, ...]]:
    """Rows of a mirrored portal: applications to many sections, for many procedures, over many days."""
    chance = random.Random(first)
    kind = "application.received"
    for position in range(first, first + count):
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        section, entry = f"section-{chance.randrange(SECTIONS)}", uuid.UUID(int=chance.getrandbits(128), version=4)
        content = {
            "kind": kind,
            "subject": str(entry),
            "occurred_on": day.isoformat(),
            "fiscal_year": day.year - (day.month < 4),
            "recorded_at": f"{day}T01:00:00.000000Z",
            "section": section,
            "body": {
                "procedure": f"procedure-{chance.randrange(PROCEDURES)}",
                "section": section,
                "generation": 1,
                "zone": "office",
                "number": "K-00000-00000",
                "channel": "portal",
                "sealed": "0" * 64,
                "files": [],
            },
            "corrects": None,
        }
        yield "portal", position, entry.hex, kind, str(entry), json.dumps(content)


def fill(count: int, first: int = 0) -> None:
    """Let the office have mirrored that many entries of the portal."""
    from django.db import connection, transaction

    from yakusho.journal.rows import insert_many

    with transaction.atomic():
        if connection.vendor != "postgresql":
            from yakusho.journal.models import Mirror

            insert_many(Mirror, COLUMNS, applications(count, first))  # type: ignore[arg-type]
            return
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY journal_mirror ({', '.join(COLUMNS)}) FROM STDIN") as copy,
        ):
            for row in applications(count, first):
                copy.write_row(row)


def rebuild() -> tuple[float, float]:
    """Seconds until all meters are counted anew, part by part as the worker does it; and those of this process."""
    from django.db import transaction

    from yakusho.journal import jobs
    from yakusho.journal.meters import holding_generation

    before = holding_generation()
    with transaction.atomic():
        jobs.enqueue_once("meters.rebuild")
    began, worked = time.perf_counter(), time.process_time()
    while holding_generation() == before:
        if not jobs.work():
            raise RuntimeError("the rebuilding stopped; see the log above")
    return time.perf_counter() - began, time.process_time() - worked


def timed(get: Callable[[], Any], rounds: int, before: Callable[[int], None] = lambda number: None) -> dict[str, float]:
    """Milliseconds of an answer: median and p95 of some rounds."""
    found = []
    for number in range(rounds):
        before(number)
        began = time.perf_counter()
        answer = get()
        found.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, answer.status_code
    return {"median_ms": round(statistics.median(found), 1), "p95_ms": round(sorted(found)[int(rounds * 0.95)], 1)}


def measure(entries: int) -> dict[str, Any]:
    """Everything, in its order."""
    from django.apps import apps
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from yakusho.journal import counting

    began = time.perf_counter()
    fill(entries)
    filled = time.perf_counter() - began
    rebuild_s, rebuild_cpu_s = rebuild()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(apps.get_model("staff", "User").objects.get(username="office-plan"))

    def page(path: str) -> dict[str, float]:
        timed(lambda: client.get(path), 3)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        sql = sum(
            query["sql"].startswith(("SELECT", "INSERT", "UPDATE", "DELETE")) for query in queries.captured_queries
        )
        return {**timed(lambda: client.get(path), ROUNDS), "sql": sql}

    def one_more(number: int) -> None:
        fill(1, entries + number)
        counting.count()

    overview, indicator = page(OVERVIEW), page(INDICATOR)
    changed = timed(lambda: client.get(OVERVIEW), CHANGED_ROUNDS, one_more)
    return {
        "database": connection.vendor,
        "entries": entries,
        "filled_s": round(filled, 1),
        "rebuild_s": round(rebuild_s, 1),
        "rebuild_cpu_s": round(rebuild_cpu_s, 1),
        "overview": overview,
        "indicator": indicator,
        "overview_changed": changed,
    }


if __name__ == "__main__":
    import django

    django.setup()
    json.dump(measure(int(os.environ["BENCH_ENTRIES"])), sys.stdout)
