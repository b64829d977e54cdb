"""Addresses for properties: composed as people write them, and cases with pieces put in, taken out and exchanged."""

from hypothesis import strategies as st

from yakusho.japanese.addresses import Town, Towns
from yakusho.japanese.addresses.numerals import kanji
from yakusho.japanese.tests.read_cases import read_cases

CASES = tuple(case["input"] for case in read_cases("addresses") if len(case["input"]) < 150)
WORDS = ("丁目", "番地", "様方", "気付", "私書箱", "(株)", "12", "203", "1203")
PIECES = (*"-ーの号番丁町区〒棟館階F#()方内A一三十〇01", *WORDS)
BUILDINGS = (
    "",
    "ハイツ若葉",
    "グランドタワー",
    "コーポ山田",
    "第二若葉荘",
    "メゾン2000",
    "TM21ビル",
    "若葉団地2号棟",
    "ハイツ(東館)",
)
ROOMS = ("", "203", "1203", "A-203", "3階", "B1階", "3階301", "PH2", "0203", "102-2", "A")
ADDRESSEES = ("", "山田方", "佐藤商店内", "株式会社若葉商会", "若葉会館気付 鈴木")


@st.composite
def _spliced(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(CASES))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        kind = draw(st.sampled_from(("put in", "take out", "exchange")))
        if kind == "put in":
            text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
        elif kind == "take out":
            text = text[:at] + text[at + 1 :]
        else:
            text = text[:at] + draw(st.sampled_from(CASES))[at:]
    return text


spliced = _spliced()
"""Cases, most of them disturbed."""


_FRONTS = ("板橋区板橋", "大山町", "東京都練馬区豊玉北", "京都市東山区本町", "旭川市", "下田市", "堺市堺区南瓦町", "")
_NUMERALS = "〇一二三十百千廿壱0129ニハイ甲 -の丁目町番地号室階棟"

numbered = st.builds(str.__add__, st.sampled_from(_FRONTS), st.text(st.sampled_from(_NUMERALS), max_size=16))
"""Places with numerals and units in any order behind them."""


def _house(town: Town, block: int, number: int, form: str) -> str:
    chome, numbers = f"{town.chome}-" if town.chome else "", f"{block}-{number}"
    match form:
        case "official":
            return f"{town.name}{block}番{number}号"
        case "hyphens":
            return f"{town.base}{chome}{numbers}"
        case "wide":
            return f"{town.base}{chome}{numbers}".translate(str.maketrans("0123456789-", "０１２３４５６７８９－"))
        case "kanji":
            return f"{town.name}{kanji(block)}番{kanji(number)}号"
        case _:
            return f"{town.name}{block}番地の{number}"


@st.composite
def composed(draw: st.DrawFn, towns: Towns) -> str:
    """An address of the ward, its parts in one of the ways in which they are written."""
    town = draw(st.sampled_from(towns.all))
    form = draw(st.sampled_from(("official", "hyphens", "wide", "kanji", "lot")))
    house = _house(town, draw(st.integers(1, 99)), draw(st.integers(1, 99)), form)
    front = draw(st.sampled_from(("", "CITY", "PREFECTURECITY ", f"〒{town.postcode} CITY")))
    front = front.replace("PREFECTURE", towns.prefecture).replace("CITY", towns.city)
    behind = " ".join(filter(None, (draw(st.sampled_from(part)) for part in (BUILDINGS, ROOMS, ADDRESSEES))))
    return f"{front}{house} {behind}"
