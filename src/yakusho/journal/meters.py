"""Meters (計測): how the work of a room is counted, declared beside its facts.

Each sealed entry leaves at most one contribution row for each place in a meter's breakdown; sums are made of these
rows and of nothing else, so a number can always be followed to the entries under it. One zone counts each kind of fact.
"""

from collections.abc import Callable, Collection, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Subquery, Sum
from django.db.models.base import ModelState
from django.db.models.functions import Coalesce

from yakusho.journal.models import Contribution, Cursor, Entry, Mirror
from yakusho.journal.relay import PULLED
from yakusho.journal.rooms import meters as declared_meters
from yakusho.journal.write import sealed_content
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.ledger.facts import Fact

METER_BATCH_ENTRIES_MAX = 1_000
GENERATION = "meters"  # the cursor that says which count holds


@dataclass(frozen=True)
class Counting:
    """What an entry adds: `amount` is called with its content and whether its subject counts already."""

    kinds: frozenset[str]
    amount: Callable[[dict[str, Any], bool], int]
    holds: Literal["flow", "stock"]


def entries(fact: type[Fact], **where: Any) -> Counting:
    """Each entry of a fact counts one on its day."""
    return Counting(frozenset({fact.kind}), lambda content, _: int(_matches(content, where)), "flow")


def present(since: type[Fact], until: type[Fact], **where: Any) -> Counting:
    """How many subjects are there now: from a fact `since` (with `where`) on, until a fact `until`."""

    def amount(content: dict[str, Any], counted: bool) -> int:
        there = content["kind"] == since.kind and _matches(content, where)
        return int(there) - int(counted)

    return Counting(frozenset({since.kind, until.kind}), amount, "stock")


def _matches(content: dict[str, Any], where: dict[str, Any]) -> bool:
    return all(content["body"].get(name) == value for name, value in where.items())


@dataclass(frozen=True)
class Meter:
    """A declared meter; `by` names the members of a fact's body that counts are kept apart by.

    A member that holds several values counts under each of them, so such a meter is read in one place of its breakdown.
    """

    name: str
    unit: str
    counts: Counting
    version: int = 1
    by: tuple[str, ...] = field(default=())

    def section_of(self, content: dict[str, Any]) -> str:
        """The section that an entry counts for."""
        return str(content["body"].get("section") or content["section"]) if "section" in self.by else ""

    def dimensions_of(self, content: dict[str, Any]) -> list[str]:
        """The other dimensions of an entry, joined by a slash; several where a member holds several values."""
        members = [_values(content["body"].get(name, "")) for name in self._breakdown]
        return ["/".join(values) for values in product(*members)]

    def dimension_at(self, where: Mapping[str, str]) -> str | None:
        """The one place of the breakdown that `where` names; None when it doesn't name exactly the meter's members."""
        if set(where) != set(self._breakdown):
            return None
        return "/".join(where[name] for name in self._breakdown)

    @property
    def _breakdown(self) -> list[str]:
        return [name for name in self.by if name != "section"]


def _values(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value] or [""]
    return [str(value)]


def meter(name: str) -> Meter | None:
    """This zone's meter of that name."""
    return next((found for found in declared_meters() if found.name == name), None)


def _rows(origin: str, start: int) -> list[tuple[int, dict[str, Any]]]:
    if origin == settings.ZONE:
        own = Entry.objects.filter(position__gte=start).order_by("position")[:METER_BATCH_ENTRIES_MAX]
        return [(int(entry.position or 0), sealed_content(entry)) for entry in own]
    mirrored = Mirror.objects.filter(origin=origin, position__gte=start).order_by("position")
    return list(mirrored.values_list("position", "content")[:METER_BATCH_ENTRIES_MAX])


def holding_generation() -> int:
    """Which count of all entries holds now; each rebuilding makes the next one."""
    return Cursor.objects.filter(name=GENERATION).values_list("position", flat=True).first() or 0


def holding() -> QuerySet[Contribution]:
    """The contributions of the count that holds now, without a query of its own."""
    generation = Cursor.objects.filter(name=GENERATION).values("position")[:1]
    return Contribution.objects.filter(generation=Coalesce(Subquery(generation), 0))


def counted_origins() -> tuple[str, ...]:
    return (settings.ZONE, *PULLED.get(settings.ZONE, ()))


def count() -> int:
    """Let entries that were not counted yet leave their contributions; answers how many entries were looked at."""
    found: list[Meter] = declared_meters()
    if not found:
        return 0
    return sum(count_next(f"meters:{origin}", origin, found) for origin in counted_origins())


def count_next(cursor: str, origin: str, found: list[Meter], generation: int | None = None) -> int:
    """Count the next entries of a journal; nothing when another worker was faster."""
    start = Cursor.objects.filter(name=cursor).values_list("position", flat=True).first() or 0
    rows = _rows(origin, start)
    if not rows:
        return 0
    with transaction.atomic():
        Cursor.objects.get_or_create(name=cursor)
        if not Cursor.objects.filter(name=cursor, position=start).update(position=rows[-1][0] + 1):
            return 0
        generation = holding_generation() if generation is None else generation
        Contribution.objects.bulk_create(_contributions(origin, rows, found, generation))
    return len(rows)


def _contributions(
    origin: str, rows: list[tuple[int, dict[str, Any]]], found: list[Meter], generation: int
) -> list[Contribution]:
    made = []
    for each in found:
        mine = [(position, content) for position, content in rows if content["kind"] in each.counts.kinds]
        counted = _counted_subjects(each, generation, [content["subject"] for _, content in mine])
        for position, content in mine:
            value = each.counts.amount(content, counted.get(content["subject"], 0) > 0)
            if value == 0:
                continue
            counted[content["subject"]] = counted.get(content["subject"], 0) + value
            made.extend(_spread(each, generation, origin, position, content, value))
        made.extend(_reversals(each, generation, origin, rows, made))
    return made


