"""What a question asks for; every text is a question."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yakusho.japanese.search import load_synonyms, parse_query
from yakusho.japanese.search.queries import CLAUSES_MAX, QUERY_CHARACTERS_MAX
from yakusho.japanese.search.standing import ABSENT, ALONE, WITHIN, standing


def said(question: str) -> list[tuple[str, ...]]:
    return [clause.said.words or clause.said.runs for clause in parse_query(question).clauses]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("引越し 年金", [("引っ越し",), ("年金",)]),
        ("年金、免除", [("年金",), ("免除",)]),
        ("の", [("の",)]),
        ('"年金"', [("年金",)]),
        ("-介護", [("介護",)]),
        ("年金:*", [("年金",)]),
        ("\x00年金", [("年金",)]),
        ("年\u200b金", [("年金",)]),
        ("", []),
        ("。、!\u3000", []),
        ("😀", []),
        ("%_", []),
        ("\ud800", []),
    ],
)
def test_words_are_read_and_marks_are_only_marks(question: str, words: list[tuple[str, ...]]) -> None:
    assert said(question) == words


def test_a_compound_with_a_spelling_of_its_own_is_asked_as_one_word_too() -> None:
    assert parse_query("ご利用").clauses[0].said.compound == "ご利用"
    assert parse_query("ご利用料金").clauses[0].said.compound == ""


def test_synonyms_are_asked_beside_and_never_instead() -> None:
    table = load_synonyms()
    clause = parse_query("国保", table).clauses[0]
    assert clause.said.words == ("国保",)
    assert ("国民", "健康", "保険") in [phrase.words for phrase in clause.alike]
    assert clause.said not in clause.alike
    assert parse_query("犬", table).clauses[0].alike == ()


def test_a_one_way_synonym_goes_one_way() -> None:
    table = load_synonyms()
    assert "転入" in table["引越"]
    assert "引越" not in table.get("転入", ())


def test_a_ward_adds_synonyms_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "synonyms.tsv"
    own.write_text("way\twords\talso\tnote\n# ours\n\nboth\tきぼう館|区民会館\none\tきぼう館\tホール\n", "utf-8")
    assert load_synonyms(own)["きぼう館"] == ("区民会館", "ホール")
    assert "国保" in load_synonyms(own)


@pytest.mark.parametrize("row", ["both\tx", "one\tx", "one\t\ty", "neither\tx\ty\t", "both\tx|y\tz\t", "x"])
def test_a_malformed_row_of_synonyms_is_named_by_file_and_line(tmp_path: Path, row: str) -> None:
    own = tmp_path / "synonyms.tsv"
    own.write_text(f"way\twords\talso\tnote\nboth\ta|b\n{row}\n", "utf-8")
    with pytest.raises(ValueError, match=r"synonyms\.tsv:3"):
        load_synonyms(own)


def test_a_long_question_is_read_from_its_beginning() -> None:
    query = parse_query("年金 " * 400_000)
    assert len(query.clauses) == CLAUSES_MAX
    assert len(parse_query("あ" * 1_000_000).clauses[0].said.runs[0]) == QUERY_CHARACTERS_MAX


@settings(deadline=None)
@given(st.text())
def test_every_text_is_a_question_of_letters_only(question: str) -> None:
    for clause in parse_query(question, load_synonyms()).clauses:
        for phrase in (clause.said, *clause.alike):
            assert phrase.runs
            assert all(term.isalnum() for term in (*phrase.words, *phrase.runs))


@pytest.mark.parametrize(
    ("text", "question", "how"),
    [
        ("この地方では", "地方", ALONE),
        ("観光地方面", "地方", WITHIN),
        ("観光地方面と、この地方", "地方", ALONE),
        ("引越し", "引っ越し", ABSENT),
        ("カーペット", "ペット", WITHIN),
        ("犬のペットです", "ペット", ALONE),
        ("USBを", "usb", ALONE),
        ("XUSBを", "usb", WITHIN),
        ("年金と観光地方面", "年金 地方", ALONE + WITHIN),
        ("年金", "", ALONE),
    ],
)
def test_how_words_stand_in_a_text(text: str, question: str, how: int) -> None:
    assert standing(text, parse_query(question)) == how
