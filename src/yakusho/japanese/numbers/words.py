"""The words around a number: 約, 以上, 程度, 第, 合計, （うち5件）. Each is taken off and what it says is kept."""

import re
from dataclasses import dataclass, field

from yakusho.japanese.numbers.amounts import NUMERAL


@dataclass(slots=True)
class Words:
    """A text without the words around its number, and what those said."""

    core: str
    flags: list[str] = field(default_factory=list)
    approximate: bool = False
    floor: bool = False
    ceiling: bool = False
    low: bool = False
    high: bool = False


_HEAD = re.compile(
    r"(?P<about>約|およそ|おおよそ|概ね|おおむね|ほぼ|C\.|c\.|≒|≈)"
    r"|(?P<low_open>>(?!=))|(?P<high_open><(?!=))"
    r"|(?P<low>≧|≥|>=|最低|最少|最小|下限|少なくとも)"
    r"|(?P<high>≦|≤|<=|最大|最高|上限|多くとも|〜)"
    r"|(?P<ordinal>第|[Nn][Oo]\.?)"
    r"|(?P<with_words>月額|年額|日額|税込み?|税抜き?|税別|合計|総計|小計|累計|計|延べ|のべ|全|総数|総"
    rf"|毎?[年月週日](?=[{NUMERAL}.,]+(?:回|度|円|時間|件))|毎?週(?=[{NUMERAL}]+日))"
)
_TAIL = re.compile(
    r"(?:(?P<about>程度|くらい|ぐらい|前後|ほど|ごろ|頃|内外)"
    r"|(?P<floor>強|余り|あまり|余)"
    r"|(?P<ceiling>弱)"
    r"|(?P<low_open>を超える|を上回る|超える|超)"
    r"|(?P<high_open>未満|を下回る)"
    r"|(?P<low>以上|から|〜)"
    r"|(?P<high>以下|以内|まで)"
    r"|(?P<ordinal>(?<=[回番件人個年日週月度代])目)"
    r"|(?P<of_which>\((?:うち|内)[^()]*\))"
    r"|(?P<with_words>\([^()0-9]+\)))$"
)
_ODD_AND_MORE = re.compile(f"(?<=[{NUMERAL}])余り?(?=[^{NUMERAL}])")
_WORDS_MAX = 8


def without_words(text: str) -> Words:
    """Take off what stands before and behind a number."""
    words = Words(text)
    for _ in range(_WORDS_MAX):
        tail = _TAIL.search(words.core)
        if tail is not None and tail.start():
            words.core = words.core[: tail.start()]
            _keep(words, tail.lastgroup or "")
            continue
        head = _HEAD.match(words.core)
        if head is None or head.end() == len(words.core):
            break
        words.core = words.core[head.end() :]
        _keep(words, head.lastgroup or "")
    if _ODD_AND_MORE.search(words.core):
        words.core = _ODD_AND_MORE.sub("", words.core)
        _keep(words, "floor")
    return words


def _keep(words: Words, kind: str) -> None:
    words.approximate |= kind in ("about", "floor", "ceiling")
    words.floor |= kind == "floor"
    words.ceiling |= kind == "ceiling"
    words.low |= kind.startswith("low")
    words.high |= kind.startswith("high")
    if kind in ("low_open", "high_open", "ordinal", "with_words", "of_which"):
        words.flags.append(kind)
