"""The worker's part: what arrived is noted from this zone's own journal, then compared batch by batch (突合).

The arrival itself does nothing for it: the journal holds each arrival at a position of its own, so a cursor misses
none, takes none twice, and costs one statement for many.
"""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count

from yakusho.desk.cases.beside import open_beside, seal_beside
from yakusho.desk.cases.facts import CaseCorrected, CaseOpened, CaseRejected, CaseWithdrawn
from yakusho.desk.cases.models import Case
from yakusho.desk.cases.receive import SYSTEM
from yakusho.desk.procedures.queries import Unpublished, definition
from yakusho.journal import crash
from yakusho.journal.models import Cursor, Entry
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.mynumber.checking.batches import OTHERS_MAX, Compared, compare
from yakusho.mynumber.checking.facts import CaseChecked
from yakusho.mynumber.checking.models import HouseholdClaim, RegisterCheck
from yakusho.mynumber.checking.results import Result
from yakusho.mynumber.checking.values import LEVELS

CURSOR = "checking"
ARRIVALS = (CaseOpened.kind, CaseCorrected.kind)
ENDINGS = (CaseRejected.kind, CaseWithdrawn.kind)
"""What takes a case out of the way of another application of its household."""
NOTED_ENTRIES_MAX = 1_000
BATCH_CASES_MAX = 200


def work() -> int:
    """Note what arrived and compare the next batch; a worker loop, answers how many cases."""
    return arrivals_note() + waiting_check()


def arrivals_note() -> int:
    """Let every case wait for its check that opened or was corrected since the last look, or whose household has one
    application less since; answers how many.
    """
    start = Cursor.objects.filter(name=CURSOR).values_list("position", flat=True).first() or 0
    entries = Entry.objects.filter(position__gte=start).order_by("position")
    rows = list(entries.values_list("position", "kind", "subject")[:NOTED_ENTRIES_MAX])
    if not rows:
        return 0
    arrived = {subject for _, kind, subject in rows if kind in ARRIVALS}
    ended = {subject for _, kind, subject in rows if kind in ENDINGS}
    cases = list({*_to_check(arrived), *_beside(ended)})
    with transaction.atomic():
        Cursor.objects.update_or_create(name=CURSOR, defaults={"position": rows[-1][0] + 1})
        checks_want(cases)
        crash.point("checking.noted.before_commit")
    return len(cases)


def _to_check(subjects: set[str]) -> list[Case]:
    """The cases among these whose procedure asks for checks and that nobody has decided."""
    if not subjects:
        return []
    cases = Case.objects.filter(subject__in=subjects).exclude(stage="decided").only("id", "procedure", "generation")
    asks: dict[tuple[str, int], bool] = {}
    return [case for case in cases if _asks(case.procedure, case.generation, asks)]


def _beside(subjects: set[str]) -> list[Case]:
    """The other cases of the households of these, as far as nobody has decided them."""
    if not subjects:
        return []
    keys = HouseholdClaim.objects.filter(case__subject__in=subjects).values("key")
    cases = Case.objects.filter(household_claim__key__in=keys).exclude(subject__in=subjects)
    return list(cases.exclude(stage="decided").only("id"))


def _asks(procedure: str, generation: int, known: dict[tuple[str, int], bool]) -> bool:
    if (procedure, generation) not in known:
        try:
            known[procedure, generation] = definition(procedure, generation).register_checks is not None
        except Unpublished:
            known[procedure, generation] = False
    return known[procedure, generation]


def checks_want(cases: Sequence[Case]) -> None:
    """Let cases wait for a check, in the caller's transaction."""
    now = clock.now()
    RegisterCheck.objects.bulk_create(
        [RegisterCheck(case=case, waiting_since=now) for case in cases],
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["waiting_since"],
    )


def waiting_check() -> int:
    """Compare the cases that have waited longest; answers how many."""
    waiting = RegisterCheck.objects.exclude(waiting_since=None).order_by("waiting_since", "case")
    cases = [row.case for row in waiting.select_related("case").defer("content")[:BATCH_CASES_MAX]]
    if not cases:
        return 0
    found = compare(cases)
    with transaction.atomic():
        _accepted_keep(found)
        _results_keep(found)
        _claims_keep(found)
        _tell(found)
    return len(found)


def _accepted_keep(found: Sequence[Compared]) -> None:
    """Take over what staff accepted up to now of findings that are the same as before."""
    rows = RegisterCheck.objects.select_for_update().filter(case__in=[each.case.pk for each in found])
    before = dict(rows.exclude(content=b"").values_list("case_id", "content"))
    for each in found:
        if content := before.get(each.case.pk):
            each.result = Result(each.result.findings, each.result.persons)
            each.result.keep(Result.of_json(open_beside(each.case, content)))


def _results_keep(found: Sequence[Compared]) -> None:
    now = clock.now()
    RegisterCheck.objects.bulk_create(
        [
            RegisterCheck(
                case=each.case,
                waiting_since=None,
                checked_at=now,
                revision=each.case.revision,
                colour=each.result.open_colour,
                content=seal_beside(each.case, each.result.as_json()),
            )
            for each in found
        ],
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["waiting_since", "checked_at", "revision", "colour", "content"],
    )


def _claims_keep(found: Sequence[Compared]) -> None:
    """Keep which household applied; whoever shares a key that is new here is compared once more.

    Where a household has applied more than `OTHERS_MAX` times already, its earlier cases tell of enough others.
    """
    keys = {each.case.pk: each.key for each in found}
    known = dict(HouseholdClaim.objects.filter(case__in=list(keys)).values_list("case_id", "key"))
    HouseholdClaim.objects.filter(case__in=[pk for pk in known if not keys[pk]]).delete()
    changed = [each for each in found if each.key and known.get(each.case.pk) != each.key]
    if not changed:
        return
    HouseholdClaim.objects.bulk_create(
        [HouseholdClaim(case=each.case, key=each.key, person=each.person) for each in changed],
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["key", "person"],
    )
    sharing = HouseholdClaim.objects.filter(key__in={each.key for each in changed}).exclude(case__in=list(keys))
    few = sharing.values("key").annotate(claims=Count("case")).filter(claims__lte=OTHERS_MAX).values("key")
    again = sharing.filter(key__in=few).exclude(case__stage="decided").values_list("case_id", flat=True)
    RegisterCheck.objects.filter(case__in=list(again)).update(waiting_since=clock.now())


def _tell(found: Sequence[Compared]) -> None:
    """Tell the journal how many cases of each procedure came out in which colour."""
    groups = Counter((each.case.procedure, each.case.section, each.result.open_colour) for each in found)
    for procedure, section in sorted({(procedure, section) for procedure, section, _ in groups}):
        numbers = {level: groups[procedure, section, level] for level in LEVELS}
        fact = CaseChecked(procedure=procedure, section=section, **numbers)
        append(fact, subject=f"checking/{procedure}", actor=SYSTEM, section=section)
