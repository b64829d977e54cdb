"""A long text takes time in proportion to its length, whatever it is made of."""

import time
from collections.abc import Callable

import pytest

from yakusho.japanese import characters, keys, variants

SECONDS_MAX = 6.0
"""A hundred times what the length asks for; a square of the length would ask for hours."""

WORST = ("\u0301\u0323", "\u0301ﾞ", "\u0f73", "か゛", "か-", "山々", "かゝ")
KANA_AND_KANJI = ("山", "ｶﾞ", "か\u3099", "カー", "1ー", "ーー", "--", "-1", "々", "ゝ", "ヴ", "山が", "\ufa19")
OTHERS = (
    "葛\U000e0100",
    "\U000e0100",
    "\u200d",
    "👨\u200d",
    "\U000e0067",
    "\ud83d",
    "\x00",
    "　",
    " ",
    "\x1f",
    "´",
    "ẞ",
)
FUNCTIONS: tuple[Callable[[str], object], ...] = (
    characters.normal,
    characters.changes,
    characters.hiragana,
    characters.katakana,
    characters.half_width_kana,
    characters.plain_hyphens,
    characters.without_selectors,
    characters.faults,
    variants.base_forms,
    keys.search_key,
    keys.loose_key,
)


def _assert_quick(function: Callable[[str], object], pieces: tuple[str, ...], length: int) -> None:
    for piece in pieces:
        text = piece * (length // len(piece))
        began = time.process_time()
        function(text)
        seconds = time.process_time() - began
        assert seconds < SECONDS_MAX, f"{length} characters of {piece!a} took {seconds:.1f} s"


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_a_long_text_is_read_at_once(function: Callable[[str], object]) -> None:
    _assert_quick(function, WORST, 100_000)


@pytest.mark.long
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_a_million_characters_of_any_kind_are_read_in_seconds(function: Callable[[str], object]) -> None:
    _assert_quick(function, WORST + KANA_AND_KANJI + OTHERS, 1_000_000)


def test_a_column_of_long_cells_is_read_at_once() -> None:
    cells = [piece * (100_000 // len(piece)) for piece in WORST]
    began = time.process_time()
    assert characters.normal_many(cells) == [characters.normal(cell) for cell in cells]
    assert time.process_time() - began < SECONDS_MAX
