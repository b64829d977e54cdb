"""A key tells nothing, is read however it was typed, and a slip of the finger is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yakusho.kernel.ids import CODE_ALPHABET
from yakusho.mynumber.paper.keys import Scanned, form_key, page_code, read_key, show_key


def test_a_key_holds_no_number_of_the_household_and_is_the_same_again() -> None:
    key = form_key("sample", 1, "980000000000015")
    assert key == form_key("sample", 1, "980000000000015")
    assert "98000" not in key
    assert len({key, form_key("sample", 2, "980000000000015"), form_key("other", 1, "980000000000015")}) == 3


@given(st.integers(0, 10**6))
def test_a_code_says_key_and_page(household: int) -> None:
    key = form_key("special-sample", 3, str(household))
    assert read_key(page_code("special-sample", 3, key, 2, 3)) == Scanned(key, 2)
    assert read_key(show_key(key)) == Scanned(key)


@pytest.mark.parametrize("spelling", [str.lower, lambda key: key.replace("0", "O"), lambda key: key.replace("1", "I")])
def test_a_key_is_read_however_it_was_typed(spelling: object) -> None:
    key = form_key("sample", 1, "7")
    assert read_key(f" {spelling(show_key(key))}\r\n") == Scanned(key)  # type: ignore[operator]
    assert read_key("".join(chr(ord(letter) + 0xFEE0) for letter in key)) == Scanned(key)


def test_a_wrong_letter_or_a_swap_of_neighbours_is_noticed() -> None:
    key = form_key("sample", 1, "980000000000015")
    for place in range(len(key)):
        for letter in CODE_ALPHABET:
            apart = abs(CODE_ALPHABET.index(letter) - CODE_ALPHABET.index(key[place]))
            if apart not in (0, 31):
                assert read_key(key[:place] + letter + key[place + 1 :]) is None
    for place in range(len(key) - 2):
        swapped = key[:place] + key[place + 1] + key[place] + key[place + 2 :]
        assert swapped == key or read_key(swapped) is None or abs(ord(key[place]) - ord(key[place + 1])) > 30


@pytest.mark.parametrize("text", ["", "123", "special-cash-benefit.1.KEY", "住所", "U" * 16, "." * 300])
def test_what_is_no_key_is_no_key(text: str) -> None:
    assert read_key(text) is None
