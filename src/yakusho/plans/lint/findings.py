"""What the linter says (指摘): a rule's stable code, the place, what is wrong, and what would mend it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from yakusho.kernel.findings import Place
from yakusho.plans.model import Indicator, Measure, Plan
from yakusho.plans.sentences import Said


@dataclass(frozen=True)
class Known:
    """What the linter knows beside the plan: the names of the ward's sections, None when nobody told."""

    sections: frozenset[str] | None = None


@dataclass(frozen=True)
class Found:
    """One thing that a rule found, at a place of the plan's data; `cells` names the cells that it speaks of."""

    place: Place
    words: Said
    remedy: Said
    cells: tuple[str, ...] = ()


Rule = Callable[[Plan, Known], Iterator[Found]]


@dataclass(frozen=True)
class Remark:
    """A finding as it is shown (指摘): `rule` never changes its meaning, `line` is None without a file."""

    rule: str
    place: Place
    measure: str | None
    indicator: str | None
    cells: tuple[str, ...]
    words: Said
    remedy: Said
    line: int | None = field(default=None)

    def where(self, language: str = "en") -> str:
        """The place in short: measure or indicator, cells, line."""
        name = self.indicator or self.measure or ".".join(str(step) for step in self.place)
        japanese = language.startswith("ja")
        cells = ", ".join("全年度" if japanese and cell == "all_years" else cell for cell in self.cells)
        line = "" if self.line is None else f"{self.line}行目" if japanese else f"line {self.line}"
        return ", ".join(part for part in (f"{name} ({cells})" if cells else name, line) if part)


def indicators(plan: Plan) -> Iterator[tuple[Place, Measure, Indicator]]:
    """Every indicator with its place and its measure."""
    for position, measure in enumerate(plan.measures):
        for number, indicator in enumerate(measure.indicators):
            yield ("measures", position, "indicators", number), measure, indicator


def cell_place(place: Place, cell: str) -> Place:
    """The place of a cell of the indicator at `place`: `all_years`, or a fiscal year."""
    return (*place, cell) if cell == "all_years" else (*place, "years", int(cell))
