"""A snapshot laid out for a page (計画の見せ方): texts, words and shapes, ready for a template of either side."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from yakusho.plans.sentences import plain_number
from yakusho.plans.snapshot import Cell, Figure, FrozenIndicator, FrozenMeasure, Snapshot
from yakusho.plans.states import STATE_MEANINGS, State
from yakusho.plans.words import (
    STATE_SHAPES,
    WEIGHT_WORDS,
    Speaker,
    gettext_noop,
    indicator_name,
    indicator_sentences,
    meter_name,
    origin_sentences,
)

PROVISIONAL, CONFIRMED = gettext_noop("Provisional"), gettext_noop("Confirmed")
_WORDED = ("stage", "activity", "checklist", "conditional")
"""Kinds of targets that are shown in words: their value is the place of a stage, or how much of a list is done."""


@dataclass(frozen=True)
class ShownCell:
    """A cell: the plan's words, the state in word and shape, the number where there is one."""

    head: str
    raw: str
    note: str
    word: str
    shape: str
    tone: str
    sentence: str
    value: Figure | None
    target: int | None
    number: str
    since: str
    share: str
    status: str
    status_shape: str
    pace: str
    warned: bool


@dataclass(frozen=True)
class ShownState:
    """A state as the legend explains it; `tone` is the shape whose colour it has."""

    word: str
    shape: str
    tone: str
    meaning: str


@dataclass(frozen=True)
class ShownIndicator:
    """An indicator with its cells and sentences."""

    id: str
    name: str
    unit: str
    meter: str
    meter_words: str
    needs_baseline: bool
    adjusting: str
    sentences: list[str]
    years: list[ShownCell]
    all_years: ShownCell
    this_year: ShownCell
    stages: tuple[str, ...]
    warning: str
    origin: list[str]

    @property
    def finding(self) -> str:
        """What is to be said first: what is counted this year, or how the indicator stands over all years."""
        return self.sentences[0] if self.meter else self.all_years.sentence

    @property
    def more(self) -> list[str]:
        """What is to be said after that."""
        return self.sentences[1:] if self.meter else self.sentences

    @property
    def has_chart(self) -> bool:
        """Whether numbers can be drawn: something is counted, or the plan prints numbers."""
        return bool(self.meter) or any(cell.target is not None for cell in self.years)

    @property
    def cells(self) -> list[ShownCell]:
        """All cells in the order of a row; the present year once, also while the plan runs."""
        heads = {cell.head for cell in self.years}
        return [*self.years, self.all_years, *([] if self.this_year.head in heads else [self.this_year])]


@dataclass(frozen=True)
class ShownWeight:
    """How strongly a measure serves a policy; empty for not at all."""

    policy: str
    sign: str
    word: str


@dataclass(frozen=True)
class ShownCount:
    """How many are in a state."""

    word: str
    shape: str
    number: int


@dataclass(frozen=True)
class ShownMeasure:
    """A measure with its row of the matrix and its indicators."""

    number: str
    title: str
    departments: str
    new: bool
    adjusting: str
    weights: list[ShownWeight]
    indicators: list[ShownIndicator]
    word: str
    shape: str
    sentence: str
    counts: list[ShownCount]

    @property
    def warned(self) -> bool:
        """Whether one of its indicators will miss its target at the present pace."""
        return any(shown.warning for shown in self.indicators)


@dataclass(frozen=True)
class ShownPolicy:
    """A basic policy: how the measures that carry it stand, and those that serve it."""

    id: str
    name: str
    main: list[ShownCount]
    related: list[ShownCount]
    sentence: str


def show_measures(snapshot: Snapshot, speaker: Speaker) -> list[ShownMeasure]:
    """All measures of a plan."""
    return [_measure(measure, snapshot, speaker) for measure in snapshot.measures]


def show_measure(measure: FrozenMeasure, snapshot: Snapshot, speaker: Speaker) -> ShownMeasure:
    """One measure of a plan."""
    return _measure(measure, snapshot, speaker)


def show_policies(snapshot: Snapshot, speaker: Speaker) -> list[ShownPolicy]:
    """The basic policies, and what their measures come to."""
    return [
        ShownPolicy(
            policy.id,
            policy.name,
            _counts(policy.main, speaker),
            _counts(policy.related, speaker),
            policy.sentence.in_language(speaker.language),
        )
        for policy in snapshot.policies
    ]


def standing(snapshot: Snapshot, speaker: Speaker) -> list[ShownCount]:
    """How many indicators are in which state over all years of the plan."""
    return _counts(Counter(indicator.all_years.state for indicator in snapshot.indicators()), speaker)


def _counts(counts: Mapping[State, int], speaker: Speaker) -> list[ShownCount]:
    return [
        ShownCount(speaker.state(state), STATE_SHAPES[state], counts[state]) for state in State if counts.get(state)
    ]


