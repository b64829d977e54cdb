"""Households of sample residents, one after the other (見本の世帯): the same seed gives the same ones, everywhere.

Each household follows from the seed and its own number, so a larger sample begins with the smaller one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count as count_from
from typing import Final

from yakusho.mynumber.residents.register import (
    SAMPLE_HOUSEHOLDS,
    SAMPLE_PERSONS,
    Person,
    Stay,
    Support,
    SupportKind,
    with_check_digit,
)
from yakusho.mynumber.residents.sample.chance import Chance, Weighted
from yakusho.mynumber.residents.sample.composing import Plan, compose
from yakusho.mynumber.residents.sample.naming import named
from yakusho.mynumber.residents.sample.staying import afterwards, stays
from yakusho.mynumber.residents.sample.ward import Place, SampleWard

AS_OF: Final = date(2026, 4, 1)
"""The day as of which a sample register stands: nothing in it happens later."""

OUTSIDE_PART = 0.015  # of all numbers, those of persons outside the ward (住登外者)
SUPPORTED_PART = 0.003  # of households, those with a support measure
APART_PART = 0.3  # of supported households, those who live elsewhere than the register says
TERM_DAYS = 365
RENEWALS_MAX = 4

_SUPPORT_KINDS: Final[Weighted[SupportKind]] = Weighted(
    (("violence", 70.0), ("stalking", 14.0), ("abuse", 12.0), ("other", 4.0))
)


@dataclass(frozen=True)
class GeneratedHousehold:
    """A household with all who ever belonged to it; `number` is empty for a person outside."""

    number: str
    persons: tuple[Person, ...]
    stays: tuple[Stay, ...]
    supports: tuple[Support, ...] = ()
    registered: int = field(default=0)


def generate(count: int, seed: int, ward: SampleWard, as_of: date = AS_OF) -> Iterator[GeneratedHousehold]:
    """Households until `count` persons are registered in the ward; past, outside and dead persons come on top."""
    left = count
    for serial in count_from(1):
        if left <= 0:
            return
        made = _outside(serial, seed, ward, as_of) or _household(serial, seed, ward, as_of)
        if made.registered <= left:
            left -= made.registered
            yield made


def _person_number(serial: int, place: int) -> str:
    return with_check_digit(f"{SAMPLE_PERSONS}{serial:010}{place:02}")


def _household_number(serial: int, place: int = 0) -> str:
    return with_check_digit(f"{SAMPLE_HOUSEHOLDS}{serial:010}{place:02}")


def _outside(serial: int, seed: int, ward: SampleWard, as_of: date) -> GeneratedHousehold | None:
    chance = Chance(f"outside/{seed}/{serial}")
    if not chance.hits(OUTSIDE_PART):
        return None
    plan = compose(chance, as_of)
    numbers = [_person_number(serial, 1)]
    alive = replace(plan.lives[0], left=None)
    person = named(Plan(plan.began, [alive]), numbers, ward, chance, outside=True)[0]
    place = ward.place_outside(chance)
    since = as_of - timedelta(days=chance.whole(1, 4000))
    stay = Stay(person.number, "", "", place.address, place.key, place.postcode, since, None, "initial")
    return GeneratedHousehold("", (person,), (stay,))


def _household(serial: int, seed: int, ward: SampleWard, as_of: date) -> GeneratedHousehold:
    chance = Chance(f"household/{seed}/{serial}")
    plan = compose(chance, as_of)
    numbers = [_person_number(serial, place) for place in range(1, len(plan.lives) + 1)]
    persons = named(plan, numbers, ward, chance)
    household = _household_number(serial)
    places = [ward.place(chance) for _ in range(len(plan.moves) + 1)]
    found = stays(plan, household, numbers, places)
    for place, (life, number) in enumerate(zip(plan.lives, numbers, strict=True), 1):
        if life.left is not None and life.went != "died":
            to = ward.place(chance) if life.went == "apart" else _away(ward, seed, serial, life.left)
            after = afterwards(life, number, _household_number(serial, place), to)
            found += [after] if after else []
    supports = _supports(plan, numbers, chance, as_of) if chance.hits(SUPPORTED_PART) else ()
    registered = sum(stay.until is None and stay.household != "" for stay in found)
    return GeneratedHousehold(household, tuple(persons), tuple(found), supports, registered)


def _away(ward: SampleWard, seed: int, serial: int, day: date) -> Place:
    """Where people went who left together, on one day."""
    return ward.place_outside(Chance(f"away/{seed}/{serial}/{day.isoformat()}"))


def _supports(plan: Plan, numbers: list[str], chance: Chance, as_of: date) -> tuple[Support, ...]:
    """A measure for one grown-up and the children with them, renewed each year, and perhaps ended early."""
    grown = [each for each in range(len(plan.lives)) if plan.lives[each].left is None]
    if not grown:
        return ()
    with_whom = [each for each in grown if plan.lives[each].role in ("child", "grandchild")]
    who = next((each for each in grown if plan.lives[each].sex == "female" and each not in with_whom), grown[0])
    kind, apart = chance.pick(_SUPPORT_KINDS), chance.hits(APART_PART)
    latest = max(plan.lives[each].joined for each in {who, *with_whom})
    since = max(latest, as_of - timedelta(days=TERM_DAYS * chance.whole(0, RENEWALS_MAX) + chance.whole(1, 360)))
    found: list[Support] = []
    while since < as_of:
        ends_on = since + timedelta(days=TERM_DAYS - 1)
        ended = since + timedelta(days=chance.whole(30, 300)) if chance.hits(0.06) else None
        until = ended if ended is not None and ended < as_of else None
        found += [
            Support(numbers[each], since, until, ends_on, kind, apart) for each in dict.fromkeys((who, *with_whom))
        ]
        if until is not None:
            break
        since = ends_on + timedelta(days=1)
    return tuple(found)
