"""Items whose answer is a value: days, numbers, choices, ticks, files."""

import re
from datetime import date
from typing import Final

from yakusho.forms import bounds, plain, words
from yakusho.forms.date_words import english_day, exact_day
from yakusho.forms.fields import Answer, Kind
from yakusho.forms.schema.items import DateItem, FileItem, MoneyItem, NumberItem
from yakusho.forms.schema.texts import Text
from yakusho.forms.uploads import handles
from yakusho.forms.words import Wrong
from yakusho.japanese.check_digits import read_my_number
from yakusho.japanese.dates import easy_day, read_date, wareki, wareki_with_weekday, western
from yakusho.kernel.languages import EASY

UPLOAD_TYPES: Final = "application/pdf,image/jpeg,image/png"
CONSENT_VALUE: Final = "on"
MY_NUMBER: Final = Wrong(
    "「{label}」は、12けたの数字で入れてください。マイナンバーカードの裏にあります。",
    "Enter “{label}” as twelve digits. It stands on the back of the My Number card.",
    "「{label}」は、数字（すうじ） 12こを 入（い）れて ください。マイナンバーカードの 裏（うら）に あります。",
)
MY_NUMBER_CHECK: Final = Wrong(
    "「{label}」のどこかの数字がちがいます。カードを見て、もう一度入れてください。",
    "A digit of “{label}” is wrong. Look at the card and enter it again.",
    "「{label}」の 数字（すうじ）が ちがいます。カードを 見（み）て、もう一度（いちど） 入（い）れて ください。",
)
_PASSED_OVER: Final = str.maketrans("", "", ",、¥\\ ")
_DECIMAL: Final = re.compile(r"(-?)([0-9]*)(?:\.([0-9]+))?", re.ASCII)
YEN: Final = Text(ja="円", en=" yen", easy="円（えん）")


def date_kind(item: DateItem) -> Kind:
    """A day (年月日), kept as an ISO date."""

    def read(text: str, today: date) -> str | Wrong:
        day = exact_day(read_date(text, today=today))
        if isinstance(day, Wrong):
            return day
        latest = today if item.latest == "today" else item.latest
        if latest is not None and day > latest:
            return Wrong(
                f"「{{label}}」は、{wareki(latest)}までの日を入れてください。",
                f"Enter a day up to {english_day(latest)} for “{{label}}”.",
                f"「{{label}}」は、{western(latest)}か、それより 前（まえ）の 日（ひ）を 入（い）れて ください。",
            )
        earliest = today if item.earliest == "today" else item.earliest
        if earliest is not None and day < earliest:
            return Wrong(
                f"「{{label}}」は、{wareki(earliest)}からの日を入れてください。",
                f"Enter a day from {english_day(earliest)} on for “{{label}}”.",
                f"「{{label}}」は、{western(earliest)}か、それより あとの 日（ひ）を 入（い）れて ください。",
            )
        return day.isoformat()

    return Kind(read, typed=_typed_day, show=_shown_day, sample="2000-01-01", maxlength=40)


def _typed_day(answer: Answer, language: str) -> str:
    try:
        if language.startswith("en"):
            return str(answer)
        day = date.fromisoformat(answer)
        return western(day) if language == EASY else wareki(day)
    except ValueError:
        return str(answer)


def _shown_day(answer: Answer, language: str) -> str:
    try:
        day = date.fromisoformat(answer)
    except ValueError:  # kept by no version of ours, yet never a reason for a page not to open
        return str(answer)
    if language.startswith("en"):
        return f"{english_day(day)} ({day:%a})"
    return easy_day(day) if language == EASY else wareki_with_weekday(day)


def _outside(least: int, most: int) -> Wrong:
    return Wrong(
        f"「{{label}}」は、{least:,}から{most:,}までの数を入れてください。",
        f"Enter “{{label}}” between {least:,} and {most:,}.",
        f"「{{label}}」は、{least:,}から {most:,}までの 数（かず）を 入（い）れて ください。",
    )


def _whole_number(least: int, most: int, unit: Text | None) -> Kind:
    tails = tuple(filter(None, (unit.ja.strip(), unit.en.strip()))) if unit else ()
    not_whole = Wrong(
        "「{label}」は、数字だけで入れてください（小数は使えません）。",
        "Enter “{label}” as a whole number in digits.",
        "「{label}」は、数字（すうじ）だけで 入（い）れて ください（1、2、3…）。",
    )
    outside = _outside(least, most)

    def read(text: str, today: date) -> int | Wrong:
        number = plain.hyphened(text)
        for tail in tails:
            number = number.removesuffix(tail)
        number = number.translate(_PASSED_OVER)
        digits = number.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            return not_whole
        if len(digits) > bounds.NUMBER_DIGITS_MAX or not least <= int(number) <= most:
            return outside
        return int(number)

    def show(answer: Answer, language: str) -> str:
        return f"{answer:,}{unit.say(language) if unit else ''}"

    return Kind(read, show=show, shape=int, blank=None, sample=most, inputmode="numeric", maxlength=20, unit=unit)


