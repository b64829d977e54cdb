"""What the plan aims at in one year, or over all years (事業量): the source's words and what was read from them.

`raw` is always the wording of the source, so that a reader can compare with the printed plan. The kinds say what can
be read from it: only some are numbers.
"""

from typing import Annotated, Literal

from pydantic import Field

from yakusho.kernel.data_files import Part

Words = Annotated[str, Field(min_length=1, max_length=400)]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Number = Annotated[int, Field(ge=0)]


class _Cell(Part):
    raw: Words


class Numeric(_Cell):
    """A number to reach; `comparator_in_source` is false where 以上 is not printed and at least is our reading."""

    value: Number
    unit: Words
    comparator: Literal["at_least"]
    comparator_in_source: bool


class CountTarget(Numeric):
    """So many in the year, or in all years together (年度ごとの数)."""

    kind: Literal["count"]
    scope: Literal["fiscal_year", "all_years"]


class StockTarget(Numeric):
    """So many in existence at the end of the year (累計); years are never added."""

    kind: Literal["stock"]
    scope: Literal["to_date"]


class RatioTarget(Numeric):
    """A share of the year's work; over several years pooled, never the mean of percentages (割合)."""

    kind: Literal["ratio"]


class LevelTarget(Numeric):
    """A share reached at the end of the year (到達率)."""

    kind: Literal["level"]


class StageTarget(_Cell):
    """A stage to have reached; `stage_index` counts from 1 in the indicator's `reading.stages` (段階)."""

    kind: Literal["stage"]
    stage_index: Annotated[int, Field(ge=1)]


class DirectionTarget(_Cell):
    """To grow, without a number: it can't be judged before somebody enters a baseline (拡大・増加)."""

    kind: Literal["direction"]
    direction: Literal["increase"]


class ActivityTarget(_Cell):
    """To be done; shown by evidence, not by a number (実施・検討)."""

    kind: Literal["activity"]


class ChecklistTarget(_Cell):
    """Several things to be done, each of them."""

    kind: Literal["checklist"]
    items: Annotated[tuple[Words, ...], Field(min_length=1)]


class ConditionalTarget(_Cell):
    """To be done once a condition occurs; not applicable until then (国から示され次第)."""

    kind: Literal["conditional"]
    condition: Words


class NotPlanned(_Cell):
    """The source prints a dash: the year is outside the evaluation (計画なし)."""

    kind: Literal["not_planned"]
    codepoint: Annotated[str, Field(pattern=r"^U\+[0-9A-F]{4}$")] | None = None


class Blank(Part):
    """The cell is empty in the source (空欄)."""

    kind: Literal["blank"]
    raw: None = None
    note: Words | None = None


Target = Annotated[
    CountTarget
    | StockTarget
    | RatioTarget
    | LevelTarget
    | StageTarget
    | DirectionTarget
    | ActivityTarget
    | ChecklistTarget
    | ConditionalTarget
    | NotPlanned
    | Blank,
    Field(discriminator="kind"),
]


def is_planned(target: Target) -> bool:
    """Whether the year is to be judged: it holds neither a dash nor nothing."""
    return not isinstance(target, NotPlanned | Blank)
