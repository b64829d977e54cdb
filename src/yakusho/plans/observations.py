"""What is known of an indicator in a year (実績の報告): observations as they came in, and which of them stand.

Observations are only ever added. A correction is a later observation of the same indicator, year and section; which
one stands is decided here and nowhere else, so that no number is counted twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Amount = Decimal | int
Status = Literal["provisional", "confirmed"]
Source = Literal["meter", "section", "import"]
WHOLE = ""  # the section of an observation that speaks for all sections together

Cell = tuple[str, int]
_Line = tuple[str, int, bool]
_Speakers = dict[str, dict[Source, "Observation"]]


@dataclass(frozen=True)
class Observation:
    """One report of one indicator in one fiscal year: exactly one of `value`, `share`, `stage`, `done`, `items`,
    `triggered`.

    `share` is (numerator, denominator); `stage` counts from 1, 0 is none yet; `triggered` says whether the condition
    of a conditional target occurred. `status` is 見込み or 確定. `evidence` counts the pieces that prove it. `since` is
    set when counting began only within the year. `sequence` is the order in which observations were added.

    Raises:
        ValueError: there is not exactly one, or it can't be a measurement.
    """

    indicator: str
    fiscal_year: int
    as_of: date
    section: str = WHOLE
    value: Amount | None = None
    share: tuple[Amount, Amount] | None = None
    stage: int | None = None
    done: bool | None = None
    items: tuple[bool, ...] | None = None
    triggered: bool | None = None
    status: Status = "provisional"
    source: Source = "section"
    evidence: int = 0
    reason: str = ""
    sequence: int = 0
    since: date | None = None

    def __post_init__(self) -> None:
        """Hold the measurement to what a measurement can be."""
        given = (self.value, self.share, self.stage, self.done, self.items, self.triggered)
        if sum(each is not None for each in given) != 1:
            raise ValueError("an observation holds exactly one measurement")
        amounts = [
            amount for amount in (self.value, self.stage, self.evidence, *(self.share or ())) if amount is not None
        ]
        if not all(Decimal(amount).is_finite() and amount >= 0 for amount in amounts):
            raise ValueError("a measurement is a number from 0 up")
        if self.items == ():
            raise ValueError("a list has at least one item")
        if self.share is not None and not self.share[0] <= self.share[1] != 0:
            raise ValueError("a share is a part of something that is there")

    @property
    def authority(self) -> int:
        """Whose word goes first: a section's confirmed one, then what people or imports said, then the meter."""
        if self.source == "meter":
            return 0
        return 2 if self.source == "section" and self.status == "confirmed" else 1


@dataclass(frozen=True)
class HandOver:
    """From observation number `sequence` on, `to_section` answers for what `from_section` reported (引継ぎ).

    `indicator` is empty where everything went over.
    """

    from_section: str
    to_section: str
    sequence: int
    indicator: str = ""


class Held:
    """The observations that stand, by indicator and fiscal year: one for the whole, or one for each section."""

    def __init__(self, cells: Mapping[Cell, tuple[Observation, ...]]) -> None:
        self._cells = cells

    def of(self, indicator: str, fiscal_year: int) -> tuple[Observation, ...]:
        """What stands for one indicator in one year; empty when nothing was reported."""
        return self._cells.get((indicator, fiscal_year), ())

    def __len__(self) -> int:
        """How many cells have something."""
        return len(self._cells)


NOTHING_HELD = Held({})


def holding(observations: Iterable[Observation], hand_overs: Iterable[HandOver] = ()) -> Held:
    """Which observations stand: of each section the latest of the source that goes first, and never whole and parts.

    A stage and a count of the same indicator stand side by side. After a hand-over the new section's word replaces
    that of the old one, in every year that the new section speaks about.
    """
    lines: dict[_Line, _Speakers] = {}
    for each in observations:
        line = lines.setdefault((each.indicator, each.fiscal_year, each.stage is not None), {})
        latest = line.setdefault(each.section, {})
        if each.source not in latest or latest[each.source].sequence <= each.sequence:
            latest[each.source] = each
    gone_over = sorted(hand_overs, key=lambda hand_over: hand_over.sequence)
    cells: dict[Cell, tuple[Observation, ...]] = {}
    for (indicator, year, _), line in lines.items():
        said = {section: max(latest.values(), key=_precedence) for section, latest in line.items()}
        sections = {section: each for section, each in said.items() if not _is_replaced(each, said, gone_over)}
        cells[indicator, year] = cells.get((indicator, year), ()) + _whole_or_parts(sections)
    return Held(cells)


def _precedence(observation: Observation) -> tuple[int, int]:
    return observation.authority, observation.sequence


def _is_replaced(said: Observation, sections: Mapping[str, Observation], hand_overs: Sequence[HandOver]) -> bool:
    """Whether the section that took over this work, or one that took it over from there, has spoken since."""
    owner = said.section
    for each in hand_overs:
        mine = each.from_section == owner != each.to_section and each.indicator in ("", said.indicator)
        if not mine or each.sequence < said.sequence:
            continue
        owner = each.to_section
        if owner in sections and sections[owner].sequence > each.sequence:
            return True
    return False


def _whole_or_parts(sections: dict[str, Observation]) -> tuple[Observation, ...]:
    """The word for the whole, or those of the sections: whichever has more authority, then whichever is later."""
    whole = sections.get(WHOLE)
    parts = tuple(sections[name] for name in sorted(sections) if name != WHOLE)
    if whole is None or not parts:
        return (whole,) if whole is not None else parts
    return (whole,) if _precedence(whole) >= max(_precedence(part) for part in parts) else parts
