"""Texts for properties: what people type, and what nobody should."""

from hypothesis import strategies as st

FREQUENT = (
    "山田渡邉邊辺髙高﨑崎齋斎々〻〇一二三葛神塚𠮷𣘺亜"
    "\ufa19\ufa10\ufa11\U0002f81a\u2f00\u2e9f"
    "あいかがはばぱぢづゔわゐゑをんっゃゕゖゝゞゟ"
    "アイカガハバパヂヅヴワヰヱヲンッャヵヶヮヷヸヹヺヽヾヿ"
    "ｱｶﾊﾜｦｯｬｰﾞﾟ｡｢｣､･"
    "゛゜\u3099\u309aー－−‐–—〜～゠・　 "
    "012９ABzéßİſΩ½㈱㍻①Ⅳ㎡…´¨￣¯⁄\u0301\u0308\u0323"
    "\ufe00\U000e0100\u200b\u200d\u202e\ufeff\x00\x07\x1f\n\t\ud83d\udc00\ufffd\uffff\ue000👨🏴\U000e0067가각"
)

texts = st.one_of(
    st.text(st.sampled_from(FREQUENT), max_size=24),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=12),
    st.text(st.sampled_from("かe\u0301\u0323\u3099ﾞ\u0344\u0958\u0f73゛\u1100\u1161\u11a8神"), min_size=28, max_size=60),
    st.text(st.one_of(st.sampled_from(FREQUENT), st.characters(exclude_categories=())), max_size=16),
)
"""Any text at all, lone surrogates included; mostly of characters whose neighbours matter."""

NAME_PARTS = (
    *("山田", "佐藤", "渡邉\U000e0100", "髙橋", "佐々木", "一ノ瀬", "太郎", "花子", "一", "エリカ", "みさヱ", "李"),
    *("ヤマダ", "たろう", "サトー", "サト一", "ﾔﾏﾀﾞ", "ジョン・スミス", "アブドゥル＝ラフマン", "ニ宮", "ー郎"),
    *("YAMADA", "Taro", "McDONALD", "O'BRIEN", "J.", "SMITH-JONES", "ＬＩ", "DELA CRUZ"),
    *("様", "さん", "殿", "君", "先生", "御中", "MR.", "サマ"),
    *(
        "(",
        ")",
        "[",
        "]",
        "【",
        "】",
        "（通称 ",
        "旧姓",
        "本名",
        "通称",
        "旧氏:",
        "通称名",
        "(ヤマダ タロウ)",
        "[佐藤]",
        "()",
    ),
    *("株式会社", "㈱", "カ)", "(カ", "医療法人社団", "Inc.", "不明", "3", "★", "-", "－", "=", ",", "、", "\u202e"),
)
names = st.lists(st.sampled_from((*NAME_PARTS, *" 　" * 12)), max_size=9).map("".join)
"""Texts of what stands in cells for names, in any order."""
