"""Write an address as the ward does (住所の表記): 丁目 in kanji, 番 and 号, then building, room and addressee."""

import re

from yakusho.japanese.addresses.address import Address
from yakusho.japanese.addresses.addressee import LEGAL_FORM

_ENDS_IN_A_WORD = re.compile("[ぁ-ゖァ-ヺー一-鿿][ぁ-ゖァ-ヺー一二三四五六七八九十〇百]?$")
_NO_PERSON = re.compile(f"[方内]$|気付|{LEGAL_FORM.pattern}")
_NO_LOT = ("無番地", "番外地")


def format_address(address: Address) -> str:
    """Write an address in the official form; prefecture and city only outside the ward; an invalid one as it came.

    What is written is read again as the same parts.
    """
    if not address.valid:
        return address.original
    place = address.prefecture + address.city if address.outside else ""
    parts = (place + address.town + _numbers(address), _building(address), _addressee(address.addressee))
    return " ".join(filter(None, parts))


def _numbers(address: Address) -> str:
    if address.block in _NO_LOT:
        return address.block
    unit = "番地" if "lot_number" in address.flags and address.outside else "番"
    text = address.block + unit
    if not address.number:
        return text
    text += address.number
    if address.branch:
        text += f"-{address.branch}"
    return text if unit == "番地" else f"{text}号"


def _building(address: Address) -> str:
    room = _room(address.room)
    joined = address.room.isdecimal() and len(address.room) >= 3 and _ENDS_IN_A_WORD.search(address.building)
    return f"{address.building}{room}" if joined else f"{address.building} {room}".strip()


def _addressee(name: str) -> str:
    """A person has 様 behind the name, as has the head of a household before who lives there."""
    if not name or _NO_PERSON.search(name):
        return name
    return name.replace("方 ", "様方 ", 1) if "方 " in name else f"{name}様"


def _room(room: str) -> str:
    """A room with 号室 behind it, but for a floor or a penthouse."""
    if not room or room.endswith("階") or room.startswith("PH"):
        return room
    return f"{room}号室"
