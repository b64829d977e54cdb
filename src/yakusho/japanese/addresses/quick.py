"""The quick way (速い読み方): the few forms in which nearly all addresses of the ward are written, in one expression.

It answers only where reading step by step says the same; everything else is left to that.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from yakusho.japanese.addresses import numerals
from yakusho.japanese.addresses.address import Address
from yakusho.japanese.addresses.assembly import confidence, postcode_fits
from yakusho.japanese.addresses.building import read_tail
from yakusho.japanese.addresses.towns import Towns
from yakusho.japanese.characters import normal

_CHARACTERS_MAX = 120
_HYPHEN = "[-‐−–—―]"
_NUMERAL = "[一二三四五六七八九十]"
_DIGITS_BY_NUMERAL = {numerals.kanji(number): str(number) for number in range(1, 100)}
_LEFT_ALONE = set("號箱方内付社人様号階棟館第番丁目室東西南北の書組") | set(numerals.KANJI)
"""Characters that make the end of an address more than a building's name with a room."""


def _class(first: str, last: str, but: Iterable[str]) -> str:
    """A range of characters for an expression, without some of them."""
    cuts = sorted(ord(char) for char in set(but) if first <= char <= last)
    starts = [ord(first), *(cut + 1 for cut in cuts)]
    ends = [*(cut - 1 for cut in cuts), ord(last)]
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True) if a <= b)


_NAME = f"ァ-ヺー々{_class('ぁ', 'ゖ', _LEFT_ALONE)}{_class('一', '鿿', _LEFT_ALONE)}"
_TAIL = f"0-9A-Za-zぁ-ゖァ-ヺー々〇{_class('一', '鿿', '號箱')} #&-"
_BUILDING = re.compile(f" ?([{_NAME}]+)(?: ?([0-9]{{3,5}})(?:号室?)?)?").fullmatch
_ODD_TAIL = re.compile(f"[0-9{numerals.KANJI}]ー|  | -|- ").search
_new = tuple.__new__


class _Form(NamedTuple):
    """How the addresses of one ward are matched; `names` has town and postcode by what was matched of the town."""

    match: Callable[[str], re.Match[str] | None]
    names: dict[str, tuple[str, str]]


@lru_cache(maxsize=8)
def _form(towns: Towns) -> _Form:
    names: dict[str, tuple[str, str]] = {}
    for town in towns.all:
        if town.chome is None:
            names[town.base] = (town.name, town.postcode)
        else:
            for chome in (str(town.chome), numerals.kanji(town.chome)):
                names[town.base + chome] = (town.name, town.postcode)
    divided = _longest_first(base.name for base in towns.bases.values() if base.divided)
    whole = _longest_first(base.name for base in towns.bases.values() if not base.divided)
    pattern = (
        rf"(?:〒?([0-9]{{3}}-?[0-9]{{4}}) ?)?((?:{towns.prefecture} ?)?{towns.city} ?)?"
        rf"(?:({divided}) ?(?:([1-9])(?:丁目 ?|{_HYPHEN}|の)|({_NUMERAL})丁目 ?)|({whole}) ?)"
        rf"(?:([1-9][0-9]{{0,3}})(番地?|{_HYPHEN}|の)([1-9][0-9]{{0,3}})(?![0-9])(?:号(?![室館棟]))?"
        rf"|({_NUMERAL}{{1,4}})番({_NUMERAL}{{1,4}})号(?![室館棟]))"
        rf"(?:{_HYPHEN}([0-9]{{3,4}})(?![0-9])(号室?)?)?"
        rf"((?! ?[番号の丁棟館階F世-])[{_TAIL}]*)"
    )
    return _Form(re.compile(pattern).fullmatch, names)


def _longest_first(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)"


def read_quickly(text: str, towns: Towns) -> Address | None:
    """Understand an address of the ward in one of the frequent forms; None for all others."""
    if len(text) > _CHARACTERS_MAX:
        return None
    match, names = _form(towns)
    found = match(normal(text))
    if found is None:
        return None
    code, city, divided, digit, kanji, whole, block, unit, number, old_block, old_number, room, mark, tail = (
        found.groups("")
    )
    town = names.get(divided + (digit or kanji) if divided else whole)
    if old_block:
        block, number = _DIGITS_BY_NUMERAL.get(old_block, ""), _DIGITS_BY_NUMERAL.get(old_number, "")
    if town is None or not block or not number:
        return None
    unmarked = room and not mark
    building = addressee = rest = ""
    if tail:
        if simple := not room and _BUILDING(tail):
            building, room = simple.groups("")
        elif _ODD_TAIL(tail):
            return None
        else:
            building, room, addressee, rest = read_tail(tail, room)
    name, known = town
    reasons: list[str] = [] if city else ["city_missing"]
    flags = ["lot_number"] if unit[1:] == "地" else []
    if unmarked:
        reasons.append("room_unmarked")
    if code:
        code = f"{code[:3]}-{code[-4:]}"
        if not postcode_fits(code, (known,)):
            reasons.append("postcode_mismatch")
            flags.append("postcode_mismatch")
    return _new(
        Address,
        (
            text,
            name,
            block,
            number,
            "",
            building,
            room,
            addressee,
            code,
            towns.prefecture,
            towns.city,
            False,
            rest,
            True,
            confidence(tuple(reasons)) if reasons else 1.0,
            tuple(reasons),
            tuple(flags),
        ),
    )
