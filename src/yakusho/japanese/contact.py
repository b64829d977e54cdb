"""Postcodes (郵便番号) and telephone numbers (電話番号), each in one spelling."""

import re

from yakusho.japanese.check_digits import CodeReading, refused, taken
from yakusho.japanese.plain import plain

TEXT_CHARACTERS_MAX = 100
INTERNATIONAL_DIGITS_MAX = 15  # E.164

_POSTAL_MARK = re.compile(r"^(?:[〒〠\s]|郵便番号:?)+")
_SEVERAL = re.compile(r"[0-9][^0-9]*[、,/;〜~・][^0-9]*[0-9]", re.ASCII)
_POSTCODE = re.compile(r"([0-9]+)(?:[- ]+([0-9]+))?(?:[- ]+([0-9]+))?", re.ASCII)

_PHONE_MARK = re.compile(r"^(?:[\s:☎☏✆📞.]|TEL|電話番号|電話|FAX|ファックス)+", re.IGNORECASE)
_REPRESENTATIVE = re.compile(r"\(?代表?\)?$")
_EXTENSION = re.compile(r"[\s(]*(?:内線|\(内\)|EXT\.?|;EXT=)[\s:.]*([0-9]{1,7})\)?$", re.IGNORECASE | re.ASCII)
_WHOSE = re.compile(r"^[\s(:]*([ぁ-んァ-ヶー一-龠々]{1,10})[\s):]*|[\s(:]*([ぁ-んァ-ヶー一-龠々]{1,10})[\s):]*$")
_KANJI_DIGITS = re.compile("[〇一二三四五六七八九]{2}")
_PHONE = re.compile(r"\+?[0-9(). -]*", re.ASCII)
_NOT_DIGITS = re.compile(r"[+0-9A-Z(). -]+", re.IGNORECASE | re.ASCII)
_ELEVEN_DIGITS = re.compile("0[25-9]0")
_TRUNK_ZERO = re.compile(r"^\+?81[- ]*(?:\(0\)|0)?")


def read_postcode(text: str) -> CodeReading:
    """Read a postcode as `173-8501`; a 0 that a spreadsheet dropped comes back with a reason."""
    shown = plain(text)
    if shown.bad:
        return refused(text, "bad_characters")
    if len(shown.text) > TEXT_CHARACTERS_MAX:
        return refused(text, "unreadable" if shown.text.strip() else "empty")
    code = _POSTAL_MARK.sub("", shown.text.strip().strip("()")).strip()
    if not code:
        return refused(text, "empty")
    if _SEVERAL.search(code):
        return refused(text, "several_numbers")
    found = _POSTCODE.fullmatch(code)
    if found is None:
        return refused(text, "not_digits")
    parts = [part for part in found.groups() if part]
    digits, reason = _postcode_digits(parts)
    if reason and reason != "zero_dropped":
        return refused(text, reason)
    if not digits.strip("0"):
        return refused(text, "placeholder")
    return taken(text, f"{digits[:3]}-{digits[3:]}", (reason,) if reason else (), shown.flags)


def _postcode_digits(parts: list[str]) -> tuple[str, str]:
    digits = "".join(parts)
    lengths = tuple(map(len, parts))
    if lengths in ((7,), (3, 4)):
        return digits, ""
    if lengths in ((6,), (2, 4)):
        return "0" + digits, "zero_dropped"
    if lengths in ((3,), (5,), (3, 2)):
        return "", "old_postcode"
    return "", "misplaced_hyphen" if len(digits) == 7 else "wrong_length"


def read_phone(text: str) -> CodeReading:
    """Read a telephone number as digits from 0, abroad from `+`, with `;ext=` before an extension (RFC 3966).

    Words beside it (自宅) are left out with a reason; of two numbers in one text none is taken.
    """
    shown = plain(text)
    if shown.bad:
        return refused(text, "bad_characters")
    if len(shown.text) > TEXT_CHARACTERS_MAX:
        return refused(text, "unreadable" if shown.text.strip() else "empty")
    rest = _PHONE_MARK.sub("", shown.text).strip()
    if not rest:
        return refused(text, "unreadable" if shown.text.strip() else "empty")
    if _SEVERAL.search(rest.replace(";ext=", "")):
        return refused(text, "several_numbers")
    rest, extension = _without_extension(_REPRESENTATIVE.sub("", rest))
    number, words = _without_words(rest)
    normal, reasons = _phone(number)
    if not normal:
        return refused(text, *reasons)
    return taken(text, normal + extension, words + reasons, shown.flags)


def _without_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    return (text[: found.start()], f";ext={found[1]}") if found else (text, "")


def _without_words(text: str) -> tuple[str, tuple[str, ...]]:
    """Leave out whose number it is, before or behind."""
    if _KANJI_DIGITS.search(text):
        return text, ()
    number = _PHONE_MARK.sub("", _WHOSE.sub("", text, count=2)).strip()
    if not number or number == text:
        return text, ()
    return number, ("with_words",)


def _phone(number: str) -> tuple[str, tuple[str, ...]]:
    """The number in one spelling with reasons; or an empty text and the reason why there is none."""
    if not _PHONE.fullmatch(number):
        typed = _NOT_DIGITS.fullmatch(number) or _KANJI_DIGITS.search(number)
        return "", ("not_digits" if typed and re.search("[0-9一二三四五六七八九]", number) else "unreadable",)
    digits = re.sub("[^0-9]", "", number)
    if not digits:
        return "", ("unreadable",)
    if number.startswith("+"):
        return _abroad(number, digits)
    if digits.startswith("010") and len(digits) > 11:
        return _abroad("+" + digits[3:], digits[3:])
    if digits.startswith("81") and len(digits) in (11, 12):
        normal, reasons = _home("0" + digits[2:], ())
        return normal, ("plus_missing",) if normal else reasons
    return _home(digits, tuple(map(len, re.findall("[0-9]+", number))))


def _abroad(number: str, digits: str) -> tuple[str, tuple[str, ...]]:
    if digits.startswith("0") or not 7 <= len(digits) <= INTERNATIONAL_DIGITS_MAX:
        return "", ("wrong_length",)
    if digits.startswith("81"):
        return _home("0" + re.sub("[^0-9]", "", _TRUNK_ZERO.sub("", number)), ())
    return "+" + digits, ()


def _home(digits: str, groups: tuple[int, ...]) -> tuple[str, tuple[str, ...]]:
    """A number of Japan (電気通信番号計画); `groups` are the lengths between its hyphens."""
    if not digits.strip("0"):
        return "", ("placeholder",)
    if digits[0] != "0":
        return _without_zero(digits)
    if digits[1:2] == "0":
        return "", ("no_such_number",)
    eleven = _ELEVEN_DIGITS.match(digits) is not None
    if eleven and digits.startswith("060") and len(digits) == 10 and (len(groups) < 2 or groups[0] == 2):
        eleven = False  # 06-0000-0000: the area code of Osaka
    return (digits, ()) if len(digits) == (11 if eleven else 10) else ("", ("wrong_length",))


def _without_zero(digits: str) -> tuple[str, tuple[str, ...]]:
    if len(digits) == 3 and digits[0] == "1":
        return "", ("short_number",)
    if 5 <= len(digits) <= 8:
        return "", ("no_area_code",)
    normal, _ = _home("0" + digits, ())
    return (normal, ("zero_dropped",)) if normal else ("", ("wrong_length",))
