"""Two names are told to be one, nearly one, or two, with what was looked past."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yakusho.japanese.comparing import compare_names
from yakusho.japanese.names import read_name
from yakusho.japanese.tests.read_cases import read_cases, told
from yakusho.japanese.tests.strategies import names, texts


def test_every_case_of_name_pairs() -> None:
    differences = []
    for case in read_cases("name_pairs"):
        expected = case["kind"], set(filter(None, case["reasons"].split(",")))
        for pair in ((case["a"], case["b"]), (case["b"], case["a"])):
            comparison = compare_names(*pair)
            got = comparison.kind, set(comparison.reasons)
            if got != expected:
                differences.append(f"{pair!a} gives {got}, not {expected} ({case['source']})")
    assert not differences, told(differences)


@settings(deadline=None)
@given(st.one_of(names, texts), st.one_of(names, texts))
def test_the_order_of_two_names_does_not_matter(a: str, b: str) -> None:
    assert compare_names(a, b) == compare_names(b, a)


@settings(deadline=None)
@given(names, st.sampled_from(("", "ー", "太郎", "・", " ", "一", "゛", "様")), st.integers(0, 20))
def test_the_order_of_two_nearly_equal_names_does_not_matter(text: str, more: str, place: int) -> None:
    other = text[:place] + more + text[place + 1 :]
    assert compare_names(text, other) == compare_names(other, text)


@settings(deadline=None)
@given(names)
def test_a_valid_name_equals_itself_and_its_written_form(text: str) -> None:
    name = read_name(text)
    if name.valid:
        assert compare_names(text, text).kind == "equal"
        assert compare_names(name, name.written).kind == "equal"


@pytest.mark.parametrize(
    ("a", "b", "kind", "reasons"),
    [
        ("長谷 川太郎", "長谷川 太郎", "near", {"boundary"}),
        ("DELA CRUZ, MARIA", "MARIA, DELA CRUZ", "near", {"order"}),
        ("太郎山田", "山田 太郎", "near", {"order"}),
        ("Taro Yamada", "Yamada Taro", "near", {"order"}),
        ("三ヶ島 葵", "三が島 葵", "kana_only", {"counter_kana"}),
        ("こゝろ アイ", "こころ アイ", "kana_only", {"iteration_mark"}),
        ("ゔぁれん アイ", "バレン アイ", "kana_only", {"script", "v_sound"}),
        ("ミヅキ アイ", "ミツキ アイ", "kana_only", {"voicing"}),
        ("O'BRIEN MARY", "O’BRIEN MARY", "equal", {"punctuation"}),
        ("WANG XIAOMING 王 小明", "王 小明", "near", {"with_kanji_form"}),
        ("山田 太郎(ヤマダ タロウ)", "ヤマダ タロウ", "near", {"reading"}),
        ("王 小明(通称 田中 明)", "李 明(通称 田中 明)", "near", {"alias"}),
        ("王 小明(通称 渡邉 明)", "渡辺 明", "near", {"alias", "kanji_variant"}),
        ("山田[佐藤] 花子", "山田[鈴木] 花子", "equal", {"former_name"}),
        ("（一財）さくら", "一般財団法人さくら", "equal", set()),
        ("カブシキガイシャ ヤマダ", "株式会社ヤマダ", "equal", set()),
        ("株式会社山田 東京", "株式会社山田", "near", {"missing_part"}),
        ("NGUYEN", "NGUYENS", "near", {"one_character"}),
        ("山田 太郎", "山田 太郎 ー", "near", {"missing_part"}),
    ],
)
def test_what_was_looked_past_is_told(a: str, b: str, kind: str, reasons: set[str]) -> None:
    comparison = compare_names(a, b)
    assert (comparison.kind, set(comparison.reasons)) == (kind, reasons)
