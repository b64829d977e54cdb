"""Items of several inputs that belong together: a person, an address, an account, a choice with another, a table."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from yakusho.forms import banking, plain, words, yucho
from yakusho.forms.bank_lookup import Lookup
from yakusho.forms.fields import Answer, Control, Field, Grid, Kind, Whole, own_part, part
from yakusho.forms.kinds_choice import one_of
from yakusho.forms.kinds_text import (
    kana_kind,
    line_kind,
    name_kind,
)
from yakusho.forms.schema.items import BankAccountItem, ChoiceOrOtherItem, PersonItem, TableItem
from yakusho.forms.schema.texts import Choice, Text
from yakusho.forms.tables import Tables
from yakusho.forms.words import Wrong
from yakusho.kernel.languages import EASY

OTHER: Final = "other"
"""The code of an answer in one's own words."""


def parts_kind(control: Control = "parts") -> Kind:
    """An item of parts: an object with an answer for each."""
    return Kind(lambda text, today: words.NOT_READABLE, shape=dict, control=control)


def _digits(length: int, example: str) -> Kind:
    return line_kind(banking.digits_of(length, example), 20, inputmode="numeric")


# A bank account

ACCOUNT_TYPES: Final = tuple(
    Choice(code=code, label=Text(ja=ja, en=en, easy=f"{ja}（{reading}）"))
    for code, ja, reading, en in (
        ("ordinary", "普通", "ふつう", "Ordinary"),
        ("current", "当座", "とうざ", "Current"),
        ("savings", "貯蓄", "ちょちく", "Savings"),
    )
)
ACCOUNT_PARTS: Final = (
    part(
        "bank_name",
        Text(ja="金融機関名", en="Bank name", easy="銀行（ぎんこう）の 名前（なまえ）"),
        line_kind(plain.folded, 60),
    ),
    part(
        "bank_code",
        Text(ja="金融機関コード", en="Bank code", easy="銀行（ぎんこう）の 番号（ばんごう）"),
        _digits(4, "0001"),
        Text(
            ja="4けた（ゆうちょ銀行は 9900）",
            en="Four digits (Japan Post Bank: 9900)",
            easy="数字（すうじ） 4つ（ゆうちょ銀行（ぎんこう）は 9900）",
        ),
    ),
    part(
        "branch_name",
        Text(ja="支店名", en="Branch name", easy="支店（してん）の 名前（なまえ）"),
        line_kind(plain.folded, 60),
        Text(
            ja="ゆうちょ銀行は、漢数字の店名",
            en="Japan Post Bank: the branch name in kanji numerals",
            easy="ゆうちょ銀行（ぎんこう）は、〇一八 のような 漢字（かんじ）の 名前（なまえ）",
        ),
    ),
    part(
        "branch_code",
        Text(ja="支店コード", en="Branch code", easy="支店（してん）の 番号（ばんごう）"),
        _digits(3, "001"),
        Text(ja="3けた", en="Three digits", easy="数字（すうじ） 3つ"),
    ),
    part(
        "type",
        Text(ja="口座の種類", en="Account type", easy="口座（こうざ）の 種類（しゅるい）"),
        one_of(ACCOUNT_TYPES, "radio"),
    ),
    part(
        "number",
        Text(ja="口座番号", en="Account number", easy="口座（こうざ）の 番号（ばんごう）"),
        _digits(7, "0123456"),
        Text(
            ja="7けた。足りないときは前に0をつけてください。",
            en="Seven digits; put zeros in front of a shorter one",
            easy="数字（すうじ） 7つ。たりないときは 前（まえ）に 0を つけて ください。",
        ),
    ),
    part(
        "holder",
        Text(
            ja="口座名義（カタカナ）",
            en="Account holder in katakana",
            easy="口座（こうざ）の 人（ひと）の 名前（なまえ）（カタカナ）",
        ),
        line_kind(banking.holder, 60),
        Text(
            ja="通帳のとおりに（例 ミホン タロウ）",
            en="As in the bank book (for example ミホン タロウ)",
            easy="通帳（つうちょう）と 同（おな）じように（例（れい）：ミホン タロウ）",
        ),
    ),
)
YUCHO_PARTS: Final = (
    part(
        "symbol",
        Text(ja="ゆうちょ銀行の記号", en="記号 of Japan Post Bank", easy="ゆうちょ銀行（ぎんこう）の 記号（きごう）"),
        line_kind(yucho.symbol, 10, inputmode="numeric"),
        Text(
            ja="ゆうちょ銀行の人だけ。通帳の5けた（例 10530）。記号と番号を入れると、ほかは口座名義だけで足ります。",
            en="Japan Post Bank only: five digits of the bank book (such as 10530). Then only the holder is needed.",
            easy=(
                "ゆうちょ銀行（ぎんこう）の 人（ひと）だけ。通帳（つうちょう）の 数字（すうじ） "
                "5つ（例（れい）：10530）。あとは 番号（ばんごう）と 名前（なまえ）だけ 入（い）れて ください。"
            ),
        ),
        required=False,
    ),
    part(
        "symbol_number",
        Text(ja="ゆうちょ銀行の番号", en="番号 of Japan Post Bank", easy="ゆうちょ銀行（ぎんこう）の 番号（ばんごう）"),
        line_kind(yucho.number, 12, inputmode="numeric"),
        Text(
            ja="通帳の8けたまで（例 12345671）",
            en="Up to eight digits of the bank book (such as 12345671)",
            easy="通帳（つうちょう）の 数字（すうじ） 8つまで（例（れい）：12345671）",
        ),
        required=False,
    ),
)


