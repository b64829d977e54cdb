"""Cities and towns of all Japan (全国の市区町村・町域), read from the packed table when an address first needs them.

The table stays one run of bytes; a city's towns become a dict when an address of that city is read.
"""

import gzip
import re
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files

from yakusho.japanese.addresses import numerals
from yakusho.japanese.addresses.folding import fold
from yakusho.japanese.addresses.towns import Base, Town
from yakusho.japanese.characters import normal

_CITY_ROW = re.compile(rb"^[0-9]{5},([^,]*),([^,]*),[^,]*,[01],[0-9 ]*\n(?:^[0-9]{5},\1,\2,.*\n)*", re.MULTILINE)
_COUNTY_OR_ISLAND = re.compile("^(?:.+?郡(?=.+[町村]$)|.+島(?=.+[町村]$))")
_DESIGNATED = re.compile("^(.+市)(.+区)$")
_ONLY_CHOME = re.compile("([0-9]+)丁目")
_STREETS = re.compile("([0-9]+)条(?=[東西南北])")
_BETWEEN_KANJI = re.compile("(?<=[一-鿿])け(?=[一-鿿])")
_NO_ROWS: Mapping[int, Town] = {}
_ALSO_DIVIDED = frozenset((("和光市", "白子"), ("和光市", "丸山台"), ("ふじみ野市", "福岡")))
"""Towns near by that have 丁目 although the postcode table doesn't say so."""
_COUNTED = re.compile("([0-9]+)軒([0-9]+)条")


class City:
    """One municipality or ward (市区町村), with its towns by folded name."""

    def __init__(self, prefecture: str, name: str, rows: bytes) -> None:
        self.prefecture = prefecture
        self.name = name
        self._rows = rows

    @cached_property
    def towns(self) -> dict[str, Base]:
        """Towns by every key that an address may hold; the short forms of Sapporo and Shimoda among them."""
        found: dict[str, Base] = {}
        short: dict[str, Base] = {}
        whole = _COUNTY_OR_ISLAND.sub("", self.name)
        for row in self._rows.decode().splitlines():
            _, _, _, written, divided, postcodes = row.split(",")
            codes = tuple(f"{code[:3]}-{code[3:]}" for code in postcodes.split())
            if written in (whole, "") and whole.endswith("村"):
                found[""] = Base("", False, codes, _NO_ROWS)
            if not written:
                continue
            key = fold(written)
            name = numerals.in_kanji(normal(written))
            name = key if name == key else name  # one text in memory
            known = found.get(key)
            has_chome = divided == "1" or (self.name, written) in _ALSO_DIVIDED
            base = Base(name, has_chome, codes if known is None else known.postcodes + codes, _NO_ROWS)
            found[key] = base
            short |= dict.fromkeys(_short_forms(key), base)
        self._rows = b""
        return short | found

    @cached_property
    def town_characters(self) -> int:
        """The length of the longest key."""
        return max(map(len, self.towns), default=0)

    @property
    def itself(self) -> Base | None:
        """The town without a name, of a village whose addresses may have none."""
        return self.towns.get("")

    @property
    def is_one_town(self) -> bool:
        """Whether the table knows no town in it but itself (一円)."""
        return fold(_COUNTY_OR_ISLAND.sub("", self.name)) in self.towns

    def town(self, folded: str) -> tuple[Base, int] | None:
        """Give the town with the longest key that a folded text begins with, and the length of the key."""
        towns = self.towns
        for length in range(min(self.town_characters, len(folded)), 0, -1):
            if base := towns.get(folded[:length]):
                return base, length
        return None


def _short_forms(key: str) -> list[str]:
    """北1条西 is also 北1西, 霞が関 also 霞関, 24軒2条 in digits only 24-2-, and 2丁目 as a town's whole name 2-."""
    if only := _ONLY_CHOME.fullmatch(key):
        return [f"{only[1]}-"]
    if counted := _COUNTED.fullmatch(key):
        return [f"{counted[1]}-{counted[2]}-"]
    short = _BETWEEN_KANJI.sub("", _STREETS.sub(r"\1", key))
    return [short] if short != key else []


class Japan:
    """All cities by every name under which an address may give them."""

    def __init__(self, table: bytes) -> None:
        self.by_name: dict[str, list[City]] = {}
        for found in _CITY_ROW.finditer(table):
            city = City(found[1].decode(), found[2].decode(), found[0])
            for key in {fold(name) for name in _names(city.name)}:
                self.by_name.setdefault(key, []).append(city)
        self.name_characters = max(map(len, self.by_name))

    def cities(self, folded: str, prefecture: str) -> tuple[list[City], int]:
        """Give the cities with the longest name that a folded text begins with, and the length of that name."""
        for length in range(min(self.name_characters, len(folded)), 0, -1):
            cities = self.by_name.get(folded[:length], ())
            if fitting := [city for city in cities if prefecture in ("", city.prefecture)]:
                return fitting, length
        return [], 0


def _names(name: str) -> set[str]:
    """The whole name, without its county or island, and a ward of a city with either part left out."""
    names = {name, _COUNTY_OR_ISLAND.sub("", name)}
    if parts := _DESIGNATED.match(name):
        names |= {parts[1], parts[2]}
    return names


@cache
def japan() -> Japan:
    """The table, read once."""
    packed = files("yakusho.japanese").joinpath("data/postcodes.csv.gz").read_bytes()
    return Japan(gzip.decompress(packed))
