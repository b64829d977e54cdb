"""Write an address as the ward does (住所の表記): 丁目 in kanji, 番 and 号, then building, room and addressee."""

from yakusho.japanese.addresses.address import Address

_NO_LOT = ("無番地", "番外地")


def format_address(address: Address) -> str:
    """Write an address in the official form; prefecture and city only outside the ward; an invalid one as it came.

    What is written is read again as the same parts.
    """
    if not address.valid:
        return address.original
    place = address.prefecture + address.city if address.outside else ""
    parts = (place + address.town + _numbers(address), _building(address), address.addressee)
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
    joined = room[:1].isdecimal() and address.building[-1:] not in ("", "-") and not _ends_in_number(address.building)
    return f"{address.building}{room}" if joined else f"{address.building} {room}".strip()


def _ends_in_number(building: str) -> bool:
    return building[-1].isnumeric() or (building[-1].isascii() and building[-1].isalpha())


def _room(room: str) -> str:
    """A room with 号室 behind it, but for a floor or a penthouse."""
    if not room or room.endswith("階") or room.startswith("PH"):
        return room
    return f"{room}号室"
