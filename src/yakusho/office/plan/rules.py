"""What is still open about a plan (計画の未決事項), decided from its data alone."""

from dataclasses import dataclass

from yakusho.plans import Plan
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.states import State


@dataclass(frozen=True)
class OpenQuestions:
    """What the secretariat has to settle before the plan can be judged."""

    not_reported: int
    planned: int
    by_section: list[str]
    room_not_open: list[str]
    without_baseline: list[str]
    threshold_missing: bool
    adjusting: list[str]
    without_primary: list[str]


def open_questions(plan: Plan, snapshot: Snapshot) -> OpenQuestions:
    """The open questions of a plan: what was not reported, what lacks a baseline, what the text leaves undecided."""
    indicators = snapshot.indicators()
    cells = [cell for indicator in indicators for cell in indicator.years]
    return OpenQuestions(
        not_reported=sum(cell.state == State.NOT_REPORTED for cell in cells),
        planned=plan.planned_years(),
        by_section=[indicator.id for indicator in indicators if indicator.none == "reported"],
        room_not_open=[indicator.id for indicator in indicators if indicator.none == "not_open"],
        without_baseline=[indicator.id for indicator in indicators if indicator.needs_baseline],
        threshold_missing=plan.measure_rating_reading.majority_threshold is None,
        adjusting=[measure.number for measure in plan.measures if measure.adjusting_note],
        without_primary=[measure.number for measure in plan.measures if measure.main_policy is None],
    )
