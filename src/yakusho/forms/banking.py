"""Bank accounts (振込先口座): the rules for a holder's name that a bank's transfer file takes.

Source: 全銀協 total-transfer format, appendix 1, in its stricter reading: half-width katakana, digits, A–Z, space and
`( ) - .`; small kana become large, ー becomes `-`; ヲ and the comma are taken nowhere; 30 bytes.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from yakusho.forms import plain
from yakusho.forms.words import Wrong

HOLDER_BYTES_MAX: Final = 30

_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_HYPHENS = str.maketrans("ー‐‑–—―−", "-------")
_REFUSED = re.compile("[^ァ-ヴ0-9A-Z ().-]|ヲ|ヰ|ヱ|ヮ")
_FULL = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ"
_TO_HALF = str.maketrans(_FULL + "\u3099\u309a", _HALF + "ﾞﾟ")


def holder(text: str) -> str | Wrong:
    """An account holder's name in full-width kana that a transfer file can carry; or how to mend it."""
    kana = plain.katakana(text).upper().translate(_LARGE).translate(_HYPHENS)
    kana = " ".join(kana.replace("・", " ").replace("･", " ").split())
    if "ヲ" in kana:
        return Wrong("「{label}」の「ヲ」は「オ」にしてください。", "In “{label}”, write ヲ as オ.")
    if refused := _REFUSED.search(kana):
        return Wrong(
            f"「{{label}}」に「{refused[0]}」は使えません。通帳のとおり、カタカナで入れてください。",
            f"“{{label}}” can't have “{refused[0]}”. Write it in katakana as in the bank book (such as ミホン タロウ).",
        )
    if (length := len(half_width(kana))) > HOLDER_BYTES_MAX:
        return Wrong(
            f"「{{label}}」は、濁点も1文字に数えて{HOLDER_BYTES_MAX}文字までです。今は{length}文字あります。"
            "通帳に印字されたとおりに入れてください。",
            f"“{{label}}” can have up to {HOLDER_BYTES_MAX} characters, counting voice marks; it has {length}. "
            "Write it as it is printed in the bank book.",
        )
    return kana


def half_width(kana: str) -> str:
    """A holder's name that `holder` accepted, in the half-width characters of a transfer file, one byte each."""
    return unicodedata.normalize("NFD", kana).translate(_TO_HALF)


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
