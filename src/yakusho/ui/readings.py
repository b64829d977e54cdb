"""Readings of kanji (ふりがな): written in brackets where text is kept, set above the kanji where a page shows it."""

import re

_PLACES = re.compile(
    r"<(title|option|textarea|script|template)\b.*?</\1>"  # plain text alone may stand here
    r"|<[^>]*>"
    r"|([\u4e00-\u9fff\u3005]+)（([\u3041-\u3096\u30fc ]+)）",
    re.DOTALL,
)


def as_ruby(page: str) -> str:
    """A page of HTML with `漢字（かんじ）` as ruby; attributes and what is plain text keep their brackets."""
    return _PLACES.sub(_ruby, page)


def _ruby(found: re.Match[str]) -> str:
    if not found[2]:
        return found[0]
    return f"<ruby>{found[2]}<rp>（</rp><rt>{found[3]}</rt><rp>）</rp></ruby>"
