"""A name is written as a bank file carries it, or it is said why not; nothing is cut and nothing is guessed."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yakusho.japanese.bank_kana import BYTES_MAX, Change, to_bank_kana, undo
from yakusho.japanese.legal_forms import legal_forms
from yakusho.japanese.tests.read_cases import read_cases, told
from yakusho.japanese.tests.strategies import texts

KINDS = ("account", "payroll", "branch", "edi")
ALLOWED = {
    "account": re.compile("[ｱ-ﾝﾞﾟ0-9A-Z ().-]+"),
    "payroll": re.compile("[ｱ-ﾝﾞﾟ0-9 ]+"),
    "branch": re.compile("[ｱ-ﾝﾞﾟ0-9A-Z -]+"),
    "edi": re.compile(r"[ｦ-ｯｱ-ﾝﾞﾟ0-9A-Z \\｢｣()/.-]+"),
}
FORMS = [word for form in legal_forms() for word in (form.bank, *form.written, *form.kana, *form.bracketed) if word]
owners = st.lists(st.sampled_from((*FORMS, *"ヤマダがぱヽゞゝヾーァ  　・.()（）ヲヰA1-、㈱山")), max_size=8).map(
    "".join
)


def test_every_case_of_bank_kana() -> None:
    differences = []
    for case in read_cases("bank_kana"):
        answer = to_bank_kana(case["input"], case["kind"], case["symbols"])
        got = (answer.text, "yes" if answer.valid else "no", set(answer.reasons))
        expected = (case["text"], case["valid"], set(filter(None, case["reasons"].split(","))))
        if got != expected:
            differences.append(
                f"{case['input']!a} as {case['kind']} gives {got!a}, not {expected!a} ({case['source']})"
            )
    assert not differences, told(differences)


@settings(deadline=None)
@given(st.one_of(texts, owners), st.sampled_from(KINDS))
def test_every_change_can_be_taken_back(text: str, kind: str) -> None:
    answer = to_bank_kana(text, kind)
    assert answer.original == text
    assert undo(answer.text, answer.changes) == text
    assert all(text[change.start :].startswith(change.before) for change in answer.changes)


@settings(deadline=None)
@given(st.one_of(texts, owners), st.sampled_from(KINDS))
def test_what_a_bank_takes_is_taken_again_as_it_is(text: str, kind: str) -> None:
    answer = to_bank_kana(text, kind)
    if answer.text:
        assert ALLOWED[kind].fullmatch(answer.text)
        assert to_bank_kana(answer.text, kind)[1:4] == (answer.text, (), answer.valid)
    assert answer.valid == (0 < len(answer.text) <= BYTES_MAX[kind]) == (answer.confidence > 0)
    assert len(answer.text.encode("cp932")) == len(answer.text)


@settings(deadline=None)
@given(texts)
def test_no_text_of_any_length_is_cut(text: str) -> None:
    longer = to_bank_kana(text + "ヤマダ" * 20)
    assert longer.text == "" or (longer.reasons == ("too_long",) and longer.text.endswith("ﾔﾏﾀﾞ" * 19))


def test_each_change_says_where_what_and_why() -> None:
    assert to_bank_kana("株式会社 やまだ").changes == (
        Change(0, "株式会社 ", "ｶ)", "legal_form"),
        Change(5, "やまだ", "ﾔﾏﾀﾞ", "width"),
    )
    answer = to_bank_kana("ジョン・ 太郎★")
    assert answer.changes == (
        Change(0, "ジョン・ ", "", "left_out"),
        Change(5, "太郎", "", "kanji"),
        Change(7, "★", "", "unsupported_character"),
    )
    assert answer.reasons == ("kanji", "unsupported_character")


def test_what_only_writes_the_same_in_another_way_is_a_flag_and_no_doubt() -> None:
    answer = to_bank_kana("ふぁー　abc")
    assert (answer.text, answer.confidence, answer.reasons) == ("ﾌｱ- ABC", 1.0, ())
    assert answer.flags == ("width", "small_kana", "long_mark", "spaces", "case")
    doubtful = to_bank_kana("カヲル・ヤマダ")
    assert (doubtful.confidence, doubtful.reasons) == (0.9, ("wo_to_o", "middle_dot_to_space"))


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("ヤマダ㌔", "account", "ﾔﾏﾀﾞｷﾛ"),
        ("ヤマダ ㈱ サクラ", "account", "ﾔﾏﾀﾞ(ｶ)ｻｸﾗ"),
        ("(株式会社)ヤマダ", "account", "ｶ)ﾔﾏﾀﾞ"),
        ("医療法人社団サクラ 営業所", "account", "ｲ)ｻｸﾗ(ｴｲ"),
        ("サクラ国民健康保険団体連合会", "account", "ｻｸﾗｺｸﾎﾚﾝ"),
        ("サクラ シンタク ギンコウ シテン", "branch", "ｻｸﾗ ｼﾝﾀｸ"),
        ("シテンシテン", "branch", "ｼﾃﾝ"),
        ("アヾ", "account", ""),
        ("ゞゝ", "account", ""),
        ("(カ)", "account", ""),
        ("カブシキガイ社会福祉協議会", "account", "ｶ)ｷﾖｳ"),
    ],
)
def test_words_of_names_are_abbreviated_where_they_stand(text: str, kind: str, expected: str) -> None:
    assert to_bank_kana(text, kind).text == expected


@pytest.mark.parametrize(("kind", "symbols"), [("savings", ""), ("account", ","), ("payroll", "()&")])
def test_a_kind_or_symbol_that_no_bank_knows_is_an_error_of_the_caller(kind: str, symbols: str) -> None:
    with pytest.raises(ValueError, match="the standard"):
        to_bank_kana("ヤマダ", kind, symbols)


@pytest.mark.long
@pytest.mark.parametrize("shape", ["ヤマダ ", "株式会社", "シテン ", "シテンX", "(", "(カ", "ヽ", " ", "・", "山"])
def test_a_megabyte_takes_seconds_and_not_hours(shape: str) -> None:
    began = time.monotonic()
    text = shape * (1_000_000 // len(shape))
    answer = to_bank_kana(text, "branch")
    assert undo(answer.text, answer.changes) == text
    assert time.monotonic() - began < 60
