"""Building and room (建物名・部屋番号): what stands behind the numbers of an address."""

import re

from yakusho.japanese.addresses import numerals
from yakusho.japanese.addresses.address import Tail
from yakusho.japanese.addresses.addressee import LEGAL_FORM, is_building, split_addressee

VICINITY = ("先", "地先", "付近", "近辺", "周辺", "地内")
"""Words that say: not at this address, but near it."""

_K = numerals.KANJI
_EDGES = ' ,、。・-/「」『』"“”;:'
_HYPHEN_FOR_LONG_MARK = re.compile("(?<=[ァ-ヺー])-(?=[ァ-ヺ])")
_WHOLE_IN_BRACKETS = re.compile(r"\(([^()]*)\)(.*)")
_BRACKETS_BEHIND = re.compile(r"\(([^()]*)\)$")
_NOTHING_SAID = re.compile("(?:番地)?(?:以下)?(?:余白|不詳|不明|省略|なし|無し|同上)")
_OTHER_BRACKETS = ("[", "【", "〔", "<", "《")
_ROUND_BRACKETS = str.maketrans("[【〔<《]】〕>》", "((((()))))")
_ROOM_CHARACTERS = 60
"""A room stands within so many characters of the end."""

_PART = "[0-9]{1,5}[A-Za-z]?"
_CODE = f"(?:PH-?[0-9]{{0,3}}|地階|(?:(?<![A-Za-z])[A-Za-z]-?|(?<![0-9])){_PART}(?:[-・~,]{_PART}){{0,2}})"
_UNIT = " ?(?:号室|号|室|ごうしつ)"
_STOREY = rf"(?:(?<![A-Za-z])B|地下|地上)?[0-9]{{1,3}}(?:[・~,][0-9]{{1,3}})?|(?:地下|地上)?[{_K}]{{1,3}}"
_FLOOR = re.compile(rf"(?<![0-9])({_STOREY})(?:階|F(?![A-Za-z]))[ -]*({_CODE}|[A-Z])?(?:{_UNIT})?$")
_NUMBERED = re.compile("[ -]*(?:#|№|[Nn][Oo][.]?) ?([0-9A-Za-z][0-9A-Za-z-]{0,7})(?: ?号室?)?$")
_ROOM = re.compile(f"({_CODE})({_UNIT})?$")
_LETTER = re.compile(f"(?:^|(?<=[ -]))([A-Z])(?:{_UNIT})?$")
_KANJI_ROOM = re.compile(f"(?<![第{_K}])([{_K}]{{1,6}}){_UNIT}$|(?<![第{_K}])([〇一二三四五六七八九]{{3,4}})$")
_ROOM_ENDS = frozenset(f"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz号室階つ{_K}")
_ANY_NUMBER_SIGN = re.compile("[#№oO]")
_ANY_WORD = re.compile(r"[^\W_]")


def read_tail(text: str, room: str = "") -> Tail:
    """Read what stands behind the numbers; `room` is known when it was among the numbers."""
    text = _HYPHEN_FOR_LONG_MARK.sub("ー", text.strip(_EDGES))
    if is_remark(text) or not _ANY_WORD.search(text):
        return Tail(room=room, rest=text)
    building, addressee, behind = split_addressee(_without_brackets(text))
    building, found = split_room(building)
    if behind:
        behind, found_behind = split_room(behind)
        if is_building(behind) and not building:
            building = behind
        else:
            addressee = _joined(addressee, behind)
        found = found or found_behind
    if room and found:
        building, found = (building, found + room) if found.endswith("階") else (_joined(building, found), "")
    return Tail(building, found or room, addressee)


def is_remark(text: str) -> bool:
    """Tell whether a text is a remark on the address: near it (付近), or that nothing follows (以下余白)."""
    text = text.strip()
    return text in VICINITY or bool(_NOTHING_SAID.fullmatch(text))


def _joined(one: str, other: str) -> str:
    return f"{one} {other}".strip()


def _without_brackets(text: str) -> str:
    """Take off brackets around all, or around the building alone: (ハイツ中台)101; (株) stays."""
    if text.startswith(_OTHER_BRACKETS):
        text = text.translate(_ROUND_BRACKETS)
    if text.startswith("(") and not LEGAL_FORM.match(text):
        if found := _WHOLE_IN_BRACKETS.fullmatch(text):
            return found[1].strip() + found[2]
        if ")" not in text:
            return text.lstrip("( ")
    return text


def split_room(text: str) -> tuple[str, str]:
    """Divide a building from the room or floor at its end; either may be empty."""
    text = text.strip(_EDGES)
    start = max(0, len(text) - _ROOM_CHARACTERS)
    if text.endswith(")"):
        return _split_brackets(text, start)
    if text[-1:] not in _ROOM_ENDS:
        return text, ""
    if ("階" in text or "F" in text) and (floor := _FLOOR.search(text, start)):
        return text[: floor.start()].strip(_EDGES), _floor(floor[1]) + (floor[2] or "")
    if _ANY_NUMBER_SIGN.search(text, start) and (numbered := _NUMBERED.search(text, start)):
        return text[: numbered.start()].strip(_EDGES), numbered[1]
    if letter := _LETTER.search(text, start):
        return text[: letter.start()].strip(_EDGES), letter[1]
    if kanji := _KANJI_ROOM.search(text, start):
        return text[: kanji.start()].strip(_EDGES), numerals.room_digits(kanji[1] or kanji[2])
    if found := _ROOM.search(text, start):
        at = _room_start(text, found)
        return text[:at].rstrip(_EDGES + "の"), text[at : found.end(1)]
    return text, ""


def _split_brackets(text: str, start: int) -> tuple[str, str]:
    """Divide a building from brackets behind it that hold nothing but a room."""
    brackets = _BRACKETS_BEHIND.search(text, start)
    building, room = split_room(brackets[1]) if brackets else ("", "")
    return (text[: brackets.start()].strip(_EDGES), room) if brackets and room and not building else (text, "")


def _floor(number: str) -> str:
    """A floor as it is given everywhere: 3F and 三階 are 3階; 地下1階 and B1階 stay two spellings."""
    for below in ("地下", "地上", "B"):
        if number.startswith(below):
            return below + numerals.digits(number.removeprefix(below)) + "階"
    return numerals.digits(number) + "階"


def _room_start(text: str, room: re.Match[str]) -> int:
    """Where the room begins in a code at the end of a building; the end of the text when it belongs to the name.

    Behind a space, a hyphen or a wing (棟, 館), or with 号, every number is a room. Joined to the name, three digits
    are: of メゾン2000-305 the last, of コーポ102-2 both, of フォーレスト8 none.
    """
    at, code, marked = room.start(), room[1], bool(room[2])
    before = text[at - 1 : at]
    if before in ("", " ", "-", "#", "棟", "館"):
        return at
    if before in "東西南北" and text[at - 2 : at - 1] in ("", " "):
        return at - 1
    lengths = [len(part) for part in re.findall("[0-9]+", code)]
    if before == "第" and "-" in code:
        return at + code.index("-") + 1
    if len(lengths) == 2 and "-" in code and (lengths[0] >= 3) == (lengths[1] >= 3):
        return at + code.index("-") + 1
    return at if marked or max(lengths, default=3) >= 3 or (code[0].isalpha() and before > "~") else len(text)
