"""What all sections together achieved in a year (部署をまたぐ実績), in the shape that the target asks for.

Counts add up over sections. Shares are pooled: all numerators over all denominators. A running total and a stage are of
the whole, so the latest word stands and sections never add up. Of a checklist each item is done once somebody did it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yakusho.plans.observations import Amount, Observation, Source
from yakusho.plans.targets import StageTarget, Target

_FORMS = {
    "count": ("value",),
    "stock": ("value",),
    "direction": ("value",),
    "ratio": ("share", "value"),
    "level": ("share", "value"),
    "stage": ("stage", "done", "value"),
    "activity": ("done", "value", "stage"),
    "checklist": ("items",),
    "conditional": ("done", "items", "triggered"),
}
_ANY = ("value", "share", "stage", "done", "items", "triggered")


@dataclass(frozen=True)
class Actual:
    """What was achieved: `amount` is the number that stands for it, `share` what a percentage is made of.

    `triggered` is False while the condition of a conditional target has not occurred.
    """

    amount: Fraction
    observations: tuple[Observation, ...]
    share: tuple[Amount, Amount] | None = None
    items: tuple[bool, ...] = ()
    triggered: bool = True

    @property
    def provisional(self) -> bool:
        """Whether any part of it is still 見込み."""
        return any(each.status == "provisional" for each in self.observations)

    @property
    def evidence(self) -> int:
        """How many pieces prove it; sections that share pieces don't make them more."""
        return max((each.evidence for each in self.observations), default=0)

    @property
    def since(self) -> date | None:
        """From when on everything was counted, when that is not the whole year."""
        return max((each.since for each in self.observations if each.since is not None), default=None)

    @property
    def source(self) -> Source:
        """Where it comes from; a section's word is named before an import's and a meter's."""
        sources = {each.source for each in self.observations}
        return "section" if "section" in sources else "import" if "import" in sources else "meter"

    @property
    def as_of(self) -> date:
        """The day up to which it was measured."""
        return max(each.as_of for each in self.observations)


def actual(observations: Sequence[Observation], target: Target | None) -> Actual | None:
    """What the observations of one year amount to against a target; None when none of them has a shape that fits."""
    kind = target.kind if target is not None else ""
    for form in _FORMS.get(kind, _ANY):
        fitting = tuple(each for each in observations if getattr(each, form) is not None)
        if fitting:
            return _together(fitting, form, kind, target)
    return None


def _together(fitting: tuple[Observation, ...], form: str, kind: str, target: Target | None) -> Actual:
    if form == "share":
        return _pooled(fitting)
    if form == "items":
        return _ticked(fitting)
    if form == "stage" or kind in ("stock", "ratio", "level"):
        latest = max(fitting, key=lambda each: each.sequence)
        reported = latest.stage if form == "stage" else latest.value
        return Actual(Fraction(reported or 0), (latest,))
    if form == "value" and kind != "stage":
        return Actual(Fraction(sum(Fraction(each.value or 0) for each in fitting)), fitting)
    if form == "triggered":
        occurred = tuple(each for each in fitting if each.triggered)
        started = bool(occurred) and all(each.evidence for each in occurred)
        return Actual(Fraction(started), occurred or fitting, triggered=bool(occurred))
    done = any(each.done or each.value for each in fitting)
    reached = target.stage_index if isinstance(target, StageTarget) else 1
    return Actual(Fraction(reached if done else 0), fitting)


def _pooled(fitting: tuple[Observation, ...]) -> Actual:
    shares = [each.share for each in fitting if each.share is not None]
    share = (sum(part for part, _ in shares), sum(whole for _, whole in shares))
    return Actual(Fraction(share[0]) / Fraction(share[1]) * 100, fitting, share)


def _ticked(fitting: tuple[Observation, ...]) -> Actual:
    lists = [each.items for each in fitting if each.items is not None]
    items = tuple(any(each[place : place + 1] == (True,) for each in lists) for place in range(max(map(len, lists))))
    return Actual(Fraction(sum(items)), fitting, items=items)
