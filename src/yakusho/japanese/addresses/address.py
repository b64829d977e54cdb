"""An address (住所) as it was understood: its parts, what was guessed, and the text nobody changed."""

from typing import NamedTuple

CHARACTERS_MAX = 1_000
"""Longer texts are no address; they are refused as `too_long` and not looked into."""


class Address(NamedTuple):
    """One reading of one text; parts that aren't there are empty.

    `block` is the 街区 or 地番, `number` the 住居番号 or 枝番, `branch` the third number, `addressee` the 方書.
    `rest` holds what was not understood, so that no digit of the original is lost. A valid address has a town that
    the tables know, and at least a block. In a valid address `reasons` say why `confidence` is below 1, else why there
    is no reading; `flags` are true and worth knowing.
    """

    original: str
    town: str = ""
    block: str = ""
    number: str = ""
    branch: str = ""
    building: str = ""
    room: str = ""
    addressee: str = ""
    postcode: str = ""
    prefecture: str = ""
    city: str = ""
    outside: bool = False
    rest: str = ""
    valid: bool = False
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


class Numbers(NamedTuple):
    """The numbers behind a town, and where the text goes on."""

    block: str = ""
    number: str = ""
    branch: str = ""
    room: str = ""
    rest: str = ""
    end: int = 0
    flags: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class Tail(NamedTuple):
    """What stands behind the numbers: building, room, addressee, and what is none of them."""

    building: str = ""
    room: str = ""
    addressee: str = ""
    rest: str = ""
