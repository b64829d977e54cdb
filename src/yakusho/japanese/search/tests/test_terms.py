"""What a text is found under: spellings come together, words stay apart, bad text has terms too."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yakusho.japanese.search import ANALYSER, analyse
from yakusho.japanese.search.folding import fold, fold_with_places, pairs, runs, spelled

TEXTS = st.text(
    st.one_of(
        st.characters(), st.sampled_from("引っ越し届年金ﾊﾟｿｺﾝﾞ゛㈱Ｗｉ－Ｆｉ-\u200b\u202e葛\U000e0100\ud800\x00。、")
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("引越", "引っ越し"),
        ("手続", "手続き"),
        ("問合せる", "問い合わせ"),
        ("Ｗｉ－Ｆｉ", "wifi"),
        ("Wi-Fi", "WIFI"),
        ("ﾊﾟｿｺﾝ", "パソコン"),
        ("コンピュータ", "コンピューター"),
        ("圖書館", "図書館"),
        ("煙草", "タバコ"),
    ],
)
def test_spellings_of_a_word_have_the_same_words(one: str, other: str) -> None:
    assert analyse(one).words == analyse(other).words != []


def test_a_word_within_another_is_not_its_word() -> None:
    assert "京都" not in analyse("東京都の窓口").words
    assert analyse("東京都").words == ["東京", "都"]


def test_particles_and_marks_are_no_words() -> None:
    assert analyse("犬は、猫と！").words == ["犬", "猫"]


def test_parts_have_their_places_in_the_folded_text() -> None:
    terms = analyse("ＰＣ　ﾊﾟｿｺﾝの引越し。転出届の\n届け出")
    assert [terms.folded[part.begin : part.end] for part in terms.parts] == [
        "pc", "ぱそこん", "引越し", "転出", "届", "届け出",
    ]  # fmt: skip


def test_a_compound_is_kept_where_it_is_not_just_its_parts() -> None:
    terms = analyse("ご利用")
    assert (terms.words, terms.compounds, terms.whole_words) == (["御", "利用"], ("ご利用",), 1)


def test_pairs_hold_every_character_of_every_run() -> None:
    assert list(analyse("年金・税").pairs) == ["年金", "金", "税"]
    assert pairs("転出届") == ["転出", "出届"]
    assert pairs("税") == ["税"]


def test_english_is_divided_at_spaces_without_the_dictionary() -> None:
    terms = analyse("Apply for a Benefit.", "en")
    assert terms.words == ["apply", "for", "a", "benefit"]
    assert terms.whole_words == 4


@pytest.mark.parametrize("text", ["", " ", "。", "\ud800", "\x00\x1f", "😀", "\u202e\u200b", "\U000e0100"])
def test_text_without_letters_has_no_terms(text: str) -> None:
    terms = analyse(text)
    assert (terms.words, list(terms.pairs)) == ([], [])


def test_a_long_text_without_a_full_stop_is_read_to_its_end() -> None:
    assert analyse("年金" * 20_000 + "届").words[-1] == "届け"


@settings(deadline=None)
@given(TEXTS)
@example("\ud800年金\x00")
@example("か゛ﾊﾟ゛a-bＡ－Ｂ")
def test_any_text_has_terms_with_places_in_order(text: str) -> None:
    terms = analyse(text)
    assert terms.folded == fold(text)
    place = 0
    for begin, end, form in terms.parts:
        assert place <= begin < end <= len(terms.folded)
        assert form
        place = end
    assert all(pair in terms.folded for pair in terms.pairs)


@settings(deadline=None)
@given(TEXTS)
def test_every_character_of_a_folded_text_has_its_place(text: str) -> None:
    folded = fold_with_places(text)
    assert len(folded.text) == len(folded.spoken)
    assert len(folded.places) == len(folded.text) + 1
    assert list(folded.places) == sorted(folded.places)
    assert folded.places[-1] == len(text)


@settings(deadline=None)
@given(TEXTS)
def test_folding_leaves_only_what_can_be_stored(text: str) -> None:
    fold(text).encode("utf-8")
    assert "\x00" not in spelled(text)
    assert all(run.isalnum() for run in runs(fold(text)))


def test_who_made_the_terms_is_known() -> None:
    assert ANALYSER.count("/") == 2
