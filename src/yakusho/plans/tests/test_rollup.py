"""A measure from its indicators, a policy from its measures; most (大部分) is what headquarters says, or nobody."""

from decimal import Decimal

import pytest

from yakusho.plans.freezing import Knowledge, freeze
from yakusho.plans.judging import Judged, State, Suggestion, judge_measure
from yakusho.plans.observations import Observation, holding
from yakusho.plans.sentences import SILENCE
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.tests.hand_worked import CASES
from yakusho.plans.tests.reports import AFTERWARDS, BASELINES, reports
from yakusho.plans.tests.ward import shipped_bindings, shipped_plan

MOST = Decimal("0.6")
STATES = {"+": State.EXCEEDED_CANDIDATE, "=": State.MET, "x": State.NOT_MET, "-": State.NOT_REPORTED}
STATES |= {"b": State.NEEDS_BASELINE, "d": State.NOT_DUE, "o": State.NOT_APPLICABLE}


def indicators(signs: str) -> list[Judged]:
    return [Judged(STATES[sign], Suggestion.NONE, SILENCE) for sign in signs]


@pytest.mark.parametrize(
    ("signs", "undecided", "with_share"),
    [
        ("===", State.MET, State.MET),
        ("=+=", State.EXCEEDED_CANDIDATE, State.EXCEEDED_CANDIDATE),
        ("=o", State.MET, State.MET),
        ("oo", State.NOT_APPLICABLE, State.NOT_APPLICABLE),
        ("xxx", State.NOT_MET, State.NOT_MET),
        ("+=x", State.NEEDS_THRESHOLD, State.MET),
        ("=xx", State.NEEDS_THRESHOLD, State.NOT_MET),
        ("==-", State.NOT_REPORTED, State.MET),
        ("=x-", State.NOT_REPORTED, State.NOT_REPORTED),
        ("xx-", State.NOT_REPORTED, State.NOT_MET),
        ("=b-", State.NEEDS_BASELINE, State.NEEDS_BASELINE),
        ("=d-", State.NOT_DUE, State.NOT_DUE),
    ],
)
def test_a_measure_without_and_with_a_share_that_counts_as_most(
    signs: str, undecided: State, with_share: State
) -> None:
    assert judge_measure(indicators(signs), None).state is undecided
    assert judge_measure(indicators(signs), MOST).state is with_share


def test_while_headquarters_has_set_no_share_the_sentence_says_what_cannot_be_said() -> None:
    found = judge_measure(indicators("==x"), None)
    assert found.suggestion is Suggestion.ASK
    assert found.sentence("ja").startswith("対象の3指標のうち2指標が達成（達成 2・未達成 1）。")
    assert "本部が定めるまで達成とも未達成とも言えません" in found.sentence("ja")
    assert "大部分は60%以上とします" in judge_measure(indicators("==x"), MOST).sentence("ja")
    assert "Most means at least 60%" in judge_measure(indicators("==x"), MOST).sentence("en")


def _frozen(observations: list[Observation], threshold: Decimal | None = None) -> Snapshot:
    known = Knowledge(AFTERWARDS, holding(observations), BASELINES, majority_threshold=threshold)
    return freeze(shipped_plan(), shipped_bindings(), known)


def test_all_22_measures_and_4_policies_follow_from_the_indicators() -> None:
    exact = _frozen([each for case in CASES for each in reports(case.indicator, case.exact)])
    assert {measure.state for measure in exact.measures} == {State.MET}
    assert [(policy.id, policy.main, sum(policy.related.values())) for policy in exact.policies] == [
        ("I", {State.MET: 10}, 12),
        ("II", {State.MET: 4}, 3),
        ("III", {State.MET: 3}, 12),
        ("IV", {State.MET: 4}, 9),
    ]
    assert exact.policies[0].sentence.ja == "◎ 10施策：達成 10。○ 12施策：達成 12"


def test_one_missed_indicator_leaves_its_measure_to_headquarters() -> None:
    written = [each for case in CASES for each in reports(case.indicator, case.exact) if case.indicator != "02-3"]
    missed = [*written, *reports("02-3", "1 1 0")]
    states = {measure.number: measure.state for measure in _frozen(missed).measures}
    assert states["02"] is State.NEEDS_THRESHOLD
    assert {state for number, state in states.items() if number != "02"} == {State.MET}
    assert _frozen(missed, MOST).measures[1].state is State.MET
    assert _frozen(missed, Decimal("0.7")).measures[1].state is State.NOT_MET
