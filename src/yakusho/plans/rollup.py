"""From indicators to measures and policies (施策・基本方針の判定), with the share that headquarters sets.

The plan rates a measure as met when the whole or most (大部分) of it is done, and gives most no number. Until
headquarters sets one, what can't be said is said so. Numbers of indicators are never added to each other.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from yakusho.plans.model import Measure, Plan, Policy
from yakusho.plans.sentences import Said, plain_number
from yakusho.plans.states import STATE_WORDS, State, Suggestion
from yakusho.plans.verdicts import SUGGESTIONS, Judged, with_tails

MET = (State.MET, State.EXCEEDED_CANDIDATE)
PENDING = (State.NOT_DUE, State.NEEDS_BASELINE, State.NOT_REPORTED)


@dataclass(frozen=True)
class Rolled:
    """A measure as its indicators suggest it; `counts` says how many of them are in which state."""

    state: State
    suggestion: Suggestion
    why: Said
    counts: Mapping[State, int]
    provisional: bool

    def sentence(self, language: str) -> str:
        """Why, in the reader's language."""
        return self.why.in_language(language)


@dataclass(frozen=True)
class Standing:
    """How the measures of a policy stand, those that carry it (◎) apart from those that serve it (○)."""

    main: Mapping[State, int]
    related: Mapping[State, int]
    why: Said

    def sentence(self, language: str) -> str:
        """How it stands, in the reader's language."""
        return self.why.in_language(language)


def measure_verdict(indicators: Sequence[Judged], majority_threshold: Decimal | None) -> Rolled:
    """A measure from its indicators over all years, and the share that counts as most of them."""
    counts = Counter(each.state for each in indicators)
    active = [each for each in indicators if each.state is not State.NOT_APPLICABLE]
    state, tail = _measure_state(counts, len(active), majority_threshold)
    why = Said(
        f"対象の{len(active)}指標のうち{_met(counts)}指標が達成（{_counts_words(counts).ja}）",
        f"{_met(counts)} of {len(active)} indicators that apply are met ({_counts_words(counts).en})",
    )
    return Rolled(
        state=state,
        suggestion=SUGGESTIONS.get(state, Suggestion.NONE),
        why=with_tails(why, (tail,)),
        counts=counts,
        provisional=any(each.provisional for each in active),
    )


def _measure_state(counts: Counter[State], active: int, threshold: Decimal | None) -> tuple[State, Said]:
    met, open_ = _met(counts), sum(counts[state] for state in PENDING)
    if not active:
        return State.NOT_APPLICABLE, Said("", "")
    if met == active:
        return (State.EXCEEDED_CANDIDATE if counts[State.EXCEEDED_CANDIDATE] else State.MET), Said("", "")
    if threshold is not None:
        most = plain_number(Fraction(threshold) * 100)
        said = Said(f"大部分は{most}%以上とします", f"Most means at least {most}%")
        if Fraction(met, active) >= Fraction(threshold):
            return State.MET, said
        if Fraction(met + open_, active) < Fraction(threshold):
            return State.NOT_MET, said
        return _first_pending(counts), said
    if open_:
        return _first_pending(counts), Said("", "")
    if not met:
        return State.NOT_MET, Said("", "")
    return State.NEEDS_THRESHOLD, Said(
        "計画は「大部分」の割合を決めておらず、本部が定めるまで達成とも未達成とも言えません",
        "The plan doesn't say how much is most (大部分); neither can be said until headquarters sets it",
    )


def _met(counts: Counter[State]) -> int:
    return sum(counts[state] for state in MET)


def _first_pending(counts: Counter[State]) -> State:
    return next(state for state in PENDING if counts[state])


def _counts_words(counts: Mapping[State, int]) -> Said:
    present = [(STATE_WORDS[state], counts[state]) for state in State if counts.get(state)]
    return Said(
        "・".join(f"{word.ja} {number}" for word, number in present),
        ", ".join(f"{word.en.lower()} {number}" for word, number in present),
    )


def policy_standing(plan: Plan, policy: Policy, measures: Mapping[str, Rolled]) -> Standing:
    """A policy from its measures, by their number; the plan has no rating for a policy, so there is none."""
    main = _states(plan, policy, "◎", measures)
    related = _states(plan, policy, "○", measures)
    parts = [
        (sign, sum(counts.values()), _counts_words(counts)) for sign, counts in (("◎", main), ("○", related)) if counts
    ]
    why = Said(
        "。".join(f"{sign} {number}施策：{words.ja}" for sign, number, words in parts),
        ". ".join(f"{sign} {number} measures: {words.en}" for sign, number, words in parts),
    )
    return Standing(main, related, why)


def _states(plan: Plan, policy: Policy, weight: str, measures: Mapping[str, Rolled]) -> Counter[State]:
    carrying: list[Measure] = [each for each in plan.measures if each.policies.get(policy.id) == weight]
    return Counter(measures[each.number].state for each in carrying if each.number in measures)
