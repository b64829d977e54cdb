"""Observations written into a file (実績のファイル), to see what a plan would say of them: YAML or JSON.

It holds `observations` in the order in which they came in, and may say `today`, `baselines`, `hand_overs` and
`majority_threshold`. A JSON file may also be the bare list of observations.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from yakusho.japanese.periods import Calendar
from yakusho.kernel.data_files import Part, read
from yakusho.kernel.findings import Fault
from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.plans.freezing import Knowledge
from yakusho.plans.identifiers import FiscalYear, IndicatorId
from yakusho.plans.model import Plan
from yakusho.plans.observations import HandOver, Observation, Source, Status, holding
from yakusho.plans.pace import WEEKENDS
from yakusho.plans.targets import CountTarget, DirectionTarget, StockTarget

Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]
Whole = Annotated[int, Field(ge=0)]


class WrittenObservation(Part):
    """One observation; `as_of` is the last day of its year where the file does not say."""

    indicator: IndicatorId
    fiscal_year: FiscalYear
    section: str = ""
    value: Amount | None = None
    share: tuple[Amount, Amount] | None = None
    stage: Whole | None = None
    done: bool | None = None
    items: tuple[bool, ...] | None = None
    triggered: bool | None = None
    status: Status = "provisional"
    source: Source = "section"
    as_of: date | None = None
    since: date | None = None
    evidence: Whole = 0
    reason: str = ""

    def observed(self, sequence: int) -> Observation:
        """The observation as it came in at a place of the list.

        Raises:
            ValueError: it can't be a measurement.
        """
        as_of = self.as_of or fiscal_year_days(self.fiscal_year)[1]
        return Observation(**{**self.model_dump(), "as_of": as_of, "sequence": sequence})


class WrittenHandOver(Part):
    """A section's work that went to another one, after so many observations of the list."""

    from_section: str
    to_section: str
    sequence: Whole
    indicator: str = ""


class ObservationFile(Part):
    """What a file of observations may hold."""

    observations: tuple[WrittenObservation, ...]
    today: date | None = None
    baselines: dict[IndicatorId, Amount] = {}
    hand_overs: tuple[WrittenHandOver, ...] = ()
    majority_threshold: Annotated[Decimal, Field(gt=0, le=1)] | None = None

    def knowledge(self, today: date, calendar: Calendar = WEEKENDS) -> Knowledge:
        """All that the file says, as it stands on its own day, else on `today`."""
        observed = [each.observed(number) for number, each in enumerate(self.observations, 1)]
        return Knowledge(
            today=self.today or today,
            held=holding(observed, [HandOver(**each.model_dump()) for each in self.hand_overs]),
            baselines=self.baselines,
            calendar=calendar,
            majority_threshold=self.majority_threshold,
        )


def load_observations(text: str, source: str, plan: Plan) -> ObservationFile:
    """The observations of `plan` in `text`; `source` names the file in error messages.

    Raises:
        Malformed: the text holds no such observations.
    """
    bare = text.lstrip("\ufeff \t\r\n")
    document = f"observations: {bare}" if bare.startswith("[") else text
    return read(document, ObservationFile, source, lambda written: _faults(written, plan))


def _faults(written: ObservationFile, plan: Plan) -> Iterator[Fault]:
    indicators = {indicator.id: indicator for indicator in plan.indicators()}
    for position, each in enumerate(written.observations):
        place = ("observations", position)
        found = indicators.get(each.indicator)
        if found is None:
            yield (*place, "indicator"), f"`{each.indicator}` is no indicator of the plan.", "Correct the id."
            continue
        try:
            each.observed(position)
        except ValueError as error:
            yield place, f"{str(error).capitalize()}.", "Give one of value, share, stage, done, items, triggered."
        counted = isinstance(found.years.get(each.fiscal_year), CountTarget | StockTarget | DirectionTarget)
        if counted and each.value is not None and each.value != each.value.to_integral_value():
            yield (*place, "value"), f"{each.value} is no whole number.", "Count whole ones only."
        if each.as_of is not None and each.as_of < fiscal_year_days(each.fiscal_year)[0]:
            yield (*place, "as_of"), "This day is before the fiscal year begins.", "Correct the day or the year."
    for unknown in sorted(set(written.baselines) - set(indicators)):
        yield ("baselines", unknown), f"`{unknown}` is no indicator of the plan.", "Correct the id."
