"""Readings of kanji (ふりがな): written in brackets where text is kept, set above the kanji where a page shows it."""

import re

_READING = re.compile(
    r"([\u4e00-\u9fff\u3005]+)（([\u3041-\u3096\u30fc ]+)）"
    # A tag follows, so it stands in none; and not the end of an element in which only plain text may stand.
    r"(?=[^<>]*<(?!/(?:title|option|textarea)>))"
)
_RUBY = r"<ruby>\1<rp>（</rp><rt>\2</rt><rp>）</rp></ruby>"


def as_ruby(page: str) -> str:
    """A page of HTML with `漢字（かんじ）` as ruby; attributes and what is plain text keep their brackets."""
    return _READING.sub(_RUBY, page)
