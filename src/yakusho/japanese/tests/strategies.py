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
    st.text(st.sampled_from("かe\u0301\u0323\u3099ﾞ\u0344\u0958\u1100\u1161\u11a8神"), min_size=28, max_size=60),
    st.text(st.one_of(st.sampled_from(FREQUENT), st.characters(exclude_categories=())), max_size=16),
)
"""Any text at all, lone surrogates included; mostly of characters whose neighbours matter."""
