"""Every piece of a text is found as it is written, whatever letters it is made of, on either database."""

import pytest

from yakusho.japanese.search.folding import fold, runs
from yakusho.search import index, upkeep

TEXTS = (
    "転出届の（控え）を３枚",
    "ﾊﾟｿｺﾝﾞとＷｉ－Ｆｉ・wi-fi",
    "圖書館と国民健康保險",
    "渡邉\U000e0100さんと\ufa19社",
    "㈱㍻㎡Ⅳ①½",
    "10～20、か゛だ゙",
    "Éclair STRASSE straße İstanbul Ωmega",
    "𠮷野家と\U0002b820\U0002ceb1\U00030000",
    "年\u200b金\u202eの\u00ad話",
    "😀の日\ue000外字",
    "가각 ภาษาไทย हिन्दी",
    "a_b%c\\d'e\"f<g>h|i=j",
    "ヷヸヴァヵヶ々ゝゞー〆〇",
    "\ud800\x00\x1f年号\t令和\r\n元年",
)


@pytest.fixture
def entries(db: None) -> dict[str, str]:
    """Each of the texts, in a title of one entry and in the text of another."""
    index.put_all("page", [index.Thing(f"text-{number}", "x", text) for number, text in enumerate(TEXTS)])
    index.put_all("head", [index.Thing(f"title-{number}", text, "x") for number, text in enumerate(TEXTS)])
    while upkeep.work():
        pass
    return dict(enumerate(TEXTS))


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=lambda number: ascii(TEXTS[number])[:20])
def test_every_piece_of_a_text_is_found(entries: dict[str, str], number: int) -> None:
    pieces = {
        run[begin : begin + length]
        for run in runs(fold(TEXTS[number]))
        for length in (1, 2, 3, 5)
        for begin in range(len(run))
    }
    assert pieces
    lost = [
        piece
        for piece in sorted(pieces)
        for key in (f"text-{number}", f"title-{number}")
        if key not in {hit.key for hit in index.find(piece, limit=60).hits}
    ]
    assert not lost


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=lambda number: ascii(TEXTS[number])[:20])
def test_a_text_is_found_by_itself(entries: dict[str, str], number: int) -> None:
    assert f"text-{number}" in {hit.key for hit in index.find(TEXTS[number], limit=60).hits}
