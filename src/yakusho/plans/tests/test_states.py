"""A count that began within the year says so, and a year before counting began has no number, which is not zero."""

from datetime import date

from yakusho.plans.states import STATE_MEANINGS, STATE_WORDS, Count, State, count_in_year
from yakusho.plans.words import STATE_SHAPES


def test_years_before_counting_began_have_no_number_not_zero() -> None:
    assert count_in_year(0, date(2026, 11, 24), 2023) is None
    assert count_in_year(0, None, 2026) is None
    assert count_in_year(None, date(2026, 11, 24), 2026) is None


def test_the_year_in_which_counting_began_is_partly_covered() -> None:
    assert count_in_year(3, date(2026, 11, 24), 2026) == Count(3, since=date(2026, 11, 24))
    assert count_in_year(3, date(2026, 4, 1), 2026) == Count(3)
    assert count_in_year(3, date(2026, 11, 24), 2027) == Count(3)


def test_every_state_has_a_word_a_meaning_and_a_shape() -> None:
    assert set(STATE_WORDS) == set(STATE_MEANINGS) == set(STATE_SHAPES) == set(State)
