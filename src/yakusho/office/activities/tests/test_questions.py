"""Questionnaires: what fits a question, and answers as counts."""

from yakusho.office.activities import questions


def test_choices_are_lines_without_doubles() -> None:
    assert questions.choices_of("one", " はい\nいいえ\n\nはい ") == ["はい", "いいえ"]
    assert questions.choices_of("one", "はい") is None
    assert questions.choices_of("many", "\n".join(map(str, range(11)))) is None
    assert questions.choices_of("one", "a\n" + "b" * 81) is None
    assert questions.choices_of("text", "ignored\nlines") == []


def test_only_offered_answers_count() -> None:
    assert questions.plain_answer("scale", [], ["5"]) == "5"
    assert questions.plain_answer("scale", [], ["6"]) is None
    assert questions.plain_answer("one", ["a", "b"], ["b"]) == "b"
    assert questions.plain_answer("one", ["a", "b"], ["a", "b"]) is None
    assert questions.plain_answer("many", ["a", "b", "c"], ["c", "a", "x"]) == ["a", "c"]
    assert questions.plain_answer("text", [], ["  よかった\r\nです "]) == "よかった\nです"
    assert questions.plain_answer("text", [], ["  "]) is None


def test_results_are_counts_and_zero_is_one() -> None:
    sheets = [{"q": "5"}, {"q": "5"}, {"q": "3"}, {"other": "1"}]
    found = questions.result("q", "scale", [], sheets)
    assert found.counts == [("1", 0), ("2", 0), ("3", 1), ("4", 0), ("5", 2)]
    assert found.answered == 3


def test_texts_come_in_an_order_that_says_nothing_of_who_wrote_them() -> None:
    found = questions.result("q", "text", [], [{"q": "b"}, {"q": "a"}, {}])
    assert found.texts == ["a", "b"]
