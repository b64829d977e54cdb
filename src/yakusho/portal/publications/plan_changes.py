"""What moved in the published plan (計画の変化): noted when a generation arrives, kept as small rows."""

from collections.abc import Mapping
from typing import Any

from yakusho.kernel import clock
from yakusho.messages.publications import PublicationMade
from yakusho.plans.changes import Change, changes
from yakusho.plans.snapshot import thaw
from yakusho.portal.publications.models import PlanChange

CHANGES_KEPT_MAX = 2_000


def changes_note(made: PublicationMade, before: Mapping[str, Any] | None) -> None:
    """Keep what moved from the generation `before` to the one that was just made; nothing for the first one."""
    was, now = thaw(before) if before else None, thaw(made.content) if made.content else None
    if was is None or now is None:
        return
    for change in changes(was, now):
        _note(made.key, made.generation, change)
    _forget_old(made.key)


def newest(plan: str, limit: int) -> list[PlanChange]:
    """The newest changes of a plan, one statement."""
    return list(PlanChange.objects.filter(plan=plan).order_by("-changed_at", "-id")[:limit])


def _note(plan: str, generation: int, change: Change) -> None:
    """One row for each cell and day: what it was before the first change of the day, and what it is now."""
    now = clock.now()
    at = {"plan": plan, "indicator": change.indicator, "fiscal_year": change.fiscal_year or 0, "day": clock.today()}
    last = {"generation": generation, "state": change.state, "value": change.value, "changed_at": now}
    first = {"state_before": change.state_before, "value_before": change.value_before}
    row, new = PlanChange.objects.get_or_create(**at, defaults={**last, **first})
    if new:
        return
    if (row.state_before, row.value_before) == (change.state, change.value):
        row.delete()
        return
    PlanChange.objects.filter(pk=row.pk).update(**last)


def _forget_old(plan: str) -> None:
    kept = PlanChange.objects.filter(plan=plan).order_by("-changed_at", "-id").values_list("id", flat=True)
    oldest = list(kept[CHANGES_KEPT_MAX : CHANGES_KEPT_MAX + 500])
    if oldest:
        PlanChange.objects.filter(id__in=oldest).delete()
