"""Variants of kanji (異体字・旧字): a base form to search by, and the simpler characters that published maps name.

A base form is a search key and nothing more: 渡邉 and 渡辺 are found together, and stay two names in law.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from yakusho.japanese.character_tables import SELECTORS
from yakusho.japanese.characters import without_selectors

_BASIC_PLANE = 0x10000
_OTHER_PLANES = "\U00020000-\U0003ffff"
"""Kanji outside the basic plane as one range: a set of single ones would make each search a thousand times slower."""


class _Tables(NamedTuple):
    bases: dict[int, int | None]
    changing: re.Pattern[str]
    candidates: dict[str, str]
    sources: dict[str, str]


@cache
def _tables() -> _Tables:
    data = json.loads(files("yakusho.japanese").joinpath("data/variants.json").read_bytes())
    bases = {ord(variant): ord(base) for base, variants in data["families"].items() for variant in variants}
    changing = "".join(chr(code) for code in bases if code < _BASIC_PLANE)
    selectors = dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
    pattern = re.compile(f"[{changing}{SELECTORS}{_OTHER_PLANES}]")
    return _Tables({**bases, **selectors}, pattern, data["candidates"], data["sources"])


def base_codes() -> Mapping[int, int | None]:
    """Give what becomes of each variant and selector, by code, as `str.translate` takes it."""
    return _tables().bases


def base_forms(text: str) -> str:
    """Write each kanji in the base form (代表字) of its family, without selectors; nothing else changes."""
    tables = _tables()
    return text.translate(tables.bases) if tables.changing.search(text) else text


def candidates(char: str) -> tuple[str, ...]:
    """Give the characters that may stand for a kanji (縮退候補), most trusted first; none for what no map knows."""
    return tuple(_tables().candidates.get(without_selectors(char), "")[::2])


def sources(char: str) -> dict[str, str]:
    """Name the published map behind each candidate of a kanji, in the same order."""
    tables = _tables()
    found = tables.candidates.get(without_selectors(char), "")
    return {found[at]: tables.sources[found[at + 1]] for at in range(0, len(found), 2)}
