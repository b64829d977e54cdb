"""Reads of the plan: the ward's files, what the meters say, and both as one snapshot."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from yakusho import plans
from yakusho.journal import meters
from yakusho.journal.models import Contribution, Entry
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year, fiscal_year_days
from yakusho.office.plan.models import PlanPublication
from yakusho.plans.snapshot import Snapshot, freeze
from yakusho.plans.states import Count, count_in_year


class NoPlan(Exception):
    """The ward's folder holds no plan file."""


@dataclass(frozen=True)
class WardPlan:
    """The ward's plan and how its indicators get their numbers."""

    plan: plans.Plan
    bindings: plans.Bindings


Stamp = tuple[str, int, int, bool, int, int]


def ward_plan() -> WardPlan:
    """The ward's latest plan; its files are read again when they change.

    Raises:
        NoPlan: there is no plan file.
        plans.Malformed: a file can't be used.
    """
    return _read(*_files())


def stamp() -> Stamp:
    """Changes whenever the snapshot could: plan files, begin of the journal, newest contribution, fiscal year.

    Two look-ups of one row, so that a worker may ask every second.
    """
    plan_file, plan_changed, bindings_changed = _files()
    begun = Entry.objects.exists()
    newest = Contribution.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return str(plan_file), plan_changed, bindings_changed, begun, newest, fiscal_year(clock.today())


def snapshot() -> Snapshot:
    """The plan as it stands now, as it would be published."""
    ward = ward_plan()
    this_year = fiscal_year(clock.today())
    return freeze(ward.plan, ward.bindings, readings(ward, this_year), this_year)


def readings(ward: WardPlan, this_year: int) -> dict[tuple[str, int], Count | None]:
    """What the meter of each bound indicator says for the plan's years and `this_year`; only at the pinned version."""
    since = meters.counting_since()
    found: dict[tuple[str, int], Count | None] = {}
    for indicator, binding in ward.bindings.indicators.items():
        declared = meters.meter(binding.meter) if binding.meter is not None else None
        if since is None or declared is None or declared.version != binding.version:
            continue
        for year in sorted({*ward.plan.fiscal_years, this_year}):
            if fiscal_year_days(year)[1] >= since:
                counted = meters.total(declared.name, year, binding.where)
                found[indicator, year] = count_in_year(counted, since, year)
    return found


def published(plan_code: str) -> PlanPublication | None:
    """What the public sees of a plan; None before the first publication."""
    return PlanPublication.objects.filter(plan=plan_code).first()


def _files() -> tuple[Path, int, int]:
    folder = Path(settings.WARD_FOLDER) / "plans"
    found = sorted(folder.glob("plan-*.yaml"))
    if not found:
        raise NoPlan(str(folder))
    return found[-1], found[-1].stat().st_mtime_ns, _bindings_file(found[-1]).stat().st_mtime_ns


def _bindings_file(plan_file: Path) -> Path:
    return plan_file.parent / "bindings.yaml"


@lru_cache(maxsize=2)
def _read(plan_file: Path, plan_changed: int, bindings_changed: int) -> WardPlan:
    plan = plans.load(plan_file.read_text("utf-8"), plan_file.name)
    bindings_file = _bindings_file(plan_file)
    return WardPlan(plan, plans.load_bindings(bindings_file.read_text("utf-8"), bindings_file.name, plan))
