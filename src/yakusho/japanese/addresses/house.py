"""The numbers behind a town (丁目・番・号): 2丁目66番1号, 2-66-1, 二の六十六の一, and which of them is a room.

Once a number stands in Arabic digits, a numeral in kanji belongs to the building (15番5十五番館ビル), unless 番 or 号
stands behind it. An unmarked number behind block and number is a room from three digits on, else a branch.
"""

import re
from typing import NamedTuple

from yakusho.japanese.addresses import numerals
from yakusho.japanese.addresses.address import Numbers

_K = numerals.KANJI
_CHOME = re.compile(
    rf"[ \-]*(?:([0-9]{{1,2}})|([{_K}]{{1,4}})|([ニハ]))[ ]?(丁目|町目|丁(?!目))(?:の(?=[0-9{_K}]))?[ \-]*"
)
_LOOK_ALIKE = {"ニ": "二", "ハ": "八"}
_NOT_A_UNIT = "(?!館|街|町|丁)"
_UNIT = rf"番地?の(?=[0-9{_K}])|番地|番{_NOT_A_UNIT}|号室|号(?!室|館|棟)|-+(?:の(?=[0-9]))?|[のノ之・.]-*(?=[0-9{_K}])"
_ARABIC = re.compile(rf"([甲乙丙戊己イロハニホヘト]?[0-9]{{1,5}})(?![0-9]) ?({_UNIT})?")
_KANJI = re.compile(rf"([{_K}]{{1,6}}) ?({_UNIT}|(?=[ ]|$))")
_KANJI_WITH_UNIT = re.compile(rf"([{_K}]{{1,6}}) ?(番地?の(?=[0-9{_K}])|番地|番{_NOT_A_UNIT}|号(?!室|館|棟))")
_KANJI_LAST = re.compile(rf"([{_K}]{{1,4}})()")
_OF_A_BUILDING = re.compile("号?[棟館]|番[館街町]|階|F(?![A-Za-z])|丁目|世帯")
_KATAKANA_BRANCH = re.compile("([イロハニホヘト])(?=$|[ -])")
_BEHIND_NUMBER = re.compile(r"[ ]?[の-][ ]?([0-9]{1,5})(?![0-9]|号?[棟館]|[階F])(号室|号)?")
_NO_LOT = re.compile("無番地|番外地")
_NOT_GIVEN = re.compile(r"[ ]?(?:番地(?:なし|無し)|以下(?:不明|不詳|余白|省略)|不明|不詳)[ ]?")
_BEFORE = re.compile(r"[ ,、\-の]*")
_SPACED = re.compile(r" *([0-9]{1,5}(?: [0-9]{1,5}){1,3}) *$")

_ARABIC_DIGITS = tuple("0123456789")
_ROOM_DIGITS = 3


class Chome(NamedTuple):
    """A 丁目 that is written as such; `unit` is 丁目 or 丁."""

    number: int
    unit: str
    end: int
    reasons: tuple[str, ...] = ()


class Value(NamedTuple):
    """One number, and what stands behind it: 番, 番地, 号, -, の, or the space of numbers that nothing else divides."""

    text: str
    unit: str


def read_chome(text: str, start: int) -> Chome | None:
    """Read a 丁目 that is written as such; ニ and ハ are taken for 二 and 八 here."""
    if not (found := _CHOME.match(text, start)):
        return None
    arabic, kanji, alike, unit = found.groups()
    digits = numerals.digits(arabic or kanji or _LOOK_ALIKE[alike])
    if not digits.isdecimal():
        return None
    reasons = ("look_alike_numeral",) if alike else ()
    return Chome(int(digits), "丁" if unit == "丁" else "丁目", found.end(), reasons)


