"""Filling the register of a sample home (見本の名簿): in batches, each a transaction; nobody else waits long."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from yakusho.kernel import clock
from yakusho.kernel.errors import Refused
from yakusho.kernel.ids import new_id
from yakusho.mynumber.residents.models import Resident, ResidentKey, ResidentStay, ResidentSupport, SampleRegister
from yakusho.mynumber.residents.register import NUMBER_DIGITS, SAMPLE_PERSONS, Person, Stay, Support, keys_of
from yakusho.mynumber.residents.sample.families import families
from yakusho.mynumber.residents.sample.generating import GeneratedHousehold, generate
from yakusho.mynumber.residents.sample.ward import load_sample_ward

BATCH_PERSONS = 4_000
DEFAULT_COUNT, DEFAULT_SEED = 5_000, 1

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Filled:
    """What the register holds of a sample; `changed` when it did not before."""

    count: int
    seed: int
    changed: bool


def _quiet(done: int, count: int) -> None:
    """Tell nobody how far it is."""


def sample_fill(
    count: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED, *, replace: bool = False, told: Told = _quiet
) -> Filled:
    """Fill the register with so many sample residents; the same again changes nothing.

    Raises:
        Refused: this is no sample home, or another sample is in the register and `replace` was not said.
    """
    if not settings.SAMPLE_HOME:
        raise Refused(_("Sample residents belong to a sample home only."))
    there = SampleRegister.objects.first()
    if there is not None and (there.count, there.seed) == (count, seed) and there.finished_at is not None:
        return Filled(count, seed, changed=False)
    if there is not None and there.finished_at is not None and not replace:
        raise Refused(
            _("The register holds a sample of %(count)s residents with seed %(seed)s already. Say --replace.")
            % {"count": there.count, "seed": there.seed}
        )
    _empty()
    mark = SampleRegister.objects.create(count=count, seed=seed)
    done = 0
    ward = load_sample_ward(Path(settings.WARD_FOLDER))
    known = families(Path(settings.WARD_FOLDER), ward.towns, clock.today())
    others = generate(max(0, count - sum(each.registered for each in known)), seed, ward)
    for batch in _batches(chain(known, others)):
        households_add(batch)
        done += sum(each.registered for each in batch)
        told(done, count)
    mark.finished_at = clock.now()
    mark.save()
    return Filled(count, seed, changed=True)


def _batches(households: Iterable[GeneratedHousehold]) -> Iterator[list[GeneratedHousehold]]:
    batch: list[GeneratedHousehold] = []
    persons = 0
    for each in households:
        batch.append(each)
        persons += len(each.persons)
        if persons >= BATCH_PERSONS:
            yield batch
            batch, persons = [], 0
    if batch:
        yield batch


@transaction.atomic
def households_add(households: Iterable[GeneratedHousehold]) -> None:
    """Write new households with all that belongs to them."""
    found = list(households)
    persons = [person for each in found for person in each.persons]
    _insert(Resident, ("id", *Person.__slots__), ((new_id().hex, *_plain(person)) for person in persons))
    keys = ((person.number, key, person.birth_date.isoformat()) for person in persons for key in keys_of(person))
    _insert(ResidentKey, ("person", "key", "birth_date"), keys)
    _insert(ResidentStay, Stay.__slots__, (_plain(stay) for each in found for stay in each.stays))
    _insert(ResidentSupport, Support.__slots__, (_plain(support) for each in found for support in each.supports))


def _plain(value: Person | Stay | Support) -> list[object]:
    """The parts of a value as every database takes them."""
    parts = [getattr(value, name) for name in value.__slots__]
    return [part.isoformat() if isinstance(part, date) else part for part in parts]


def _insert(table: type[Model], columns: Iterable[str], rows: Iterable[Sequence[object]]) -> None:
    """Insert rows without an object for each, which would take half of the time; constraints hold all the same."""
    names = [connection.ops.quote_name(column) for column in columns]
    places = ", ".join(["%s"] * len(names))
    name = connection.ops.quote_name(table._meta.db_table)
    statement = f"INSERT INTO {name} ({', '.join(names)}) VALUES ({places})"  # noqa: S608 -- names of our own tables
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))


def _empty() -> None:
    """Take all sample persons out again, and only those."""
    free = NUMBER_DIGITS - len(SAMPLE_PERSONS)
    first, last = SAMPLE_PERSONS + "0" * free, SAMPLE_PERSONS + "9" * free
    with transaction.atomic():
        for rows in (ResidentKey, ResidentStay, ResidentSupport):
            rows.objects.filter(person__gte=first, person__lte=last).delete()
        Resident.objects.filter(number__gte=first, number__lte=last).delete()
        SampleRegister.objects.all().delete()
