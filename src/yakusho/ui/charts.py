"""Charts (グラフ) as data, and the lengths of what is drawn; each comes with one sentence and its numbers in a table.

A bar chart draws only bars and target lines; every word and number stands beside them as text, so that it can be read
at 320 px, at 400 % and in black and white.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from yakusho.ui.shapes import KINDS

SCALE = 1000  # drawing units from zero to the end of the axis
HEADROOM = 1.05  # so that the longest bar or target line does not touch the edge


@dataclass(frozen=True)
class Bar:
    """One value with its target. `value` None: no number exists, which is not the same as 0.

    `word` says how it stands ("達成"), `kind` is the shape beside the word.
    """

    label: str
    value: float | None
    target: float | None = None
    word: str = ""
    kind: str = "none"
    comparator: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such shape: {self.kind}")


@dataclass(frozen=True)
class DrawnBar:
    """A bar with its lengths on the axis, which begins at zero."""

    bar: Bar
    length: int
    target_at: int | None


@dataclass(frozen=True)
class BarChart:
    """Bars on one axis from zero. `title` is the finding in words, `sentence` what the numbers say."""

    title: str
    sentence: str
    bars: Collection[Bar]
    unit: str = ""
    note: str = ""
    kind: str = field(default="bars", init=False)

    @cached_property
    def drawn(self) -> list[DrawnBar]:
        """The bars with lengths in drawing units."""
        ends = [number for bar in self.bars for number in (bar.value, bar.target) if number is not None]
        end = max(ends, default=0) * HEADROOM or 1

        def at(number: float) -> int:
            return round(max(number, 0) / end * SCALE)

        return [
            DrawnBar(bar, at(bar.value or 0), at(bar.target) if bar.target is not None else None) for bar in self.bars
        ]

    @property
    def has_targets(self) -> bool:
        """Whether any bar has a target line."""
        return any(bar.target is not None for bar in self.bars)

    @property
    def has_words(self) -> bool:
        """Whether any bar is judged in words."""
        return any(bar.word for bar in self.bars)


@dataclass(frozen=True)
class Stage:
    """One stage of a track: reached or not, and whether the plan wanted it by now."""

    label: str
    state: str
    planned: bool


@dataclass(frozen=True)
class StageTrack:
    """Stages that are reached one after the other; `reached` and `planned` count from 0, None: none yet."""

    title: str
    sentence: str
    stages: Collection[str]
    reached: int | None = None
    planned: int | None = None
    kind: str = field(default="track", init=False)

    @cached_property
    def drawn(self) -> list[Stage]:
        """The stages with what is to be said of each."""
        reached = -1 if self.reached is None else self.reached
        return [
            Stage(label, "done" if index <= reached else "waiting", index == self.planned)
            for index, label in enumerate(self.stages)
        ]
