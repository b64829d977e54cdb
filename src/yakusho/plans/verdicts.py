"""The outcome of a rule (判定の結果): a state, a suggestion, the sentence why, and the number behind it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yakusho.plans.actuals import Actual
from yakusho.plans.observations import Amount, Source
from yakusho.plans.sentences import SILENCE, Said, day_words
from yakusho.plans.states import State, Suggestion

SUGGESTIONS = {
    State.EXCEEDED_CANDIDATE: Suggestion.EXCEEDED,
    State.MET: Suggestion.MET,
    State.NOT_MET: Suggestion.NOT_MET,
    State.NEEDS_BASELINE: Suggestion.ASK,
    State.NEEDS_THRESHOLD: Suggestion.ASK,
}


@dataclass(frozen=True)
class Judged:
    """An indicator judged; `value` is the exact number: a count, a percentage, a stage, the items done.

    `coverage_since` is the day from which on everything was counted, when that is only a part of the time.
    """

    state: State
    suggestion: Suggestion
    why: Said
    value: Fraction | None = None
    share: tuple[Amount, Amount] | None = None
    source: Source | None = None
    provisional: bool = False
    coverage_since: date | None = None
    as_of: date | None = None
    evidence: int = 0

    def sentence(self, language: str) -> str:
        """Why it is judged so, in the reader's language."""
        return self.why.in_language(language)


def judged(state: State, why: Said, actual: Actual | None = None, *tails: Said, ask: bool = False) -> Judged:
    """A verdict with what is known; `tails` are sentences that follow.

    The suggestion is left to a person with `ask`, and where a target was missed that was only counted in part.
    """
    partly = state is State.NOT_MET and actual is not None and actual.since is not None
    suggestion = Suggestion.ASK if ask or partly else SUGGESTIONS.get(state, Suggestion.NONE)
    if actual is None:
        return Judged(state, suggestion, with_tails(why, tails))
    if actual.since is not None:
        tails = (*tails, partial_words(actual.since))
    return Judged(
        state,
        suggestion,
        with_tails(why, tails),
        value=actual.amount,
        share=actual.share,
        source=actual.source,
        provisional=actual.provisional,
        coverage_since=actual.since,
        as_of=actual.as_of,
        evidence=actual.evidence,
    )


def with_tails(why: Said, tails: tuple[Said, ...]) -> Said:
    """A reason with the sentences that follow it; alone it needs no full stop."""
    following = [tail for tail in tails if tail != SILENCE]
    if not following:
        return why
    whole = _closed(why)
    for tail in following:
        whole += _closed(tail)
    return whole


def _closed(said: Said) -> Said:
    return said if said.ja.endswith("。") else Said(f"{said.ja}。", f"{said.en}.")


def partial_words(since: date) -> Said:
    """That only a part of the time was counted."""
    day = day_words(since)
    return Said(f"{day.ja}から数えたもので、それより前は含みません", f"Counted from {day.en} on, not before")
