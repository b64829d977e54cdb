"""What is taken off a text before it is read as an address: invisible characters, labels, quotes, the postcode."""

import re
from typing import NamedTuple

from yakusho.japanese.characters import BIDI_CONTROLS, INVISIBLES, normal, plain_hyphens, without_selectors

_INVISIBLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{INVISIBLES}{BIDI_CONTROLS}]+")
_SPACES = re.compile(r"[\s\u3164]+")
_OLD_NUMBER_WORD = re.compile("(?<=[0-9一二三四五六七八九十壱弐参])號")
_ONE_AS_HYPHEN = re.compile(r"(?<=[0-9])一(?=[0-9])")
_LONG_MARK_AS_ONE = re.compile("(?<=[0-9目番地号])[ーｰ]+(?=[0-9A-Z])")
_HYPHENS_APART = re.compile(r"(?<=[0-9]) ?-[- ]*(?=[0-9])")
_KANA_UNITS = re.compile(
    "(?<=[0-9]) ?(?:(ちょうめ|チョウメ)|(ばんち|バンチ)|(ばん|バン)|(ごう|ゴウ)(?!しつ|シツ))(?=[0-9 -]|$)"
)
_UNITS = ("丁目", "番地", "番", "号")
_TELEPHONE = re.compile(r"[ (]*(?:電話(?:番号)?|TEL|Tel|tel|℡)[:. ]*(\(?0[0-9() -]{8,14})\)?$")
_BARE_TELEPHONE = re.compile(r"(?:[ (]*[☎☏] ?|[ (]+?)(\(?0[0-9]{1,4}\)?[- ]?[0-9]{1,4}-?[0-9]{4})\)?$")
_TELEPHONE_DIGITS = (10, 11)
_ODD_DIVIDERS = re.compile(r"([^0-9]*[^0-9 \-])([0-9]{1,2})([~〜/_,、])([0-9]{1,4})\3([0-9]{1,4})(?![0-9]|\3)")
_FRONT_DIRT = re.compile(r"[^\w〒(\[#]+")
_LABEL = re.compile(r"(?:[現新旧]?住\s?所|所在地|本籍地?|居所|宛先)\s?(?:[::=]\s?|(?=[^0-9不地]))")
_END_DIRT = " 。、,」』\"'“”;-"
_POSTCODE_IN_FRONT = re.compile(
    r"[(\[]?\s?(?:〒|T(?=\s?[0-9])|郵便番号)?\s?:?\s?([0-9]{3})(?:\s?-\s?)?([0-9]{4})(?![0-9-])\s?[)\]]?[ ,]*"
)
_POSTCODE_BEHIND = re.compile(r"[ ,]*(?:\(\s?〒?|〒|郵便番号:?)\s?([0-9]{3})\s?-?\s?([0-9]{4})\s?\)?$")
_POSTCODE_INSIDE = re.compile(r"[ ,(]*〒\s?([0-9]{3})\s?-?\s?([0-9]{4})(?![0-9-])[ ,)]*")
_POSTCODE_BROKEN = re.compile(r"[(\[]?(?:〒|郵便番号:?)\s?([0-9-]*)(?:\s?[)\]])?[ ,]*")


class Cleaned(NamedTuple):
    """The text that is left, in normal form and on one line, and what was taken off."""

    text: str
    postcode: str
    rest: str
    flags: tuple[str, ...]


def clean(original: str) -> Cleaned:
    """Bring a text into the form that the other steps read."""
    flags: list[str] = []
    text = _INVISIBLE.sub("", original)
    if text != original:
        flags.append("invisible_characters")
    text = plain_hyphens(normal(without_selectors(text)))
    text = _ONE_AS_HYPHEN.sub("-", _LONG_MARK_AS_ONE.sub("-", _SPACES.sub(" ", text)))
    text = _OLD_NUMBER_WORD.sub("号", _HYPHENS_APART.sub("-", text).strip())
    text = _KANA_UNITS.sub(_kana_unit, text)
    if dirt := _FRONT_DIRT.match(text):
        text = text[dirt.end() :]
    if label := _LABEL.match(text):
        text = text[label.end() :]
    if text.count("(") > text.count(")"):
        flags.append("open_bracket")
    text, postcode, broken = _postcode(text)
    if broken:
        flags.append("postcode_malformed")
    if divided := _ODD_DIVIDERS.match(text):
        text = f"{divided[1]}{divided[2]}-{divided[4]}-{divided[5]}{text[divided.end() :]}"
        flags.append("odd_dividers")
    if telephone := _telephone(text):
        text = text[: telephone.start()]
        broken = f"{broken} {telephone[1]}".strip()
    return Cleaned(text.rstrip(_END_DIRT), postcode, broken, tuple(flags))


def _telephone(text: str) -> re.Match[str] | None:
    """Find a telephone number at the end: behind a word, or by its digits."""
    start = max(0, len(text) - 40)
    if found := _TELEPHONE.search(text, start):
        return found
    bare = _BARE_TELEPHONE.search(text, start)
    return bare if bare and sum(map(str.isdigit, bare[1])) in _TELEPHONE_DIGITS else None


def _kana_unit(found: re.Match[str]) -> str:
    """Write ちょうめ behind a number as 丁目, and so on."""
    return _UNITS[(found.lastindex or 1) - 1]


def _postcode(text: str) -> tuple[str, str, str]:
    """Divide a text into what isn't the postcode, the postcode, and a broken one."""
    if found := _POSTCODE_IN_FRONT.match(text):
        return text[found.end() :], f"{found[1]}-{found[2]}", ""
    if found := _POSTCODE_BROKEN.match(text):
        return text[found.end() :], "", found[1]
    if found := _POSTCODE_BEHIND.search(text):
        return text[: found.start()], f"{found[1]}-{found[2]}", ""
    if "〒" in text and (found := _POSTCODE_INSIDE.search(text)):
        return f"{text[: found.start()]} {text[found.end() :]}", f"{found[1]}-{found[2]}", ""
    return text, "", ""