def number_kind(item: NumberItem) -> Kind:
    """A number (数): whole, or with so many decimals."""
    if item.decimals:
        return _decimal_number(item.least, item.most, item.unit, item.decimals)
    return _whole_number(item.least, item.most, item.unit)


def _decimal_number(least: int, most: int, unit: Text | None, places: int) -> Kind:
    """A number kept as text with all its decimals, such as `36.50`; rules see 3650."""
    tails = tuple(filter(None, (unit.ja.strip(), unit.en.strip()))) if unit else ()
    example = "1." + "5".ljust(places, "0")
    no_number = Wrong(
        f"「{{label}}」は、数字で入れてください。小数は{places}けたまでです（例 {example}）。",
        f"Enter “{{label}}” as a number with up to {places} decimals (for example {example}).",
        f"「{{label}}」は、数字（すうじ）で 入（い）れて ください（例（れい）：{example}）。",
    )
    outside = _outside(least, most)

    def read(text: str, today: date) -> str | Wrong:
        number = plain.hyphened(text)
        for tail in tails:
            number = number.removesuffix(tail)
        found = _DECIMAL.fullmatch(number.translate(_PASSED_OVER))
        if found is None or not (found[2] or found[3]) or len(found[3] or "") > places:
            return no_number
        whole = (found[2] or "0").lstrip("0") or "0"
        if len(whole) > bounds.NUMBER_DIGITS_MAX - places:
            return outside
        scaled = int(whole + (found[3] or "").ljust(places, "0"))
        scaled = -scaled if found[1] else scaled
        if not least * 10**places <= scaled <= most * 10**places:
            return outside
        digits = str(abs(scaled)).zfill(places + 1)
        return f"{'-' if scaled < 0 else ''}{digits[:-places]}.{digits[-places:]}"

    def show(answer: Answer, language: str) -> str:
        whole, _point, decimals = str(answer).partition(".")
        digits = whole.removeprefix("-")
        if not digits.isdecimal():  # kept by no version of ours, yet never a reason for a page not to open
            return str(answer)
        return f"{whole[: len(whole) - len(digits)]}{int(digits):,}.{decimals}{unit.say(language) if unit else ''}"

    def value(answer: Answer) -> int | None:
        kept = read(answer, date.min)
        return None if isinstance(kept, Wrong) else int(kept.replace(".", ""))

    sample = f"{most}.{'0' * places}"
    return Kind(read, show=show, blank=None, sample=sample, value=value, inputmode="decimal", maxlength=24, unit=unit)


def money_kind(item: MoneyItem) -> Kind:
    """An amount (金額) in whole yen."""
    return _whole_number(item.least, item.most, YEN)


def consent_kind() -> Kind:
    """A box to tick (同意)."""

    def read(text: str, today: date) -> bool | Wrong:
        return True if text == CONSENT_VALUE else words.NOT_OFFERED

    def typed(answer: Answer, language: str) -> str:
        return CONSENT_VALUE if answer else ""

    def show(answer: Answer, language: str) -> str:
        return (words.YES if answer else words.NO).say(language)

    return Kind(read, typed=typed, show=show, shape=bool, blank=False, ask=words.TICK, control="checkbox", sample=True)


def file_kind(item: FileItem) -> Kind:
    """Uploaded files (添付): the portal keeps them; here they are objects that are passed on as they are."""

    def read(text: str, today: date) -> str | Wrong:
        return words.NOT_A_FILE

    def show(answer: Answer, language: str) -> str:
        return ("、" if language.startswith("ja") else ", ").join(handle["name"] for handle in handles(answer))

    def value(answer: Answer) -> str:
        return show(answer, "en")

    shape = dict if item.many == 1 else list
    return Kind(
        read,
        show=show,
        shape=shape,
        ask=words.ATTACH,
        control="file",
        input_type="file",
        accept=UPLOAD_TYPES,
        value=value,
    )


def my_number_kind() -> Kind:
    """An individual number (個人番号): kept apart, shown masked."""

    def read(text: str, today: date) -> str | Wrong:
        reading = read_my_number(text)
        if reading.valid and not reading.flags:
            return reading.normal
        return MY_NUMBER_CHECK if "check_digit" in reading.reasons else MY_NUMBER

    def show(answer: Answer, language: str) -> str:
        return f"{'＊' * 8}{str(answer)[-4:]}"

    return Kind(read, show=show, autocomplete="off", inputmode="numeric", maxlength=20, sample="1" * 12, apart=True)
