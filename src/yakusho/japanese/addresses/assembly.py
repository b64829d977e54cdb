"""Put the parts of an address together, and judge it: is there such a town, what was guessed, does the postcode fit."""

from functools import lru_cache
from math import prod
from typing import NamedTuple

from yakusho.japanese.addresses import numerals
from yakusho.japanese.addresses.address import Address, Numbers, Tail
from yakusho.japanese.addresses.building import VICINITY
from yakusho.japanese.addresses.cleaning import Cleaned
from yakusho.japanese.addresses.house import Chome, Value, sort_out
from yakusho.japanese.addresses.place import Place
from yakusho.japanese.addresses.towns import Base

_CHOME_MAX = 99
_NUMBERS_WITH_CHOME = 3
_CHOME_IN_DOUBT = 9
"""A first number above it that is no 丁目 of its town is a block whose 丁目 was left out."""

CONFIDENCE = {
    "city_missing": 0.95,
    "city_shortened": 0.95,
    "room_unmarked": 0.95,
    "divided_by_spaces": 0.9,
    "look_alike_numeral": 0.9,
    "town_completed": 0.9,
    "number_missing": 0.9,
    "romanised": 0.9,
    "section_unknown": 0.7,
    "town_left_out": 0.7,
    "chome_left_out": 0.7,
    "postcode_mismatch": 0.7,
    "vicinity": 0.7,
    "numbers_left_over": 0.5,
}
"""What is left of certainty for each guess; the guesses of one address are multiplied."""


class Named(NamedTuple):
    """The town's name as it is written in an address; `faults` make the address invalid, `rest` has no place in it."""

    name: str
    postcodes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    rest: str = ""


@lru_cache(maxsize=1024)
def confidence(reasons: tuple[str, ...]) -> float:
    """How sure a valid reading is that was guessed for these reasons."""
    return round(prod(CONFIDENCE[reason] for reason in reasons), 3) if reasons else 1.0


def divide_chome(place: Place, values: list[Value], end: int) -> tuple[Chome | None, Numbers]:
    """Take the first number for the 丁目 of a town that has some, when no 丁目 is written."""
    if not values or place.base is None:
        return None, Numbers(end=end)
    first = values[0]
    digits = numerals.digits(first.text)
    if first.unit.startswith(("番", "号")) or not digits.isdecimal() or _is_block(int(digits), place.base, values):
        return None, sort_out(values, end)
    return Chome(int(digits), "丁目", end), sort_out(values[1:], end)


def _is_block(number: int, base: Base, values: list[Value]) -> bool:
    """Tell whether a first number can't be meant as a 丁目: 66-1 in a town with five of them."""
    if base.towns:
        return number not in base.towns and number > _CHOME_IN_DOUBT and len(values) < _NUMBERS_WITH_CHOME
    return number > _CHOME_MAX


def name_town(place: Place, chome: Chome | None) -> Named:
    """Write the town with its 丁目, by the ward's table or as outside it."""
    base = place.base
    if base is None:
        return Named("", faults=place.reasons)
    if not base.towns:
        return _name_outside(place, chome)
    if not base.divided:
        town = base.towns[0]
        if chome is None:
            return Named(town.name, (town.postcode,))
        return Named(town.name, (town.postcode,), ("chome_unknown",), rest=f"{chome.number}丁目")
    if chome is None:
        return Named("", base.postcodes, ("chome_missing",), rest=base.name)
    if row := base.towns.get(chome.number):
        return Named(row.name, (row.postcode,))
    return Named("", base.postcodes, ("chome_unknown",), rest=f"{base.name}{chome.number}丁目")


def _name_outside(place: Place, chome: Chome | None) -> Named:
    """Write a town of another city: 大字 and 字 as they came, 二丁 in Sakai, a written 丁目 believed."""
    assert place.base is not None
    name, codes = place.area + place.base.name + place.section, place.base.postcodes
    if chome is None:
        return Named(name, codes, guesses=("chome_left_out",) if place.base.divided and not place.section else ())
    if not 0 < chome.number <= _CHOME_MAX:
        return Named(name, codes, ("chome_unknown",), rest=f"{chome.number}丁目")
    of_sakai = place.city.startswith("堺市") and place.city != "堺市美原区"
    return Named(name + numerals.kanji(chome.number) + ("丁" if of_sakai else "丁目"), codes)


def flags_of_place(place: Place) -> tuple[str, ...]:
    """The flags of a place; a 字 has lots, not houses that are numbered."""
    return (*place.flags, "lot_number") if "字" in place.area + place.section else place.flags


def put_together(
    original: str, cleaned: Cleaned, place: Place, chome: Chome | None, numbers: Numbers, tail: Tail
) -> Address:
    """Make the address of its parts."""
    town = name_town(place, chome)
    faults = town.faults if numbers.block else (*town.faults, "no_number")
    guesses = [*place.reasons, *(chome.reasons if chome else ()), *town.guesses, *numbers.reasons]
    flags = [*cleaned.flags, *flags_of_place(place), *numbers.flags, *faults]
    if not place.outside and numbers.block and not numbers.number and "no_lot_number" not in numbers.flags:
        guesses.append("number_missing")
    if tail.rest in VICINITY:
        guesses.append("vicinity")
    if cleaned.postcode and not postcode_fits(cleaned.postcode, town.postcodes):
        guesses.append("postcode_mismatch")
        flags.append("postcode_mismatch")
    reasons = tuple(dict.fromkeys(faults or guesses))
    rest = " ".join(filter(None, (cleaned.rest, place.rest, town.rest, numbers.rest, tail.rest)))
    return Address(
        original,
        town.name,
        numbers.block,
        numbers.number,
        numbers.branch,
        tail.building,
        tail.room,
        tail.addressee,
        cleaned.postcode,
        place.prefecture,
        place.city,
        place.outside,
        rest,
        not faults,
        0.0 if faults else confidence(reasons),
        reasons,
        tuple(dict.fromkeys(flags)),
    )


def postcode_fits(written: str, known: tuple[str, ...]) -> bool:
    """Tell whether a postcode may be one of the town: its own, or that of a large office or high building near by.

    Offices have a fourth digit 8 (大口事業所個別番号), floors of high buildings 6; both keep the area's first three.
    """
    if written in known:
        return True
    return written[4] in "68" and any(code[:3] == written[:3] for code in known)
