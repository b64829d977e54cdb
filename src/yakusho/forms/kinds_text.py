"""Items whose answer is text: names, readings, addresses, telephone, mail, free text."""

import re
from collections.abc import Callable
from datetime import date

from yakusho.forms import plain
from yakusho.forms.fields import Kind
from yakusho.forms.naming import person_name
from yakusho.forms.schema.items import LongTextItem, TextItem
from yakusho.forms.words import Wrong, too_long
from yakusho.japanese.contact import read_phone, read_postcode
from yakusho.japanese.names import read_kana

NAME_CHARACTERS_MAX = 100
ADDRESS_CHARACTERS_MAX = 200
EMAIL_CHARACTERS_MAX = 254  # RFC 5321 path without its brackets

# Dots before the @ may double or end it: Japanese carriers gave out such addresses.
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,}")

KANA = Wrong(
    "「{label}」は、カタカナで入れてください（例 ミホン タロウ）。",
    "Enter “{label}” in katakana (for example ミホン タロウ).",
    "「{label}」は、カタカナで 入（い）れて ください（例（れい）：ミホン タロウ）。",
)
POSTCODE = Wrong(
    "「{label}」は、7けたの数字で入れてください（例 173-8501）。",
    "Enter “{label}” as seven digits (for example 173-8501).",
    "「{label}」は、数字（すうじ） 7つで 入（い）れて ください（例（れい）：173-8501）。",
)
PHONE = Wrong(
    "「{label}」は、0から始まる10けたか11けたの数字で入れてください（例 090-0000-0000）。",
    "Enter “{label}” as 10 or 11 digits that begin with 0, or with + and the country (for example 090-0000-0000).",
    "「{label}」は、0から 始（はじ）まる 数字（すうじ） 10こか 11こで 入（い）れて "
    "ください（例（れい）：090-0000-0000）。",
)
EMAIL = Wrong(
    "「{label}」は、name@example.jp のように @ を入れて書いてください。",
    "Enter “{label}” with an @, like name@example.jp.",
    "「{label}」は、name@example.jp のように 入（い）れて ください。@も いります。",
)


def line_kind(
    rule: Callable[[str], str | Wrong],
    most: int,
    autocomplete: str | None = None,
    inputmode: str | None = None,
    input_type: str = "text",
) -> Kind:
    """A kind of one line with a rule and a greatest length."""

    def read(text: str, today: date) -> str | Wrong:
        answer = rule(text)
        if type(answer) is str and len(answer) > most:
            return too_long(most, len(answer))
        return answer

    return Kind(read, maxlength=most, autocomplete=autocomplete, inputmode=inputmode, input_type=input_type)


def name_kind() -> Kind:
    """A person's name (氏名): kept as typed, because every form of a kanji may be the right one."""
    return line_kind(person_name, NAME_CHARACTERS_MAX, autocomplete="name")


def kana_kind() -> Kind:
    """A reading (フリガナ): hiragana and half-width kana are taken and become katakana."""

    def rule(text: str) -> str | Wrong:
        reading = read_kana(plain.one_line(text))
        return reading.text if reading.valid else KANA

    return line_kind(rule, NAME_CHARACTERS_MAX)


def postcode_kind() -> Kind:
    """A postcode (郵便番号) as `173-8501`."""

    def rule(text: str) -> str | Wrong:
        reading = read_postcode(text)
        return reading.normal if reading.confidence == 1 else POSTCODE

    return line_kind(rule, 20, autocomplete="postal-code", inputmode="numeric")


def address_kind() -> Kind:
    """An address (住所) in one text; widths are evened, kanji forms kept."""
    return line_kind(plain.folded, ADDRESS_CHARACTERS_MAX, autocomplete="street-address")


def phone_kind() -> Kind:
    """A telephone number (電話番号) as digits; numbers abroad begin with +."""

    def rule(text: str) -> str | Wrong:
        reading = read_phone(text)
        return reading.normal if reading.confidence == 1 and ";" not in reading.normal else PHONE

    return line_kind(rule, 30, autocomplete="tel", inputmode="tel", input_type="tel")


def email_kind() -> Kind:
    """A mail address (メールアドレス)."""

    def rule(text: str) -> str | Wrong:
        address = plain.folded(text)
        return address if _EMAIL.fullmatch(address) else EMAIL

    return line_kind(rule, EMAIL_CHARACTERS_MAX, autocomplete="email", inputmode="email", input_type="email")


def text_kind(item: TextItem) -> Kind:
    """One line of text, kept as typed; a pattern is matched after widths are evened."""
    if item.pattern is None:
        return line_kind(plain.one_line, item.maxlength)
    matches = re.compile(item.pattern).fullmatch
    told = item.pattern_text
    assert told is not None  # the definition is refused without it
    wrong = Wrong(told.ja, told.en, told.easy or "")

    def rule(text: str) -> str | Wrong:
        line = plain.folded(text)
        return line if matches(line) else wrong

    return line_kind(rule, item.maxlength)


def long_text_kind(item: LongTextItem) -> Kind:
    """Several lines of text, kept as typed."""

    def read(text: str, today: date) -> str | Wrong:
        answer = plain.many_lines(text)
        return answer if len(answer) <= item.maxlength else too_long(item.maxlength, len(answer))

    return Kind(read, control="textarea", maxlength=item.maxlength, rows=item.rows)
