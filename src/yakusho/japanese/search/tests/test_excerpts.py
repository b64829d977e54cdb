"""Where a text answers a question: what is marked, and which piece is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yakusho.japanese.search import Excerpt, highlight, load_synonyms, parse_query
from yakusho.japanese.search.folding import fold, runs

FILLING = "窓口は八時半からです。"


def marked(text: str, question: str, **more: int) -> list[str]:
    excerpt = highlight(text, parse_query(question, load_synonyms()), **more)
    return [piece for piece, is_marked in excerpt.pieces if is_marked]


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("転出届を出す", "転出届", ["転出届"]),
        ("転出届を出す", "転出 届", ["転出届"]),
        ("ﾊﾟｿｺﾝの貸出し", "パソコン", ["ﾊﾟｿｺﾝ"]),
        ("無料のＷｉ－Ｆｉです", "wifi", ["Ｗｉ－Ｆｉ"]),
        ("圖書館へ", "図書館", ["圖書館"]),
        ("㈱の税", "株", ["㈱"]),
        ("年\u200b金の話", "年金", ["年\u200b金"]),
        ("引越しの前に", "引っ越し", ["引越し"]),
        ("問い合わせる先", "問合せ", ["問い合わせる"]),
        ("喫煙所で煙草を", "タバコ", ["煙草"]),
        ("ゴミの日", "ごみ", ["ゴミ"]),
        ("国民健康保険の届", "国保", ["国民健康保険"]),
        ("国民健康保險の届", "国保", ["国民健康保險"]),
        ("東京都", "年金", []),
        ("年金", "", []),
        ("", "年金", []),
    ],
)
def test_what_answers_is_marked_as_it_is_written(text: str, question: str, found: list[str]) -> None:
    assert marked(text, question) == found


def test_words_for_it_are_marked_only_where_it_isnt_said_itself() -> None:
    assert marked("引越しのときの転入届", "引越し") == ["引越し"]
    assert marked("転居のときの届", "引越し") == ["転居"]


def test_the_piece_begins_with_the_sentence_of_the_first_hit() -> None:
    excerpt = highlight(FILLING * 40 + "引越しの届。" + FILLING * 40, parse_query("引越し"))
    assert excerpt.text.startswith("…")
    assert excerpt.text.endswith("…")
    assert len(excerpt.text) <= 162
    begin, end = excerpt.spans[0]
    assert excerpt.text[begin:end] == "引越し"
    assert begin < 50


def test_a_hit_at_the_end_shows_the_end() -> None:
    excerpt = highlight(FILLING * 40 + "引越しの届", parse_query("引越し"))
    assert excerpt.text.endswith("引越しの届")


def test_without_a_hit_the_beginning_is_shown() -> None:
    assert highlight(FILLING * 40, parse_query("年金")).text == (FILLING * 40)[:160] + "…"


def test_a_span_that_leaves_the_piece_is_cut() -> None:
    excerpt = highlight("あ" * 300, parse_query("あ" * 200), characters=50)
    assert excerpt == Excerpt("あ" * 50 + "…", ((0, 50),))


def test_there_are_never_too_many_marks() -> None:
    assert len(highlight("税、" * 500, parse_query("税"), 1_000).spans) == 20


def test_a_huge_text_is_read_from_its_beginning() -> None:
    assert highlight("税" + "、" * 1_000_000, parse_query("税")).spans == ((0, 1),)


@settings(deadline=None)
@given(
    st.text(st.one_of(st.characters(), st.sampled_from("引っ越し届ﾊﾟ゛㈱a-Ｂ\u200b\ud800。")), max_size=80),
    st.text(st.sampled_from("引っ越し届パ株ab。 "), max_size=4),
    st.integers(1, 90),
)
def test_spans_lie_within_the_piece_in_order_and_apart(text: str, question: str, characters: int) -> None:
    excerpt = highlight(text, parse_query(question, load_synonyms()), characters)
    place = 0
    for begin, end in excerpt.spans:
        assert place <= begin < end <= len(excerpt.text)
        place = end + 1
    assert "".join(piece for piece, _ in excerpt.pieces) == excerpt.text
    assert len(excerpt.text) <= characters + 2


@settings(deadline=None)
@given(st.text("引越届出年金税のにはﾊﾟアa1。", min_size=1, max_size=40), st.data())
def test_every_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    piece = text[begin : begin + data.draw(st.integers(1, 5))]
    if runs(fold(piece)) and fold(piece) in fold(text):
        assert highlight(text, parse_query(piece)).spans
