"""Banks and their branches (金融機関・支店) by code, reading or name, however people write them.

The list is that of the package `zengin-code`: one file of banks, one of branches for each bank. Its own module would
load them all, so only the files are used, each read when somebody first needs it, and few are kept.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from yakusho.forms import plain
from yakusho.japanese.characters import normal
from yakusho.japanese.keys import loose_key

BRANCH_FILES_KEPT_MAX = 16
_PACKAGE: Final = "zengin_code"
_FOLDER: Final = "source-data/data"
_CALLED_BANK: Final = (("0001", "0199"), ("0288", "0398"), ("0501", "0597"))
"""Codes of those that are called 銀行 and listed without it: of cities, the net, regions, and for trust."""
_WRITTEN_OUT: Final = {"信金": "信用金庫", "信組": "信用組合", "労金": "労働金庫"}

_SAID_ALIKE = (
    *((long, short) for short, long in _WRITTEN_OUT.items()),
    ("農業協同組合", "農協"),
    ("シンヨウキンコ", "シンキン"),
    ("シンヨウクミアイ", "シンクミ"),
    ("ロウドウキンコ", "ロウキン"),
)
_SHORT_KEYS = tuple((loose_key(long), loose_key(short)) for long, short in _SAID_ALIKE)
_KIND_WORDS = "|".join(map(loose_key, ("銀行", "ギンコウ", "バンク", "bank", "支店", "シテン", "branch")))
_KIND_AT_END = re.compile(f"(?:{_KIND_WORDS}|(?<=[〇一二三四五六七八九])店)+$")


class Listed(NamedTuple):
    """A bank, or a branch of one."""

    code: str
    name: str
    kana: str


class Listing:
    """Banks, or the branches of one bank."""

    def __init__(self, all_: Mapping[str, Listed]) -> None:
        self._all = all_

    def get(self, text: str) -> Listed | None:
        """The one of a code as typed."""
        return self._all.get(plain.digits(text))

    def called(self, text: str) -> tuple[Listed, ...]:
        """Those with this very name or reading."""
        return tuple(self._all[code] for code in self._by_key.get(_key(text), ()))

    def find(self, text: str) -> tuple[Listed, ...]:
        """Those that a person may mean: by code, else by the whole name, else by its beginning, else by any part."""
        by_code = self.get(text)
        if by_code is not None:
            return (by_code,)
        key = _key(text)
        if not key:
            return ()
        if called := self.called(text):
            return called
        beginning = [codes for each, codes in self._by_key.items() if each.startswith(key)]
        found = beginning or [codes for each, codes in self._by_key.items() if key in each]
        return tuple(self._all[code] for code in sorted({code for codes in found for code in codes}))

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        codes: dict[str, list[str]] = {}
        for code, each in self._all.items():
            for key in _keys_of(each):
                codes.setdefault(key, []).append(code)
        return codes


class Banks:
    """All banks, each with its branches once somebody asks for them."""

    def __init__(self, banks: Callable[[], Listing], branches: Callable[[str], Listing]) -> None:
        self._banks = banks
        self.branches = branches

    @cached_property
    def all(self) -> Listing:
        """The banks."""
        return self._banks()


def may_be_called(one: Listed, text: str) -> bool:
    """Whether a text may be a name of this one: a part of it, or more than it."""
    key = _key(text)
    return bool(key) and any(key in each or each in key for each in _keys_of(one))


def listed(rows: Mapping[str, tuple[str, str]]) -> Listing:
    """A listing from names and readings by code."""
    return Listing({code: Listed(code, name, kana) for code, (name, kana) in rows.items()})


def packaged_banks() -> Banks:
    """The banks of the package."""
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(_PACKAGE)
    folder = Path(next(iter(spec.submodule_search_locations))) / _FOLDER

    @lru_cache(maxsize=BRANCH_FILES_KEPT_MAX)
    def branches(code: str) -> Listing:
        file = folder / "branches" / f"{code}.json"
        return Listing(dict(_read(file))) if code.isdecimal() and file.is_file() else Listing({})

    return Banks(lambda: Listing(dict(_read(folder / "banks.json"))), branches)


def _read(file: Path) -> Iterator[tuple[str, Listed]]:
    for code, row in json.loads(file.read_bytes()).items():
        name = normal(row["name"])
        yield code, Listed(code, _bank_name(code, name) if len(code) == 4 else name, normal(row["kana"]))


def _bank_name(code: str, name: str) -> str:
    """A bank's name as people know it."""
    if code == "9900" or any(first <= code <= last for first, last in _CALLED_BANK):
        return f"{name}銀行"
    kind = name[-2:]
    return name[:-2] + _WRITTEN_OUT.get(kind, kind)


def _keys_of(one: Listed) -> frozenset[str]:
    return frozenset(filter(None, (_key(one.name), _key(one.kana))))


def _key(text: str) -> str:
    """What is compared: without width, script, sound marks, and the word that says what kind of house it is."""
    key = loose_key(text)
    for long, short in _SHORT_KEYS:
        key = key.replace(long, short)
    return _KIND_AT_END.sub("", key) or key
