"""Four kinds of nothing are told apart, and zero is none of them."""

from datetime import date

import pytest

from yakusho.plans import Indicator
from yakusho.plans.states import CellState, Count, cell_state, count_in_year, count_over_years, needs_baseline
from yakusho.plans.targets import Target
from yakusho.plans.tests.ward import shipped_plan

INDICATORS: dict[str, Indicator] = {indicator.id: indicator for indicator in shipped_plan().indicators()}


@pytest.mark.parametrize(
    ("target", "count", "state"),
    [
        (INDICATORS["15-3"].years[2021], Count(0), CellState.ZERO),
        (INDICATORS["15-3"].years[2021], Count(12), CellState.COUNTED),
        (INDICATORS["15-3"].years[2021], None, CellState.NOT_REPORTED),
        (INDICATORS["06-1"].years[2022], None, CellState.NOT_PLANNED),
        (INDICATORS["05-2"].years[2022], None, CellState.NOT_PLANNED),
        (INDICATORS["11-2"].years[2023], None, CellState.NOT_PLANNED),
        (INDICATORS["14-1"].years[2022], None, CellState.NOT_APPLICABLE),
        (None, None, CellState.NOT_APPLICABLE),
        (None, Count(0), CellState.ZERO),
    ],
)
def test_state_of_a_cell(target: Target | None, count: Count | None, state: CellState) -> None:
    assert cell_state(target, count) is state


def test_with_no_reports_133_cells_are_not_reported_and_2_not_applicable() -> None:
    states = [cell_state(target, None) for _, _, target in shipped_plan().yearly_targets()]
    assert states.count(CellState.NOT_REPORTED) == 133
    assert states.count(CellState.NOT_APPLICABLE) == 2
    assert states.count(CellState.NOT_PLANNED) == 12


def test_years_before_counting_began_have_no_number_not_zero() -> None:
    assert count_in_year(0, date(2026, 11, 24), 2023) is None
    assert count_in_year(0, None, 2026) is None
    assert count_in_year(None, date(2026, 11, 24), 2026) is None


def test_the_year_in_which_counting_began_is_partly_covered() -> None:
    assert count_in_year(3, date(2026, 11, 24), 2026) == Count(3, since=date(2026, 11, 24))
    assert count_in_year(3, date(2026, 4, 1), 2026) == Count(3)
    assert count_in_year(3, date(2026, 11, 24), 2027) == Count(3)


def test_counts_of_all_years_are_summed_and_running_totals_are_not() -> None:
    counts = {2021: Count(16), 2022: Count(26), 2023: Count(36)}
    assert count_over_years(INDICATORS["09-3"], counts) == Count(78)
    assert count_over_years(INDICATORS["02-1"], counts) == Count(36)


def test_all_years_together_have_no_number_while_one_is_missing() -> None:
    assert count_over_years(INDICATORS["09-3"], {2021: Count(6), 2022: None, 2023: Count(2)}) is None


def test_a_blank_year_does_not_keep_the_sum_back() -> None:
    assert count_over_years(INDICATORS["11-2"], {2021: Count(3_600), 2022: Count(3_600)}) == Count(7_200)


def test_six_indicators_shall_grow_and_have_no_baseline() -> None:
    ids = [indicator.id for indicator in INDICATORS.values() if needs_baseline(indicator)]
    assert ids == ["03-1", "06-3", "13-1", "15-1", "15-3", "16-1"]