def read_values(text: str, start: int) -> tuple[list[Value], int]:
    """Read the chain of numbers from `start` on, and where it ends."""
    if spaced := _SPACED.match(text, start):  # a form with a box for each number leaves nothing but spaces
        return [Value(number, " ") for number in spaced[1].split(" ")], spaced.end()
    values: list[Value] = []
    end = start
    at = _past_dividers(text, start)
    arabic = False
    while found := _number(text, at, values, arabic=arabic):
        arabic = arabic or found[1].endswith(_ARABIC_DIGITS)
        unit = found[2] or ""
        values.append(Value(found[1], unit))
        end = at = found.end()
        if "番地" in unit and (branch := _KATAKANA_BRANCH.match(text, at)):
            values.append(Value(branch[1], ""))
            end = branch.end()
            break
        if unit.startswith("号"):
            return _behind_number(text, values, end)
        if unit.startswith("番"):
            at = _past_dividers(text, at)
        elif not unit:
            break
    return values, end


def _past_dividers(text: str, at: int) -> int:
    """Where the text goes on behind spaces, hyphens and the like."""
    found = _BEFORE.match(text, at)
    return found.end() if found else at


def _number(text: str, at: int, values: list[Value], *, arabic: bool) -> re.Match[str] | None:
    if found := _ARABIC.match(text, at):
        return None if _OF_A_BUILDING.match(text, found.end(1)) or _glued(text, found, values) else found
    if arabic:
        return _KANJI_WITH_UNIT.match(text, at)
    if found := _KANJI.match(text, at):
        return found
    hyphen = bool(values) and values[-1].unit.startswith("-")
    return _KANJI_LAST.match(text, at) if hyphen else None


def _glued(text: str, found: re.Match[str], values: list[Value]) -> bool:
    """Tell whether a number behind a space begins a building's name: 2丁目17番6 21ビル."""
    behind_space = found.start() > 0 and text[found.start() - 1] == " "
    return behind_space and bool(values) and not found[2] and text[found.end() : found.end() + 1] not in ("", " ", "-")


def _behind_number(text: str, values: list[Value], end: int) -> tuple[list[Value], int]:
    """Read what is joined to 号: the branch of 1号の2, the room of 1号-203."""
    if values[-1].unit == "号" and (found := _BEHIND_NUMBER.match(text, end)):
        values.append(Value(found[1], found[2] or ""))
        return values, found.end()
    return values, end


def read_numbers(text: str, start: int) -> Numbers:
    """Read block, number, branch and room from `start` on; a 丁目 is read before that."""
    if lot := _NO_LOT.match(text, start):
        return Numbers(block=lot[0], end=lot.end(), flags=("no_lot_number",))
    if nothing := _NOT_GIVEN.match(text, start):
        return Numbers(rest=nothing[0].strip(), end=nothing.end())
    values, end = read_values(text, start)
    return sort_out(values, end)


def sort_out(values: list[Value], end: int) -> Numbers:
    """Tell which number is which."""
    flags = ("lot_number",) if any("番地" in value.unit for value in values) else ()
    parts = {"block": "", "number": "", "branch": "", "room": ""}
    rest: list[str] = []
    reasons: list[str] = []
    for text, unit in values:
        free = next((name for name in ("block", "number", "branch") if not parts[name]), "")
        is_room = unit == "号室" or (free in ("branch", "") and len(text) >= _ROOM_DIGITS)
        if is_room and not parts["room"]:
            parts["room"] = numerals.room_digits(text)
            if unit not in ("号室", "号"):
                reasons.append("room_unmarked")
        elif free and not parts["room"]:
            parts[free] = _plain(text)
        else:
            rest.append(text)
    if any(value.unit == " " for value in values):
        reasons.append("divided_by_spaces")
    if rest:
        reasons.append("numbers_left_over")
    return Numbers(**parts, rest="-".join(rest), end=end, flags=flags, reasons=tuple(dict.fromkeys(reasons)))


def _plain(text: str) -> str:
    """A number without leading zeros; a letter before it stays."""
    if text.isdecimal() or text[0] in numerals.KANJI:
        return numerals.digits(text)
    return text
