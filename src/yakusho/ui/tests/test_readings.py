"""Readings in brackets stand above their kanji on a page, and in brackets where only text may stand."""

import pytest

from yakusho.ui.readings import as_ruby

TE = "<ruby>手続<rp>（</rp><rt>てつづき</rt><rp>）</rp></ruby>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>手続（てつづき）です</p>", f"<p>{TE}です</p>"),
        ("<p>手続（てつづき）（みほん）</p>", f"<p>{TE}（みほん）</p>"),
        ("<p>入れる（いれる）、なまえ（カタカナ）</p>", "<p>入れる（いれる）、なまえ（カタカナ）</p>"),
        ('<a title="手続（てつづき）">手続（てつづき）</a>', f'<a title="手続（てつづき）">{TE}</a>'),
        ("<title>手続（てつづき）</title>", "<title>手続（てつづき）</title>"),
        ("<option>手続（てつづき）</option><b>手続（てつづき）</b>", f"<option>手続（てつづき）</option><b>{TE}</b>"),
        ("<textarea>\n手続（てつづき） &lt;b&gt;</textarea>", "<textarea>\n手続（てつづき） &lt;b&gt;</textarea>"),
    ],
)
def test_readings_stand_above_their_kanji(written: str, shown: str) -> None:
    assert as_ruby(written) == shown
