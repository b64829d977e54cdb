"""Monthly figures that other systems give (月次の数の取込): which columns a file of each kind has, and what they make.

A ward's `imports.yaml` declares the kinds; a binding names the series that an indicator gets (`cards.issued`).
"""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from yakusho.kernel.data_files import Code, Part, read
from yakusho.kernel.findings import Fault
from yakusho.plans.model import Note
from yakusho.plans.targets import Words

SeriesName = Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$")]
Heads = Annotated[tuple[Words, ...], Field(min_length=1)]


class FigureColumn(Part):
    """A column of whole numbers; `heads` are the words it may be called by, the first is the template's."""

    code: Code
    heads: Heads
    unit: Words


class Series(Part):
    """What a kind of file gives month by month: a number, or a share of one column in another.

    `flow`: the months of a year are added. `stock`: the newest month of a year holds.
    """

    name: SeriesName
    holds: Literal["flow", "stock"] = "flow"
    number: Code | None = None
    part: Code | None = None
    whole: Code | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "Series":
        if (self.number is None) == (self.part is None) or (self.part is None) != (self.whole is None):
            raise ValueError("give either a number, or part and whole")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that a month's figure is read from."""
        return tuple(code for code in (self.number, self.part, self.whole) if code is not None)


class ImportKind(Part):
    """A kind of file (取込の種類): where it comes from, its column of months, its columns of numbers."""

    code: Code
    name: Note
    source: Note
    month_heads: Heads
    columns: Annotated[tuple[FigureColumn, ...], Field(min_length=1)]
    series: Annotated[tuple[Series, ...], Field(min_length=1)]


class Imports(Part):
    """All kinds of files that a ward takes in."""

    kinds: tuple[ImportKind, ...]

    def kind(self, code: str) -> ImportKind | None:
        """The kind of that code."""
        return next((kind for kind in self.kinds if kind.code == code), None)

    def series(self) -> dict[str, Series]:
        """Every series by name."""
        return {series.name: series for kind in self.kinds for series in kind.series}

    def kind_of(self, series: str) -> ImportKind | None:
        """The kind of file that gives a series."""
        return next((kind for kind in self.kinds if any(each.name == series for each in kind.series)), None)


def load_imports(text: str, source: str) -> Imports:
    """The kinds of files in `text`; `source` names it in error messages.

    Raises:
        Malformed: the text is not such a list.
    """
    return read(text, Imports, source, _faults)


def _faults(imports: Imports) -> Iterator[Fault]:
    kinds = Counter(kind.code for kind in imports.kinds)
    names = Counter(series.name for kind in imports.kinds for series in kind.series)
    for position, kind in enumerate(imports.kinds):
        if kinds[kind.code] > 1:
            yield ("kinds", position, "code"), f"`{kind.code}` stands here twice.", "Give each kind its own code."
        codes = {column.code for column in kind.columns}
        heads = Counter(head for column in kind.columns for head in column.heads) + Counter(kind.month_heads)
        doubled = sorted(head for head, times in heads.items() if times > 1)
        if doubled or len(codes) < len(kind.columns):
            words = f"Columns of `{kind.code}` share a code or a head {', '.join(doubled)}.".replace(" .", ".")
            yield ("kinds", position, "columns"), words, "Let each column be called by words of its own."
        for number, series in enumerate(kind.series):
            place = ("kinds", position, "series", number)
            if names[series.name] > 1:
                yield (*place, "name"), f"`{series.name}` stands here twice.", "Give each series its own name."
            for missing in sorted(set(series.columns) - codes):
                yield place, f"There is no column `{missing}`.", "Name a column of this kind."
