"""Where an address lies (都道府県・市区町村・町域): the beginning of a text, up to its numbers."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from yakusho.japanese.addresses import numerals
from yakusho.japanese.addresses.folding import Head, ends_alike, fold_head
from yakusho.japanese.addresses.japan import City, japan
from yakusho.japanese.addresses.prefectures import FULL, FULL_NAME, SHORT, SHORT_NAME
from yakusho.japanese.addresses.towns import Base, Towns

_NUMBER_FOLLOWS = re.compile(rf"[ \-の,、(]*(?:[0-9{numerals.KANJI}]|[ニハ](?:丁目|[0-9])|[甲乙丙イロ][0-9])")
_TOWN_ENDS = re.compile(rf"{_NUMBER_FOLLOWS.pattern}|[ ,(]|無番地|番外地|番地|以下|不[明詳]|$")
_SECTION = re.compile(
    rf"第?(?:[0-9]+|[{numerals.KANJI}]+)地割(?:字[^0-9 \-]{{1,20}}?(?=[0-9 ]|$))?|"
    rf"字[^0-9 \-]{{1,20}}?(?=[0-9 ]|$|[{numerals.KANJI}]+番)|第[0-9]+号(?=[0-9])|[ァ-ヺ](?=の[0-9])"
)
_ITSELF_ENDS = re.compile(rf"{_NUMBER_FOLLOWS.pattern}|字|無番地|番外地")
_UNKNOWN_SECTION = re.compile(r"[^0-9 \-都道府県市区町村(]{1,10}(?=[0-9])")
_AREA_WORD = re.compile("大字字?|小?字")
_STREET = re.compile("(?:[上下]け?る|[東西南北]入る?)(?:[0-9]{1,2}丁目)?")
_KANA = re.compile("[ぁ-ゖァ-ヺー]+")
_EXTRA_KANA = re.compile("(?<=[0-9])つ|(?<=[一-鿿])け(?=[一-鿿])")
_PASSED_OVER = str.maketrans("", "", " ,、()「」[]")


class Place(NamedTuple):
    """The place a text begins with; without `base` no town was found. Numbers begin at `end`.

    `area` is written before a town outside (大字), `section` behind it (字); `rest` was passed over.
    """

    prefecture: str = ""
    city: str = ""
    outside: bool = False
    base: Base | None = None
    end: int = 0
    area: str = ""
    section: str = ""
    rest: str = ""
    flags: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def find_place(text: str, towns: Towns) -> Place:
    """Find prefecture, city and town; a town of the ward needs no city before it."""
    head = fold_head(text)
    prefecture, start = _prefecture(head.folded)
    if prefecture in ("", towns.prefecture):
        past = _past_ward(head.folded, start, towns)
        if past > start:
            return _in_ward(text, head, past, towns, ())
    if not prefecture and (base := _bare(text, head, 0, towns)):
        return base
    cities, length = japan().cities(head.folded[start:], prefecture)
    if not cities and not prefecture:
        return _behind_short_prefecture(text, head, towns)
    if cities:
        return _outside(text, head, start, length, cities, towns)
    if prefecture == towns.prefecture and (base := _bare(text, head, start, towns)):
        return base
    reasons = ("city_unknown",) if len(head.folded) > start else ("no_city",)
    return Place(prefecture, "", prefecture not in ("", towns.prefecture), end=head.end(start), reasons=reasons)


def _prefecture(folded: str) -> tuple[str, int]:
    """The prefecture in front, also when it is written twice, and the folded length of all that."""
    prefecture, start = "", 0
    while (found := FULL_NAME.match(folded, start)) and prefecture in ("", FULL[found[0]]):
        prefecture, start = FULL[found[0]], found.end()
    return prefecture, start


def _behind_short_prefecture(text: str, head: Head, towns: Towns) -> Place:
    """Read 東京練馬区: the prefecture without 都, when a city follows."""
    if found := SHORT_NAME.match(head.folded):
        prefecture, length = SHORT[found[0]], found.end()
        if prefecture == towns.prefecture and (past := _past_ward(head.folded, length, towns)) > length:
            return _in_ward(text, head, past, towns, ())
        cities, characters = japan().cities(head.folded[length:], prefecture)
        if cities:
            return _outside(text, head, length, characters, cities, towns)
    return Place(reasons=("no_town",))


def _past_ward(folded: str, start: int, towns: Towns) -> int:
    """Where the text goes on behind the ward's name, be it written once or again with its prefecture; else `start`."""
    past = start
    while True:
        for name in towns.city_spellings:
            if folded.startswith(name, past):
                past += len(name)
                break
        else:
            again, length = _prefecture(folded[past:]) if past > start else ("", 0)
            if again != towns.prefecture or not folded.startswith(towns.city_spellings, past + length):
                return past
            past += length


def _bare(text: str, head: Head, start: int, towns: Towns) -> Place | None:
    """A town of the ward without the ward's name in front, or with the name without 区."""
    place = _in_ward(text, head, start, towns, ("city_missing",))
    if place.base is None and head.folded.startswith(towns.city_stem, start):
        place = _in_ward(text, head, start + len(towns.city_stem), towns, ("city_shortened",))
    return place if place.base else None


def _in_ward(text: str, head: Head, start: int, towns: Towns, reasons: tuple[str, ...]) -> Place:
    place = Place(towns.prefecture, towns.city, False, end=head.end(start), reasons=reasons)
    begin = place.end
    for each in _readings(head):
        folded = each.folded[start:]
        for length in range(min(towns.spelling_characters, len(folded)), 0, -1):
            base = towns.by_spelling.get(folded[:length])
            if base and _TOWN_ENDS.match(text, end := each.end(start + length)):
                return place._replace(base=base, end=end, flags=_spelling(text[begin:end], base.name))
    return _completed(text, head, start, towns.without_machi, place)


