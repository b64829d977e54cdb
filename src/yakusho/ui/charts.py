"""Charts (グラフ) as data, and the lengths of what is drawn; each comes with one sentence and its numbers in a table.

A bar chart draws only bars and target lines; every word and number stands beside them as text, so that it can be read
at 320 px, at 400 % and in black and white.
"""

from collections.abc import Collection, Sequence
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


LINE_HEIGHT = 300  # drawing units of a line chart from zero to the top


@dataclass(frozen=True)
class Point:
    """A place on a line: how far the time has gone (0 to 1), and the value there."""

    label: str
    at: float
    value: float


@dataclass(frozen=True)
class LineChart:
    """A number growing towards a target (進み具合の線): what was measured, and where that leads at the same pace.

    `measured` are at least two points, `ahead` is where the line ends if all goes on like this. Title and description
    are told to screen readers; the same points stand in a table under it.
    """

    title: str
    sentence: str
    measured: Sequence[Point]
    ahead: Point | None = None
    target: Point | None = None
    unit: str = ""
    note: str = ""
    kind: str = field(default="line", init=False)

    @property
    def points(self) -> list[tuple[Point, str]]:
        """Every point with what it is: measured, ahead, or the target."""
        later = [(self.ahead, "ahead"), (self.target, "target")]
        return [(point, "measured") for point in self.measured] + [(point, what) for point, what in later if point]

    @cached_property
    def _top(self) -> float:
        return max(point.value for point, _ in self.points) * HEADROOM or 1

    def _place(self, point: Point) -> str:
        return f"{round(point.at * SCALE)} {round(LINE_HEIGHT - max(point.value, 0) / self._top * LINE_HEIGHT)}"

    @property
    def measured_path(self) -> str:
        """The drawn line of what was measured."""
        return "M" + "L".join(self._place(point) for point in self.measured)

    @property
    def now_path(self) -> str:
        """A dot where the line has come to."""
        return f"M{self._place(self.measured[-1])}h0"

    @property
    def ahead_path(self) -> str:
        """The drawn line from now to the end at the same pace; empty when nothing lies ahead."""
        return f"M{self._place(self.measured[-1])}L{self._place(self.ahead)}" if self.ahead else ""

    @property
    def target_path(self) -> str:
        """The drawn line at the height of the target; empty without one."""
        height = self._place(self.target).partition(" ")[2] if self.target else ""
        return f"M0 {height}H{SCALE}" if height else ""


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
