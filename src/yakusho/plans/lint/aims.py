"""Rules over targets in words (言葉の目標の点検): growth without a number, nothing that can fail, stages, lists."""

import itertools
import re
from collections.abc import Iterator

from yakusho.plans.lint.findings import Found, Known, Rule, cell_place, indicators
from yakusho.plans.lint.reading import FINISHED, VAGUE, cells_of, core, related
from yakusho.plans.model import Indicator, Plan
from yakusho.plans.sentences import Said
from yakusho.plans.targets import (
    ActivityTarget,
    ChecklistTarget,
    DirectionTarget,
    NotPlanned,
    Numeric,
    StageTarget,
    is_planned,
)

_ENDINGS = re.compile(r"(?:の)?(?:完了|終了|済み?)$")


def baseline_missing(plan: Plan, known: Known) -> Iterator[Found]:
    """Growth (拡大・増加) without a number and without a baseline to grow from."""
    for place, _, indicator in indicators(plan):
        growing = [cell for cell, target in cells_of(indicator) if isinstance(target, DirectionTarget)]
        if growing and indicator.baseline is None:
            raw = dict(cells_of(indicator))[growing[0]].raw
            yield Found(
                cell_place(place, growing[0]),
                Said(
                    f"「{raw}」に数がなく、比べる基準値もありません。",
                    f"“{raw}” gives no number, and there is no baseline to compare with.",
                ),
                Said("基準値か、目標の数を書きます。", "Write a baseline, or a number to reach."),
                tuple(growing),
            )


def growth_from_nothing(plan: Plan, known: Known) -> Iterator[Found]:
    """Growth in a year after one that has no target."""
    for place, _, indicator in indicators(plan):
        yearly = list(indicator.years.items())
        for (_, before), (year, target) in itertools.pairwise(yearly):
            if isinstance(target, DirectionTarget) and not is_planned(before) and indicator.baseline is None:
                yield Found(
                    cell_place(place, str(year)),
                    Said(
                        f"前の年度が計画なしで、「{target.raw}」を比べる値がありません。",
                        f"The year before has no target, so “{target.raw}” has nothing to grow from.",
                    ),
                    Said("基準値を書きます。", "Write a baseline."),
                    (str(year),),
                )


def never_fails(plan: Plan, known: Known) -> Iterator[Found]:
    """Only words such as 検討 in every cell: nothing can show that it failed, and nothing completes it."""
    for place, _, indicator in indicators(plan):
        cells = list(cells_of(indicator))
        open_ended = [
            isinstance(target, ActivityTarget) and bool(VAGUE.search(target.raw)) and not FINISHED.search(target.raw)
            for _, target in cells
        ]
        if all(open_ended):
            raw = indicator.all_years.raw or ""
            yield Found(
                (*place, "all_years"),
                Said(
                    f"すべての欄が「{raw}」などで、未達成になりえず、完了もしません。",
                    f"Every cell says “{raw}” or the like: it can never be failed and never completes.",
                ),
                Said("期限か、終わりの姿を書きます。", "Write a deadline, or what will be there at the end."),
                tuple(cell for cell, _ in cells),
            )


def all_years_words(plan: Plan, known: Known) -> Iterator[Found]:
    """Words for all years that no year uses."""
    for place, _, indicator in indicators(plan):
        total, yearly = indicator.all_years, [target for cell, target in cells_of(indicator) if cell != "all_years"]
        if isinstance(total, Numeric | ChecklistTarget) or not is_planned(total) or not yearly:
            continue
        if any(isinstance(target, Numeric) for target in yearly):
            continue
        if not any(related(total.raw or "", target.raw or "") for target in yearly):
            yield Found(
                (*place, "all_years"),
                Said(
                    f"全年度の「{total.raw}」が、どの年度の欄にもない言葉です。",
                    f"“{total.raw}” for all years is in no year's cell.",
                ),
                Said("年度の欄と同じ言葉にします。", "Use the words of the years."),
                ("all_years",),
            )


def kinds_differ(plan: Plan, known: Known) -> Iterator[Found]:
    """A number for all years over years without one, or the other way round."""
    for place, _, indicator in indicators(plan):
        yearly = [target for cell, target in cells_of(indicator) if cell != "all_years"]
        numbered = [isinstance(target, Numeric) for target in yearly]
        total = isinstance(indicator.all_years, Numeric)
        if yearly and total != any(numbered):
            yield Found(
                (*place, "all_years"),
                Said(
                    "全年度は数、各年度は言葉の目標です。" if total else "各年度は数、全年度は言葉の目標です。",
                    "All years together have a number, the years have words."
                    if total
                    else "The years have numbers, all years together have words.",
                ),
                Said("両方に同じ種類の目標を書きます。", "Give both the same kind of target."),
                ("all_years",),
            )


