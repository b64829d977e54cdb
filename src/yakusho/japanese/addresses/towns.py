"""The ward's own towns (町丁目), from its data folder, with every spelling under which they are looked up."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import cos, hypot, radians
from pathlib import Path
from typing import Any, NamedTuple

from yakusho.japanese.addresses.folding import fold


class Town(NamedTuple):
    """One row of the ward's table: a town, or one 丁目 of it, with a point inside (degrees)."""

    name: str
    base: str
    chome: int | None
    reading: str
    postcode: str
    latitude: float
    longitude: float


class Base(NamedTuple):
    """A town without its 丁目; `towns` are the ward's rows by 丁目 (0: it has none), empty outside the ward.

    `divided` tells that numbers alone begin with the 丁目.
    """

    name: str
    divided: bool
    postcodes: tuple[str, ...]
    towns: Mapping[int, Town]


_ENDINGS = (("台", "だい"), ("町", "ちょう"), ("町", "まち"), ("橋", "ばし"), ("川", "がわ"), ("沢", "さわ"))
"""Last characters of towns that people write in kanji behind kana: ときわ台, さかえ町."""


class Towns:
    """All towns of the ward, and how to find one by what is written."""

    def __init__(self, towns: Iterable[Town], *, prefecture: str, city: str, kana: str = "") -> None:
        self.all = tuple(towns)
        self.prefecture = prefecture
        self.city = city
        self.kana = kana
        self.bases = _bases(self.all)
        self.postcodes = frozenset(town.postcode for town in self.all)
        self._by_name = {town.name: town for town in self.all}
        self.by_spelling = _spellings(self.bases, self.all)
        self.spelling_characters = max((len(key) for key in self.by_spelling), default=0)
        self.without_machi = _without_machi(self.bases)
        self.city_stem = fold(city[:-1])
        self.city_spellings = _city_spellings(city, kana)

    def get(self, name: str) -> Town | None:
        """Give the town that is written so in an address, with its 丁目 in kanji."""
        return self._by_name.get(name)

    def near(self, latitude: float, longitude: float) -> Town:
        """Give the town whose point is nearest; within a ward, the ground is flat enough."""
        east = cos(radians(latitude))
        return min(self.all, key=lambda town: hypot(town.latitude - latitude, (town.longitude - longitude) * east))


def load_towns(folder: Path) -> Towns:
    """Read the towns of a ward's folder: `towns.csv`, and the ward's own names from `ward.yaml`."""
    from yakusho.kernel.yaml_lines import Lines  # only here: everything else needs nothing beside Python

    ward: dict[str, Any] = Lines((folder / "ward.yaml").read_text(encoding="utf-8"), "ward.yaml").value
    names = {"prefecture": ward["prefecture"]["ja"], "city": ward["name"]["ja"], "kana": ward["kana"]}
    return read_towns(folder / "towns.csv", **names)


def read_towns(table: Path, *, prefecture: str, city: str, kana: str = "") -> Towns:
    """Read a table of towns; `kana` is the city's reading in hiragana."""
    with table.open(encoding="utf-8", newline="") as file:
        return Towns(map(_town, csv.DictReader(file)), prefecture=prefecture, city=city, kana=kana)


def _town(row: Mapping[str, str]) -> Town:
    return Town(
        name=row["name"],
        base=row["town"],
        chome=int(row["chome"]) if row["chome"] else None,
        reading=row["reading"],
        postcode=row["postcode"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


def _bases(towns: Iterable[Town]) -> dict[str, Base]:
    by_base: dict[str, dict[int, Town]] = {}
    for town in towns:
        by_base.setdefault(town.base, {})[town.chome or 0] = town
    return {
        name: Base(name, 0 not in rows, tuple(sorted({town.postcode for town in rows.values()})), rows)
        for name, rows in by_base.items()
    }


def _spellings(bases: Mapping[str, Base], towns: Iterable[Town]) -> dict[str, Base]:
    """Bases by folded name, by reading, and by reading with the last character in kanji."""
    found: dict[str, Base] = {}
    for town in towns:
        keys = [town.reading]
        keys += [
            town.reading.removesuffix(kana) + kanji
            for kanji, kana in _ENDINGS
            if town.base.endswith(kanji) and town.reading.endswith(kana)
        ]
        found |= {fold(key): bases[town.base] for key in keys if key}
    return found | {fold(name): base for name, base in bases.items()}


def _without_machi(bases: Mapping[str, Base]) -> dict[str, Base]:
    """Bases by their name without 町, where no other town of the ward begins so."""
    short = {name.removesuffix("町"): base for name, base in bases.items() if name.endswith("町")}
    begins = Counter(key for key in short for name in bases if name.startswith(key))
    return {fold(key): base for key, base in short.items() if begins[key] == 1}


def _city_spellings(city: str, kana: str) -> tuple[str, ...]:
    """Folded spellings of the ward's name: in kanji, in kana, in kana with the last character in kanji."""
    keys = [city, kana]
    if city.endswith("区") and kana.endswith("く"):
        keys.append(re.sub("く$", "区", kana))
    return tuple(sorted({fold(key) for key in keys if key}, key=len, reverse=True))
