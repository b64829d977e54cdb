"""Read one address (住所), or a column of them: the quick way where it is enough, else step by step."""

import re
from collections.abc import Iterable

from yakusho.japanese.addresses import foreign, romaji
from yakusho.japanese.addresses.address import CHARACTERS_MAX, Address, Numbers, Tail
from yakusho.japanese.addresses.assembly import divide_chome, put_together
from yakusho.japanese.addresses.building import read_tail
from yakusho.japanese.addresses.cleaning import Cleaned, clean
from yakusho.japanese.addresses.house import Chome, read_chome, read_numbers, read_values
from yakusho.japanese.addresses.place import Place, find_place
from yakusho.japanese.addresses.quick import read_quickly
from yakusho.japanese.addresses.towns import Towns

_LOST = re.compile("[\ud800-\udfff\ufffd]")
"""Lone surrogates and the sign for what was lost: a text in another encoding."""
_POST_OFFICE_BOX = re.compile(r"[ (]*([^\s()0-9]{0,20}?郵便局)?\s?私書箱\s?第?\s?([0-9]{1,6})?\s?号?\s?\)?")


def read_address(text: str, towns: Towns) -> Address:
    """Understand one address; what isn't one is answered as invalid, with reasons."""
    return read_quickly(text, towns) or read_step_by_step(text, towns)


def read_addresses(cells: Iterable[str], towns: Towns) -> list[Address]:
    """Understand a column of addresses, in its order."""
    return [read_quickly(cell, towns) or read_step_by_step(cell, towns) for cell in cells]


def read_step_by_step(original: str, towns: Towns) -> Address:
    """Understand any text: what is no address is told from what is, and where it may lie."""
    if len(original) > CHARACTERS_MAX and len(original.strip()) > CHARACTERS_MAX:
        return Address(original, rest=original, reasons=("too_long",))
    cleaned = clean(original)
    if not cleaned.text:
        return _nothing(original, cleaned, towns)
    if romaji.is_romanised(cleaned.text):
        return _romanised(original, cleaned, towns)
    if foreign.is_foreign(cleaned.text):
        return _invalid(original, cleaned, ("foreign",), outside=True)
    if "私書箱" in cleaned.text and (box := _POST_OFFICE_BOX.search(cleaned.text)):
        return _with_box(original, cleaned, box, towns)
    return _read(original, cleaned, cleaned.text, towns)


def _nothing(original: str, cleaned: Cleaned, towns: Towns) -> Address:
    """A text without a place; a postcode alone tells at least whether it is the ward's."""
    lost = "bad_characters" if _LOST.search(original) else "empty"
    address = _invalid(original, cleaned, ("no_town" if cleaned.postcode else lost,))
    if cleaned.postcode in towns.postcodes:
        return address._replace(prefecture=towns.prefecture, city=towns.city)
    return address


def _invalid(original: str, cleaned: Cleaned, reasons: tuple[str, ...], *, outside: bool = False) -> Address:
    rest = " ".join(filter(None, (cleaned.rest, cleaned.text)))
    flags = (*cleaned.flags, *reasons)
    return Address(original, postcode=cleaned.postcode, rest=rest, outside=outside, reasons=reasons, flags=flags)


def _with_box(original: str, cleaned: Cleaned, box: re.Match[str], towns: Towns) -> Address:
    """A post office box alone is no place to live at; behind an address it is only a flag."""
    text = cleaned.text
    address = _read(original, cleaned, text[: box.start()] + text[box.end() :], towns)
    if not address.city:
        place = find_place(box[1] or "", towns)
        found = place if place.city else _named_like_town(box[1] or "", towns)
        address = address._replace(prefecture=found.prefecture, city=found.city, outside=found.outside)
    rest = " ".join(filter(None, (address.rest, box[0].strip(" ()"))))
    reasons = address.reasons if address.valid else ("po_box",)
    return address._replace(rest=rest, flags=(*address.flags, "po_box"), reasons=reasons)


def _named_like_town(office: str, towns: Towns) -> Place:
    """The ward, for a post office that is named after one of its towns."""
    if any(office.startswith(name) for name in towns.bases):
        return Place(towns.prefecture, towns.city)
    return Place()


def _romanised(original: str, cleaned: Cleaned, towns: Towns) -> Address:
    if romaji.is_post_office_box(cleaned.text):
        here = romaji.names_ward(cleaned.text, towns)
        address = _invalid(original, cleaned, ("po_box",))
        return address._replace(prefecture=towns.prefecture, city=towns.city) if here else address
    parts = romaji.find_parts(cleaned.text, towns)
    if parts is None:
        abroad = foreign.is_foreign(cleaned.text)
        return _invalid(original, cleaned, ("foreign",) if abroad else ("no_town",), outside=abroad)
    cleaned = cleaned._replace(postcode=cleaned.postcode or parts.postcode, text=parts.numbers)
    place = Place(towns.prefecture, towns.city, base=parts.base, reasons=("romanised",))
    chome, numbers = _read_numbers(parts.numbers, place, 0)
    rest = " ".join(filter(None, (parts.rest, parts.numbers[numbers.end :].strip(" -"))))
    tail = Tail(parts.building, parts.room or numbers.room, rest=rest)
    return put_together(original, cleaned, place, chome, numbers, tail)


def _read(original: str, cleaned: Cleaned, text: str, towns: Towns) -> Address:
    place = find_place(text, towns)
    if place.base is None:
        return _without_town(original, cleaned, place, text)
    chome, numbers = _read_numbers(text, place, place.end)
    return put_together(original, cleaned, place, chome, numbers, read_tail(text[numbers.end :], numbers.room))


def _read_numbers(text: str, place: Place, start: int) -> tuple[Chome | None, Numbers]:
    """Read the 丁目, written as such or as the first number of a town that has some, and the numbers behind it."""
    chome = read_chome(text, start)
    if chome is None and place.base is not None and place.base.divided:
        values, end = read_values(text, start)
        chome, numbers = divide_chome(place, values, end)
        begin = start
    else:
        begin = chome.end if chome else start
        numbers = read_numbers(text, begin)
    if numbers.room and not numbers.block:
        return chome, Numbers(end=begin)
    return chome, numbers


def _without_town(original: str, cleaned: Cleaned, place: Place, text: str) -> Address:
    flags = [*cleaned.flags, *(reason for reason in place.reasons if reason in ("no_town", "city_ambiguous"))]
    rest = " ".join(filter(None, (cleaned.rest, text[place.end :].strip())))
    return Address(
        original,
        postcode=cleaned.postcode,
        prefecture=place.prefecture,
        city=place.city,
        outside=place.outside,
        rest=rest,
        reasons=place.reasons,
        flags=tuple(dict.fromkeys(flags)),
    )
