"""The plan frozen for publication (公開する計画): one immutable JSON object that every page and file is made from.

It holds the plan's own words, codes and numbers, and of every judgement the sentence why in both languages, so that
one snapshot serves all readers. `freezing` makes it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from yakusho.kernel.data_files import Part
from yakusho.plans.identifiers import Aggregate, IndicatorId, PolicyId, Rule, Weight
from yakusho.plans.neighbours import RatingWord
from yakusho.plans.observations import Source
from yakusho.plans.states import State, Suggestion

Format = Literal["yakusho/plan/2"]
FORMAT: Format = "yakusho/plan/2"
EARLIER_FORMATS = ("yakusho/plan/1",)
Figure = int | float
"""A number as JSON writes it; whole ones without a point."""


class Sentence(Part):
    """A sentence in both languages."""

    ja: str
    en: str

    def in_language(self, language: str) -> str:
        """The sentence for a reader of that language."""
        return self.ja if language.startswith("ja") else self.en


class FrozenPace(Part):
    """Where a running year is heading: what it comes to, against its target, with the working days gone and in all."""

    expected: Figure
    target: int
    working_days: int
    working_days_all: int
    early_warning: bool
    sentence: Sentence


class Cell(Part):
    """One indicator in one year (`fiscal_year` None: all years of the plan together), and how it stands.

    `comparator_printed` is false where 以上 is not printed. `since` is set when only a part of the time was counted.
    """

    fiscal_year: int | None = None
    raw: str | None = None
    kind: str | None = None
    target: int | None = None
    comparator_printed: bool | None = None
    note: str | None = None
    state: State
    suggestion: Suggestion
    sentence: Sentence
    value: Figure | None = None
    share: tuple[Figure, Figure] | None = None
    source: Source | None = None
    provisional: bool = False
    since: date | None = None
    as_of: date | None = None
    evidence: int = 0
    pace: FrozenPace | None = None


class FrozenIndicator(Part):
    """An indicator with its targets and what is known of them."""

    id: IndicatorId
    label: str | None = None
    part: str | None = None
    unit: str | None = None
    rule: Rule
    aggregate: Aggregate
    stages: tuple[str, ...]
    subset_of: IndicatorId | None = None
    baseline: Figure | None = None
    needs_baseline: bool
    meter: str | None = None
    where: dict[str, str] = {}
    none: Literal["reported", "not_open"] | None = None
    partly: bool
    years: tuple[Cell, ...]
    all_years: Cell
    this_year: Cell

    @property
    def warned(self) -> bool:
        """Whether its running year will miss its target at the present pace."""
        return any(cell.pace is not None and cell.pace.early_warning for cell in self.years)


class FrozenMeasure(Part):
    """A measure with the policies it serves, how it stands, and its indicators; `counts` are of their states."""

    number: str
    title: str
    departments: str
    new: bool
    adjusting: str | None = None
    policies: dict[PolicyId, Weight]
    state: State
    suggestion: Suggestion
    sentence: Sentence
    counts: dict[State, int]
    provisional: bool
    indicators: tuple[FrozenIndicator, ...]


class FrozenPolicy(Part):
    """A basic policy, and how many measures that carry it (main) or serve it (related) are in which state."""

    id: PolicyId
    name: str
    main: dict[State, int]
    related: dict[State, int]
    sentence: Sentence


class FrozenGoal(Part):
    """Measures of the previous plan under one goal: how many, then by rating."""

    name: str
    counts: tuple[int, ...]


class FrozenPreviousMeasure(Part):
    """A measure of the previous plan and its rating."""

    number: int
    title: str
    departments: str
    rating: str


class FrozenPrevious(Part):
    """How the previous plan ended, recounted from its measures."""

    name: str
    survey: str | None = None
    ratings: tuple[RatingWord, ...]
    goals: tuple[FrozenGoal, ...]
    measures: tuple[FrozenPreviousMeasure, ...]

    @property
    def totals(self) -> list[int]:
        """All goals together: how many measures, then by rating."""
        return [sum(counts) for counts in zip(*(goal.counts for goal in self.goals), strict=True)]


def thaw(content: Mapping[str, Any]) -> "Snapshot | None":
    """The snapshot in a publication's content; None when an earlier version of the house made it.

    Raises:
        ValidationError: it is no snapshot.
    """
    return None if content.get("format") in EARLIER_FORMATS else Snapshot.model_validate(content)


class Snapshot(Part):
    """A plan as published; `this_year` is the fiscal year in which it was frozen.

    `majority_threshold` is the share that headquarters counts as most (大部分), None until it sets one.
    """

    format: Format = FORMAT
    code: str
    name: str
    source: str
    period: str
    fiscal_years: tuple[int, ...] = Field(min_length=1)
    this_year: int
    majority_threshold: float | None = None
    visions: tuple[str, ...]
    policies: tuple[FrozenPolicy, ...]
    ratings: tuple[RatingWord, ...]
    measures: tuple[FrozenMeasure, ...]
    previous: FrozenPrevious | None = None

    def indicators(self) -> list[FrozenIndicator]:
        """All indicators in the plan's order."""
        return [indicator for measure in self.measures for indicator in measure.indicators]

    def indicator_years(self) -> Iterator[tuple[FrozenIndicator, Cell]]:
        """Every indicator in every year of the plan."""
        for indicator in self.indicators():
            for cell in indicator.years:
                yield indicator, cell

    def find(self, indicator_id: str) -> tuple[FrozenMeasure, FrozenIndicator] | None:
        """An indicator with its measure, by id such as 15-3."""
        for measure in self.measures:
            for indicator in measure.indicators:
                if indicator.id == indicator_id:
                    return measure, indicator
        return None
