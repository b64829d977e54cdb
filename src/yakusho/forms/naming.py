"""Names of people (氏名) as they are typed: kept as they are, and what can't stand in a name is explained."""

import re
import unicodedata

from yakusho.forms import plain
from yakusho.forms.words import Wrong
from yakusho.japanese.name_characters import tidied, why_no_letters

NEEDS_LETTERS = Wrong(
    "「{label}」は、名前の文字で入れてください（例 見本 太郎）。",
    "Enter “{label}” in letters (for example Mihon Taro).",
    "「{label}」は、名前（なまえ）の 字（じ）で 入（い）れて ください（例（れい）：見本（みほん） 太郎（たろう））。",
)
HIDDEN = Wrong(
    "「{label}」に、目に見えない文字が入っています。写さずに、もう一度手で入れてください。",
    "“{label}” holds a character that can't be seen. Type it again by hand instead of pasting it.",
    "「{label}」に、見（み）えない 字（じ）が あります。コピーしないで、もう一度（いちど） 入（い）れて ください。",
)
OTHER_SCRIPT = Wrong(
    "「{label}」は、住民票や在留カードのとおり、漢字・かな・アルファベットで入れてください。",
    "Enter “{label}” in kanji, kana or Latin letters, as in the resident register or on the residence card.",
    "「{label}」は、在留（ざいりゅう）カードや 住民票（じゅうみんひょう）と "
    "同（おな）じように、漢字（かんじ）、かな、アルファベットで 入（い）れて ください。",
)
PRIVATE = Wrong(
    "「{label}」に、ほかの機械では見えない文字（外字）が入っています。似た文字かカタカナで入れてください。",
    "“{label}” holds a character that other computers can't show. Use a similar one, or katakana.",
    "「{label}」に、ほかの パソコンで 見（み）えない 字（じ）が あります。にている "
    "字（じ）か、カタカナで 入（い）れて ください。",
)

_USUAL = re.compile("[ 　々ぁ-ゖァ-ヺー一-鿿A-Za-z'.-]+")
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_ENCLOSED = range(0x3200, 0x3400)  # ㈱ and the like: a company's name may be written so
_RADICALS = range(0x2E80, 0x2FE0)


def person_name(text: str) -> str | Wrong:
    """A person's name as typed, because every form of a kanji may be the right one; or what can't stand in it."""
    if _USUAL.fullmatch(text):
        name = (" " if text.isascii() else "　").join(text.split())
        return name if name.strip("'.-　 ") else NEEDS_LETTERS
    name = plain.name(text)
    if _HIDDEN.search(text):
        return HIDDEN
    if _PRIVATE.search(text):
        return PRIVATE
    for character in name:
        if (wrong := _symbol(character)) is not None:
            return wrong
    if not any(map(str.isalpha, name)):
        return NEEDS_LETTERS
    return OTHER_SCRIPT if "unsupported_script" in why_no_letters(tidied(name)) else name


def _symbol(character: str) -> Wrong | None:
    """Why a character is none of a name: a pictogram, or the radical (部首) that looks like a kanji."""
    if unicodedata.category(character) not in ("So", "Sk") or ord(character) in _ENCLOSED:
        return None
    usual = unicodedata.normalize("NFKC", character)
    if ord(character) in _RADICALS and usual != character:
        return Wrong(
            f"「{{label}}」の「{character}」は、漢字に見える別の文字です。「{usual}」と入れ直してください。",
            f"In “{{label}}”, “{character}” only looks like a kanji. Type {usual} instead.",
            f"「{{label}}」の「{character}」は、漢字（かんじ）ではありません。「{usual}」と 入（い）れて ください。",
        )
    return Wrong(
        f"「{{label}}」に「{character}」は使えません。消してください。",
        f"“{{label}}” can't have “{character}”. Take it out.",
        f"「{{label}}」に「{character}」は 使（つか）えません。消（け）して ください。",
    )


def same_name(one: str, other: str) -> bool:
    """Whether two texts write the same name, however it is spaced and however wide."""
    return plain.folded(one).replace(" ", "").casefold() == plain.folded(other).replace(" ", "").casefold()
