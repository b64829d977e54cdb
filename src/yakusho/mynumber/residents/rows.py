"""Rows of the register's tables as values and back: the one place where columns and fields are paired."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from django.db.models import Q

from yakusho.mynumber.residents.models import Resident, ResidentKey, ResidentStay, ResidentSupport
from yakusho.mynumber.residents.register import (
    Person,
    PersonKind,
    Reason,
    Sex,
    Stay,
    Support,
    SupportKind,
    keys_of,
)


def stays_on(day: date) -> Q:
    """The condition that a stay holds on a day."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


def supports_in_force(day: date) -> Q:
    """The condition that a support measure is in force on a day."""
    return Q(since__lte=day, ends_on__gte=day) & (Q(until=None) | Q(until__gt=day))


def person_value(row: Resident) -> Person:
    """A row of the table of persons as a value."""
    return Person(
        number=row.number,
        name=row.name,
        kana=row.kana,
        former_name=row.former_name,
        alias=row.alias,
        kana_is_official=row.kana_is_official,
        birth_date=row.birth_date,
        birth_unclear=row.birth_unclear,
        sex=cast(Sex, row.sex),
        nationality=row.nationality,
        kind=cast(PersonKind, row.kind),
        died_on=row.died_on,
    )


def person_columns(person: Person) -> dict[str, Any]:
    """What the table of persons keeps of one, but for the id."""
    return {name: getattr(person, name) for name in Person.__slots__}


def person_row(person: Person) -> Resident:
    """A new row of a person."""
    return Resident(**person_columns(person))


def key_rows(person: Person) -> Iterator[ResidentKey]:
    """The keys under which a person is found."""
    return (ResidentKey(person_id=person.number, key=key, birth_date=person.birth_date) for key in keys_of(person))


def stay_value(row: ResidentStay) -> Stay:
    """A row of the table of stays as a value."""
    return Stay(
        person=row.person_id,
        household=row.household,
        relation=row.relation,
        address=row.address,
        address_key=row.address_key,
        postcode=row.postcode,
        since=row.since,
        until=row.until,
        reason=cast(Reason, row.reason),
    )


def stay_row(stay: Stay) -> ResidentStay:
    """A new row of a stay."""
    return ResidentStay(
        person_id=stay.person,
        household=stay.household,
        relation=stay.relation,
        address=stay.address,
        address_key=stay.address_key,
        postcode=stay.postcode,
        since=stay.since,
        until=stay.until,
        reason=stay.reason,
    )


def support_value(row: ResidentSupport) -> Support:
    """A row of the table of support measures as a value."""
    return Support(row.person_id, row.since, row.until, row.ends_on, cast(SupportKind, row.kind), row.apart)


def support_row(support: Support) -> ResidentSupport:
    """A new row of a support measure."""
    return ResidentSupport(
        person_id=support.person,
        since=support.since,
        until=support.until,
        ends_on=support.ends_on,
        kind=support.kind,
        apart=support.apart,
    )
