"""What moved between two snapshots of a plan (計画の変化): a state or a value of a cell that is another than before."""

from dataclasses import dataclass

from yakusho.plans.snapshot import Cell, Figure, FrozenIndicator, Snapshot
from yakusho.plans.states import State


@dataclass(frozen=True)
class Change:
    """One cell that moved; `fiscal_year` None: all years of the plan together. A value None: there is no number."""

    indicator: str
    fiscal_year: int | None
    state_before: State
    state: State
    value_before: Figure | None
    value: Figure | None


def changes(before: Snapshot, after: Snapshot) -> list[Change]:
    """The cells that moved, in the plan's order; an indicator that is only in one of the two didn't move, it came."""
    known = {indicator.id: _cells(indicator) for indicator in before.indicators()}
    return [
        Change(indicator.id, year, was.state, now.state, was.value, now.value)
        for indicator in after.indicators()
        for year, now in _cells(indicator).items()
        for was in [known.get(indicator.id, {}).get(year)]
        if was is not None and (was.state, was.value) != (now.state, now.value)
    ]


def _cells(indicator: FrozenIndicator) -> dict[int | None, Cell]:
    return {cell.fiscal_year: cell for cell in (*indicator.years, indicator.all_years, indicator.this_year)}
