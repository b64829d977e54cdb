"""Do two addresses mean the same place (住所の突合)? Spelling doesn't matter, nor what only one of them leaves out."""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from yakusho.japanese.addresses.address import Address
from yakusho.japanese.keys import loose_key

Kind = Literal["equal", "same_building", "same_number", "near", "different"]

_ROOM_EDGES = re.compile("^(?:[0-9]+階)(?=[A-Z0-9])|[- ]")


class Comparison(NamedTuple):
    """How near two addresses are, and what differs or stands in one of them only."""

    kind: Kind
    reasons: tuple[str, ...] = ()


def compare_addresses(one: Address, other: Address) -> Comparison:
    """Compare two addresses; the order doesn't matter.

    `near` has the same block, `same_number` the same number but perhaps another building, `same_building` perhaps
    another room. An invalid address is like none.
    """
    if not (one.valid and other.valid):
        return Comparison("different", ("not_valid",))
    if place := _first_difference(one, other, ("prefecture", "city", "town", "block")):
        return Comparison("different", (f"{place}_differs",))
    if part := _first_difference(one, other, ("number", "branch")):
        missing = not (getattr(one, part) and getattr(other, part))
        return Comparison("near", (f"{part}_only_in_one" if missing else f"{part}_differs",))
    building = _difference("building", one.building, other.building, loose_key)
    room = _difference("room", one.room, other.room, _room_key)
    addressee = _difference("addressee", one.addressee, other.addressee, loose_key)
    named = bool(one.building and other.building)
    return Comparison(
        _kind(building, room, named=named, with_room=bool(one.room)), tuple(filter(None, (building, room, addressee)))
    )


def _first_difference(one: Address, other: Address, parts: tuple[str, ...]) -> str:
    return next((part for part in parts if getattr(one, part) != getattr(other, part)), "")


def _room_key(room: str) -> str:
    """A room without the floor before it and without hyphens: 3階301 is 301, A-203 is A203."""
    return _ROOM_EDGES.sub("", room.upper())


def _difference(part: str, one: str, other: str, key: Callable[[str], str]) -> str:
    """Name the difference of a part: none, in spelling, in one only, or in what is meant."""
    if one == other:
        return ""
    if not one or not other:
        return f"{part}_only_in_one"
    return f"{part}_spelling" if key(one) == key(other) else f"{part}_differs"


def _kind(building: str, room: str, *, named: bool, with_room: bool) -> Kind:
    if building == "building_differs":
        return "same_number"
    if room == "room_differs":
        return "same_building"
    if room == "room_only_in_one":
        return "same_building" if named else "same_number"
    if building == "building_only_in_one" and not with_room:
        return "same_number"
    return "equal"
