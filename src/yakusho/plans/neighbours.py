"""The plans before and after this one (前計画・次期計画), with their own measures and rating words."""

from datetime import date
from typing import Annotated

from pydantic import Field

from yakusho.kernel.data_files import Part
from yakusho.plans.identifiers import MeasureNumber
from yakusho.plans.targets import Number, Text, Words


class RatingWord(Part):
    """A word of a rating scale and its definition (評語)."""

    word: Words
    definition: Words


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
    source_total: Number | None = None
    computed_totals: tuple[Number, ...] = ()


class PreviousMeasure(Part):
    """A measure of the previous plan and how it was rated."""

    number: Annotated[int, Field(ge=1)]
    title: Words
    summary: Text | None = None
    departments_raw: Words
    rating: Words
    reading_goal: Annotated[int, Field(ge=1)] | None = None


class PreviousPlan(Part):
    """The plan before, with its own rating words (前計画の結果)."""

    name: Words
    survey: Survey | None = None
    rating_definitions: tuple[RatingWord, ...]
    figure_14: RatingFigure | None = None
    reading_goal_note: Words | None = None
    measures: tuple[PreviousMeasure, ...]


class NextMeasure(Part):
    """A measure of the plan that follows, and the measures of this plan that it continues."""

    number: MeasureNumber
    title: Words
    continues: tuple[MeasureNumber, ...] = ()


class NextPlan(Part):
    """The plan that follows, as far as it is known (次期計画)."""

    name: Words
    measures: tuple[NextMeasure, ...]
