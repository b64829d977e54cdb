"""Every kind of item: the one table from a kind's name to its behaviour."""

from collections.abc import Callable
from typing import Any, Final

from yakusho.forms import banking, plain, words
from yakusho.forms.fields import Field, Kind
from yakusho.forms.kinds_text import (
    address_kind,
    email_kind,
    kana_kind,
    line_kind,
    long_text_kind,
    name_kind,
    phone_kind,
    postcode_kind,
    text_kind,
)
from yakusho.forms.kinds_value import (
    choice_kind,
    consent_kind,
    date_kind,
    file_kind,
    money_kind,
    number_kind,
    one_of,
    relation_kind,
)
from yakusho.forms.schema import AnyItem, Choice, GroupItem, Text


def account_kind() -> Kind:
    """A bank account (振込先口座): an object of its parts."""
    return Kind(lambda text, today: words.NOT_READABLE, shape=dict, control="parts")


def group_kind() -> Kind:
    """A repeat group (くり返し): a list of members."""
    return Kind(lambda text, today: words.NOT_READABLE, shape=list, blank=(), ask=words.ADD_MEMBER, control="group")


ACCOUNT_TYPES: Final = tuple(
    Choice(code=code, label=Text(ja=ja, en=en))
    for code, ja, en in (
        ("ordinary", "普通", "Ordinary"),
        ("current", "当座", "Current"),
        ("savings", "貯蓄", "Savings"),
    )
)


def _part(part: str, label: Text, kind: Kind, hint: Text | None = None) -> Field:
    return Field(part, "text", kind, label, hint, required=True, autocomplete=None)


def _digits(length: int, example: str) -> Kind:
    return line_kind(banking.digits_of(length, example), 20, inputmode="numeric")


ACCOUNT_PARTS: Final = (
    _part("bank_name", Text(ja="金融機関名", en="Bank name"), line_kind(plain.folded, 60)),
    _part(
        "bank_code",
        Text(ja="金融機関コード", en="Bank code"),
        _digits(4, "0001"),
        Text(ja="4けた（ゆうちょ銀行は 9900）", en="Four digits (Japan Post Bank: 9900)"),
    ),
    _part(
        "branch_name",
        Text(ja="支店名", en="Branch name"),
        line_kind(plain.folded, 60),
        Text(ja="ゆうちょ銀行は、漢数字の店名", en="Japan Post Bank: the branch name in kanji numerals"),
    ),
    _part(
        "branch_code",
        Text(ja="支店コード", en="Branch code"),
        _digits(3, "001"),
        Text(ja="3けた", en="Three digits"),
    ),
    _part("type", Text(ja="口座の種類", en="Account type"), one_of(ACCOUNT_TYPES, "radio")),
    _part(
        "number",
        Text(ja="口座番号", en="Account number"),
        _digits(7, "0123456"),
        Text(ja="7けた。足りないときは前に0をつけてください。", en="Seven digits; put zeros in front of a shorter one"),
    ),
    _part(
        "holder",
        Text(ja="口座名義（カタカナ）", en="Account holder in katakana"),
        line_kind(banking.holder, 60),
        Text(ja="通帳のとおりに（例 ミホン タロウ）", en="As in the bank book (for example ミホン タロウ)"),
    ),
)

_KINDS: Final[dict[str, Callable[[Any], Kind]]] = {
    "name": lambda item: name_kind(),
    "kana": lambda item: kana_kind(),
    "date": date_kind,
    "postcode": lambda item: postcode_kind(),
    "address": lambda item: address_kind(),
    "phone": lambda item: phone_kind(),
    "email": lambda item: email_kind(),
    "text": text_kind,
    "long_text": long_text_kind,
    "number": number_kind,
    "money": money_kind,
    "choice": choice_kind,
    "relation": lambda item: relation_kind(),
    "consent": lambda item: consent_kind(),
    "file": lambda item: file_kind(),
    "bank_account": lambda item: account_kind(),
    "group": lambda item: group_kind(),
}


def make_field(item: AnyItem, inside_group: bool) -> Field:
    """The item of a definition made ready. Inside a group, browsers may not fill in: it is about other people."""
    kind = _KINDS[item.kind](item)
    return Field(
        id=item.id,
        kind_name=item.kind,
        kind=kind,
        label=item.label,
        hint=item.hint,
        required=item.required,
        autocomplete=item.autocomplete or (None if inside_group else kind.autocomplete),
        conditional=item.when is not None,
        parts=ACCOUNT_PARTS if item.kind == "bank_account" else (),
        members=tuple(make_field(member, True) for member in item.items) if isinstance(item, GroupItem) else (),
        one=item.one if isinstance(item, GroupItem) else None,
        min=item.min if isinstance(item, GroupItem) else 0,
        max=item.max if isinstance(item, GroupItem) else 0,
        prefill=item.prefill,
    )
