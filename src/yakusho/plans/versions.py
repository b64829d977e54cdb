"""Targets as they held on a day, and what changed between two states of a plan (計画の版・新旧対照表)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from yakusho.plans.decisions import Revision
from yakusho.plans.model import Indicator, Measure, Plan
from yakusho.plans.sentences import Said, fiscal_year_words
from yakusho.plans.targets import Target

Change = Literal["added", "removed", "changed"]
NOTHING = "—"
REASONS = {
    "law": Said("法令・国の制度の改正", "A law or a national scheme changed"),
    "budget": Said("予算の変更", "The budget changed"),
    "progress": Said("進捗に応じた見直し", "Progress was faster or slower than planned"),
    "scope": Said("対象・範囲の変更", "What it covers changed"),
    "organisation": Said("組織の改編", "The organisation changed"),
    "correction": Said("誤りの訂正", "An error was corrected"),
    "other": Said("その他", "Something else"),
}


@dataclass(frozen=True)
class Row:
    """One row of the comparison table (新旧対照表): where, what, the words before and after, and the decision."""

    change: Change
    measure: str
    indicator: str
    what: Said
    old: str
    new: str
    decided_on: date | None = None
    decided_by: str = ""
    reason: Said | None = None
    reason_words: str = ""


def target_on(plan: Plan, indicator: Indicator, period: int | str, day: date) -> Target | None:
    """The target of a year, or of `all_years`, that held on a day; None for a year without one."""
    held = indicator.all_years if period == "all_years" else indicator.years.get(int(period))
    for revision in plan.revisions:
        if (revision.indicator, revision.period) == (indicator.id, period) and revision.holds_from <= day:
            held = revision.target
    return held


def at(plan: Plan, day: date) -> Plan:
    """The plan with the targets that held on a day; later revisions are left out, earlier ones are in the cells."""
    holding = [revision for revision in plan.revisions if revision.holds_from <= day]
    if not holding:
        return plan.model_copy(update={"revisions": ()}) if plan.revisions else plan
    revised: dict[str, list[Revision]] = {}
    for revision in holding:
        revised.setdefault(revision.indicator, []).append(revision)
    measures = tuple(
        measure.model_copy(
            update={"indicators": tuple(_revised(each, revised.get(each.id, [])) for each in measure.indicators)}
        )
        for measure in plan.measures
    )
    return plan.model_copy(update={"measures": measures, "revisions": ()})


def _revised(indicator: Indicator, revisions: list[Revision]) -> Indicator:
    for revision in revisions:
        if revision.period == "all_years":
            indicator = indicator.model_copy(update={"all_years": revision.target})
        else:
            years = {**indicator.years, revision.period: revision.target}
            indicator = indicator.model_copy(update={"years": years})
    return indicator


def revision_rows(plan: Plan) -> list[Row]:
    """The comparison table of all target revisions that a plan file holds, in the order in which they held."""
    known = {indicator.id: (measure, indicator) for measure in plan.measures for indicator in measure.indicators}
    held: dict[tuple[str, int | str], Target | None] = {}
    rows = []
    for revision in plan.revisions:
        measure, indicator = known[revision.indicator]
        cell = revision.indicator, revision.period
        before = held[cell] if cell in held else _first(indicator, revision.period)
        held[cell] = revision.target
        rows.append(
            Row(
                "changed",
                measure.number,
                indicator.id,
                _target_name(revision.period),
                _words(before),
                _words(revision.target),
                revision.decision.on,
                revision.decision.by,
                REASONS[revision.reason],
                revision.reason_words or "",
            )
        )
    return rows


def _first(indicator: Indicator, period: int | str) -> Target | None:
    return indicator.all_years if period == "all_years" else indicator.years.get(int(period))


def compare(old: Plan, new: Plan) -> list[Row]:
    """The comparison table of two states of a plan (新旧対照表), in the order of the new one; removed ones last."""
    rows = [*_plan_rows(old, new)]
    before = {measure.number: measure for measure in old.measures}
    for measure in new.measures:
        rows.extend(_measure_rows(before.pop(measure.number, None), measure))
    for gone in before.values():
        rows.append(Row("removed", gone.number, "", Said("施策", "Measure"), gone.title, NOTHING))
    decided = {(row.indicator, row.what): row for row in revision_rows(new)}
    return [_with_decision(row, decided) for row in rows]


def _with_decision(row: Row, decided: Mapping[tuple[str, Said], Row]) -> Row:
    by = decided.get((row.indicator, row.what))
    if by is None or by.new != row.new:
        return row
    return Row(
        row.change,
        row.measure,
        row.indicator,
        row.what,
        row.old,
        row.new,
        by.decided_on,
        by.decided_by,
        by.reason,
        by.reason_words,
    )


def _changed(measure: str, indicator: str, what: Said, old: str, new: str) -> Iterator[Row]:
    if old != new:
        yield Row("changed", measure, indicator, what, old or NOTHING, new or NOTHING)


def _plan_rows(old: Plan, new: Plan) -> Iterator[Row]:
    yield from _changed("", "", Said("計画名", "Name of the plan"), old.name, new.name)
    yield from _changed("", "", Said("計画期間", "Period"), old.period.words, new.period.words)
    before, after = ({policy.id: policy.name for policy in plan.policies} for plan in (old, new))
    for id in sorted({*before, *after}):
        what = Said(f"基本方針{id}", f"Policy {id}")
        yield from _changed("", "", what, before.get(id, ""), after.get(id, ""))
    ratings = [{each.word: each.definition for each in plan.progress_management.ratings} for plan in (old, new)]
    for word in dict.fromkeys([*ratings[0], *ratings[1]]):
        what = Said(f"評語「{word}」", f"Rating “{word}”")
        yield from _changed("", "", what, ratings[0].get(word, ""), ratings[1].get(word, ""))


def _measure_rows(old: Measure | None, new: Measure) -> Iterator[Row]:
    if old is None:
        yield Row("added", new.number, "", Said("施策", "Measure"), NOTHING, new.title)
        old_indicators: dict[str, Indicator] = {}
    else:
        yield from _changed(new.number, "", Said("施策名", "Title"), old.title, new.title)
        yield from _changed(new.number, "", Said("概要", "Summary"), old.summary or "", new.summary or "")
        what = Said("担当課", "Sections in charge")
        yield from _changed(new.number, "", what, old.departments_words, new.departments_words)
        what = Said("基本方針", "Policies")
        yield from _changed(new.number, "", what, _policies(old), _policies(new))
        old_indicators = {indicator.id: indicator for indicator in old.indicators}
    for indicator in new.indicators:
        yield from _indicator_rows(new.number, old_indicators.pop(indicator.id, None), indicator)
    for gone in old_indicators.values():
        yield Row("removed", new.number, gone.id, Said("指標", "Indicator"), _name(gone), NOTHING)


def _indicator_rows(measure: str, old: Indicator | None, new: Indicator) -> Iterator[Row]:
    if old is None:
        yield Row("added", measure, new.id, Said("指標", "Indicator"), NOTHING, _name(new))
    else:
        yield from _changed(measure, new.id, Said("指標名", "Name of the indicator"), _name(old), _name(new))
        what = Said("判定の規則", "Rule")
        yield from _changed(measure, new.id, what, old.reading.rule, new.reading.rule)
    years = sorted({*new.years, *(old.years if old is not None else ())})
    for year in years:
        before = old.years.get(year) if old is not None else None
        yield from _changed(measure, new.id, _target_name(year), _words(before), _words(new.years.get(year)))
    before = old.all_years if old is not None else None
    yield from _changed(measure, new.id, _target_name("all_years"), _words(before), _words(new.all_years))


def _target_name(period: int | str) -> Said:
    if period == "all_years":
        return Said("全年度の目標", "Target for all years")
    year = fiscal_year_words(int(period))
    return Said(f"{year.ja}の目標", f"Target for {year.en}")


def _words(target: Target | None) -> str:
    if target is None:
        return NOTHING
    return target.raw or NOTHING


def _name(indicator: Indicator) -> str:
    return " / ".join(part for part in (indicator.label, indicator.part) if part) or indicator.id


def _policies(measure: Measure) -> str:
    return " ".join(f"{id}{weight}" for id, weight in sorted(measure.policies.items()))
