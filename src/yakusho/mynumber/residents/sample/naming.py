"""Names of sample residents (氏名・フリガナ): families share a surname, some write it in an old form, readings vary."""

from collections.abc import Sequence
from datetime import date, timedelta

from yakusho.mynumber.residents.register import Person
from yakusho.mynumber.residents.sample.chance import Chance
from yakusho.mynumber.residents.sample.composing import Life, Plan
from yakusho.mynumber.residents.sample.ward import ForeignName, SampleWard, Surname

FOREIGN_PART = 0.055
VARIANT_PART = 0.3  # of families whose surname has an old form or a variant
KANA_MISSING_PART = 0.02
KANA_OTHER_PART = 0.3  # of given names that have another reading
KANA_OFFICIAL_PART = 0.4
FORMER_NAME_PART = 0.03
BIRTH_UNCLEAR_PART = 0.02  # of foreign residents

_OWN_NAME = ("partner", "spouse_parent", "cohabitant")
"""Roles in which somebody has another surname than the first head."""


def named(
    plan: Plan, numbers: Sequence[str], ward: SampleWard, chance: Chance, *, outside: bool = False
) -> list[Person]:
    """The persons of a planned household."""
    lives = list(zip(plan.lives, numbers, strict=True))
    if not outside and chance.hits(FOREIGN_PART):
        first = chance.pick(ward.foreign_names)
        return [_foreign(life, number, first.nationality, ward, chance) for life, number in lives]
    family = _surname(ward, chance)
    persons: list[Person] = []
    for life, number in lives:
        person = _japanese(life, number, family, ward, chance, outside)
        if any(person.name == other.name for other in persons):  # a family gives a name to one of its members
            person = _japanese(life, number, family, ward, chance, outside)
        persons.append(person)
    return persons


def _surname(ward: SampleWard, chance: Chance) -> tuple[str, Surname]:
    """A surname as one family writes it."""
    surname = chance.pick(ward.surnames)
    written = chance.one(surname.variants) if surname.variants and chance.hits(VARIANT_PART) else surname.written
    return written, surname


def _japanese(
    life: Life, number: str, family: tuple[str, Surname], ward: SampleWard, chance: Chance, outside: bool
) -> Person:
    written, surname = _surname(ward, chance) if life.role in _OWN_NAME else family
    given = ward.given_name(life.sex, life.born.year, chance)
    reading = given.other_reading if given.other_reading and chance.hits(KANA_OTHER_PART) else given.reading
    official = chance.hits(KANA_OFFICIAL_PART)
    kana = "" if not official and chance.hits(KANA_MISSING_PART) else f"{surname.reading} {reading}"
    married = life.role in ("spouse", "child_spouse") and chance.hits(FORMER_NAME_PART)
    return Person(
        number=number,
        name=f"{written} {given.written}",
        kana=kana,
        former_name=_surname(ward, chance)[0] if married else "",
        alias="",
        kana_is_official=official and not outside,
        birth_date=life.born,
        birth_unclear=False,
        sex=life.sex,
        nationality="",
        kind="outside" if outside else "resident",
        died_on=_died_on(life),
    )


def _foreign(life: Life, number: str, nationality: str, ward: SampleWard, chance: Chance) -> Person:
    given = ward.foreign_name(nationality, life.sex, chance)
    name, kana = _with_surname_of(given, ward.foreign_name(nationality, life.sex, chance))
    unclear = chance.hits(BIRTH_UNCLEAR_PART)
    return Person(
        number=number,
        name=name,
        kana=kana if not chance.hits(KANA_MISSING_PART * 4) else "",
        former_name="",
        alias=given.alias,
        kana_is_official=False,
        birth_date=date(life.born.year, life.born.month, 1) if unclear else life.born,
        birth_unclear=unclear,
        sex=life.sex,
        nationality=nationality,
        kind="foreign",
        died_on=_died_on(life),
    )


def _with_surname_of(given: ForeignName, other: ForeignName) -> tuple[str, str]:
    """Two names of a list as one more, with its reading; a name in kanji stays as it is."""
    if not (given.name.isascii() and other.name.isascii()):
        return given.name, given.kana
    surname, reading = other.name.partition(" ")[0], other.kana.partition(" ")[0]
    return f"{surname} {given.name.partition(' ')[2]}", f"{reading} {given.kana.partition(' ')[2]}"


def _died_on(life: Life) -> date | None:
    return life.left - timedelta(days=1) if life.left is not None and life.went == "died" else None
