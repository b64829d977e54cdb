"""What was decided about a plan (決定): which version a file holds, and which targets were changed since."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from yakusho.kernel.data_files import Part
from yakusho.plans.identifiers import FiscalYear, IndicatorId
from yakusho.plans.targets import Target, Words


class Decision(Part):
    """Who decided something about the plan, when, and where that is written down (決定)."""

    on: date
    by: Words
    words: Words | None = None


class Version(Part):
    """Which version of the plan a file holds (版): a draft, decided, or revised after it was decided."""

    number: Annotated[int, Field(ge=1)] = 1
    stage: Literal["draft", "decided", "revised"]
    decision: Decision | None = None


ReasonCode = Literal["law", "budget", "progress", "scope", "organisation", "correction", "other"]


class Revision(Part):
    """A target that was changed after the plan was decided (目標の見直し), from which day on, by whom, and why.

    `period` is a fiscal year, or `all_years`. The cell under `measures` keeps the target before all revisions.
    """

    indicator: IndicatorId
    period: FiscalYear | Literal["all_years"]
    target: Target
    holds_from: date
    decision: Decision
    reason: ReasonCode
    reason_words: Words | None = None