def _completed(text: str, head: Head, start: int, without_machi: Mapping[str, Base], place: Place) -> Place:
    """Read 双葉15-5: 町 is left out, and only one town can be meant."""
    folded = head.folded[start:]
    for length in range(len(folded), 0, -1):
        base = without_machi.get(folded[:length])
        if base and _NUMBER_FOLLOWS.match(text, end := head.end(start + length)):
            return place._replace(
                base=base, end=end, flags=("town_completed",), reasons=(*place.reasons, "town_completed")
            )
    reason = "no_town" if len(head.folded) <= start else "town_unknown"
    return place._replace(reasons=(reason,))


def _readings(head: Head) -> list[Head]:
    """The head, and the head without the ツ of 三ツ沢 and the ヶ of 阿佐ヶ谷, which tables may not have."""
    if not (found := [match.start() for match in _EXTRA_KANA.finditer(head.folded)]):
        return [head]
    kept = [index for index in range(len(head.folded)) if index not in found]
    return [head, Head("".join(head.folded[index] for index in kept), tuple(head.ends[index] for index in kept))]


def _spelling(written: str, name: str, *, numerals_matter: bool = True) -> tuple[str, ...]:
    """The flag for a town that is written otherwise than in the table."""
    written = written.translate(_PASSED_OVER)
    if written == name or (not numerals_matter and ends_alike(written, name)):
        return ()
    return ("kana_spelling",) if _KANA.fullmatch(written) else ("variant_spelling",)


def _outside(text: str, head: Head, start: int, length: int, cities: list[City], towns: Towns) -> Place:
    """Read an address of another city; where several have the name, the town tells which is meant."""
    key = head.folded[start : start + length]
    written = text[head.end(start) : head.end(start + length)].translate(_PASSED_OVER)
    places = [_in_city(text, head, start, length, city) for city in cities]
    if len(places) > 1:
        found = [place for place in places if place.base and not place.reasons] or [p for p in places if p.base]
        longest = max((place.end for place in found), default=0)
        places = [place for place in found if place.end == longest] or places
    if len(places) > 1:
        return _several_cities(places, head.end(start + length), key)
    place = places[0]
    as_named = ends_alike(place.prefecture + place.city, written) or place.city.startswith(written)
    flags = place.flags if as_named else tuple(dict.fromkeys((*place.flags, "variant_spelling")))
    outside = (place.prefecture, place.city) != (towns.prefecture, towns.city)
    return place._replace(outside=outside, flags=flags)


def _several_cities(places: list[Place], end: int, key: str) -> Place:
    """A city's name without its ward, or a name that several cities have."""
    prefectures = {place.prefecture for place in places}
    prefecture = prefectures.pop() if len(prefectures) == 1 else ""
    city = places[0].city[: places[0].city.find("市") + 1] if prefecture and key.endswith("市") else ""
    return Place(prefecture, city, True, end=end, reasons=("city_ambiguous",))


def _in_city(text: str, head: Head, start: int, length: int, city: City) -> Place:
    place = Place(city.prefecture, city.name, True, end=head.end(start + length))
    at = start + length
    if city.name.startswith("京都市") and (streets := list(_STREET.finditer(head.folded, at))):
        past = streets[-1].end()
        if (found := _town(text, head, past, city, place)).base:
            street = text[place.end : head.end(past)]
            return found._replace(rest=street, flags=("street_name", *found.flags))
    found = _town(text, head, at, city, place)
    if found.base is None:
        name = head.folded[start:at]
        again = FULL_NAME.match(head.folded, at)
        past = again.end() if again and FULL[again[0]] == city.prefecture else at
        if head.folded.startswith(name, past):
            found = _town(text, head, past + length, city, place)
    return found


def _town(text: str, head: Head, at: int, city: City, place: Place) -> Place:
    """Find the town behind the city, with 大字 before it and 字 behind it kept as written."""
    begin = head.end(at)
    area = word[0] if (word := _AREA_WORD.match(head.folded, at)) else ""
    for each in _readings(head):
        for past in dict.fromkeys((at + len(area), at)):
            match = city.town(each.folded[past:])
            if match is None:
                continue
            base, length = match
            end = each.end(past + length)
            word_written = text[begin : head.end(past)].translate(_PASSED_OVER)
            spelled = _spelling(text[head.end(past) : end], base.name, numerals_matter=False)
            town = place._replace(base=base, end=end, area=word_written, flags=spelled)
            if (known := _with_section(text, town)) is not None:
                return known
    if city.itself and _ITSELF_ENDS.match(text, begin):
        itself = place._replace(base=city.itself, end=begin, reasons=() if city.is_one_town else ("town_left_out",))
        return _with_section(text, itself) or itself
    return place._replace(reasons=("no_town" if len(head.folded) <= at else "town_unknown",))


def _with_section(text: str, place: Place) -> Place | None:
    """Take the 字 behind a town into it; None when the town's name doesn't end here."""
    if section := _SECTION.match(text, place.end):
        return place._replace(section=section[0], end=section.end())
    if _TOWN_ENDS.match(text, place.end) or place.base is None:
        return place
    if len(place.base.name) > 1 and (section := _UNKNOWN_SECTION.match(text, place.end)):
        return place._replace(section=section[0], end=section.end(), reasons=("section_unknown",))
    return None
