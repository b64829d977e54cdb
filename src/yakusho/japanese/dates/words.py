"""The words around a day: 生年月日：…, …（木）, 午後3時, …まで, …頃, …末日. Each is taken off and kept."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

WEEKDAYS = {sign: number for number, sign in enumerate("月火水木金土日")}
_ENGLISH_WEEKDAYS = {sign: number for number, sign in enumerate(("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"))}
_ENGLISH_WEEKDAY = (
    r"(?:MON(?:DAY)?|TUE(?:S|SDAY)?|WED(?:S|NESDAY)?|THU(?:R|RS|RSDAY)?|FRI(?:DAY)?|SAT(?:URDAY)?|SUN(?:DAY)?)"
)
JAPAN_MINUTES = 9 * 60
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "JST": JAPAN_MINUTES}


class Time(NamedTuple):
    """A time of day and its offset from UTC in minutes, Japan's where none is written."""

    hour: int
    minute: int
    offset: int = JAPAN_MINUTES


@dataclass(slots=True)
class Words:
    """A text without the words around its day, and what those said."""

    core: str
    flags: list[str] = field(default_factory=list)
    weekday: int | None = None
    time: Time | None = None
    part: str = ""
    end: bool = False
    unknown: bool = False


_TAILS = "|".join(
    (
        r"(?P<stop>[.。])",
        rf"(?P<weekday>\((?:[月火水木金土日](?:曜日?)?(?:[・,]?[祝休])?|{_ENGLISH_WEEKDAY}\.?|祝|休)\)"
        rf"|[月火水木金土日]曜日?|[ ,]{_ENGLISH_WEEKDAY}\.?)",
        r"(?P<time>[T ]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[AP]M)?"
        r"(?: ?(?:Z|UTC|GMT|JST|[-+][0-9]{2}(?::?[0-9]{2})?))?"
        r"|T[0-9]{4}(?:[0-9]{2})?(?:Z|[-+][0-9]{2}:?(?:[0-9]{2})?)?"
        r"|(?:午前|午後)?[0-9]{1,2}時(?:半|[0-9]{1,2}分(?:[0-9]{1,2}秒)?)?)",
        r"(?P<unknown>\((?:月日|日)?(?:不詳|不明)\)|(?:月日|日)?(?:不詳|不明)|(?<=月)吉日)",
        r"(?P<until>まで(?:に)?|迄|以前|限り|期限|締切|必着|満了)",
        r"(?P<since>から|以降|以後|より|~)",
        r"(?P<approximate>頃|ごろ|ころ|前後)",
        r"(?P<with_words>生まれ|生|現在|付け?で?|(?:発行|作成|届出|受付|申請|提出|施行|公布|決定|更新|交付|開始|終了|死亡|転入|転出)|時点)",
        r"(?P<end>(?<=[月年度])(?:末日?|月末日?|晦日))",
        r"(?P<part>[上初中下]旬|[上下]半期|第?[1-4]四半期|(?<=年)[春夏秋冬])",
        r"(?P<share>(?<=[月度年])分)",
    )
)
_TAIL = re.compile(rf"(?:{_TAILS})$")
_LETTER = "[ぁ-んァ-ヶー一-龠々]"
_HEADS = "|".join(
    (
        rf"(?P<with_words>{_LETTER}{{0,8}}(?:年月日|日付|(?!月){_LETTER}日)(?::|(?=[^0-9]*[0-9]))|{_LETTER}{{1,10}}:)",
        r"(?P<until>至|~)",
        r"(?P<since>自)",
        r"(?P<approximate>推定|約)",
        rf"(?P<weekday>{_ENGLISH_WEEKDAY}\.?[, ](?=[0-9A-Z]))",
    )
)
_HEAD = re.compile(_HEADS)
_AROUND = re.compile(r"\(([^()]*)\)")
_CLOCK = re.compile(r"[T ]?([0-9]{1,2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]+)?)? ?([AP]M)? ?(.*)")
_JAPANESE_CLOCK = re.compile(r"(午前|午後)?([0-9]{1,2})時(?:(半)|([0-9]{1,2})分(?:([0-9]{1,2})秒)?)?")
_OFFSET = re.compile(r"([-+])([0-9]{2}):?([0-9]{2})?")
_WORDS_MAX = 8


def without_words(text: str) -> Words:
    """Take off what stands before and behind a day."""
    words = Words(text)
    for _ in range(_WORDS_MAX):
        if not (_take_tail(words) or _take_head(words)):
            break
    return words


def _take_tail(words: Words) -> bool:
    around = _AROUND.fullmatch(words.core)
    if around:
        words.core = around[1]
        return True
    found = _TAIL.search(words.core)
    if found is None or not found.start() or not _said(words, found):
        return False
    words.core = words.core[: found.start()]
    return True


def _take_head(words: Words) -> bool:
    found = _HEAD.match(words.core)
    if found is None or not found.end() or not _said(words, found):
        return False
    words.core = words.core[found.end() :]
    return True


def _said(words: Words, found: re.Match[str]) -> bool:
    """Keep what the words said; False when they can't be."""
    kind = found.lastgroup or ""
    said = found[0]
    if kind == "time":
        time = _time(said)
        if time is None or words.time is not None:
            return False
        words.time = time
        words.flags.append("time_dropped")
    elif kind == "weekday":
        words.weekday = _weekday(said)
    elif kind == "end":
        words.end = True
        words.flags.append("end_of_period")
    elif kind == "part":
        if words.part:
            return False
        words.part = said
    elif kind == "unknown":
        words.unknown = True
    elif kind not in ("stop", "share"):
        words.flags.append(kind)
    return True


def _weekday(said: str) -> int | None:
    bare = said.strip("(), ")
    return WEEKDAYS.get(bare[0], _ENGLISH_WEEKDAYS.get(bare[:3]))


def _time(said: str) -> Time | None:
    if found := _JAPANESE_CLOCK.fullmatch(said):
        half, hours, minutes = found[1], int(found[2]), 30 if found[3] else int(found[4] or 0)
        return _checked(
            hours + (12 if half == "午後" and hours < 12 else 0), minutes, int(found[5] or 0), JAPAN_MINUTES
        )
    clock = _CLOCK.fullmatch(said)
    if clock is None:
        return None
    hours = int(clock[1])
    if clock[4]:
        hours = hours % 12 + (12 if clock[4] == "PM" else 0)
    offset = _offset(clock[5])
    return None if offset is None else _checked(hours, int(clock[2]), int(clock[3] or 0), offset)


def _offset(zone: str) -> int | None:
    found = _OFFSET.fullmatch(zone)
    if found is None:
        return _ZONES.get(zone) if zone else JAPAN_MINUTES
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return None if minutes > 14 * 60 else -minutes if found[1] == "-" else minutes


def _checked(hours: int, minutes: int, seconds: int, offset: int) -> Time | None:
    in_range = minutes < 60 and seconds <= 60 and (hours < 24 or (hours == 24 and minutes == seconds == 0))
    return Time(hours, minutes, offset) if in_range else None
