"""The plan as typed data (計画の型): what a ward's plan file holds.

Keys that begin with `reading`, and `rules`, `measure_rating_reading` and `rating_gaps`, are interpretation; all other
keys hold the source's words and the numbers parsed from them.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from yakusho.kernel.data_files import Part
from yakusho.plans.decisions import Revision, Version
from yakusho.plans.identifiers import (
    Aggregate,
    FiscalYear,
    IndicatorId,
    MeasureNumber,
    PolicyId,
    Rule,
    Weight,
    Yen,
)
from yakusho.plans.neighbours import NextPlan, PreviousPlan, RatingWord
from yakusho.plans.targets import Target, Text, Words, is_planned


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

    headquarters: Body | None = None
    cio: Body | None = None
    ciso: Body | None = None
    deputies: Body | None = None
    committees: tuple[Words, ...] = ()
    committee_rule: Words | None = None
    secretariat: Body | None = None


class ManagedYear(Part):
    """What is done about one year of the plan."""

    fiscal_year: FiscalYear
    words: Words
    what: Words


class ProgressManagement(Part):
    """How progress is managed and rated (施策の進行管理)."""

    cycle: Words | None = None
    yearly: tuple[ManagedYear, ...] = ()
    flow: tuple[Words, ...] = ()
    ratings: tuple[RatingWord, ...] = ()


class RuleWords(Part):
    """How a rule judges a year and the whole period, in words."""

    year: Note
    all_years: Note
    note: Note | None = None


class MeasureRatingReading(Part):
    """How a measure's rating could follow from its indicators; headquarters must set the threshold."""

    exceeded: Words | None = None
    achieved: Words | None = None
    not_achieved: Words | None = None
    majority_threshold: Annotated[float, Field(gt=0, le=1)] | None = None
    decided_by: Words | None = None


class AdjustingNote(Part):
    """The source says that this measure's yearly volumes are still being settled (調整中)."""

    text: Words
    page: Words | None = None
    boxes_on_page: Annotated[int, Field(ge=1)] | None = None
    attribution: Words | None = None


class Reading(Part):
    """How we read an indicator: its rule, its unit, and where its number would come from.

    `denominator_in_source` is false where the plan prints a percentage without saying of what.
    """

    rule: Rule
    aggregate: Aggregate
    measurement: Literal["auto", "semi", "report"] = "report"
    number_from: Words | None = None
    unit: Words | None = None
    denominator: Words | None = None
    denominator_in_source: bool = True
    stages: tuple[Words, ...] = ()
    subset_of: IndicatorId | None = None


class WrittenBaseline(Part):
    """What an indicator stood at before the plan began, as the plan itself prints it (基準値)."""

    value: Annotated[Decimal, Field(ge=0)]
    words: Words | None = None
    as_of: date | None = None


class Indicator(Part):
    """One thing that is counted or shown of a measure (指標), with a target for each year and for all together."""

    id: IndicatorId
    label: Words | None = None
    part: Words | None = None
    all_years: Target
    years: dict[FiscalYear, Target]
    baseline: WrittenBaseline | None = None
    reading: Reading
    source_notes: tuple[Note, ...] = ()


class Money(Part):
    """What a measure costs in a fiscal year, in yen (予算・決算)."""

    fiscal_year: FiscalYear
    budget: Yen | None = None
    settlement: Yen | None = None


class Measure(Part):
    """A measure of the plan (施策): who carries it, which policies it serves and how strongly."""

    number: MeasureNumber
    title: Words
    summary: Text | None = None
    departments: Annotated[tuple[Words, ...], Field(min_length=1)]
    departments_raw: Words | None = None
    new: bool = False
    policies: dict[PolicyId, Weight] = {}
    primary_policy: PolicyId | None = None
    adjusting_note: AdjustingNote | None = None
    source_notes: tuple[Note, ...] = ()
    reading_continues_previous: tuple[int, ...] = ()
    money: tuple[Money, ...] = ()
    cost_per: IndicatorId | None = None
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]

    @property
    def main_policy(self) -> PolicyId | None:
        """The policy that the measure carries (◎); None where no single one is marked so."""
        marked = [policy for policy, weight in self.policies.items() if weight == "◎"]
        return marked[0] if len(marked) == 1 else None

    @property
    def departments_words(self) -> str:
        """Who carries it, as the source writes it."""
        return self.departments_raw or "、".join(self.departments)


class CollectiveOwner(Part):
    """A name for several sections together (関係主管課), and which sections it means."""

    name: Words
    sections: Annotated[tuple[Words, ...], Field(min_length=1)]


class Plan(Part):
    """A ward's plan (計画), whole."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    name: Words
    version: Version | None = None
    source: Source
    basic_plan: Period
    implementation_plans: Annotated[tuple[Period, ...], Field(min_length=1)]
    revision: Words | None = None
    legal_status: Words | None = None
    upper_plans: tuple[Words, ...] = ()
    excluded: Words | None = None
    visions: tuple[Vision, ...] = ()
    policies: Annotated[tuple[Policy, ...], Field(min_length=1)]
    predecessor_plans: tuple[PredecessorPlan, ...] = ()
    promotion_structure: PromotionStructure = PromotionStructure()
    collective_owners: tuple[CollectiveOwner, ...] = ()
    progress_management: ProgressManagement = ProgressManagement()
    rules: dict[Rule, RuleWords] = {}
    measure_rating_reading: MeasureRatingReading = MeasureRatingReading()
    rating_gaps: tuple[Note, ...] = ()
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]
    revisions: tuple[Revision, ...] = ()
    previous_plan: PreviousPlan | None = None
    next_plan: NextPlan | None = None

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
