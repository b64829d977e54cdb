"""What the inner zone found, read in a process under its settings: `python -m bench.check_results [again]`.

Prints one JSON object: by number the colour and the findings' reasons, how many cases were opened, and with `again` how
many cases a second one process compares when nothing else runs.
"""

import json
import os
import sys
import time

AGAIN_CASES = 2_000


def results() -> dict[str, object]:
    """Every checked case: number → colour and reasons; what was opened or told twice."""
    from yakusho.desk.cases.beside import open_beside
    from yakusho.journal.models import Entry
    from yakusho.mynumber.checking.models import RegisterCheck
    from yakusho.mynumber.checking.results import Result

    rows = RegisterCheck.objects.exclude(checked_at=None).filter(waiting_since=None).select_related("case")
    cases = {}
    for row in rows.iterator():
        found = Result.of_json(open_beside(row.case, row.content)).findings
        cases[row.case.number] = [row.colour, [[each.level, each.reason] for each in found]]
    opened = list(Entry.objects.filter(kind="case.opened").values_list("body__number", flat=True))
    return {"cases": cases, "opened": len(opened), "doubled": len(opened) - len(set(opened))}


def again() -> float:
    """Cases a second of the comparison alone: read, decrypt, compare, write, tell."""
    from django.db import transaction

    from yakusho.desk.cases.models import Case
    from yakusho.mynumber.checking.work import checks_want, waiting_check

    cases = list(Case.objects.exclude(register_check=None).order_by("id")[:AGAIN_CASES])
    with transaction.atomic():
        checks_want(cases)
    began, done = time.perf_counter(), 0
    while some := waiting_check():
        done += some
    return round(done / (time.perf_counter() - began), 1)


def main() -> int:
    """Run from `bench.checks`."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "yakusho.mynumber.settings"
    import django

    django.setup()
    found = results()
    if "again" in sys.argv[1:]:
        found["checks_per_s"] = again()
    print(json.dumps(found, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
