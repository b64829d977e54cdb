"""Meters (計測): how the work of a room is counted, declared beside its facts.

Each sealed entry leaves at most one contribution row for each place in a meter's breakdown (see `counting`); sums are
made of these rows and of nothing else, so a number can always be followed to the entries under it. One zone counts each
kind of fact. A ratio is two meters: its numerator and its denominator are never forgotten.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any, Literal, NamedTuple

from django.conf import settings
from django.db.models import QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from yakusho.journal.models import Contribution, Cursor, Entry, MeterSum
from yakusho.journal.relay import PULLED
from yakusho.journal.rooms import meters as declared_meters
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.ledger.facts import Fact

GENERATION = "meters"  # the cursor that says which count holds


class Seen(NamedTuple):
    """A sealed entry as meters look at it."""

    position: int
    kind: str
    subject: str
    day: date
    fiscal_year: int
    section: str
    body: Mapping[str, Any]
    corrects: Any


@dataclass(frozen=True)
class Counting:
    """What an entry adds.

    `keeps` says what a number is made of: `entries` add what `amount` says; `subjects` count once a fiscal year however
    many entries speak of them; a `state` is what `amount` says of a subject from now on, until an entry changes it.
    """

    kinds: frozenset[str]
    amount: Callable[[Seen], int]
    keeps: Literal["entries", "subjects", "state"] = "entries"

    @property
    def holds(self) -> Literal["flow", "stock"]:
        """Whether the number belongs to a year, or is what is there at its end."""
        return "stock" if self.keeps == "state" else "flow"


def entries(fact: type[Fact], **where: Any) -> Counting:
    """Each entry of a fact counts one on its day."""
    return Counting(frozenset({fact.kind}), lambda seen: int(_matches(seen, where)))


def added(fact: type[Fact], member: str, **where: Any) -> Counting:
    """A member of each entry of a fact is added up."""
    return Counting(frozenset({fact.kind}), lambda seen: int(seen.body[member]) if _matches(seen, where) else 0)


def subjects(fact: type[Fact], **where: Any) -> Counting:
    """Different subjects of a fact in the fiscal year: however often one appears, it counts once."""
    return Counting(frozenset({fact.kind}), lambda seen: int(_matches(seen, where)), "subjects")


def latest(fact: type[Fact], member: str) -> Counting:
    """The newest value of a member for each subject, added up over the subjects that are there."""
    return Counting(frozenset({fact.kind}), lambda seen: int(seen.body[member]), "state")


def present(since: type[Fact], until: type[Fact] | None = None, **where: Any) -> Counting:
    """How many subjects are there now: from a fact `since` (with `where`) on, until a fact `until`."""
    kinds = frozenset(fact.kind for fact in (since, until) if fact is not None)
    return Counting(kinds, lambda seen: int(seen.kind == since.kind and _matches(seen, where)), "state")


def _matches(seen: Seen, where: Mapping[str, Any]) -> bool:
    return all(seen.body.get(name) == value for name, value in where.items())


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

    def places_of(self, seen: Seen) -> list[tuple[str, str]]:
        """Where an entry counts: its section, and the other dimensions joined by a slash.

        There are several places where a member holds several values.
        """
        section = str(seen.body.get("section") or seen.section) if "section" in self.by else ""
        members = [_values(seen.body.get(name, "")) for name in self._breakdown]
        return [(section, "/".join(values)) for values in product(*members)]

    def dimension_at(self, where: Mapping[str, str]) -> str | None:
        """The one place of the breakdown that `where` names; None when it doesn't name exactly the meter's members."""
        if set(where) != set(self._breakdown):
            return None
        return "/".join(where[name] for name in self._breakdown)

    @cached_property
    def _breakdown(self) -> list[str]:
        return [name for name in self.by if name != "section"]


def _values(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value] or [""]
    return [str(value)]


def meter(name: str) -> Meter | None:
    """This zone's meter of that name."""
    return next((found for found in declared_meters() if found.name == name), None)


def holding_generation() -> int:
    """Which count of all entries holds now; each rebuilding makes the next one."""
    return Cursor.objects.filter(name=GENERATION).values_list("position", flat=True).first() or 0


def holding() -> QuerySet[Contribution]:
    """The contributions of the count that holds now, without a query of its own."""
    return Contribution.objects.filter(generation=_generation())


def _sums() -> QuerySet[MeterSum]:
    return MeterSum.objects.filter(generation=_generation())


def _generation() -> Coalesce:
    return Coalesce(Subquery(Cursor.objects.filter(name=GENERATION).values("position")[:1]), 0)


def counted_origins() -> tuple[str, ...]:
    return (settings.ZONE, *PULLED.get(settings.ZONE, ()))


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
    return int(_in_years(_sums(), each, fiscal_year, where).aggregate(sum=Sum("value"))["sum"] or 0)


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
    rows = _sums().filter(meter__in=names).values_list(*places).annotate(sum=Sum("value")).order_by()
    sums = {(meter, version, place, year): int(value) for meter, version, place, year, value in rows}
    return Totals(counting_since(), sums)


def counting_since() -> date | None:
    """The day this zone's journal began: earlier years have no value, and that year's is partial."""
    first = Entry.objects.filter(position=0).values_list("recorded_at", flat=True).first()
    return clock.in_tokyo(first).date() if first else None


def _in_years(rows: QuerySet[Any], each: Meter, fiscal_year: int, where: Mapping[str, str] | None) -> QuerySet[Any]:
    """Of sums or contributions, those that a meter's number of a fiscal year is made of."""
    rows = rows.filter(meter=each.name, meter_version=each.version)
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
    rows = _in_years(holding().exclude(value=0), each, fiscal_year, where)
    if before_id is not None:
        rows = rows.filter(id__lt=before_id)
    return list(rows.order_by("-id")[:limit])