def _counted_subjects(each: Meter, generation: int, subjects: list[str]) -> dict[str, int]:
    if each.counts.holds != "stock" or not subjects:
        return {}
    sums = Contribution.objects.filter(
        meter=each.name, meter_version=each.version, generation=generation, subject__in=subjects
    )
    return dict(sums.values_list("subject").annotate(Sum("value")).values_list("subject", "value__sum"))


def _spread(
    each: Meter, generation: int, origin: str, position: int, content: dict[str, Any], value: int
) -> list[Contribution]:
    """What an entry adds, in each place of the breakdown that it belongs to."""
    return [
        _contribution(each, generation, origin, position, content, value, dimension)
        for dimension in each.dimensions_of(content)
    ]


def _contribution(
    each: Meter, generation: int, origin: str, position: int, content: dict[str, Any], value: int, dimension: str
) -> Contribution:
    return Contribution(
        meter=each.name,
        meter_version=each.version,
        generation=generation,
        day=date.fromisoformat(content["occurred_on"]),
        fiscal_year=content["fiscal_year"],
        section=each.section_of(content),
        dimension=dimension,
        subject=content["subject"],
        value=value,
        origin=origin,
        position=position,
    )


def _reversals(
    each: Meter, generation: int, origin: str, rows: list[tuple[int, dict[str, Any]]], made: list[Contribution]
) -> list[Contribution]:
    """Corrections take back what the corrected entry counted, on the day it counted for."""
    taken_back = []
    for position, content in rows:
        if not content["corrects"]:
            continue
        corrected = _position_of(origin, content["corrects"])
        fresh = [row for row in made if row.position == corrected and row.meter == each.name]
        stored = Contribution.objects.filter(
            meter=each.name,
            meter_version=each.version,
            generation=generation,
            origin=origin,
            position=corrected,
            reversal=False,
        )
        for old in fresh or stored:
            again = copy(old)
            again.pk, again.position, again.value, again.reversal = None, position, -old.value, True
            again._state = ModelState()
            taken_back.append(again)
    return taken_back


def _position_of(origin: str, entry_id: str) -> int | None:
    if origin == settings.ZONE:
        return Entry.objects.filter(id=entry_id).values_list("position", flat=True).first()
    return Mirror.objects.filter(origin=origin, entry_id=entry_id).values_list("position", flat=True).first()


def total(name: str, fiscal_year: int, where: Mapping[str, str] | None = None) -> int | None:
    """What a meter says for a fiscal year: the year's sum, or for a stock what is there at its end.

    `where` reads one place of its breakdown. None when there is no such meter or place here, or the year had ended
    before this zone began to count.
    """
    each, since = meter(name), counting_since()
    if each is None or since is None or fiscal_year_days(fiscal_year)[1] < since:
        return None
    if where and each.dimension_at(where) is None:
        return None
    return int(_made_of(each, fiscal_year, where).aggregate(sum=Sum("value"))["sum"] or 0)


@dataclass(frozen=True)
class Totals:
    """What several meters of this zone say, read at once; as `total` says of each."""

    since: date | None
    sums: Mapping[tuple[str, int, str, int], int]

    def of(self, each: Meter, fiscal_year: int, where: Mapping[str, str] | None = None) -> int | None:
        """What a meter says for a fiscal year, in one place of its breakdown when `where` is given."""
        place = each.dimension_at(where) if where else None
        if self.since is None or fiscal_year_days(fiscal_year)[1] < self.since or (where and place is None):
            return None
        return sum(
            value
            for (name, version, dimension, year), value in self.sums.items()
            if (name, version) == (each.name, each.version)
            and (place is None or dimension == place)
            and (year <= fiscal_year if each.counts.holds == "stock" else year == fiscal_year)
        )


def totals(names: Collection[str]) -> Totals:
    """All that these meters say, in two statements however many meters, places and years there are."""
    places = ("meter", "meter_version", "dimension", "fiscal_year")
    rows = holding().filter(meter__in=names).values_list(*places).annotate(sum=Sum("value")).order_by()
    sums = {(meter, version, place, year): int(value) for meter, version, place, year, value in rows}
    return Totals(counting_since(), sums)


def counting_since() -> date | None:
    """The day this zone's journal began: earlier years have no value, and that year's is partial."""
    first = Entry.objects.filter(position=0).values_list("recorded_at", flat=True).first()
    return clock.in_tokyo(first).date() if first else None


def _made_of(each: Meter, fiscal_year: int, where: Mapping[str, str] | None) -> QuerySet[Contribution]:
    rows = holding().filter(meter=each.name, meter_version=each.version)
    if where:
        rows = rows.filter(dimension=each.dimension_at(where))
    return (
        rows.filter(fiscal_year__lte=fiscal_year)
        if each.counts.holds == "stock"
        else rows.filter(fiscal_year=fiscal_year)
    )


def contributions(
    name: str,
    fiscal_year: int,
    *,
    where: Mapping[str, str] | None = None,
    before_id: int | None = None,
    limit: int = 50,
) -> list[Contribution]:
    """The rows a number is made of, the newest first; `before_id` pages on."""
    each = meter(name)
    if each is None or (where and each.dimension_at(where) is None):
        return []
    rows = _made_of(each, fiscal_year, where)
    if before_id is not None:
        rows = rows.filter(id__lt=before_id)
    return list(rows.order_by("-id")[:limit])