_FOUND_BY_NAME: Final = {
    "bank_name": Text(
        ja="名前・カナ・コードのどれか（例 みずほ）",
        en="Name, reading or code (such as Mizuho)",
        easy="名前（なまえ）か 番号（ばんごう）（例（れい）：みずほ）",
    ),
    "branch_name": Text(
        ja="名前・カナ・コードのどれか。ゆうちょ銀行は、漢数字の店名",
        en="Name, reading or code; Japan Post Bank: the branch name in kanji numerals",
        easy="名前（なまえ）か 番号（ばんごう）。ゆうちょ銀行（ぎんこう）は、〇一八 のような 漢字（かんじ）",
    ),
    "bank_code": Text(
        ja="4けた。わからないときは、名前から探します。",
        en="Four digits. Without it, we look by the name.",
        easy="数字（すうじ） 4つ。わからないときは、書（か）かなくて いいです。",
    ),
    "branch_code": Text(
        ja="3けた。わからないときは、名前から探します。",
        en="Three digits. Without it, we look by the name.",
        easy="数字（すうじ） 3つ。わからないときは、書（か）かなくて いいです。",
    ),
}


def account_parts(item: BankAccountItem, tables: Tables) -> tuple[Field, ...]:
    """The parts of an account, with those of Japan Post Bank in front where asked; a list of banks spares the codes."""
    parts = tuple(map(_with_list, ACCOUNT_PARTS)) if tables.banks is not None else ACCOUNT_PARTS
    return (*YUCHO_PARTS, *parts) if item.yucho else parts


def _with_list(field: Field) -> Field:
    if field.id not in _FOUND_BY_NAME:
        return field
    by_name = field.id.endswith("_name")
    kind = replace(field.kind, finds=field.id) if by_name else field.kind
    return replace(field, kind=kind, hint=_FOUND_BY_NAME[field.id], required=by_name)


def account_whole(item: BankAccountItem, tables: Tables) -> Whole | None:
    """What hangs together in an account; None where nothing does."""
    if not item.yucho and tables.banks is None:
        return None
    banks = Lookup(tables.banks) if tables.banks is not None else None

    def complete(texts: Mapping[str, str]) -> Mapping[str, str]:
        with_book = banking.with_yucho(texts) if item.yucho else texts
        return banks.complete(with_book) if banks is not None else with_book

    def spared(texts: Mapping[str, str]) -> Collection[str]:
        return banking.YUCHO_GIVES if item.yucho and banking.has_symbol(texts) else ()

    def judge(answers: Mapping[str, Answer]) -> Iterable[tuple[str, Wrong]]:
        yield from banking.yucho_quarrels(answers) if item.yucho else ()
        yield from banks.quarrels(answers) if banks is not None else ()

    return Whole(complete, spared, judge)