def label_missing(plan: Plan, known: Known) -> Iterator[Found]:
    """An indicator without a heading."""
    for place, _, indicator in indicators(plan):
        if indicator.label is None:
            yield Found(
                (*place, "label"),
                Said("指標に見出しがありません。", "The indicator has no heading."),
                Said("何を測るかを見出しに書きます。", "Say in a heading what is measured."),
            )


def label_word(plan: Plan, known: Known) -> Iterator[Found]:
    """A heading that speaks of considering (検討) over targets that speak of doing."""
    for place, _, indicator in indicators(plan):
        said = VAGUE.search(indicator.label or "")
        targets = [target for _, target in cells_of(indicator)]
        doing = all(isinstance(target, DirectionTarget | Numeric) for target in targets)
        if said and doing and not any(said[0] in (target.raw or "") for target in targets):
            raw = indicator.all_years.raw
            yield Found(
                (*place, "label"),
                Said(
                    f"見出しは「{said[0]}」、目標は「{raw}」です。",
                    f"The heading says “{said[0]}”, the target says “{raw}”.",
                ),
                Said("見出しか目標の言葉を直します。", "Correct the heading or the target."),
            )


def list_differs(plan: Plan, known: Known) -> Iterator[Found]:
    """Lists of things to do that differ between the years and all years together."""
    for place, _, indicator in indicators(plan):
        lists = {cell: target.items for cell, target in cells_of(indicator) if isinstance(target, ChecklistTarget)}
        if "all_years" not in lists or len(lists) < 2:
            continue
        whole = {core(item) for item in lists["all_years"]}
        yearly = {core(item) for cell, items in lists.items() if cell != "all_years" for item in items}
        only = [item for item in lists["all_years"] if core(item) not in yearly]
        if whole != yearly:
            names = "、".join(only) or "、".join(sorted(yearly - whole))
            yield Found(
                (*place, "all_years"),
                Said(
                    f"年度の一覧と全年度の一覧が違います：{names}。",
                    f"The lists of the years and of all years differ: {names}.",
                ),
                Said("同じ項目を、同じ言葉で並べます。", "List the same things in the same words."),
                tuple(lists),
            )


def nothing_planned(plan: Plan, known: Known) -> Iterator[Found]:
    """An indicator without a target in any year."""
    for place, _, indicator in indicators(plan):
        if not any(is_planned(target) for target in indicator.years.values()):
            yield Found(
                (*place, "years"),
                Said("どの年度にも目標がありません。", "No year has a target."),
                Said("目標を書くか、指標を除きます。", "Write a target, or remove the indicator."),
            )


def _stages(indicator: Indicator) -> list[tuple[str, StageTarget]]:
    return [(str(year), target) for year, target in indicator.years.items() if isinstance(target, StageTarget)]


def stage_unknown(plan: Plan, known: Known) -> Iterator[Found]:
    """A year's words that are none of the indicator's stages."""
    for place, _, indicator in indicators(plan):
        for cell, target in _stages(indicator):
            stage = indicator.reading.stages[target.stage_index - 1]
            if not related(target.raw, stage):
                yield Found(
                    cell_place(place, cell),
                    Said(
                        f"「{target.raw}」が段階「{stage}」の言葉ではありません。",
                        f"“{target.raw}” is not how the stage “{stage}” is called.",
                    ),
                    Said("段階の名前か欄の言葉を直します。", "Correct the stage's name or the cell."),
                    (cell,),
                )


def stage_order(plan: Plan, known: Known) -> Iterator[Found]:
    """Stages that go back, or a stage for all years that is earlier than a year's."""
    for place, _, indicator in indicators(plan):
        steps = _stages(indicator)
        for (_, before), (cell, after) in itertools.pairwise(steps):
            if after.stage_index < before.stage_index:
                yield Found(
                    cell_place(place, cell),
                    Said(
                        f"「{after.raw}」は前の年度の「{before.raw}」より前の段階です。",
                        f"“{after.raw}” is an earlier stage than “{before.raw}” of the year before.",
                    ),
                    Said("順序を直します。", "Correct the order."),
                    (cell,),
                )
        total, furthest = indicator.all_years, max((target.stage_index for _, target in steps), default=0)
        if isinstance(total, StageTarget) and total.stage_index < furthest:
            name = indicator.reading.stages[furthest - 1]
            yield Found(
                (*place, "all_years"),
                Said(
                    f"全年度の「{total.raw}」は、年度の欄の「{name}」より前の段階です。",
                    f"“{total.raw}” for all years is an earlier stage than “{name}” of a year.",
                ),
                Said("全年度の欄を最後の段階にします。", "Let all years end at the last stage."),
                ("all_years",),
            )


