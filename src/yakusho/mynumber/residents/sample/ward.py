"""What a sample is made of (見本の素材): the ward's towns, and lists of common names and made-up buildings.

The lists are data of the ward, in `samples/names/`; they name no person.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from yakusho.japanese.addresses import Towns, load_towns, read_address
from yakusho.mynumber.residents.register import address_key, house_key
from yakusho.mynumber.residents.sample.chance import Chance, Weighted

BLOCKS_MAX, HOUSES_MAX, FLOORS_MAX, DOORS_MAX = 80, 30, 12, 8
LIVES_IN_BUILDING = 0.64


class Surname(NamedTuple):
    """A surname with its reading, and how else families write it."""

    written: str
    reading: str
    variants: tuple[str, ...]


class GivenName(NamedTuple):
    """A given name with its reading, another reading that people have it with, and when it was given."""

    written: str
    reading: str
    other_reading: str
    sex: str
    from_year: int
    to_year: int
    weight: float


class ForeignName(NamedTuple):
    """A name as on a residence card, with its reading, and perhaps an alias (通称)."""

    nationality: str
    name: str
    kana: str
    sex: str
    alias: str


class Place(NamedTuple):
    """Where somebody lives, as the register writes it."""

    address: str
    key: str
    postcode: str


@dataclass
class SampleWard:
    """Everything that a sample is made of."""

    towns: Towns
    surnames: Weighted[Surname]
    given_names: tuple[GivenName, ...]
    foreign_names: Weighted[ForeignName]
    outside: tuple[Place, ...]
    buildings: tuple[str, ...]
    _given: dict[tuple[str, int], Weighted[GivenName]] = field(default_factory=dict)
    _foreign: dict[tuple[str, str], Weighted[ForeignName]] = field(default_factory=dict)

    def given_name(self, sex: str, year: int, chance: Chance) -> GivenName:
        """A name that was given in a year."""
        if (sex, year) not in self._given:
            fitting = [each for each in self.given_names if each.sex == sex and each.from_year <= year <= each.to_year]
            of_sex = fitting or [each for each in self.given_names if each.sex == sex]
            self._given[sex, year] = Weighted((each, each.weight) for each in of_sex)
        return chance.pick(self._given[sex, year])

    def foreign_name(self, nationality: str, sex: str, chance: Chance) -> ForeignName:
        """A name of a nationality and a sex; of the nationality where there is none of that sex."""
        if (nationality, sex) not in self._foreign:
            all_names = [each for each in self.foreign_names.items if each.nationality == nationality]
            fitting = [each for each in all_names if each.sex == sex] or all_names
            self._foreign[nationality, sex] = Weighted((each, 1) for each in fitting)
        return chance.pick(self._foreign[nationality, sex])

    def place(self, chance: Chance) -> Place:
        """A made-up house in a real town of the ward, perhaps a flat in a building that is called a sample."""
        town = chance.one(self.towns.all)
        block, house = str(chance.whole(1, BLOCKS_MAX)), str(chance.whole(1, HOUSES_MAX))
        address = f"{town.name}{block}番{house}号"
        if chance.hits(LIVES_IN_BUILDING):
            room = 100 * chance.whole(1, chance.whole(2, FLOORS_MAX)) + chance.whole(1, DOORS_MAX)
            address = f"{address} {chance.one(self.buildings)}{room}号室"
        return Place(address, house_key(town.name, block, house), town.postcode)

    def place_outside(self, chance: Chance) -> Place:
        """A made-up house in another town."""
        place = chance.one(self.outside)
        block, house = chance.whole(1, BLOCKS_MAX), chance.whole(1, HOUSES_MAX)
        return Place(f"{place.address}{block}番{house}号", place.key + f"|{block}|{house}|", place.postcode)


def load_sample_ward(folder: Path) -> SampleWard:
    """Read what a ward's folder holds for samples."""
    towns, names = load_towns(folder), folder / "samples" / "names"
    return SampleWard(
        towns=towns,
        surnames=Weighted(
            (Surname(row["written"], row["reading"], tuple(filter(None, row["variants"].split(";")))), _weight(row))
            for row in _rows(names / "surnames.csv")
        ),
        given_names=tuple(_given_name(row) for row in _rows(names / "given_names.csv")),
        foreign_names=Weighted((_foreign_name(row), _weight(row)) for row in _rows(names / "foreign_names.csv")),
        outside=tuple(_place(row, towns) for row in _rows(names / "places.csv")),
        buildings=tuple(row["name"] for row in _rows(names / "buildings.csv")),
    )


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _weight(row: dict[str, str]) -> float:
    return float(row["weight"])


def _given_name(row: dict[str, str]) -> GivenName:
    texts = (row["written"], row["reading"], row["other_reading"], row["sex"])
    return GivenName(*texts, int(row["from_year"]), int(row["to_year"]), _weight(row))


def _foreign_name(row: dict[str, str]) -> ForeignName:
    return ForeignName(row["nationality"], row["name"], row["kana"], row["sex"], row["alias"])


def _place(row: dict[str, str], towns: Towns) -> Place:
    """A town outside, with the first part of its key: that of a house in it, without the numbers."""
    key = address_key(read_address(f"{row['address']}1番1号", towns))
    return Place(row["address"], key.partition("|")[0], row["postcode"])
