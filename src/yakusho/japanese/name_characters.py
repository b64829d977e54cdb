"""The characters of names: which may stand in one, of which script, and which look like another (紛らわしい字)."""

import re
import unicodedata

from yakusho.japanese.character_tables import COMPATIBILITY_IDEOGRAPHS, HYPHENS, PLAIN_HYPHENS, SELECTORS
from yakusho.japanese.characters import normal

KANJI = f"々〻〆〇㐀-䶿一-鿿{COMPATIBILITY_IDEOGRAPHS}\U00020000-\U0003fffd"
HIRAGANA = "ぁ-ゖゝゞ"
KATAKANA = "ァ-ヺヽヾㇰ-ㇿ"
KANA = f"{HIRAGANA}{KATAKANA}ー\U0001b000-\U0001b16f"
LATIN = "A-Za-zÀ-ÖØ-öø-\u024f\u0300-\u036fʻʼ\u1e00-\u1eff"
_JOINERS = f"・＝'’‘.,\\-{SELECTORS}"

_LOOKS_LIKE_KANJI = "ニロエカハタトチオ"
_LOOKS_LIKE_KATAKANA = "二口工力八夕卜千才一"
LOOKS_LIKE = str.maketrans(f"{_LOOKS_LIKE_KATAKANA}-", f"{_LOOKS_LIKE_KANJI}ーー")
"""Kanji, and the hyphen, to the katakana that they are mistaken for."""

_LETTER = re.compile(f"[{KANJI}{KANA}{LATIN}]")
_NO_LETTER = re.compile(f"[^{KANJI}{KANA}{LATIN}{_JOINERS} ]|(?<![{KANJI}{KANA}])＝|＝(?![{KANJI}{KANA}])")
_IS_KANJI = re.compile(f"[{KANJI}]")
_SEVERAL_KANJI = re.compile(f"[{KANJI}]+")
_IS_KANA = re.compile(f"[{KANA}]")
_IS_LATIN = re.compile(f"[{LATIN}]")
_ONLY_KANA = re.compile(f"[{KANA}・＝ ]+")
_ONLY_KATAKANA = re.compile(f"[{KATAKANA}ー・＝ ]+")
_ONLY_LATIN = re.compile(f"[{LATIN}'’‘.,\\- ]+")

_HYPHEN_AFTER_KANA = re.compile(f"(?<=[{KANA}])[-{HYPHENS}]+(?![{LATIN}])")
_DOUBLE_HYPHEN = re.compile(f"(?<=[{KANJI}{KANA}])[=゠](?=[{KANJI}{KANA}])")

_UNEVEN = re.compile(f"[-=゠{HYPHENS}]")

_MAYBE_REPAIRED = re.compile(f"[ｦ-ﾟ･Ａ-Ｚａ-ｚ\u0300-\u036f\u3099\u309a゛゜{HYPHENS}-]")
_HALF_WIDTH_KANA = re.compile("[ｦ-ﾟ･]")
_FULL_WIDTH_LATIN = re.compile("[Ａ-Ｚａ-ｚ]")
_MARK_APART = re.compile(f"[\u0300-\u036f\u3099\u309a]|[{KANA}][゛゜]")

_WORD = re.compile("[^ ・＝]+")
_MAYBE_MISTAKEN = re.compile(f"[{_LOOKS_LIKE_KANJI}{_LOOKS_LIKE_KATAKANA}へべぺりヘベペリー-]")
_MISTAKEN = re.compile(
    f"(?<![{KANA}])ー|-(?=[{KANJI}{KANA}])|(?<=[{KANJI}])-"
    f"|(?<=[{KANJI}])[{_LOOKS_LIKE_KANJI}](?![{KATAKANA}ー])|(?<![{KATAKANA}ー])[{_LOOKS_LIKE_KANJI}](?=[{KANJI}])"
    f"|(?<![{KATAKANA}ー])[ニハ](?=[ノツヶ][{KANJI}])"
)
_KATAKANA_WORD = re.compile(f"(?!一)[{KATAKANA}ー{_LOOKS_LIKE_KATAKANA}]+")
_IS_KATAKANA = re.compile(f"[{KATAKANA}]")
_LIKE_HIRAGANA, _LIKE_KATAKANA = re.compile("[ヘベペリ]"), re.compile("[へべぺり]")
_PLAINLY_HIRAGANA, _PLAINLY_KATAKANA = re.compile("[ぁ-ぷほ-らる-ゖ]"), re.compile("[ァ-プホ-ラル-ヺ]")