def stage_without_end(plan: Plan, known: Known) -> Iterator[Found]:
    """A last stage that stands in several years and doesn't say when it is finished."""
    for place, _, indicator in indicators(plan):
        steps = _stages(indicator)
        last = max((target.stage_index for _, target in steps), default=0)
        there = [cell for cell, target in steps if target.stage_index == last]
        if len(there) < 2:
            continue
        name = indicator.reading.stages[last - 1]
        if not FINISHED.search(name):
            yield Found(
                cell_place(place, there[0]),
                Said(
                    f"最後の段階「{name}」が{len(there)}年度続き、終わりの姿が書かれていません。",
                    f"The last stage “{name}” stands in {len(there)} years and doesn't say what finishes it.",
                ),
                Said("何ができれば終わりかを書きます。", "Write what will be there when it is finished."),
                tuple(there),
            )


def stages_alike(plan: Plan, known: Known) -> Iterator[Found]:
    """Two stages that differ only by an ending (策定 and 策定完了)."""
    for place, _, indicator in indicators(plan):
        stages = indicator.reading.stages
        for before, after in itertools.pairwise(stages):
            if _ENDINGS.sub("", core(before)) == _ENDINGS.sub("", core(after)):
                yield Found(
                    (*place, "reading", "stages"),
                    Said(
                        f"段階「{before}」と「{after}」の違いが決められていません。",
                        f"How the stages “{before}” and “{after}” differ is not said.",
                    ),
                    Said("それぞれ何ができた状態かを書きます。", "Write what is there at each of them."),
                    tuple(cell for cell, target in _stages(indicator) if target.raw in (before, after)),
                )


def dashes_differ(plan: Plan, known: Known) -> Iterator[Found]:
    """Dashes of more than one kind (― and －) for years that aren't planned."""
    used: dict[str, list[tuple[tuple[str | int, ...], str, str]]] = {}
    for place, _, indicator in indicators(plan):
        for year, target in indicator.years.items():
            if isinstance(target, NotPlanned):
                used.setdefault(target.raw, []).append((place, indicator.id, str(year)))
    usual = max(used, key=lambda raw: len(used[raw]), default="")
    for raw, there in used.items():
        if raw != usual:
            places: dict[tuple[str | int, ...], list[str]] = {}
            for place, _, cell in there:
                places.setdefault(place, []).append(cell)
            for place, cells in places.items():
                yield Found(
                    cell_place(place, cells[0]),
                    Said(
                        f"横線が「{raw}」({_point(raw)})で、ほかは「{usual}」({_point(usual)})です。",
                        f"The dash is {raw} ({_point(raw)}); elsewhere it is {usual} ({_point(usual)}).",
                    ),
                    Said("一つの横線にそろえます。", "Use one kind of dash."),
                    tuple(cells),
                )


def _point(raw: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in raw)


def blank_cell(plan: Plan, known: Known) -> Iterator[Found]:
    """A cell with neither a target nor a dash."""
    for place, _, indicator in indicators(plan):
        for year, target in indicator.years.items():
            if target.kind != "blank":
                continue
            note = target.note
            yield Found(
                cell_place(place, str(year)),
                Said(
                    f"欄が空欄です。欄外に「{note}」とあります。" if note else "欄が空欄で、理由がありません。",
                    f"The cell is blank; a note elsewhere says “{note}”."
                    if note
                    else "The cell is blank without a word why.",
                ),
                Said("計画がない年度なら横線と理由を書きます。", "Print a dash and the reason if nothing is planned."),
                (str(year),),
            )


RULES: dict[str, Rule] = {
    "baseline-missing": baseline_missing,
    "growth-from-nothing": growth_from_nothing,
    "never-fails": never_fails,
    "all-years-words": all_years_words,
    "kinds-differ": kinds_differ,
    "label-missing": label_missing,
    "label-word": label_word,
    "list-differs": list_differs,
    "nothing-planned": nothing_planned,
    "stage-unknown": stage_unknown,
    "stage-order": stage_order,
    "stage-without-end": stage_without_end,
    "stages-alike": stages_alike,
    "dash-variants": dashes_differ,
    "blank-cell": blank_cell,
}
