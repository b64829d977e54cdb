"""Ids: people type numbers and codes by hand, so one slip never leads to somebody else's case."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yakusho.kernel.ids import (
    CODE_ALPHABET,
    CODE_CHARACTERS,
    new_code,
    new_desk_number,
    new_id,
    new_number,
    read_code,
    read_number,
    show_code,
)

letters = st.sampled_from("KM")
numbers = st.builds(new_number, letters) | st.builds(new_desk_number, letters)


def _digits_of(number: str) -> str:
    return number[2:7] + number[8:]


def test_ids_sort_by_the_time_they_were_made() -> None:
    made = [new_id() for _ in range(1_000)]
    assert made == sorted(made)
    assert len(set(made)) == 1_000
    assert {one.version for one in made} == {7}


@given(numbers)
def test_a_new_number_reads_as_itself(number: str) -> None:
    assert read_number(number) == number


@given(letters)
def test_portal_and_desk_never_give_the_same_number(letter: str) -> None:
    assert new_number(letter)[2] != "9"
    assert new_desk_number(letter)[2] == "9"


@given(numbers, st.integers(0, 9), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(number: str, place: int, change: int) -> None:
    digits = _digits_of(number)
    wrong = str((int(digits[place]) + change) % 10)
    assert read_number(number[0] + digits[:place] + wrong + digits[place + 1 :]) is None


@given(numbers, st.integers(0, 8))
def test_every_swap_of_neighbours_is_found(number: str, place: int) -> None:
    digits = _digits_of(number)
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    if swapped != digits:
        assert read_number(number[0] + swapped) is None


def test_the_check_digit_is_the_published_damm_digit() -> None:
    assert read_number("M-00000-05724") == "M-00000-05724", "572 has the check digit 4 (H. M. Damm's example)"
    assert read_number("M-00000-05720") is None


@given(numbers)
def test_a_number_is_read_however_it_is_typed(number: str) -> None:
    wide = number.translate({ord(c): ord(c) + 0xFEE0 for c in string.ascii_letters + string.digits})
    for typed in (number.lower(), number.replace("-", ""), f"  {number.replace('-', ' ')} ", wide):
        assert read_number(typed) == number


@pytest.mark.parametrize("typed", ["", "M", "0000000000", "M-00000-0000", "M-00000-000000", "申-00000-00000", "M②②②"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert read_number(typed) is None


@given(st.text())
def test_reading_a_number_or_code_never_fails(text: str) -> None:
    read_number(text)
    read_code(text)


def test_a_code_holds_a_hundred_random_bits() -> None:
    assert len(CODE_ALPHABET) ** CODE_CHARACTERS == 2**100
    assert len({new_code() for _ in range(1_000)}) == 1_000


@given(st.text(CODE_ALPHABET, min_size=CODE_CHARACTERS, max_size=CODE_CHARACTERS))
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    misread = code.translate(str.maketrans("01", "OI"))
    wide = code.translate({ord(c): ord(c) + 0xFEE0 for c in CODE_ALPHABET})
    for typed in (code, show_code(code), code.lower(), misread, misread.lower(), wide, f" {code} "):
        assert read_code(typed) == code


@pytest.mark.parametrize("typed", ["", "0" * 19, "0" * 21, "U" * 20, "あ" * 20])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert read_code(typed) is None


def test_a_code_is_shown_in_groups_of_four() -> None:
    assert show_code("0123456789ABCDEFGHJK") == "0123-4567-89AB-CDEF-GHJK"
