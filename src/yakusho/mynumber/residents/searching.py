"""Looking persons up (検索): by number, birth, address or name, always by an index; the narrowest of them leads.

Numbers, days and houses lead to few persons, who are then compared with what else was written. A name alone may lead
to thousands: those come page by page in the order of their keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from yakusho.japanese.keys import loose_key, search_key
from yakusho.mynumber.residents.candidates import house_of
from yakusho.mynumber.residents.models import Resident, ResidentKey, ResidentStay
from yakusho.mynumber.residents.protection import protected_of
from yakusho.mynumber.residents.queries import stays_of
from yakusho.mynumber.residents.register import Person, Stay, kana_keys, keys_of, name_keys
from yakusho.mynumber.residents.rows import person_value, stays_on

PAGE_HITS = 20
FOUND_MAX = 300
"""So many persons of one day of birth or one house are compared; a house with more needs a name beside it."""
NAME_LETTERS_MIN = 2

_LAST: Final = "\U0010ffff"


@dataclass(frozen=True)
class Search:
    """What somebody looks for; at least one part is there."""

    name: str = ""
    birth_date: date | None = None
    address: str = ""
    number: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.name or self.birth_date or self.address or self.number)


@dataclass(frozen=True)
class Hit:
    """One person in the list; `stay` is where they are registered today, None if nowhere or if it isn't shown."""

    id: UUID
    person: Person
    stay: Stay | None
    hidden: bool


@dataclass(frozen=True)
class Hits:
    """One page of persons, and the mark after which the next one begins."""

    rows: tuple[Hit, ...]
    next: str = ""


def look_up(search: Search, day: date, after: str = "") -> Hits:
    """The persons who fit all that was written, one page of them; never more than eight statements."""
    if search.number or search.birth_date or search.address:
        rows = [row for row in _few(search, day) if row.number > after][: PAGE_HITS + 1]
        marks = [row.number for row in rows]
    else:
        rows, marks = _by_name(search.name, after)
    page, following = rows[:PAGE_HITS], marks[PAGE_HITS - 1] if len(rows) > PAGE_HITS else ""
    return Hits(_hits(page, day), following)


def _few(search: Search, day: date) -> list[Resident]:
    """Persons by number, birth or house, in the order of their numbers; a protected house leads to nobody."""
    rows = Resident.objects.order_by("number")
    if search.address:
        rows = rows.filter(number__in=_at_home(house_of(search.address), day))
    if search.number:
        rows = rows.filter(number=search.number)
    if search.birth_date:
        rows = rows.filter(birth_date=search.birth_date)
    found = [row for row in rows[:FOUND_MAX] if _has_name(row, search.name)]
    if not search.address:
        return found
    hidden = protected_of((row.number for row in found), day)
    return [row for row in found if row.number not in hidden]


def _at_home(key: str, day: date) -> list[str]:
    there = ResidentStay.objects.filter(stays_on(day), address_key=key)
    return list(there.values_list("person_id", flat=True)[:FOUND_MAX]) if key else []


def _has_name(row: Resident, name: str) -> bool:
    if not name:
        return True
    keys = keys_of(person_value(row))
    return any(wanted in key for wanted in _wanted(name) for key in keys)


def _wanted(name: str) -> tuple[str, ...]:
    """The keys that a typed name may begin with, in kanji, Latin letters or kana, in either order."""
    return tuple(dict.fromkeys((*name_keys(name), *kana_keys(name))))


def _begins(key: str) -> Q:
    """The condition that a key begins so, in words for which each database uses its index."""
    if connection.vendor == "postgresql":
        return Q(key__startswith=key)
    return Q(key__gte=key, key__lt=key + _LAST)


def is_long_enough(name: str) -> bool:
    """Whether a name alone is enough to look by."""
    return len(search_key(name)) >= NAME_LETTERS_MIN or len(loose_key(name)) >= NAME_LETTERS_MIN


def _by_name(name: str, after: str) -> tuple[list[Resident], list[str]]:
    """Persons by the beginning of a name, with their places in the order of keys; a person may stand there twice."""
    condition = Q()
    for key in _wanted(name):
        condition |= _begins(key)
    rows: QuerySet[ResidentKey] = ResidentKey.objects.filter(condition).order_by("key", "birth_date", "person_id")
    if after:
        rows = rows.filter(_behind(after))
    found: dict[str, tuple[Resident, str]] = {}
    for row in rows.select_related("person")[: 2 * (PAGE_HITS + 1)]:
        found.setdefault(row.person_id, (row.person, f"{row.key}|{row.birth_date}|{row.person_id}"))
    return [row for row, _ in found.values()], [mark for _, mark in found.values()]


def _behind(mark: str) -> Q:
    """The condition that a key stands behind a place; a mark that is none begins anew."""
    try:
        key, day, person = mark.rsplit("|", 2)
        born = date.fromisoformat(day)
    except ValueError:
        return Q()
    return Q(key__gt=key) | Q(key=key, birth_date__gt=born) | Q(key=key, birth_date=born, person_id__gt=person)


def _hits(rows: Sequence[Resident], day: date) -> tuple[Hit, ...]:
    numbers = [row.number for row in rows]
    hidden, where = protected_of(numbers, day), stays_of(numbers, day)
    return tuple(
        Hit(
            row.id,
            person_value(row),
            None if row.number in hidden else where.get(row.number),
            row.number in hidden,
        )
        for row in rows
    )
