"""Bank accounts (振込先口座): the rules for a holder's name that a bank's transfer file takes, and for numbers."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from yakusho.forms import plain, yucho
from yakusho.forms.words import ENTER, Wrong
from yakusho.japanese.bank_kana import BYTES_MAX, BankKana, to_bank_kana
from yakusho.japanese.characters import normal


def holder(text: str) -> str | Wrong:
    """An account holder's name in full-width kana that a transfer file can carry; or how to mend it."""
    kana = to_bank_kana(plain.one_line(text))
    if "wo_to_o" in kana.reasons:
        return Wrong(
            "「{label}」の「ヲ」は「オ」にしてください。",
            "In “{label}”, write ヲ as オ.",
            "「{label}」の「ヲ」は「オ」に して ください。",
        )
    return normal(kana.text) if kana.valid else _how_to_mend(kana)


def _how_to_mend(kana: BankKana) -> Wrong:
    if "too_long" in kana.reasons:
        most, length = BYTES_MAX["account"], len(kana.text)
        return Wrong(
            f"「{{label}}」は、濁点も1文字に数えて{most}文字までです。今は{length}文字あります。"
            "通帳に印字されたとおりに入れてください。",
            f"“{{label}}” can have up to {most} characters, counting voice marks; it has {length}. "
            "Write it as it is printed in the bank book.",
            f"「{{label}}」は {most}文字（もじ）までです。いま {length}文字（もじ）です。"
            "「゛」「゜」も 1文字（もじ）です。通帳（つうちょう）と 同（おな）じように 入（い）れて ください。",
        )
    refused = next((change.before[0] for change in kana.changes if change.rule != "left_out"), None)
    if refused is None:
        return ENTER
    return Wrong(
        f"「{{label}}」に「{refused}」は使えません。通帳のとおり、カタカナで入れてください。",
        f"“{{label}}” can't have “{refused}”. Write it in katakana as in the bank book (such as ミホン タロウ).",
        f"「{{label}}」に「{refused}」は 使（つか）えません。通帳（つうちょう）と "
        "同（おな）じように、カタカナで 入（い）れて ください。",
    )


def digits_of(length: int, example: str) -> Callable[[str], str | Wrong]:
    """A rule for a number of exactly `length` digits; a shorter one is offered back with the zeros a bank would add."""
    several = Wrong(
        f"「{{label}}」は、{length}けたの数字で入れてください（例 {example}）。",
        f"Enter “{{label}}” as {length} digits (for example {example}).",
        f"「{{label}}」は、数字（すうじ） {length}つで 入（い）れて ください（例（れい）：{example}）。",
    )

    def rule(text: str) -> str | Wrong:
        number = plain.digits(text)
        if not (number.isascii() and number.isdigit() and len(number) <= length):
            return several
        if len(number) == length:
            return number
        full = number.zfill(length)
        return Wrong(
            f"「{{label}}」は{length}けたの数字です。足りないときは、前に0をつけて {full} のように入れてください。",
            f"“{{label}}” has {length} digits. If yours is shorter, put zeros in front, like {full}.",
            f"「{{label}}」は 数字（すうじ） {length}つです。たりないときは、前（まえ）に 0を つけて、{full} "
            "のように 入（い）れて ください。",
        )

    return rule


YUCHO_GIVES = frozenset(yucho.Account._fields)
"""The parts of an account that 記号・番号 give."""


def has_symbol(texts: Mapping[str, str]) -> bool:
    """Whether 記号 or 番号 of Japan Post Bank was typed."""
    return bool(texts.get("symbol", "").strip() or texts.get("symbol_number", "").strip())


def with_yucho(texts: Mapping[str, str]) -> Mapping[str, str]:
    """The texts with the account that 記号・番号 give, unless another bank stands there."""
    if not has_symbol(texts) or plain.digits(texts.get("bank_code", "")) not in ("", yucho.BANK_CODE):
        return texts
    account = _yucho_account(texts)
    return {**texts, **account._asdict()} if account is not None else texts


def _yucho_account(texts: Mapping[str, str]) -> yucho.Account | None:
    symbol, number = yucho.symbol(texts.get("symbol", "")), yucho.number(texts.get("symbol_number", ""))
    account = yucho.account(symbol, number) if isinstance(symbol, str) and isinstance(number, str) else None
    return account if isinstance(account, yucho.Account) else None


def yucho_quarrels(answers: Mapping[str, Any]) -> Iterator[tuple[str, Wrong]]:
    """What doesn't fit between 記号・番号 and the account."""
    symbol, number = answers.get("symbol"), answers.get("symbol_number")
    if not isinstance(symbol, str) or not isinstance(number, str):
        if symbol or number:
            yield "symbol_number" if symbol else "symbol", ENTER
        return
    if answers.get("bank_code") not in (None, yucho.BANK_CODE):
        yield "symbol", yucho.OTHER_BANK
        return
    account = yucho.account(symbol, number)
    if isinstance(account, Wrong):
        yield "symbol_number", account
    elif any(answers.get(part) not in (None, value) for part, value in account._asdict().items()):
        yield "symbol", yucho.OTHER_BANK
