"""Finding registered persons by what somebody wrote of themselves (名寄せの候補): by keys, never by a scan.

Nobody is left out for their reading alone: in an older register it is unofficial.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from yakusho.japanese.addresses import Towns, load_towns, read_address
from yakusho.japanese.keys import search_key
from yakusho.kernel import clock
from yakusho.mynumber.residents.models import Resident, ResidentKey, ResidentStay
from yakusho.mynumber.residents.register import Asked, Person, address_key, kana_keys, keys_of, name_keys
from yakusho.mynumber.residents.rows import person_value, stays_on

CANDIDATES_MAX = 20
ROWS_MAX = 200
"""So many rows are looked at for one person who isn't found by name and birth; the nearest stand among them."""

NAME_POINTS, BIRTH_POINTS, KANA_POINTS, ADDRESS_POINTS, PART_POINTS = 4, 4, 3, 3, 1
ENOUGH_POINTS = 5


@cache
def ward_towns(folder: Path) -> Towns:
    """The towns of a ward's folder, read once in a process."""
    return load_towns(folder)


def house_of(text: str) -> str:
    """The key of the house that a text names; empty where it is no address."""
    return address_key(read_address(text, ward_towns(Path(settings.WARD_FOLDER)))) if text else ""


def find_candidates(
    *, name: str, kana: str, birth_date: date | None, address: str = "", day: date | None = None, limit: int = 20
) -> list[Person]:
    """Persons who may be meant, the nearest first; `address` counts as it was on `day` (today). Three statements."""
    return candidates_of([Asked(name, kana, birth_date, address)], day=day, limit=limit)[0]


def candidates_of(
    asked: Sequence[Asked], *, day: date | None = None, limit: int = CANDIDATES_MAX
) -> list[list[Person]]:
    """For each who is asked for, the persons who may be meant, the nearest first; three statements for all."""
    wanted = [_Wanted.of(each) for each in asked]
    known: dict[str, _Known] = {}
    _add(known, _by_name_and_birth(wanted))
    _add(known, _by_either([each for each in wanted if not each.sure]))
    houses = _houses(wanted, known, day or clock.today())
    by_key, by_birth = _places(known.values())
    found = []
    for each in wanted:
        near = _persons(by_key, each.keys) | by_birth.get(each.birth_date, set()) | houses.get(each.house, set())
        found.append(_nearest(each, (known[number] for number in near), houses.get(each.house, set()), limit))
    return found


@dataclass(frozen=True)
class _Known:
    """A person whose row was read, with what they are compared by."""

    person: Person
    keys: frozenset[str]
    parts: frozenset[str]


@dataclass(frozen=True)
class _Wanted:
    """Who is looked for, as keys; `sure` fills with those whose name and birth fit."""

    names: frozenset[str]
    kana: frozenset[str]
    parts: frozenset[str]
    birth_date: date | None
    house: str
    sure: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, asked: Asked) -> "_Wanted":
        """The keys of what somebody wrote."""
        names = frozenset(name_keys(asked.name))
        kana = frozenset((*kana_keys(asked.kana), *(kana_keys(asked.name) if asked.name else ())))
        return cls(names, kana - names, _parts(asked.name), asked.birth_date, house_of(asked.address))

    @property
    def keys(self) -> frozenset[str]:
        """All keys, of name and reading."""
        return self.names | self.kana


def _parts(name: str) -> frozenset[str]:
    return frozenset(map(search_key, name.split()))


def _add(known: dict[str, _Known], rows: Iterable[Resident]) -> None:
    for row in rows:
        if row.number not in known:
            person = person_value(row)
            known[row.number] = _Known(person, frozenset(keys_of(person)), _parts(person.name))


def _places(known: Iterable[_Known]) -> tuple[dict[str, set[str]], dict[date | None, set[str]]]:
    """The numbers of known persons by key and by birth."""
    by_key: dict[str, set[str]] = defaultdict(set)
    by_birth: dict[date | None, set[str]] = defaultdict(set)
    for each in known:
        for key in each.keys:
            by_key[key].add(each.person.number)
        by_birth[each.person.birth_date].add(each.person.number)
    return by_key, by_birth


def _persons(by_key: dict[str, set[str]], keys: Iterable[str]) -> set[str]:
    return set().union(*(by_key.get(key, set()) for key in keys))


def _by_name_and_birth(wanted: Sequence[_Wanted]) -> list[Resident]:
    """Persons of whom a key and the day of birth both fit, which is nearly always the one who is meant."""
    births: dict[str, set[date]] = defaultdict(set)
    for each in wanted:
        if each.birth_date is not None:
            for key in each.keys:
                births[key].add(each.birth_date)
    if not births:
        return []
    days = set().union(*births.values())
    rows = ResidentKey.objects.filter(key__in=list(births), birth_date__in=days).select_related("person")
    fitting = [row for row in rows if row.birth_date in births[row.key]]
    by_key: dict[tuple[str, date | None], set[str]] = defaultdict(set)
    for row in fitting:
        by_key[row.key, row.birth_date].add(row.person_id)
    for each in wanted:
        for key in each.keys:
            each.sure.update(by_key.get((key, each.birth_date), ()))
    return [row.person for row in fitting]


def _by_either(wanted: Sequence[_Wanted]) -> list[Resident]:
    """Persons of whom a key or the day of birth fits."""
    if not wanted:
        return []
    keys = {key for each in wanted for key in each.keys}
    days = {each.birth_date for each in wanted if each.birth_date is not None}
    by_key = ResidentKey.objects.filter(key__in=keys).values("person_id")[: ROWS_MAX * len(wanted)]
    rows = Resident.objects.filter(Q(birth_date__in=days) | Q(number__in=by_key))
    return list(rows.order_by("number")[: ROWS_MAX * len(wanted)])


def _houses(wanted: Sequence[_Wanted], known: dict[str, _Known], day: date) -> dict[str, set[str]]:
    """Who is registered on a day in each house that was named."""
    houses = {each.house for each in wanted if each.house}
    if not houses:
        return {}
    rows = ResidentStay.objects.filter(stays_on(day), address_key__in=houses).select_related("person")
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows.order_by("id")[: ROWS_MAX * len(houses)]:
        found[row.address_key].add(row.person_id)
        _add(known, [row.person])
    return found


def _nearest(wanted: _Wanted, known: Iterable[_Known], at_home: set[str], limit: int) -> list[Person]:
    judged = []
    for each in known:
        name = not wanted.names.isdisjoint(each.keys)
        kana = not wanted.kana.isdisjoint(each.keys)
        points = NAME_POINTS * name + KANA_POINTS * kana + BIRTH_POINTS * (each.person.birth_date == wanted.birth_date)
        points += ADDRESS_POINTS * (each.person.number in at_home)
        points += PART_POINTS * (not name and not wanted.parts.isdisjoint(each.parts))
        if name or (kana and not wanted.names) or points >= ENOUGH_POINTS:
            judged.append((-points, each.person.number, each.person))
    return [person for _, _, person in sorted(judged, key=lambda each: each[:2])[:limit]]
