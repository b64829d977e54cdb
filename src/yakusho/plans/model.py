"""The plan as typed data (計画の型): what a ward's plan file holds.

Keys that begin with `reading`, and `rules`, `measure_rating_reading` and `rating_gaps`, are interpretation; all other
keys hold the source's words and the numbers parsed from them.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from yakusho.kernel.data_files import Part
from yakusho.plans.targets import Number, Target, Words, is_planned

FiscalYear = Annotated[int, Field(ge=1989, le=2199)]
PolicyId = Annotated[str, Field(pattern=r"^[IVX]{1,5}$")]
MeasureNumber = Annotated[str, Field(pattern=r"^\d{2}$")]
IndicatorId = Annotated[str, Field(pattern=r"^\d{2}-\d{1,2}$")]
Weight = Literal["◎", "○"]
Rule = Literal[
    "R-COUNT",
    "R-STOCK",
    "R-RATIO",
    "R-LEVEL",
    "R-STAGE",
    "R-STAGE-THEN-COUNT",
    "R-DIRECTION",
    "R-ACTIVITY",
    "R-CHECKLIST",
    "R-CONDITIONAL",
]
Aggregate = Literal[
    "sum",
    "last",
    "pooled",
    "last_vs_baseline",
    "final_stage_reached",
    "reached_once",
    "reached_once_by_deadline",
    "count_at_end",
    "all_active_years",
    "all_items_each_active_year",
    "all_triggered",
]


class Note(Part):
    """A remark on the source's wording, in both languages."""

    ja: Words
    en: Words

    def in_language(self, language: str) -> str:
        """The remark for a reader of that language."""
        return self.ja if language.startswith("ja") else self.en


class Source(Part):
    """Which text the data were read from, and how."""

    title: Words
    draft_markers: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()


class Period(Part):
    """A span of fiscal years; a plan document covers some of a basic plan's periods (計画期間)."""

    words: Words
    from_fiscal_year: FiscalYear
    to_fiscal_year: FiscalYear
    years: Annotated[int, Field(ge=1, le=20)]
    name: Words | None = None
    in_this_document: bool = True
    to_be_written: Words | None = None


class Vision(Part):
    """What the plan is for (基本理念)."""

    number: Annotated[int, Field(ge=1)]
    text: Words


class Policy(Part):
    """A basic policy that measures serve (基本方針)."""

    id: PolicyId
    name: Words


class PredecessorPlan(Part):
    """An earlier plan, by name and years."""

    name: Words
    start: Words
    end: Words | None = None
    length: Words | None = None


class Body(Part):
    """A body or post that promotes the plan (推進体制), and its duties."""

    name: Words
    duties: Words
    head: Words | None = None
    holder: Words | None = None
    division: Words | None = None
    department: Words | None = None


class PromotionStructure(Part):
    """Who promotes the plan: headquarters, officers, committees, secretariat (推進体制)."""

    headquarters: Body
    cio: Body
    ciso: Body
    deputies: Body
    committees: tuple[Words, ...]
    committee_rule: Words
    secretariat: Body


class ManagedYear(Part):
    """What is done about one year of the plan."""

    fiscal_year: FiscalYear
    words: Words
    what: Words


class RatingWord(Part):
    """A word of a rating scale and its definition (評語)."""

    word: Words
    definition: Words


class ProgressManagement(Part):
    """How progress is managed and rated (施策の進行管理)."""

    cycle: Words
    yearly: tuple[ManagedYear, ...]
    flow: tuple[Words, ...]
    ratings: tuple[RatingWord, ...]


class RuleWords(Part):
    """How a rule judges a year and the whole period, in words."""

    year: Note
    three_years: Note
    note: Note | None = None


class MeasureRatingReading(Part):
    """How a measure's rating could follow from its indicators; headquarters must set the threshold."""

    exceeded: Words
    achieved: Words
    not_achieved: Words
    majority_threshold: Annotated[float, Field(gt=0, le=1)] | None
    decided_by: Words


