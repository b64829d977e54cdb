"""Variants of kanji (異体字・旧字): a base form to search by, and the simpler characters that published maps name.

A base form is a search key and nothing more: 渡邉 and 渡辺 are found together, and stay two names in law.
"""

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from yakusho.japanese.characters import without_selectors


class _Tables(NamedTuple):
    bases: dict[int, str]
    candidates: dict[str, str]
    sources: dict[str, str]


@cache
def _tables() -> _Tables:
    data = json.loads(files("yakusho.japanese").joinpath("data/variants.json").read_bytes())
    bases = {ord(variant): base for base, variants in data["families"].items() for variant in variants}
    return _Tables(bases, data["candidates"], data["sources"])


def base_forms(text: str) -> str:
    """Write each kanji in the base form (代表字) of its family, without selectors; nothing else changes."""
    if text.isascii():
        return text
    return without_selectors(text).translate(_tables().bases)


def candidates(char: str) -> tuple[str, ...]:
    """Give the characters that may stand for a kanji (縮退候補), most trusted first; none for what no map knows."""
    return tuple(_tables().candidates.get(without_selectors(char), "")[::2])


def sources(char: str) -> dict[str, str]:
    """Name the published map behind each candidate of a kanji, in the same order."""
    tables = _tables()
    found = tables.candidates.get(without_selectors(char), "")
    return {found[at]: tables.sources[found[at + 1]] for at in range(0, len(found), 2)}
