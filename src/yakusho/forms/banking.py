"""Bank accounts (振込先口座): the rules for a holder's name that a bank's transfer file takes, and for numbers."""

from collections.abc import Callable

from yakusho.forms import plain
from yakusho.forms.words import ENTER, Wrong
from yakusho.japanese.bank_kana import BYTES_MAX, BankKana, to_bank_kana
from yakusho.japanese.characters import normal


def holder(text: str) -> str | Wrong:
    """An account holder's name in full-width kana that a transfer file can carry; or how to mend it."""
    kana = to_bank_kana(plain.one_line(text))
    if "wo_to_o" in kana.reasons:
        return Wrong("「{label}」の「ヲ」は「オ」にしてください。", "In “{label}”, write ヲ as オ.")
    return normal(kana.text) if kana.valid else _how_to_mend(kana)


def _how_to_mend(kana: BankKana) -> Wrong:
    if "too_long" in kana.reasons:
        most, length = BYTES_MAX["account"], len(kana.text)
        return Wrong(
            f"「{{label}}」は、濁点も1文字に数えて{most}文字までです。今は{length}文字あります。"
            "通帳に印字されたとおりに入れてください。",
            f"“{{label}}” can have up to {most} characters, counting voice marks; it has {length}. "
            "Write it as it is printed in the bank book.",
        )
    refused = next((change.before[0] for change in kana.changes if change.rule != "left_out"), None)
    if refused is None:
        return ENTER
    return Wrong(
        f"「{{label}}」に「{refused}」は使えません。通帳のとおり、カタカナで入れてください。",
        f"“{{label}}” can't have “{refused}”. Write it in katakana as in the bank book (such as ミホン タロウ).",
    )


def digits_of(length: int, example: str) -> Callable[[str], str | Wrong]:
    """A rule for a number of exactly `length` digits; a shorter one is offered back with the zeros a bank would add."""
    several = Wrong(
        f"「{{label}}」は、{length}けたの数字で入れてください（例 {example}）。",
        f"Enter “{{label}}” as {length} digits (for example {example}).",
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
        )

    return rule
