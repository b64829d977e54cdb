"""Reads of the register for other rooms, as values; nothing is written into the access log here: callers do that.

Every read is a fixed number of statements, however many persons are asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from yakusho.mynumber.residents.candidates import candidates_of, find_candidates
from yakusho.mynumber.residents.models import Resident, ResidentStay, ResidentSupport
from yakusho.mynumber.residents.register import HEAD, Household, Member, Person, Stay, Support, household_of_members
from yakusho.mynumber.residents.rows import person_value, stay_value, stays_on, support_value, supports_in_force

__all__ = [
    "candidates_of",
    "find_candidates",
    "histories",
    "household_numbers",
    "household_of",
    "household_on",
    "households_count",
    "households_of",
    "households_on",
    "ids_of",
    "person",
    "persons",
    "stays",
    "stays_of",
    "supports",
    "supports_on",
]


def person(number: str) -> Person | None:
    """The person of a 宛名番号."""
    row = Resident.objects.filter(number=number).first()
    return person_value(row) if row else None


def persons(numbers: Iterable[str]) -> dict[str, Person]:
    """Persons by their numbers; unknown numbers are left out."""
    return {row.number: person_value(row) for row in Resident.objects.filter(number__in=set(numbers))}


def stays(number: str) -> list[Stay]:
    """All stays of a person, the first one first."""
    return [stay_value(row) for row in ResidentStay.objects.filter(person=number).order_by("since")]


def stays_of(numbers: Iterable[str], day: date) -> dict[str, Stay]:
    """Where persons are registered on a day; those who aren't are left out."""
    rows = ResidentStay.objects.filter(stays_on(day), person__in=set(numbers))
    return {row.person_id: stay_value(row) for row in rows}


def household_on(household: str, day: date) -> Household | None:
    """A household as it was on a day; None when nobody was in it."""
    return households_on([household], day).get(household)


def household_of(person: str, day: date) -> Household | None:
    """The household in which a person was registered on a day."""
    return households_of([person], day).get(person)


def households_on(numbers: Iterable[str], day: date) -> dict[str, Household]:
    """Households by their numbers, as they were on a day; one statement."""
    wanted = {number for number in numbers if number}
    rows = ResidentStay.objects.filter(stays_on(day), household__in=wanted).select_related("person")
    members: dict[str, list[Member]] = defaultdict(list)
    for row in rows:
        members[row.household].append(Member(person_value(row.person), stay_value(row)))
    return {number: household_of_members(number, found) for number, found in members.items()}


def households_of(persons: Iterable[str], day: date) -> dict[str, Household]:
    """By person, the household in which each was registered on a day; two statements."""
    wanted = ResidentStay.objects.filter(stays_on(day), person__in=set(persons)).exclude(household="")
    where = dict(wanted.values_list("person_id", "household"))
    found = households_on(where.values(), day)
    return {person: found[household] for person, household in where.items()}


def supports_on(persons: Iterable[str], day: date) -> list[Support]:
    """The support measures (支援措置) of these persons that are in force on a day."""
    rows = ResidentSupport.objects.filter(supports_in_force(day), person__in=set(persons)).order_by("person", "since")
    return [support_value(row) for row in rows]


def supports(persons: Sequence[str]) -> list[Support]:
    """All support measures these persons ever had, the first one first."""
    rows = ResidentSupport.objects.filter(person__in=persons).order_by("since", "person")
    return [support_value(row) for row in rows]


def histories(numbers: Iterable[str]) -> dict[str, list[Stay]]:
    """All stays of several persons, each person's first one first; one statement."""
    found: dict[str, list[Stay]] = defaultdict(list)
    for row in ResidentStay.objects.filter(person__in=set(numbers)).order_by("person", "since"):
        found[row.person_id].append(stay_value(row))
    return dict(found)


def ids_of(numbers: Iterable[str]) -> dict[str, UUID]:
    """The ids by which the access log knows these persons."""
    return dict(Resident.objects.filter(number__in=set(numbers)).values_list("number", "id"))


def household_numbers(day: date, *, after: str = "", limit: int) -> list[str]:
    """The numbers of households with a head on a day, in order, behind `after`: for work that goes through them all."""
    heads = ResidentStay.objects.filter(stays_on(day), relation=HEAD, household__gt=after).order_by("household")
    return list(heads.values_list("household", flat=True)[:limit])


def households_count(day: date) -> int:
    """How many households had a head on a day."""
    return ResidentStay.objects.filter(stays_on(day), relation=HEAD).exclude(household="").count()
