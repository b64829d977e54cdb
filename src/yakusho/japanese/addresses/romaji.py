"""Addresses of the ward in Latin letters (ローマ字), in either order: 1-2-3 Asahicho, Nerima-ku, Tokyo."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from yakusho.japanese.addresses.prefectures import PREFECTURES
from yakusho.japanese.addresses.towns import Base, Towns

_SYLLABLES = {
    kana: consonant + vowel
    for consonant, row in {
        "": "あいうえお",
        "k": "かきくけこ",
        "s": "さしすせそ",
        "t": "たちつてと",
        "n": "なにぬねの",
        "h": "はひふへほ",
        "m": "まみむめも",
        "r": "らりるれろ",
        "g": "がぎぐげご",
        "z": "ざじずぜぞ",
        "d": "だぢづでど",
        "b": "ばびぶべぼ",
        "p": "ぱぴぷぺぽ",
    }.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
}
_SYLLABLES |= {"し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu"}
_SYLLABLES |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n"}
_SMALL = {"ゃ": "a", "ゅ": "u", "ょ": "o"}

_LATIN = re.compile(r"[\x20-\x7eÀ-ɏ]+")
_TWO_WORDS = re.compile(r"[A-Za-z]{3}.*")
_POSTCODE = re.compile(r"(?<![0-9-])([0-9]{3})-([0-9]{4})(?![0-9-])")
_BOX = re.compile(r"\bP\.? ?O\.? ?Box\b", re.IGNORECASE)
_LONG_H = re.compile("oh(?![aeiou])")
_LONG = re.compile("o[ou]|uu")
_NASAL = re.compile("m(?=[bp])")
_CHOME = re.compile(r"([0-9]{1,2})[ -]?ch[oō]u?me[ -]*", re.IGNORECASE)
_NUMBERS = re.compile("[0-9]{1,5}(?:-[0-9]{1,5})*-?")
_ROOM = re.compile(r"(?:room|rm\.?|apt\.?|no\.?|#|unit) ?([A-Z]?-?[0-9]{1,5}[A-Z]?)(?![0-9A-Z])", re.IGNORECASE)
_LETTERS = re.compile("[^a-z]")
_DIGIT = re.compile("[0-9]")


class Parts(NamedTuple):
    """An address in Latin letters, its numbers in Japanese order."""

    base: Base
    numbers: str
    building: str
    room: str
    postcode: str
    rest: str


def is_romanised(text: str) -> bool:
    """Tell whether a text is written in Latin letters."""
    return bool(_LATIN.fullmatch(text) and _TWO_WORDS.search(text))


def is_post_office_box(text: str) -> bool:
    """Tell whether a text names a P.O. box."""
    return bool(_BOX.search(text))


def names_ward(text: str, towns: Towns) -> bool:
    """Tell whether the ward's name occurs in a text."""
    return bool(towns.kana) and key(_stem(towns)) in key(text)


def _stem(towns: Towns) -> str:
    """The ward's name without 区 or 市, in Latin letters."""
    return spell(towns.kana[:-1])


def spell(kana: str) -> str:
    """Write hiragana in Latin letters (ヘボン式), long vowels letter by letter."""
    out = ""
    for index, char in enumerate(kana):
        if char in _SMALL:
            out = out[:-1] + ("" if out[-3:-1] in ("sh", "ch") or out[-2:-1] == "j" else "y") + _SMALL[char]
        elif char == "っ":
            out += _SYLLABLES.get(kana[index + 1 : index + 2], "")[:1]
        else:
            out += _SYLLABLES.get(char, "")
    return out


def key(text: str) -> str:
    """Give the letters alone, long vowels short, so that Ōyaguchi, Ohyaguchi and Ooyaguchi are one."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))
    letters = _LETTERS.sub("", plain)
    return _NASAL.sub("n", _LONG.sub(lambda found: found[0][0], _LONG_H.sub("o", letters)))


@lru_cache(maxsize=8)
def _keys(towns: Towns) -> dict[str, Base]:
    found: dict[str, Base] = {}
    for town in towns.all:
        base = towns.bases[town.base]
        found[key(spell(town.reading))] = base
        if town.reading.endswith("ちょう"):
            found.setdefault(key(spell(town.reading.removesuffix("ちょう") + "まち")), base)
    return found


def find_parts(text: str, towns: Towns) -> Parts | None:
    """Find the ward's town and the numbers beside it; None without both the ward's name and a town."""
    named = re.compile(rf"\b{_stem(towns)}[ -]?(?:ku|shi|city|ward)\b", re.IGNORECASE)
    if not towns.kana or not named.search(text):
        return None
    postcode = f"{found[1]}-{found[2]}" if (found := _POSTCODE.search(text)) else ""
    text = _without_country(_POSTCODE.sub(" ", text), towns.prefecture)
    pieces = [piece.strip(" -") for piece in named.sub(",", text).split(",")]
    pieces = [piece for piece in pieces if piece]
    for index, piece in enumerate(pieces):
        bare, numbers, left = _without_numbers(piece)
        if base := _keys(towns).get(key(bare)):
            before = pieces[:index]
            if before and _NUMBERS.fullmatch(before[-1]):
                numbers = f"{numbers}-{before.pop()}".strip("-")
            room, building, rest = _room_and_building(before + pieces[index + 1 :])
            return Parts(base, numbers, building, room, postcode, " ".join(filter(None, (left, rest))))
    return None


def _without_country(text: str, prefecture: str) -> str:
    """Leave out the country's and the prefecture's name, with or without 都, 府 or 県."""
    kana = PREFECTURES.get(prefecture, "")
    names = {"japan", key(spell(kana)), key(spell(kana[:-1]))} - {""}
    return " ".join("," if key(word) in names and not _DIGIT.search(word) else word for word in text.split(" "))


def _without_numbers(piece: str) -> tuple[str, str, str]:
    """Divide a town's name from the numbers before or behind it, the 丁目 first, and from numbers left over."""
    chome = f"{found[1]}-" if (found := _CHOME.search(piece)) else ""
    piece = _CHOME.sub(" ", piece, count=1)
    numbers, *left = _NUMBERS.findall(piece) or [""]
    return _NUMBERS.sub(" ", piece), (chome + numbers).strip("-"), " ".join(left)


def _room_and_building(pieces: list[str]) -> tuple[str, str, str]:
    """Tell the room, the building, and what has no letters and is neither."""
    room = ""
    names: list[str] = []
    rest: list[str] = []
    for piece in pieces:
        if (found := _ROOM.match(piece)) and not room:
            room, piece = found[1], piece[found.end() :].strip()
        if not piece:
            continue
        (names if key(piece) else rest).append(piece)
    return room, ", ".join(names), " ".join(rest)
