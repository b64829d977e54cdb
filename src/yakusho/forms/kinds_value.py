"""Items whose answer is a value: days, numbers, choices, ticks, files."""

from datetime import date
from typing import Final

from yakusho.forms import bounds, plain, words
from yakusho.forms.date_words import english_day, exact_day
from yakusho.forms.fields import Answer, Control, Kind
from yakusho.forms.schema import Choice, ChoiceItem, DateItem, MoneyItem, NumberItem, Text
from yakusho.forms.words import Wrong
from yakusho.japanese.dates import read_date, wareki, wareki_with_weekday

UPLOAD_TYPES: Final = "application/pdf,image/jpeg,image/png"
CONSENT_VALUE: Final = "on"
YEN: Final = Text(ja="円", en=" yen")


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
            )
        earliest = today if item.earliest == "today" else item.earliest
        if earliest is not None and day < earliest:
            return Wrong(
                f"「{{label}}」は、{wareki(earliest)}からの日を入れてください。",
                f"Enter a day from {english_day(earliest)} on for “{{label}}”.",
            )
        return day.isoformat()

    return Kind(read, typed=_typed_day, show=_shown_day, sample="2000-01-01", maxlength=40)


def _typed_day(answer: Answer, language: str) -> str:
    try:
        return wareki(date.fromisoformat(answer)) if language == "ja" else str(answer)
    except ValueError:
        return str(answer)


def _shown_day(answer: Answer, language: str) -> str:
    try:
        day = date.fromisoformat(answer)
    except ValueError:  # kept by no version of ours, yet never a reason for a page not to open
        return str(answer)
    return f"{english_day(day)} ({day:%a})" if language.startswith("en") else wareki_with_weekday(day)


def _whole_number(least: int, most: int, unit: Text | None) -> Kind:
    strip = str.maketrans("", "", ",、¥\\ ")
    tails = tuple(filter(None, (unit.ja.strip(), unit.en.strip()))) if unit else ()
    not_whole = Wrong(
        "「{label}」は、数字だけで入れてください（小数は使えません）。", "Enter “{label}” as a whole number in digits."
    )
    outside = Wrong(
        f"「{{label}}」は、{least:,}から{most:,}までの数を入れてください。",
        f"Enter “{{label}}” between {least:,} and {most:,}.",
    )

    def read(text: str, today: date) -> int | Wrong:
        number = plain.hyphened(text)
        for tail in tails:
            number = number.removesuffix(tail)
        number = number.translate(strip)
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
    """A whole number (数)."""
    return _whole_number(item.least, item.most, item.unit)


def money_kind(item: MoneyItem) -> Kind:
    """An amount (金額) in whole yen."""
    return _whole_number(item.least, item.most, YEN)


def one_of(choices: tuple[Choice, ...], control: Control) -> Kind:
    labels = {choice.code: choice.label for choice in choices}

    def read(text: str, today: date) -> str | Wrong:
        return text if text in labels else words.NOT_OFFERED

    def show(answer: Answer, language: str) -> str:
        label = labels.get(answer)  # an answer of an earlier version may no longer be offered
        return label.say(language) if label else str(answer)

    return Kind(read, show=show, ask=words.CHOOSE, control=control, choices=choices, sample=choices[-1].code)


def choice_kind(item: ChoiceItem) -> Kind:
    """One of several answers (選択)."""
    return one_of(item.choices, item.control)


# As the resident register words relations to the head of household (住民基本台帳事務処理要領).
RELATIONS = tuple(
    Choice(code=code, label=Text(ja=ja, en=en))
    for code, ja, en in (
        ("self", "世帯主（本人）", "Head of household"),
        ("husband", "夫", "Husband"),
        ("wife", "妻", "Wife"),
        ("unregistered_husband", "夫（未届）", "Husband, unregistered"),
        ("unregistered_wife", "妻（未届）", "Wife, unregistered"),
        ("child", "子", "Child"),
        ("father", "父", "Father"),
        ("mother", "母", "Mother"),
        ("sibling", "兄弟姉妹", "Brother or sister"),
        ("grandchild", "孫", "Grandchild"),
        ("grandparent", "祖父母", "Grandparent"),
        ("spouse_parent", "夫・妻の父母", "Parent of the spouse"),
        ("child_spouse", "子の夫・妻", "Spouse of a child"),
        ("relative", "その他の親族・縁故者", "Other relative"),
        ("cohabitant", "同居人", "Person living together"),
    )
)


def relation_kind() -> Kind:
    """The relation to the head of household (続柄)."""
    return one_of(RELATIONS, "select")


def consent_kind() -> Kind:
    """A box to tick (同意)."""

    def read(text: str, today: date) -> bool | Wrong:
        return True if text == CONSENT_VALUE else words.NOT_OFFERED

    def typed(answer: Answer, language: str) -> str:
        return CONSENT_VALUE if answer else ""

    def show(answer: Answer, language: str) -> str:
        return (words.YES if answer else words.NO).say(language)

    return Kind(read, typed=typed, show=show, shape=bool, blank=False, ask=words.TICK, control="checkbox", sample=True)


def file_kind() -> Kind:
    """One uploaded file (添付): the portal keeps it; here it is an object that is passed on as it is."""

    def read(text: str, today: date) -> str | Wrong:
        return words.NOT_A_FILE

    def show(answer: Answer, language: str) -> str:
        return str(answer.get("name", ""))

    return Kind(read, show=show, shape=dict, ask=words.ATTACH, control="file", input_type="file", accept=UPLOAD_TYPES)
