"""Each character comes out in one form, and none is lost."""

import re
import unicodedata

import pytest

from yakusho.japanese import character_tables as tables
from yakusho.japanese import characters, keys, variants
from yakusho.japanese.characters import Change, changes, faults, normal, normal_many
from yakusho.japanese.tests.read_cases import read_cases, told


def test_every_case_of_characters_and_keys() -> None:
    differences = []
    for case in read_cases("characters"):
        name, text = case["function"], case["input"]
        function = next(getattr(module, name) for module in (characters, variants, keys) if hasattr(module, name))
        answer = function(text)
        got = ",".join(answer) if isinstance(answer, tuple) else answer
        if got != case["expected"]:
            differences.append(f"{name}({text!r}) gives {got!a}, not {case['expected']!a} ({case['source']})")
    assert not differences, told(differences)


def _characters(ranges: str) -> list[str]:
    pattern = re.compile(f"[{ranges}]")
    return [chr(code) for code in range(0x110000) if pattern.match(chr(code))]


def _joins_what_precedes(char: str) -> bool:
    """Whether Unicode may put the character into one with the one before it, or in front of a mark before it."""
    return unicodedata.combining(char) != 0 or char in JOINING_SECONDS


JOINING_SECONDS = {
    chr(int(parts[1], 16))
    for code in range(0x110000)
    if len(parts := unicodedata.decomposition(chr(code)).split()) == 2 and not parts[0].startswith("<")
} | {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}


def test_characters_called_settled_stay_and_join_nothing() -> None:
    settled = _characters(tables.SETTLED)
    assert characters._formed("\n".join(settled)) == "\n".join(settled)
    assert not [ascii(char) for char in settled if _joins_what_precedes(char)]


def test_characters_called_standalone_join_nothing_in_any_form() -> None:
    firsts = [(char, normal(char)[0]) for char in _characters(tables.STANDALONE)]
    assert not [ascii(first) for first in firsts if any(map(_joins_what_precedes, first))]


def test_marks_that_stay_are_those_of_which_a_space_would_be_made() -> None:
    made_spaces = []
    for code in range(0x110000):
        form = unicodedata.normalize("NFKC", chr(code))
        if len(form) > 1 and form[0] == " " and unicodedata.combining(form[1]):
            made_spaces.append(chr(code))
    assert set(made_spaces) - set("゛゜") == set(_characters(tables.SPACING_MARKS))


def test_no_character_becomes_a_lost_one() -> None:
    assert "\ufffd" not in normal("\n".join(chr(code) for code in range(0x110000) if code != 0xFFFD))


def test_every_kanji_of_any_plane_stays_but_for_radicals() -> None:
    kanji = [chr(code) for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x32400))]
    assert [normal(char) for char in kanji] == kanji


@pytest.mark.parametrize(
    "cells",
    [
        [],
        [""],
        ["", "", ""],
        ["ﾔﾏﾀﾞ\x1fﾀﾛｳ", "ｱ"],
        ["か", "゛", "ﾞ", "ｶ", "ﾞ"],
        ["e", "\u0301e", "가", "\u11a8"],
        ["a\nb", "１\r\n２", "\x00", "\ud83d", "\udc00"],
        ["佐藤"] * 1_000 + ["ｻﾄｳ", "か゛", "Ａ"] + [f"１−{number}" for number in range(1_000)],
    ],
)
def test_a_column_is_read_as_its_cells_are(cells: list[str]) -> None:
    assert normal_many(cells) == [normal(cell) for cell in cells]


def test_a_column_of_many_different_cells_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "STRETCHES_KEPT_MAX", 16)
    cells = [chr(0xFF10 + number % 10) * (number % 37) for number in range(2_000)]
    assert normal_many(cells) == [normal(cell) for cell in cells]


def test_a_change_says_where_it_was() -> None:
    assert changes("山田　太郎") == (Change(2, "　", " "),)
    assert changes("か゛き\n１") == (Change(0, "か゛", "が"), Change(4, "１", "1"))
    assert changes("山田 太郎") == changes("") == ()


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("👨\u200d👩\u200d👧", ()),
        ("❤\ufe0f\u200d🔥", ()),
        ("山\u200d田", ("invisible",)),
        ("👨\u200d", ("invisible",)),
        ("🏴\U000e0067\U000e0062\U000e007f", ()),
        ("山\U000e0067", ("invisible",)),
        ("葛\U000e0100\U000e0101", ("lone_selector",)),
        ("a \ufe0f", ("lone_selector",)),
        ("\U0010ffff", ("noncharacter",)),
        ("\U000f0000", ("private_use",)),
        ("\x85\u2067\xad", ("control_character", "bidi_control", "invisible")),
    ],
)
def test_faults_are_told_in_the_order_found(text: str, told_as: tuple[str, ...]) -> None:
    assert faults(text) == told_as