def tidied(text: str) -> str:
    """Give the form that the parts of names have: a hyphen in kana is a long mark, ゠ and = in a name are ＝."""
    formed = normal(text)
    if not _UNEVEN.search(formed):
        return formed
    long_marked = _HYPHEN_AFTER_KANA.sub(lambda marks: "ー" * len(marks[0]), formed)
    return _DOUBLE_HYPHEN.sub("＝", long_marked.translate(PLAIN_HYPHENS))


def repairs(text: str) -> list[str]:
    """Say what `tidied` evened out in a text."""
    if not _MAYBE_REPAIRED.search(text):
        return []
    found = (
        ("half_width_kana", _HALF_WIDTH_KANA.search(text)),
        ("full_width_latin", _FULL_WIDTH_LATIN.search(text)),
        ("composed_marks", _MARK_APART.search(text)),
        ("odd_long_mark", _HYPHEN_AFTER_KANA.search(normal(text))),
    )
    return [code for code, match in found if match]


def is_letters(text: str) -> bool:
    """Whether a text is made of what names are made of."""
    return _LETTER.search(text) is not None and _NO_LETTER.search(text) is None


def is_kana(text: str) -> bool:
    """Whether a text is kana only (with spaces and what joins the parts of a name)."""
    return _ONLY_KANA.fullmatch(text) is not None


def is_katakana(text: str) -> bool:
    """Whether a text is katakana only (with spaces and what joins the parts of a name)."""
    return _ONLY_KATAKANA.fullmatch(text) is not None and _IS_KATAKANA.search(text) is not None


def is_latin(text: str) -> bool:
    """Whether a text is of Latin letters only, with what joins them."""
    return _ONLY_LATIN.fullmatch(text) is not None and _IS_LATIN.search(text) is not None


def has_kanji(text: str) -> bool:
    """Whether any character is a kanji."""
    return _IS_KANJI.search(text) is not None


def why_no_letters(text: str) -> tuple[str, ...]:
    """Say what stands in a text that no name has."""
    reasons = dict.fromkeys(map(_why_not, _NO_LETTER.findall(text)))
    return tuple(reasons) or ("symbol",)


def _why_not(char: str) -> str:
    if char.isdigit():
        return "digits"
    return "unsupported_script" if unicodedata.category(char)[0] in "LM" else "symbol"


def script(text: str) -> str:
    """Tell in which script a name is: `japanese` (with kanji, or mixed), `kana`, `romanised`."""
    if has_kanji(text) and any(has_kanji(word) and not _is_katakana_with_kanji(word) for word in _WORD.findall(text)):
        return "japanese"
    if not _IS_KANA.search(text):
        return "romanised"
    return "japanese" if _IS_LATIN.search(text) else "kana"


def _is_katakana_with_kanji(word: str) -> bool:
    """Whether the kanji of a word are those that katakana are mistaken for, among katakana."""
    return _KATAKANA_WORD.fullmatch(word) is not None and _IS_KATAKANA.search(word) is not None


def is_confusable(text: str) -> bool:
    """Whether a character was probably meant for another that looks like it: ニ for 二, 一 for ー, へ for ヘ."""
    if not _MAYBE_MISTAKEN.search(text):
        return False
    return _MISTAKEN.search(text) is not None or any(map(_is_mistaken, _WORD.findall(text)))


def _is_mistaken(word: str) -> bool:
    if has_kanji(word) and _is_katakana_with_kanji(word):
        return True
    hiragana, katakana = _PLAINLY_HIRAGANA.search(word), _PLAINLY_KATAKANA.search(word)
    if hiragana and not katakana:
        return _LIKE_HIRAGANA.search(word) is not None
    return bool(katakana and not hiragana and _LIKE_KATAKANA.search(word))


def is_outside_jis(text: str) -> bool:
    """Whether a kanji isn't in JIS X 0213, which mail and screens of residents are sure to show (MJ縮退の対象)."""
    try:
        "".join(_SEVERAL_KANJI.findall(text)).encode("euc_jis_2004")
    except UnicodeEncodeError:
        return True
    return False