def show_indicator(
    measure: FrozenMeasure, indicator: FrozenIndicator, snapshot: Snapshot, speaker: Speaker
) -> ShownIndicator:
    """One indicator of a measure."""
    unit = indicator.unit or ""
    return ShownIndicator(
        id=indicator.id,
        name=indicator_name(indicator, measure),
        unit=unit,
        meter=indicator.meter or "",
        meter_words=meter_name(indicator.meter, speaker) if indicator.meter else "",
        needs_baseline=indicator.needs_baseline,
        adjusting=measure.adjusting or "",
        sentences=indicator_sentences(indicator, snapshot, speaker),
        years=[_cell(cell, unit, speaker) for cell in indicator.years],
        all_years=_cell(indicator.all_years, unit, speaker),
        this_year=_cell(indicator.this_year, unit, speaker),
        stages=indicator.stages,
        warning=_warning(indicator, speaker),
        origin=origin_sentences(indicator, speaker),
    )


def _warning(indicator: FrozenIndicator, speaker: Speaker) -> str:
    """What the running year will come to, where that is less than its target."""
    late = [cell.pace for cell in indicator.years if cell.pace is not None and cell.pace.early_warning]
    return late[0].sentence.in_language(speaker.language) if late else ""


def heads(snapshot: Snapshot, speaker: Speaker) -> list[str]:
    """The heads of the columns of cells: each year of the plan, all together, this year."""
    years = [speaker.fiscal_year(year) for year in snapshot.fiscal_years]
    return [*years, _all_years(speaker), _this_year(snapshot.this_year, speaker)]


def legend(speaker: Speaker) -> list[ShownState]:
    """Every state with its meaning."""
    return [
        ShownState(
            word=speaker.state(state),
            shape=STATE_SHAPES[state],
            tone=STATE_SHAPES[state],
            meaning=STATE_MEANINGS[state].in_language(speaker.language),
        )
        for state in State
    ]


def _measure(measure: FrozenMeasure, snapshot: Snapshot, speaker: Speaker) -> ShownMeasure:
    return ShownMeasure(
        number=measure.number,
        title=measure.title,
        departments=measure.departments,
        new=measure.new,
        adjusting=measure.adjusting or "",
        weights=[_weight(policy.id, measure.policies.get(policy.id, ""), speaker) for policy in snapshot.policies],
        indicators=[show_indicator(measure, indicator, snapshot, speaker) for indicator in measure.indicators],
        word=speaker.state(measure.state),
        shape=STATE_SHAPES[measure.state],
        sentence=measure.sentence.in_language(speaker.language),
        counts=_counts(measure.counts, speaker),
    )


def _weight(policy: str, sign: str, speaker: Speaker) -> ShownWeight:
    return ShownWeight(policy, sign, speaker.gettext(WEIGHT_WORDS[sign]) if sign else "")


def _cell(cell: Cell, unit: str, speaker: Speaker) -> ShownCell:
    status = "" if cell.value is None else PROVISIONAL if cell.provisional else CONFIRMED
    return ShownCell(
        head=_all_years(speaker) if cell.fiscal_year is None else speaker.fiscal_year(cell.fiscal_year),
        raw=cell.raw or "",
        note=cell.note or "",
        word=speaker.state(cell.state),
        shape=STATE_SHAPES[cell.state],
        tone=STATE_SHAPES[cell.state],
        sentence=cell.sentence.in_language(speaker.language),
        value=cell.value,
        target=cell.target,
        number=_number(cell, unit, speaker),
        since=speaker.gettext("since %(day)s") % {"day": speaker.day(cell.since)} if cell.since is not None else "",
        share=_share(cell, speaker),
        status=speaker.gettext(status) if status else "",
        status_shape="current" if cell.provisional else "done",
        pace=cell.pace.sentence.in_language(speaker.language) if cell.pace is not None else "",
        warned=cell.pace is not None and cell.pace.early_warning,
    )


def cell_number(cell: Cell, indicator: FrozenIndicator, speaker: Speaker) -> str:
    """A cell's number with its unit; empty where there is none."""
    return _number(cell, indicator.unit or "", speaker)


def _number(cell: Cell, unit: str, speaker: Speaker) -> str:
    return speaker.number(cell.value, unit) if cell.value is not None and cell.kind not in _WORDED else ""


def _share(cell: Cell, speaker: Speaker) -> str:
    """Part and whole of a percentage; both are always told, so that nobody has to trust the percentage."""
    if cell.share is None:
        return ""
    part, whole = (plain_number(Fraction(figure)) for figure in cell.share)
    return speaker.gettext("%(part)s of %(whole)s") % {"part": part, "whole": whole}


def _all_years(speaker: Speaker) -> str:
    return speaker.gettext("All years")


def _this_year(year: int, speaker: Speaker) -> str:
    return speaker.gettext("This year, %(year)s") % {"year": speaker.fiscal_year(year)}
