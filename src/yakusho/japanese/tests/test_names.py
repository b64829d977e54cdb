"""A name is read without guessing: what nobody can know stays undivided, and what is odd is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yakusho.japanese.names import NAME_CHARACTERS_MAX, Name, join, read_kana, read_name, split
from yakusho.japanese.tests.read_cases import read_cases, told
from yakusho.japanese.tests.strategies import names, texts

PARTS = ("surname", "given", "alias", "former", "kind")
READ_AGAIN = (*PARTS, "reading", "kanji", "whole", "valid")


def parts_of(name: Name, parts: tuple[str, ...] = READ_AGAIN) -> dict[str, object]:
    return {part: getattr(name, part) for part in parts}


def test_every_case_of_names() -> None:
    differences = []
    for case in read_cases("names"):
        name = read_name(case["input"])
        got = [getattr(name, part) for part in PARTS], name.valid, set(name.flags if name.valid else name.reasons)
        flags = set(filter(None, case["flags"].split(",")))
        expected = [case[part] for part in PARTS], case["valid"] == "yes", flags
        if got != expected:
            differences.append(f"{case['input']!a} gives {got}, not {expected} ({case['source']})")
    assert not differences, told(differences)


def test_every_case_reads_the_same_in_its_own_written_form() -> None:
    differences = []
    for case in read_cases("names"):
        name = read_name(case["input"])
        again = read_name(name.written)
        if name.valid and parts_of(again) != parts_of(name):
            differences.append(f"{case['input']!a} as {name.written!a} gives {parts_of(again)}, not {parts_of(name)}")
    assert not differences, told(differences)


@settings(deadline=None)
@given(st.one_of(texts, names))
def test_any_text_is_read_and_keeps_its_original(text: str) -> None:
    name = read_name(text)
    assert name.original == text
    assert name.valid == (name.kind != "unknown") == (name.confidence > 0) == (name.whole != "")
    assert name.valid or name.reasons
    assert set(name.reasons) <= set(name.flags) or not name.valid
    assert (name.confidence < 1) == bool(name.reasons)


@settings(deadline=None)
@given(names)
def test_a_written_form_is_read_as_the_same_name(text: str) -> None:
    name = read_name(text)
    if name.valid:
        again = read_name(name.written)
        assert parts_of(again) == parts_of(name)
        assert again.written == name.written


@settings(deadline=None)
@given(names)
def test_parts_that_were_split_are_joined_and_split_again(text: str) -> None:
    parts = split(text)
    assert split(join(*parts)) == parts


def test_a_text_longer_than_any_name_is_refused_at_once() -> None:
    assert read_name("山" * NAME_CHARACTERS_MAX).valid
    assert read_name("山" * (NAME_CHARACTERS_MAX + 1)).reasons == ("too_long",)


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("山田 太郎(ヤマダ タロウ)", "reading", "ヤマダ タロウ"),
        ("山田(やまだ) 太郎(たろう)", "reading", "やまだ たろう"),
        ("山田 太郎(ヤマダ タロウ) 様", "reading", "ヤマダ タロウ"),
        ("WANG XIAOMING 王 小明", "kanji", "王 小明"),
        ("㈱山田商店", "whole", "(株)山田商店"),
        ("（株）山田商店　御中", "whole", "(株)山田商店"),
        ("Inc. YAMADA", "kind", "company"),
        ("山田様様", "surname", "山田"),
        ("山田 太郎君 様", "given", "太郎"),
        ("はなこさん", "surname", "はなこさん"),
        ("様", "surname", "様"),
        ("先生", "surname", "先生"),
        ("SMITH, JOHN, JR", "surname", "SMITH, JOHN, JR"),
        ("ronald McDONALD", "surname", "McDONALD"),
        ("J. SMITH", "surname", "SMITH"),
        ("A B", "surname", "A B"),
        ("MR. JOHN SMITH,", "surname", "JOHN SMITH"),
        ("山田 花子[佐藤](旧姓 鈴木)", "former", "佐藤"),
        ("山田 花子(旧姓 12)", "former", ""),
        ("山田 花子(旧姓)", "former", ""),
        ("(佐藤)山田 花子", "former", ""),
        ("山田(30歳) 花子", "former", ""),
        ("山田 花子 旧姓 佐藤", "former", "佐藤"),
        ("山田 花子 旧姓 12", "former", ""),
        ("田中 明(本名 不明)", "surname", "田中"),
        ("JOHN SMITH 3", "surname", ""),
        ("ジョン Smith", "kind", "japanese"),
        ("千ヨ", "kind", "kana"),
        ("アリ サマ", "given", "サマ"),
        ("グエン ヴァン サン", "surname", "グエン ヴァン サン"),
        ("千代", "kind", "japanese"),
    ],
)
def test_what_stands_beside_a_name_has_its_own_place(text: str, part: str, expected: str) -> None:
    assert getattr(read_name(text), part) == expected


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("(山田)", {"empty"}),
        ("株式会社", {"no_name"}),
        ("旧姓 佐藤", {"no_name"}),
        ("山田 ア゛", {"symbol"}),
        ("・", {"symbol"}),
        ("山田 ①★", {"digits", "symbol"}),
        ("Иван", {"unsupported_script"}),
        ("山田(太郎]", {"open_bracket"}),
    ],
)
def test_what_is_no_name_has_a_reason(text: str, reasons: set[str]) -> None:
    name = read_name(text)
    assert (name.valid, set(name.reasons)) == (False, reasons)


@pytest.mark.parametrize(
    ("text", "kana", "reasons"),
    [
        ("みほん　たろう", "ミホン タロウ", ()),
        ("ﾐﾎﾝ ｼﾞｪ-ﾝ", "ミホン ジェーン", ("odd_long_mark",)),
        ("ジョン・スミス", "ジョン・スミス", ()),
        ("グエン ヴァン サン", "グエン ヴァン サン", ()),
        ("見本 太郎", "", ("not_kana",)),
        ("ミホン Taro", "", ("not_kana",)),
        ("サト一 ハナコ", "", ("not_kana",)),
        ("ミホン(タロウ)", "", ("not_kana",)),
        ("・", "", ("not_kana",)),
        (" ", "", ("empty",)),
        ("ミホン\u200b", "", ("invisible",)),
    ],
)
def test_a_reading_is_kana_or_says_why_not(text: str, kana: str, reasons: tuple[str, ...]) -> None:
    reading = read_kana(text)
    assert (reading.original, reading.text, reading.reasons) == (text, kana, reasons)
    assert reading.valid == (reading.confidence > 0) == (kana != "")


@settings(deadline=None)
@given(st.one_of(texts, names))
def test_a_reading_of_a_reading_is_the_reading_itself(text: str) -> None:
    reading = read_kana(text)
    if reading.valid:
        assert read_kana(reading.text).text == reading.text
        assert reading.text.strip(" ") == reading.text
