"""The rules for one year (年度の判定): the kind of its target decides how it is judged."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.plans.actuals import Actual, actual
from yakusho.plans.model import Indicator
from yakusho.plans.observations import Amount, Held
from yakusho.plans.sentences import (
    SILENCE,
    Said,
    day_words,
    fiscal_year_words,
    plain_number,
    target_words,
    with_unit,
)
from yakusho.plans.states import State, Suggestion
from yakusho.plans.targets import (
    ChecklistTarget,
    ConditionalTarget,
    DirectionTarget,
    NotPlanned,
    Numeric,
    StageTarget,
    Target,
    is_planned,
)
from yakusho.plans.verdicts import Judged, judged, with_tails

BASELINE = Said("基準値", "the baseline")
RUNNING = Said("年度の途中です", "The year is not over")


def year_verdict(indicator: Indicator, year: int, held: Held, baseline: Decimal | None, today: date) -> Judged:
    """One indicator in one year."""
    target = indicator.years.get(year)
    found = actual(held.of(indicator.id, year), target)
    if target is None or not is_planned(target):
        return _outside(target, found, indicator)
    if found is None:
        return _nothing(target, year, today, misshapen=bool(held.of(indicator.id, year)))
    verdict = _by_kind(indicator, year, target, found, held, baseline)
    if verdict.state is State.NOT_MET and today <= fiscal_year_days(year)[1]:
        return replace(
            verdict, state=State.NOT_DUE, suggestion=Suggestion.NONE, why=with_tails(verdict.why, (RUNNING,))
        )
    return verdict


def _outside(target: Target | None, found: Actual | None, indicator: Indicator) -> Judged:
    """A year that is not judged: what was achieved in it is shown all the same."""
    if target is None:
        state, why = State.NOT_APPLICABLE, Said("計画に目標がない年度です", "The plan has no target for this year")
    elif isinstance(target, NotPlanned):
        why = Said(f"計画が「{target.raw}」とする年度で、判定しません", f"The plan prints {target.raw}: not judged")
        state = State.NOT_PLANNED
    else:
        state, why = (
            State.NOT_PLANNED,
            Said("計画の欄が空欄で、判定しません", "The plan leaves this year blank: not judged"),
        )
    if found is None:
        return judged(state, why)
    return judged(state, why, found, achieved_words(indicator, found))


def achieved_words(indicator: Indicator, found: Actual) -> Said:
    """What was achieved, as a sentence of its own."""
    if indicator.reading.unit is None:
        return Said("報告があります", "Something was reported")
    number = with_unit(found.amount, indicator.reading.unit)
    return Said(f"実績は{number.ja}です", f"The actual is {number.en}")


def _nothing(target: Target, year: int, today: date, misshapen: bool) -> Judged:
    """A year to be judged in which nothing was reported."""
    first, last = fiscal_year_days(year)
    words = target_words(target)
    if isinstance(target, ConditionalTarget) and not misshapen:
        return _not_triggered(target, None)
    if misshapen:
        ja, en = "届いた報告の形が目標の形と違い、比べられません", "What was reported can't be compared with the target"
        return judged(State.NOT_REPORTED, Said(f"{words}に対し、{ja}", f"{words}: {en}"), ask=True)
    if today < first:
        return judged(State.NOT_DUE, Said(f"{words}の年度はまだ始まっていません", f"{words}: the year has not begun"))
    if today <= last:
        return judged(
            State.NOT_DUE, Said(f"{words}に対し、まだ報告がありません", f"{words}: no report yet"), None, RUNNING
        )
    return judged(State.NOT_REPORTED, Said(f"{words}に対し、報告がありません", f"“{words}”: nothing is reported"))


def _by_kind(
    indicator: Indicator, year: int, target: Target, found: Actual, held: Held, baseline: Decimal | None
) -> Judged:
    match target:
        case Numeric():
            return number_verdict(indicator, target, found)
        case StageTarget():
            return _stage(indicator, target, found)
        case DirectionTarget():
            return _direction(indicator, year, target, found, held, baseline)
        case ChecklistTarget():
            return _checklist(target, found)
        case ConditionalTarget():
            return _conditional(target, found)
        case _:
            return _activity(target, found)


def number_verdict(indicator: Indicator, target: Numeric, found: Actual, breakdown: Said = SILENCE) -> Judged:
    """A number against a number to reach; `breakdown` says what it is made of."""
    number = with_unit(found.amount, target.unit, near=target.value)
    words = target_words(target)
    parts = share_words(found.share) if found.share is not None else SILENCE
    ja = f"{words}に対し{number.ja}{parts.ja}{breakdown.ja}"
    en = " ".join(part for part in (f"{number.en} against {words}", parts.en, breakdown.en) if part)
    if found.amount == target.value:
        state = State.MET
    else:
        state = State.EXCEEDED_CANDIDATE if found.amount > target.value else State.NOT_MET
    return judged(state, provisional_words(Said(ja, en), found), found, *_number_tails(indicator, target))


def _number_tails(indicator: Indicator, target: Numeric) -> Iterator[Said]:
    if not target.comparator_in_source:
        yield Said(
            "「以上」は計画に印字がなく、以上と読みました", "The plan does not print 以上 (at least); it is read so"
        )
    if indicator.reading.subset_of is not None:
        whole = indicator.reading.subset_of
        yield Said(f"{whole}の内数で、{whole}には足しません", f"It is a part of {whole} and never added to it")


def asked_if_more_than(verdict: Judged, whole: Indicator, year: int, held: Held) -> Judged:
    """A part (内数) can't be more than its whole: then somebody has to look."""
    all_of_it = actual(held.of(whole.id, year), whole.years.get(year))
    if verdict.value is None or all_of_it is None or verdict.value <= all_of_it.amount:
        return verdict
    number = with_unit(all_of_it.amount, whole.reading.unit)
    tail = Said(
        f"{whole.id}の実績{number.ja}より多く、確かめが要ります", f"It is more than {number.en} of {whole.id}: check it"
    )
    return replace(verdict, suggestion=Suggestion.ASK, why=with_tails(verdict.why, (tail,)))


