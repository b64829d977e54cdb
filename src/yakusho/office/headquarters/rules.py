"""What a share must be, and what it would change (割合の確認・試算), before anybody decides; nothing here is stored."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from yakusho.office.headquarters.models import MORE_THAN_PERCENT, PERCENT_MAX
from yakusho.plans.rollup import MET
from yakusho.plans.snapshot import FrozenMeasure, Snapshot
from yakusho.plans.states import State

_PERCENT = re.compile(r"\d{1,3}(\.\d{1,2})?")


@dataclass(frozen=True)
class Moved:
    """A measure that gets another rating; `met` of its `active` indicators are met."""

    number: str
    title: str
    met: int
    active: int
    before: State
    after: State


@dataclass(frozen=True)
class Effect:
    """What a share changes: for each state how many measures are in it now and would be, and which ones move."""

    states: tuple[tuple[State, int, int], ...]
    moved: tuple[Moved, ...]


def read_percent(text: str) -> Decimal | str:
    """The share in percent, or a sentence on how to write it; digits may be full-width."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("%").strip()
    if not _PERCENT.fullmatch(plain) or not plain.isascii():
        return _("Write the share in percent in digits, such as 80 or 66.5.")
    percent = Decimal(plain)
    if percent <= MORE_THAN_PERCENT:
        return _("“Most” is more than half. Write a number above 50.")
    if percent > PERCENT_MAX:
        return _("There is no more than the whole. Write 100 or less.")
    return percent


def percent_text(percent: Decimal) -> str:
    """A share without idle zeros, as in 80 or 66.5."""
    return f"{percent:f}".rstrip("0").rstrip(".") if "." in f"{percent:f}" else f"{percent:f}"


def effect(now: Snapshot, then: Snapshot) -> Effect:
    """What differs between the plan as it stands and as it would stand."""
    before, after = (Counter(each.state for each in snapshot.measures) for snapshot in (now, then))
    pairs = zip(now.measures, then.measures, strict=True)
    return Effect(
        states=tuple((state, before[state], after[state]) for state in State if before[state] or after[state]),
        moved=tuple(_moved(old, new) for old, new in pairs if old.state is not new.state),
    )


def _moved(old: FrozenMeasure, new: FrozenMeasure) -> Moved:
    active = sum(count for state, count in new.counts.items() if state is not State.NOT_APPLICABLE)
    met = sum(new.counts.get(state, 0) for state in MET)
    return Moved(old.number, old.title, met, active, old.state, new.state)