# A person

NAME_LABEL: Final = Text(ja="氏名", en="Full name", easy="なまえ")
KANA_LABEL: Final = Text(ja="フリガナ", en="Name in katakana", easy="なまえ（カタカナ）")


def person_parts(item: PersonItem) -> tuple[Field, ...]:
    """Name and reading, and what else the file asks for."""
    make = part if item.autocomplete == "off" else own_part
    parts = [
        make(
            "name",
            NAME_LABEL,
            name_kind(),
            Text(ja="例 見本 太郎", en="For example Mihon Taro", easy="例（れい）：見本（みほん） 太郎（たろう）"),
        ),
        make(
            "kana",
            KANA_LABEL,
            kana_kind(),
            Text(ja="例 ミホン タロウ", en="For example ミホン タロウ", easy="例（れい）：ミホン タロウ"),
            required=item.kana == "required",
        ),
    ]
    if item.former_name:
        hint = Text(
            ja="住民票に旧姓（旧氏）をのせている人だけ",
            en="Only if it stands in the resident register",
            easy="住民票（じゅうみんひょう）に 前（まえ）の みょうじが ある 人（ひと）だけ",
        )
        parts.append(
            part(
                "former_name",
                Text(ja="旧姓", en="Former surname", easy="前（まえ）の みょうじ"),
                name_kind(),
                hint,
                required=False,
            )
        )
    if item.alias:
        hint = Text(
            ja="住民票に通称がある人だけ",
            en="Only if it stands in the resident register",
            easy="住民票（じゅうみんひょう）に 通称（つうしょう）が ある 人（ひと）だけ",
        )
        parts.append(
            part(
                "alias",
                Text(ja="通称", en="Registered alias", easy="通称（つうしょう）：いつも 使（つか）う 名前（なまえ）"),
                name_kind(),
                hint,
                required=False,
            )
        )
    return tuple(parts)


# A choice with another

OTHER_LABEL: Final = Text(ja="その他", en="Other", easy="ほか")


def choice_or_other_parts(item: ChoiceOrOtherItem) -> tuple[Field, ...]:
    """The choice, and the words that stand for none of it."""
    other = item.other or OTHER_LABEL
    choices = (*item.choices, Choice(code=OTHER, label=other))
    hint = Text(
        ja=f"「{other.ja}」のときだけ",
        en=f"Only for “{other.en}”",
        easy=f"「{other.say(EASY)}」のときだけ",
    )
    return (
        part("choice", item.label, one_of(choices, "radio")),
        part(OTHER, other, line_kind(plain.one_line, item.maxlength), hint, required=False),
    )


def _only_with_other(texts: Mapping[str, str]) -> Mapping[str, str]:
    chosen = texts.get("choice", "")
    return texts if chosen in (OTHER, "") else {**texts, OTHER: ""}


def _other_in_words(answers: Mapping[str, Answer]) -> Iterable[tuple[str, Wrong]]:
    if answers.get("choice") == OTHER and not answers.get(OTHER):
        yield OTHER, words.ENTER


CHOICE_OR_OTHER_WHOLE: Final = Whole(complete=_only_with_other, judge=_other_in_words)


# A table


def grid(item: TableItem) -> Grid:
    """How a table is laid out."""
    return Grid(
        tuple((row.id, row.label) for row in item.rows), tuple((column.id, column.label) for column in item.columns)
    )


def table_parts(item: TableItem, make: Callable[[Any], Field]) -> tuple[Field, ...]:
    """The cells of a table, row by row; `make` makes a column's item ready."""
    columns = [make(column) for column in item.columns]
    return tuple(
        Field(
            id=f"{row.id}_{column.id}",
            kind_name=column.kind_name,
            kind=column.kind,
            label=Text(
                ja=f"{row.label.ja}：{column.label.ja}",
                en=f"{row.label.en}: {column.label.en}",
                easy=f"{row.label.say(EASY)}：{column.label.say(EASY)}",
            ),
            hint=None,
            required=column.required,
            autocomplete=None,
        )
        for row in item.rows
        for column in columns
    )
