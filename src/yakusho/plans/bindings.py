"""How each indicator of a plan gets its number (指標と計数のつながり)."""

from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from yakusho.kernel.data_files import Part, read
from yakusho.kernel.findings import Fault
from yakusho.plans.identifiers import IndicatorId
from yakusho.plans.imports import SeriesName
from yakusho.plans.model import Plan


class Binding(Part):
    """A meter, with the version that the number is read at, or the reason why there is none.

    `where` reads one place of the meter's breakdown, such as activities of one kind and theme. `reported`: a section
    writes it, with evidence. `not_open`: the room that will count it is not open yet; `partly`
    says that a section will still have to report a part of it. `import` names a series of monthly figures of another
    system, which adds to the meter, or is all there is.
    """

    meter: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$")] | None = None
    version: Annotated[int, Field(ge=1)] | None = None
    where: dict[str, str] = {}
    none: Literal["reported", "not_open"] | None = None
    partly: bool = False
    imports: SeriesName | None = Field(default=None, alias="import")

    @model_validator(mode="after")
    def _one_of_two(self) -> "Binding":
        if (self.meter is None) == (self.none is None):
            raise ValueError("give either a meter or, under none, why there is none")
        if (self.meter is None) != (self.version is None):
            raise ValueError("pin the meter's version")
        if self.where and self.meter is None:
            raise ValueError("where belongs to a meter")
        return self


class Bindings(Part):
    """The bindings of one plan, by indicator."""

    plan: str
    indicators: dict[IndicatorId, Binding]

    def meters(self) -> dict[str, int]:
        """The meters that this plan reads, with their pinned versions."""
        return {
            binding.meter: binding.version
            for binding in self.indicators.values()
            if binding.meter is not None and binding.version is not None
        }

    def read_from(self, meter: str) -> dict[IndicatorId, dict[str, str]]:
        """The indicators that read a meter, each with the place in its breakdown."""
        return {id: binding.where for id, binding in self.indicators.items() if binding.meter == meter}


def load_bindings(text: str, source: str, plan: Plan, meters: Collection[str] | None = None) -> Bindings:
    """The bindings in `text`, which must name every indicator of `plan` and no other.

    With `meters`, the names of those that are declared, a binding to any other is a fault too.

    Raises:
        Malformed: the text is not such a list.
    """
    return read(text, Bindings, source, lambda bindings: _faults(bindings, plan, meters))


def _faults(bindings: Bindings, plan: Plan, meters: Collection[str] | None) -> Iterator[Fault]:
    if bindings.plan != plan.code:
        yield ("plan",), f"`{bindings.plan}` is another plan.", f"Write `{plan.code}`."
    ids = {indicator.id for indicator in plan.indicators()}
    for unknown in sorted(set(bindings.indicators) - ids):
        yield ("indicators", unknown), f"`{unknown}` is no indicator of the plan.", "Remove it."
    for unbound in sorted(ids - set(bindings.indicators)):
        yield ("indicators",), f"{unbound} is missing.", "Bind it, or say why it has no meter."
    for indicator, binding in bindings.indicators.items():
        if meters is not None and binding.meter is not None and binding.meter not in meters:
            place = ("indicators", indicator, "meter")
            yield place, f"No room declares the meter `{binding.meter}`.", "Correct its name, or say `none: not_open`."
