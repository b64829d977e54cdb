"""Ranges of characters, as they stand inside the brackets of a regular expression, and tables from one to another."""

import unicodedata

SPACING_MARKS = (
    "\u00a8\u00af\u00b4\u00b8\u02d8-\u02dd\u037a\u0384\u0385\u1fbd\u1fbf-\u1fc1\u1fcd-\u1fcf\u1fdd-\u1fdf\u1fed\u1fee"
    "\u1ffd\u1ffe\u2017\u203e\ufc5e-\ufc63\ufe49-\ufe4c\ufe70\ufe72\ufe74\ufe76\ufe78\ufe7a\ufe7c\ufe7e\uffe3"
)
"""Marks with a width of their own, of which NFKC makes a space and a combining mark."""

COMPATIBILITY_IDEOGRAPHS = "\uf900-\ufaff\U0002f800-\U0002fa1f"
"""Kanji that Unicode calls the same as another, and a family register doesn't."""

SETTLED = (
    "\x00-\x7f\xa1-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf-\u0131\u2010\u2012-\u2023\u2030-\u2032\u203b\u203e\u2190-\u21ff\u2212"
    "\u2500-\u27bf\u3001-\u3029\u3030-\u3035\u3041-\u3096\u309d\u309e\u30a0-\u30fe\u3400-\u4dbf\u4e00-\u9fff\ue000-\ufaff"
    "\ufe00-\ufe0f\uffe3\ufffd\U0001f300-\U0001faff\U00020000-\U0003fffd\U000e0100-\U000e01ef"
)
"""Ranges of characters that stay as they are and join nothing before them; not all such, but all that are frequent."""

STANDALONE = (
    "\xa0\u2160-\u217f\u2460-\u2473\u2f00-\u2fd5\u3000\u3200-\u32ff\u3300-\u33ff\uff01-\uff9d\uffe0-\uffe2\uffe5"
)
"""Ranges of characters that change but join nothing before them."""

SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors (異体字セレクタ)."""

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
JOINER, TAGS = "\u200d", "\U000e0000-\U000e007f"
UNSEEN = "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
INVISIBLES = UNSEEN + JOINER + TAGS
EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
"""What a joiner or a tag may stand behind."""

NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"

DIGITS = "0-9０-９〇一二三四五六七八九十"
HYPHENS = "‐‑‒–—―⁃⁻₋−˗⎯⏤─━﹘﹣－➖"
"""What is typed for a hyphen; the long mark ー is none of them, except between digits."""

PLAIN_HYPHENS = {ord(hyphen): "-" for hyphen in HYPHENS}

HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
"""Katakana to hiragana, by code."""

KATAKANA = {hiragana: katakana for katakana, hiragana in HIRAGANA.items()}
"""Hiragana to katakana, by code."""


def _half_width() -> dict[int, str]:
    halves = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF61, 0xFF9E)}
    for mark, half_mark, takers in (
        ("\u3099", "ﾞ", "カキクケコサシスセソタチツテトハヒフヘホウワヲ"),
        ("\u309a", "ﾟ", "ハヒフヘホ"),
    ):
        halves |= {unicodedata.normalize("NFC", kana + mark): halves[kana] + half_mark for kana in takers}
    table = {ord(kana): half for kana, half in halves.items()}
    hiragana = {code: table[katakana] for code, katakana in KATAKANA.items() if katakana in table}
    return {**table, **hiragana, ord("゛"): "ﾞ", ord("゜"): "ﾟ"}


HALF_WIDTH = _half_width()
"""Kana and their punctuation to the half-width letters of JIS X 0201, by code; ヰヱヵヶヮ have none."""
