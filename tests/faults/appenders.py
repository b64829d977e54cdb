"""Eight writers append, a sealer seals, two readers follow: one process forks them all, and prints what was seen.

YAKUSHO_HOME=… python -m tests.faults.appenders
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable

import django
from django.conf import settings
from django.core.management import call_command

from yakusho.zone_settings import common

WRITERS, READERS, ENTRIES_EACH = 8, 2, 40
TOTAL = WRITERS * ENTRIES_EACH
SECONDS_MAX = 60
LATE_SECONDS_MAX = 0.02


def _write(number: int) -> list[str]:
    """Append in transactions that commit in another order than they began."""
    from django.db import transaction

    from yakusho.journal.tests.facts import organisation
    from yakusho.journal.write import append

    chance, made = random.Random(number), []
    for turn in range(ENTRIES_EACH):
        with transaction.atomic():
            entry = append(organisation(turn), subject=f"writer-{number}", actor="system")
            time.sleep(chance.random() * LATE_SECONDS_MAX)
        made.append(str(entry.id))
    return made


def _seal() -> int:
    from yakusho.journal import sealer

    sealed, deadline = 0, time.monotonic() + SECONDS_MAX
    while sealed < TOTAL and time.monotonic() < deadline:
        sealed += sealer.seal()
        time.sleep(0.005)
    return sealed


def _read() -> list[tuple[int, str]]:
    """Follow the journal from position to position, as every cursor does."""
    from yakusho.journal.models import Entry

    seen: list[tuple[int, str]] = []
    after, deadline = 0, time.monotonic() + SECONDS_MAX
    while len(seen) < TOTAL and time.monotonic() < deadline:
        rows = Entry.objects.filter(position__gte=after).order_by("position").values_list("position", "id")[:7]
        seen.extend((position, str(entry)) for position, entry in rows)
        after = seen[-1][0] + 1 if seen else 0
        time.sleep(0.002)
    return seen


def _in_child(act: Callable[[], object]) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    with os.fdopen(writing, "w") as answer:
        json.dump(act(), answer)
        answer.flush()
    os._exit(0)


def main() -> None:
    """Fork everybody, wait, and print their answers."""
    options = {"INSTALLED_APPS": ["yakusho.journal"], "ROOMS": "yakusho.journal.tests.rooms"}
    settings.configure(**{**common("portal"), **options})
    django.setup()
    call_command("migrate", verbosity=0)
    from django.db import connections

    connections.close_all()
    work: list[Callable[[], object]] = [lambda number=number: _write(number) for number in range(WRITERS)]  # type: ignore[misc]
    children = [_in_child(act) for act in (*work, _seal, *[_read] * READERS)]
    answers = []
    for child, reading in children:
        with os.fdopen(reading) as answer:
            answers.append(json.load(answer))
        os.waitpid(child, 0)
    made = [entry for writer in answers[:WRITERS] for entry in writer]
    sys.stdout.write(json.dumps({"made": made, "sealed": answers[WRITERS], "seen": answers[WRITERS + 1 :]}))


if __name__ == "__main__":
    main()