def share_words(share: tuple[Amount, Amount]) -> Said:
    """What a percentage is made of."""
    part, whole = (plain_number(number) for number in share)
    return Said(f"（{part}÷{whole}）", f"({part} of {whole})")


def provisional_words(why: Said, found: Actual) -> Said:
    """A reason that says when its number is still 見込み."""
    return Said(f"{why.ja}（見込み）", f"{why.en} (provisional)") if found.provisional else why


def stage_name(indicator: Indicator, stage: int) -> str:
    """What the plan calls a stage; a number beyond its stages is the last one."""
    stages = indicator.reading.stages
    return stages[min(stage, len(stages)) - 1] if stages else str(stage)


def stage_words(indicator: Indicator, words: str, stage: int) -> Said:
    """Which stage was reached against the plan's."""
    if stage == 0:
        return Said(f"「{words}」に対し、まだ段階に届いていません", f"“{words}”: no stage is reached yet")
    name = stage_name(indicator, stage)
    return Said(f"「{words}」に対し「{name}」まで届きました", f"“{words}”: the stage “{name}” is reached")


def _stage(indicator: Indicator, target: StageTarget, found: Actual) -> Judged:
    why = provisional_words(stage_words(indicator, target_words(target), int(found.amount)), found)
    if found.amount < target.stage_index:
        return judged(State.NOT_MET, why, found)
    if found.amount == target.stage_index:
        return judged(State.MET, why, found)
    tail = Said(
        "計画より先の段階です。達成+とするかは人が決めます",
        "It is a later stage than planned; whether that is 達成+ a person decides",
    )
    return judged(State.MET, why, found, tail, ask=True)


def _direction(
    indicator: Indicator, year: int, target: DirectionTarget, found: Actual, held: Held, baseline: Decimal | None
) -> Judged:
    words, unit = target_words(target), indicator.reading.unit
    earlier = [other for other, planned in indicator.years.items() if other < year and is_planned(planned)]
    if earlier:
        before = actual(held.of(indicator.id, earlier[-1]), indicator.years[earlier[-1]])
        name = fiscal_year_words(earlier[-1])
        verdict = growth_verdict(words, unit, found, before.amount if before is not None else None, name)
        return _asked_if_partial(verdict, before, name)
    return growth_verdict(words, unit, found, Fraction(baseline) if baseline is not None else None, BASELINE)


