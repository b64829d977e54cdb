"""The quick way (速い読み方): the forms in which nearly all addresses are written, in one expression.

Names of places are found once and remembered, because a column has few of them. It answers only where reading step by
step says the same; everything else is left to that.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from yakusho.japanese.addresses import numerals
from yakusho.japanese.addresses.address import Address, Tail
from yakusho.japanese.addresses.assembly import confidence, flags_of_place, name_town, postcode_fits
from yakusho.japanese.addresses.building import is_remark, read_tail
from yakusho.japanese.addresses.foreign import is_foreign
from yakusho.japanese.addresses.house import Chome
from yakusho.japanese.addresses.place import Place, find_place
from yakusho.japanese.addresses.towns import Towns
from yakusho.japanese.characters import normal

_CHARACTERS_MAX = 120
_PLACES_REMEMBERED = 8192

_HYPHEN = "[-‐−–—―]"
_NUMERAL = "[一二三四五六七八九十]"
_NUMBER = "([1-9][0-9]{0,4})(?![0-9])"
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
_FORM = re.compile(
    # the postcode, and the place in letters
    rf"(?:〒?([0-9]{{3}}-?[0-9]{{4}}) ?)?([ぁ-ゖァ-ヺー々{_class('一', '鿿', '號')} ]{{1,60}}?)"
    # the 丁目 when it is written as such
    rf"(?:([1-9][0-9]?|{_NUMERAL}{{1,3}})丁目 ?)?"
    # one to three numbers with what divides them and what ends them, or two in kanji
    rf"(?:{_NUMBER}(?:(番地?の?|{_HYPHEN}|の){_NUMBER}(?:({_HYPHEN}|の|番地?){_NUMBER})?)?"
    rf"(号(?![室館棟])|番地?(?![館街町丁の]))?|({_NUMERAL}{{1,4}})番({_NUMERAL}{{1,4}})号(?![室館棟]))"
    # a room behind a hyphen, then all that is no number any more
    rf"(?:{_HYPHEN}([0-9]{{3,4}})(?![0-9])(号室?)?)?"
    rf"((?! ?[番号のノ之ー丁地棟館階F世-])[{_TAIL}]*)"
).fullmatch
_BUILDING = re.compile(f" ?([{_NAME}]+)(?: ?([0-9]{{3,5}})(?:号室?)?)?").fullmatch
_ODD_TAIL = re.compile(
    f"[0-9{numerals.KANJI}]ー|  | -|- |--|[0-9]一[0-9]|^一[0-9]|[0-9] ?[ちばごチバゴ]|電話|(?i:tel)"
    "|[0-9]{10}|(?:^| )0[0-9]+[- ]?[0-9]+-?[0-9]{4}$"
).search
_CHOME_CHARACTERS_MAX = 3
_ROOM_DIGITS = 3
_REMARK_CHARACTERS = 9
_new = tuple.__new__


class _Known(NamedTuple):
    """A place by the text before its numbers; `names` fills with its towns by 丁目 ("": none is written)."""

    place: Place
    divided: bool
    names: dict[str, tuple[str, tuple[str, ...]] | None]


@lru_cache(maxsize=_PLACES_REMEMBERED)
def _known(written: str, towns: Towns) -> _Known | None:
    """The place that a text names up to its numbers; None when it needs a closer look."""
    place = find_place(f"{written}1", towns)
    if place.base is None or place.end != len(written.rstrip()) or is_foreign(written):
        return None
    if "section_unknown" in place.reasons:
        return None
    return _Known(place._replace(flags=flags_of_place(place)), place.base.divided, {})


def _town(known: _Known, chome: str) -> tuple[str, tuple[str, ...]] | None:
    """The town's name with its 丁目, and its postcodes; None when something about it is to be told."""
    if len(chome) > _CHOME_CHARACTERS_MAX:
        return None
    if chome not in known.names:
        number = _DIGITS_BY_NUMERAL.get(chome, chome)
        if number and not number.isdecimal():
            return None
        named = name_town(known.place, Chome(int(number), "丁目", 0) if number else None)
        known.names[chome] = None if named.faults or named.guesses else (named.name, named.postcodes)
    return known.names[chome]


def read_quickly(text: str, towns: Towns) -> Address | None:
    """Understand an address in one of the frequent forms; None for all others."""
    if len(text) > _CHARACTERS_MAX or (found := _FORM(normal(text))) is None:
        return None
    code, written, chome, one, by, two, then, three, unit, old_one, old_two, room, mark, behind = found.groups("")
    known = _known(written, towns)
    if known is None:
        return None
    if old_one:
        one, two, unit = _DIGITS_BY_NUMERAL.get(old_one, ""), _DIGITS_BY_NUMERAL.get(old_two, ""), "号"
    lot = by.startswith("番地") or "番地" in (then, unit)
    if known.divided and not chome:
        if old_one or by[:1] in ("", "番"):
            return None
        chome, one, two, then, three = one, two, three, "", ""
    town = _town(known, chome)
    sorted_out = _sort_out(one, two, then, three, unit, room, mark, behind)
    if town is None or sorted_out is None:
        return None
    branch, room, unmarked = sorted_out
    tail = _tail(behind, room) if behind else Tail("", room)
    if tail is None or tail.rest:
        return None
    reasons = (*known.place.reasons, "room_unmarked") if unmarked else known.place.reasons
    parts = (one, two, branch, tail.building, tail.room, tail.addressee)
    return _address(text, known.place, town, parts, code, reasons, lot=lot)


def _sort_out(
    one: str, two: str, then: str, three: str, unit: str, room: str, mark: str, behind: str
) -> tuple[str, str, bool] | None:
    """Tell branch, room, and whether nothing marks it as one; None where the units tell another story."""
    if not one or (unit[:1] == "番" if two else unit == "号" or behind or room):
        return None
    if not three:
        return "", room, bool(room and not mark)
    if room or then[:1] == "番":
        return None
    if len(three) < _ROOM_DIGITS:
        return three, "", False
    return "", three, not unit


def _tail(behind: str, room: str) -> Tail | None:
    """Read building, room and addressee; None where the text must be cleaned before."""
    if not room and (simple := _BUILDING(behind)) and not (len(behind) < _REMARK_CHARACTERS and is_remark(behind)):
        return Tail(simple[1], simple[2] or "")
    return None if _ODD_TAIL(behind) else read_tail(behind, room)


def _address(
    text: str,
    place: Place,
    town: tuple[str, tuple[str, ...]],
    parts: tuple[str, str, str, str, str, str],
    code: str,
    reasons: tuple[str, ...],
    *,
    lot: bool,
) -> Address:
    """Make the address as `put_together` does."""
    name, postcodes = town
    flags = place.flags
    if lot and "lot_number" not in flags:
        flags = (*flags, "lot_number")
    if not parts[1] and not place.outside:
        reasons = (*reasons, "number_missing")
    if code:
        code = f"{code[:3]}-{code[-4:]}"
        if not postcode_fits(code, postcodes):
            reasons = (*reasons, "postcode_mismatch")
            flags = (*flags, "postcode_mismatch")
    return _new(
        Address,
        (
            text,
            name,
            *parts,
            code,
            place.prefecture,
            place.city,
            place.outside,
            place.rest,
            True,
            confidence(reasons),
            reasons,
            flags,
        ),
    )
