"""Reads of the plan: the ward's files, what the meters say, and both as one snapshot."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from yakusho import plans
from yakusho.journal import meters
from yakusho.journal.models import Contribution, Entry
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year, fiscal_year_days
from yakusho.office.headquarters import queries as headquarters
from yakusho.office.measuring import queries as measuring
from yakusho.office.plan.models import PlanPublication
from yakusho.office.plan_editing import queries as plan_editing
from yakusho.plans.freezing import Knowledge, freeze
from yakusho.plans.observations import holding
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.states import Count, count_in_year
from yakusho.plans.versions import at
from yakusho.ui.ward_calendar import ward_calendar


class NoPlan(Exception):
    """The ward's folder holds no plan file."""


@dataclass(frozen=True)
class WardPlan:
    """The ward's plan and how its indicators get their numbers."""

    plan: plans.Plan
    bindings: plans.Bindings


Stamp = tuple[tuple[str, int], int, int, str, int, date, measuring.Changes, int]


@dataclass(frozen=True)
class Standing:
    """How the plan stands at one stamp: its files, what is known, and the snapshot made of both."""

    stamp: Stamp
    ward: WardPlan
    known: Knowledge
    snapshot: Snapshot


_kept: Standing | None = None


def ward_plan() -> WardPlan:
    """The ward's latest plan in the version that stands; it is read again when a file or the version changes.

    Raises:
        NoPlan: there is no plan file.
        plans.Malformed: a file can't be used.
    """
    return _ward_plan(plan_editing.standing_number(_files()[0].name))


def _ward_plan(number: int) -> WardPlan:
    file, plan_changed, bindings_changed = _files()
    return _read(file, plan_changed, bindings_changed, number, clock.today())


def stamp() -> Stamp:
    """Changes whenever the snapshot could: files, oldest entry, newest contribution, day, what was reported or set.

    Look-ups of few rows, so that a worker may ask every second.
    """
    plan_file, plan_changed, bindings_changed = _files()
    oldest = Entry.objects.order_by("id").values_list("id", flat=True).first()
    newest = Contribution.objects.order_by("-id").values_list("id", flat=True).first() or 0
    version = str(plan_file), plan_editing.standing_number(plan_file.name)
    reported, chosen = measuring.changes(), headquarters.changes()
    return version, plan_changed, bindings_changed, str(oldest), newest, clock.today(), reported, chosen


def snapshot() -> Snapshot:
    """The plan as it stands now, as it would be published."""
    return standing().snapshot


def standing() -> Standing:
    """How the plan stands now; made once for each stamp."""
    global _kept
    now = stamp()
    if _kept is None or _kept.stamp != now:
        ward = _ward_plan(now[0][1])
        known = knowledge(ward)
        _kept = Standing(now, ward, known, freeze(ward.plan, ward.bindings, known))
    return _kept


def knowledge(ward: WardPlan) -> Knowledge:
    """All that the plan is judged by today: what meters and imports come to, what people reported, baselines."""
    today = clock.today()
    observed = measuring.held(ward.plan, ward.bindings, readings(ward, fiscal_year(today)))
    return Knowledge(
        today=today,
        held=holding(observed, measuring.hand_overs(ward.plan.code)),
        baselines=measuring.baselines(ward.plan.code),
        calendar=ward_calendar(),
        majority_threshold=headquarters.majority_threshold(ward.plan.code),
    )


def readings(ward: WardPlan, this_year: int) -> dict[tuple[str, int], Count | None]:
    """What the meter of each bound indicator says for the plan's years and `this_year`; only at the pinned version."""
    totals = meters.totals(ward.bindings.meters())
    years = sorted({*ward.plan.fiscal_years, this_year})
    found: dict[tuple[str, int], Count | None] = {}
    for indicator, binding in ward.bindings.indicators.items():
        declared = meters.meter(binding.meter) if binding.meter is not None else None
        if totals.since is None or declared is None or declared.version != binding.version:
            continue
        for year in years:
            if fiscal_year_days(year)[1] >= totals.since:
                counted = totals.of(declared, year, binding.where)
                found[indicator, year] = count_in_year(counted, totals.since, year)
    return found


def published(plan_code: str) -> PlanPublication | None:
    """What the public sees of a plan; None before the first publication."""
    return PlanPublication.objects.filter(plan=plan_code).first()


def _files() -> tuple[Path, int, int]:
    file = plan_editing.ward_file()
    if file is None:
        raise NoPlan("plans/")
    return file, file.stat().st_mtime_ns, _bindings_file(file).stat().st_mtime_ns


def _bindings_file(plan_file: Path) -> Path:
    return plan_file.parent / "bindings.yaml"


@lru_cache(maxsize=2)
def _read(plan_file: Path, plan_changed: int, bindings_changed: int, version: int, day: date) -> WardPlan:
    """The version that stands, with the targets that hold on a day."""
    whole = _whole(plan_file, plan_changed, bindings_changed, version)
    return WardPlan(at(whole.plan, day), whole.bindings)


@lru_cache(maxsize=2)
def _whole(plan_file: Path, plan_changed: int, bindings_changed: int, version: int) -> WardPlan:
    """The version that stands as it was written; the ward's file is version 0. Reading it takes longest."""
    text = plan_editing.text_of(plan_file, version)
    assert text is not None
    plan = plans.load(text, plan_file.name)
    bindings_file = _bindings_file(plan_file)
    return WardPlan(plan, plans.load_bindings(bindings_file.read_text("utf-8"), bindings_file.name, plan))
