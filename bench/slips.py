"""How people write what they know, and the slips they make (書きまちがい): of names, readings, days and addresses."""

import re
from datetime import date, timedelta

from yakusho.japanese.keys import loose_key
from yakusho.mynumber.residents.sample.chance import Chance
from yakusho.mynumber.residents.sample.ward import SampleWard

_DIGITS = "〇一二三四五六七八九"
_NUMBERS = re.compile("([一二三四五六七八九])丁目([0-9]+)番([0-9]+)号")
_WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
KANJI = re.compile("[一-鿿]")
MISTYPED = "郎朗美実子孝浩博恵智"
NOBODY = (("見本原", "ミホンバラ"), ("仮名沢", "カナサワ"), ("例示田", "レイジタ"))
_KANA = "アカサタナハマヤラワキニミリクツヌムルケテネメレコトノモヨロ"


def spelled(name: str, chance: Chance) -> str:
    """A name with the space as people type it."""
    return name.replace(" ", chance.one((" ", " ", "　", ""))) if not name.isascii() else name


def other_kana(kana: str, chance: Chance) -> str:
    """A reading with one other syllable."""
    places = [place for place, letter in enumerate(kana) if letter in _KANA]
    while True:
        place, letter = (chance.one(places) if places else 0), chance.one(_KANA)
        other = kana[:place] + letter + kana[place + 1 :]
        if loose_key(other) != loose_key(kana):
            return other


def other_day(day: date, chance: Chance) -> date:
    """A slip in one part of a date, never a later year."""
    ways = [
        day.replace(year=day.year - chance.whole(1, 9), day=min(day.day, 28)),
        day - timedelta(days=chance.whole(1, 27)),
    ]
    if day.day <= 12 and day.day != day.month:
        ways.append(date(day.year - 1, day.day, day.month))
    return chance.one(ways)


def surname_forms(ward: SampleWard) -> dict[str, list[str]]:
    """The other forms of each surname that has several, but for those that only a selector tells apart."""
    found: dict[str, list[str]] = {}
    for surname in ward.surnames.items:
        forms = [form for form in (surname.written, *surname.variants) if len(form) == len(surname.written)]
        for form in forms:
            if others := [other for other in forms if other != form]:
                found[form] = others
    return found


def spelled_address(address: str, ward: SampleWard, chance: Chance) -> str:
    """An address of the ward in one of the ways in which people write it."""
    if not address.startswith(tuple(town.name for town in ward.towns.all)):
        return address
    short = _NUMBERS.sub(lambda found: f"{_DIGITS.index(found[1])}-{found[2]}-{found[3]}", address)
    whole = f"{ward.towns.prefecture}{ward.towns.city}"
    return chance.one((address, f"{whole}{address}", short, f"{whole}{short}", short.translate(_WIDE)))
