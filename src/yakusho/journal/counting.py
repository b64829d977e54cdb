"""Counting (集計): sealed entries leave contributions, and contributions add up to sums.

Both happen in one transaction with the cursor. A sum is only a cache: rebuilding makes all anew (see `recount`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Sum

from yakusho.journal.meters import Meter, Seen, counted_origins, holding_generation
from yakusho.journal.models import Contribution, Cursor, Entry, MeterSum, Mirror
from yakusho.journal.rooms import meters as declared_meters
from yakusho.journal.rows import add_up, insert_many

METER_BATCH_ENTRIES_MAX = 5_000

Place = tuple[str, str]
"""Section and dimension."""


class Row(NamedTuple):
    """One contribution before it is stored."""

    meter: str
    meter_version: int
    generation: int
    day: date
    fiscal_year: int
    section: str
    dimension: str
    subject: str
    value: int
    origin: str
    position: int
    reversal: bool = False


def count() -> int:
    """Let entries that were not counted yet leave their contributions; answers how many entries were looked at."""
    found: list[Meter] = declared_meters()
    if not found:
        return 0
    return sum(count_next(f"meters:{origin}", origin, found) for origin in counted_origins())


def count_next(cursor: str, origin: str, found: Sequence[Meter], generation: int | None = None) -> int:
    """Count the next entries of a journal; nothing when another worker was faster."""
    start = Cursor.objects.filter(name=cursor).values_list("position", flat=True).first() or 0
    seen = _read(origin, start)
    if not seen:
        return 0
    with transaction.atomic():
        Cursor.objects.get_or_create(name=cursor)
        if not Cursor.objects.filter(name=cursor, position=start).update(position=seen[-1].position + 1):
            return 0
        generation = holding_generation() if generation is None else generation
        kinds, corrected = {each.kind for each in seen}, _corrected(origin, seen)
        touched = [each for each in found if corrected or kinds & each.counts.kinds]
        _store([row for each in touched for row in _Tally(each, origin, generation, corrected).rows(seen)])
    return len(seen)


def _corrected(origin: str, seen: Sequence[Seen]) -> dict[int, int]:
    """By the position of each correcting entry: the position of the entry that it corrects."""
    wanted = {str(each.corrects) for each in seen if each.corrects}
    if not wanted:
        return {}
    if origin == settings.ZONE:
        rows = Entry.objects.filter(id__in=wanted, position__isnull=False).values_list("id", "position")
    else:
        rows = Mirror.objects.filter(origin=origin, entry_id__in=wanted).values_list("entry_id", "position")
    found = {str(entry): position for entry, position in rows}
    return {each.position: found[str(each.corrects)] for each in seen if str(each.corrects) in found}


def _read(origin: str, start: int) -> list[Seen]:
    members = ("position", "kind", "subject", "occurred_on", "fiscal_year", "section", "body", "corrects")
    if origin == settings.ZONE:
        own = Entry.objects.filter(position__gte=start).order_by("position").values_list(*members)
        return [Seen(*row) for row in own[:METER_BATCH_ENTRIES_MAX]]
    mirrored = Mirror.objects.filter(origin=origin, position__gte=start).order_by("position")
    return [
        Seen(position, content["kind"], content["subject"], date.fromisoformat(content["occurred_on"]), *rest)
        for position, content in mirrored.values_list("position", "content")[:METER_BATCH_ENTRIES_MAX]
        for rest in [[content[name] for name in members[4:]]]
    ]


def _store(rows: Sequence[Row]) -> None:
    if not rows:
        return
    sums: dict[tuple[Any, ...], int] = defaultdict(int)
    for row in rows:
        place = (row.meter, row.meter_version, row.generation, row.fiscal_year, row.section, row.dimension)
        sums[place] += row.value
    days = {row.day: connection.ops.adapt_datefield_value(row.day) for row in rows}
    insert_many(Contribution, Row._fields, [(*row[:3], days[row.day], *row[4:]) for row in rows])
    add_up(MeterSum, MeterSum.PLACE, sums)


class _Tally:
    """One meter over a run of entries of one journal."""

    def __init__(self, meter: Meter, origin: str, generation: int, corrected: Mapping[int, int]) -> None:
        self.meter, self.origin, self.generation, self.corrected = meter, origin, generation, corrected
        self.held: dict[tuple[str, int], dict[Place, int]] = {}
        self.made: list[Row] = []

    def rows(self, run: Sequence[Seen]) -> list[Row]:
        """What these entries contribute, in their order."""
        kinds = self.meter.counts.kinds
        mine = [seen for seen in run if seen.position in self.corrected or seen.kind in kinds]
        taken_back = self._counted_before()
        if self.meter.counts.keeps != "entries":
            self._recall(
                {seen.subject for seen in mine} | {row.subject for rows in taken_back.values() for row in rows}
            )
        for seen in mine:
            if seen.kind in kinds:
                self._take(seen)
            if seen.position in self.corrected:
                self._take_back(seen, taken_back.pop(self.corrected[seen.position], ()))
        return self.made

    def _row(self, seen: Seen, place: Place, value: int) -> Row:
        section, dimension = place
        return Row(
            self.meter.name,
            self.meter.version,
            self.generation,
            seen.day,
            seen.fiscal_year,
            section,
            dimension,
            seen.subject,
            value,
            self.origin,
            seen.position,
        )

    def _take(self, seen: Seen) -> None:
        amount = self.meter.counts.amount(seen)
        places = self.meter.places_of(seen) if amount else []
        if self.meter.counts.keeps == "entries":
            self.made.extend(self._row(seen, place, amount) for place in places)
            return
        held = self._held(seen.subject, seen.fiscal_year)
        if self.meter.counts.keeps == "subjects":
            # A subject that counts already leaves a row of zero, so that it still counts when the first is taken back.
            for place in places:
                self.made.append(self._row(seen, place, int(held[place] <= 0)))
                held[place] = 1
            return
        wanted = dict.fromkeys(places, amount)
        for place in {**held, **wanted}:
            if difference := wanted.get(place, 0) - held[place]:
                self.made.append(self._row(seen, place, difference))
                held[place] += difference

    def _held(self, subject: str, fiscal_year: int) -> dict[Place, int]:
        year = fiscal_year if self.meter.counts.keeps == "subjects" else 0
        return self.held.setdefault((subject, year), defaultdict(int))

    def _recall(self, subjects: set[str]) -> None:
        """What these subjects count for already."""
        sums = self._stored().filter(subject__in=sorted(subjects))
        grouped = sums.values_list("subject", "fiscal_year", "section", "dimension").annotate(sum=Sum("value"))
        for subject, year, section, dimension, value in grouped.order_by():
            self._held(subject, year)[section, dimension] += int(value)

    def _stored(self) -> Any:
        return Contribution.objects.filter(
            meter=self.meter.name, meter_version=self.meter.version, generation=self.generation
        )

    def _counted_before(self) -> dict[int, list[Row]]:
        """What the corrected entries have left in the database, by their position."""
        found: dict[int, list[Row]] = {}
        if self.corrected:
            positions = set(self.corrected.values())
            stored = self._stored().filter(origin=self.origin, position__in=positions, reversal=False)
            for values in stored.values_list(*Row._fields):
                row = Row(*values)
                found.setdefault(row.position, []).append(row)
        return found

    def _take_back(self, seen: Seen, stored: Iterable[Row]) -> None:
        """Take back what the corrected entry counted, on the day it counted for.

        What a subject holds needs it only when the entry spoke of another subject: otherwise the correcting entry has
        just said what it holds.
        """
        position = self.corrected[seen.position]
        for row in stored or [each for each in self.made if each.position == position and not each.reversal]:
            if self.meter.counts.keeps == "state" and row.subject == seen.subject:
                continue
            if self.meter.counts.keeps == "subjects":
                value = self._without(row)
            else:
                value = -row.value
                self._held(row.subject, row.fiscal_year)[row.section, row.dimension] += value
            self.made.append(row._replace(value=value, position=seen.position, reversal=True))

    def _without(self, row: Row) -> int:
        """The change when a subject's entry is taken back: none while another one of that year and place remains."""
        place = {"fiscal_year": row.fiscal_year, "section": row.section, "dimension": row.dimension}
        stored = self._stored().filter(subject=row.subject, **place).values_list("position", "reversal")
        fresh = [
            (each.position, each.reversal)
            for each in self.made
            if (each.subject, each.fiscal_year, each.section, each.dimension)
            == (row.subject, row.fiscal_year, row.section, row.dimension)
        ]
        rows = [*stored, *fresh]
        left = sum(not reversal for _, reversal in rows) - sum(reversal for _, reversal in rows) - 1
        held = self._held(row.subject, row.fiscal_year)
        before, held[row.section, row.dimension] = held[row.section, row.dimension], int(left > 0)
        return held[row.section, row.dimension] - before