def _asked_if_partial(verdict: Judged, before: Actual | None, name: Said) -> Judged:
    """A number of only a part of the year before is no fair comparison: somebody has to look."""
    if before is None or before.since is None:
        return verdict
    since = day_words(before.since)
    tail = Said(f"{name.ja}は{since.ja}からの数です", f"{name.en} was counted from {since.en} on")
    return replace(verdict, suggestion=Suggestion.ASK, why=with_tails(verdict.why, (tail,)))


def growth_verdict(words: str, unit: str | None, found: Actual, before: Fraction | None, name: Said) -> Judged:
    """Whether a number grew; without a number to compare with nobody can say."""
    number = with_unit(found.amount, unit, near=before)
    if before is None:
        ja = f"「{words}」の判定には{name.ja}の値が要ります。実績は{number.ja}"
        en = f"“{words}” can't be judged without the number of {name.en}; the actual is {number.en}"
        return judged(State.NEEDS_BASELINE, provisional_words(Said(ja, en), found), found)
    old = with_unit(before, unit)
    grew = found.amount > before
    ja = f"「{words}」に対し、{name.ja}の{old.ja}から{number.ja}に増えました"
    en = f"“{words}”: grew from {old.en} in {name.en} to {number.en}"
    if not grew:
        ja = f"「{words}」に対し、{name.ja}の{old.ja}から増えず、{number.ja}です"
        en = f"“{words}”: did not grow from {old.en} in {name.en}, is {number.en}"
    return judged(State.MET if grew else State.NOT_MET, provisional_words(Said(ja, en), found), found)


def _activity(target: Target, found: Actual) -> Judged:
    words = target_words(target)
    if not found.amount:
        why = Said(f"「{words}」は行われていません", f"“{words}” was not done")
        return judged(State.NOT_MET, provisional_words(why, found), found)
    if not found.evidence:
        why = Said(f"「{words}」の報告に根拠資料がありません", f"“{words}” was reported without evidence")
        return judged(State.NOT_MET, provisional_words(why, found), found, ask=True)
    why = Said(
        f"「{words}」を行い、根拠資料が{found.evidence}件あります",
        f"“{words}” was done (pieces of evidence: {found.evidence})",
    )
    return judged(State.MET, provisional_words(why, found), found)


def _checklist(target: ChecklistTarget, found: Actual) -> Judged:
    everything = len(target.items)
    missing = [item for place, item in enumerate(target.items) if found.items[place : place + 1] != (True,)]
    done = everything - len(missing)
    why = provisional_words(
        Said(f"{everything}項目のうち{done}項目が済みました", f"{done} of {everything} items are done"), found
    )
    if not missing:
        return judged(State.MET, why, found)
    tail = Said(f"残りは{'、'.join(missing)}です", f"Missing: {', '.join(missing)}")
    return judged(State.NOT_MET, why, found, tail)


def _conditional(target: ConditionalTarget, found: Actual) -> Judged:
    if not found.triggered:
        return _not_triggered(target, found)
    if found.items:
        started, everything = sum(found.items), len(found.items)
        ja, en = f"{everything}件のうち{started}件で検討を始めました", f"work began on {started} of {everything}"
        done = started == everything
    else:
        done = bool(found.amount) and bool(found.evidence)
        ja = "検討を始めた根拠資料があります" if done else "検討を始めた根拠資料がありません"
        en = "there is evidence that work began" if done else "there is no evidence that work began"
    why = Said(f"条件「{target.condition}」に当たり、{ja}", f"The condition {target.condition} occurred, and {en}")
    return judged(State.MET if done else State.NOT_MET, provisional_words(why, found), found)


def _not_triggered(target: ConditionalTarget, found: Actual | None) -> Judged:
    why = Said(
        f"条件「{target.condition}」に当たることがないため、対象外です",
        f"The condition {target.condition} has not occurred, so this does not apply",
    )
    return judged(State.NOT_APPLICABLE, why, found)