class AdjustingNote(Part):
    """The source says that this measure's yearly volumes are still being settled (調整中)."""

    page: Words
    boxes_on_page: Annotated[int, Field(ge=1)]
    text: Words
    attribution: Words


class Reading(Part):
    """How we read an indicator: its rule, its unit, and where its number would come from."""

    rule: Rule
    aggregate: Aggregate
    measurement: Literal["auto", "semi", "report"]
    number_from: Words
    unit: Words | None = None
    denominator: Words | None = None
    stages: tuple[Words, ...] = ()
    subset_of: IndicatorId | None = None


class Indicator(Part):
    """One thing that is counted or shown of a measure (指標), with a target for each year and for all together."""

    id: IndicatorId
    label: Words | None
    part: Words | None = None
    three_years: Target
    years: dict[FiscalYear, Target]
    reading: Reading
    source_notes: tuple[Note, ...] = ()


class Measure(Part):
    """A measure of the plan (施策): who carries it, which policies it serves and how strongly."""

    number: MeasureNumber
    title: Words
    departments: Annotated[tuple[Words, ...], Field(min_length=1)]
    departments_raw: Words
    new: bool
    policies: dict[PolicyId, Weight]
    primary_policy: PolicyId | None
    adjusting_note: AdjustingNote | None
    source_notes: tuple[Note, ...] = ()
    reading_continues_previous: tuple[int, ...] = ()
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]


class Survey(Part):
    """When the sections were asked how the previous plan stood."""

    name: Words
    start: date
    end: date


class GoalRow(Part):
    """One row of the summary figure: measures of a goal, counted by rating."""

    goal: Annotated[int, Field(ge=1)]
    name: Words
    counts: tuple[Number, ...]


class RatingFigure(Part):
    """The printed summary of the previous plan: goals by ratings."""

    caption: Words
    columns: tuple[Words, ...]
    rows: tuple[GoalRow, ...]
    source_total: Number
    computed_totals: tuple[Number, ...]


class PreviousMeasure(Part):
    """A measure of the previous plan and how it was rated."""

    number: Annotated[int, Field(ge=1)]
    title: Words
    departments_raw: Words
    rating: Words
    reading_goal: Annotated[int, Field(ge=1)]


class PreviousPlan(Part):
    """The plan before, with its own rating words (前計画の結果)."""

    name: Words
    survey: Survey
    rating_definitions: tuple[RatingWord, ...]
    figure_14: RatingFigure
    reading_goal_note: Words
    measures: tuple[PreviousMeasure, ...]


class Plan(Part):
    """A ward's plan (計画), whole."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    name: Words
    source: Source
    basic_plan: Period
    implementation_plans: Annotated[tuple[Period, ...], Field(min_length=1)]
    revision: Words
    legal_status: Words
    upper_plans: tuple[Words, ...]
    excluded: Words
    visions: tuple[Vision, ...]
    policies: Annotated[tuple[Policy, ...], Field(min_length=1)]
    predecessor_plans: tuple[PredecessorPlan, ...]
    promotion_structure: PromotionStructure
    progress_management: ProgressManagement
    rules: dict[Rule, RuleWords]
    measure_rating_reading: MeasureRatingReading
    rating_gaps: tuple[Note, ...]
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]
    previous_plan: PreviousPlan

    @property
    def period(self) -> Period:
        """The implementation period that this document holds targets for (実施計画の期間)."""
        return next(period for period in self.implementation_plans if period.in_this_document)

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        """The fiscal years that have targets, in order."""
        return tuple(range(self.period.from_fiscal_year, self.period.to_fiscal_year + 1))

    def indicators(self) -> Iterator[Indicator]:
        """All indicators in the plan's order."""
        for measure in self.measures:
            yield from measure.indicators

    def yearly_targets(self) -> Iterator[tuple[Indicator, int, Target]]:
        """Every indicator-year: indicator, fiscal year, target."""
        for indicator in self.indicators():
            for year in self.fiscal_years:
                yield indicator, year, indicator.years[year]

    def planned_years(self) -> int:
        """How many indicator-years are to be judged."""
        return sum(is_planned(target) for _, _, target in self.yearly_targets())
