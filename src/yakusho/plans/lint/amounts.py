"""Rules over numbers (数の点検): sums, words beside parsed numbers, comparators, units, scopes, percentages."""

import itertools
import re
from collections.abc import Iterator

from yakusho.plans.lint.findings import Found, Known, Rule, cell_place, indicators
from yakusho.plans.lint.reading import COMPARATOR, cells_of, folded, numbers, product
from yakusho.plans.model import Indicator, Plan
from yakusho.plans.sentences import Said, plain_number
from yakusho.plans.targets import CountTarget, LevelTarget, Numeric, RatioTarget, StockTarget, is_planned

_RATE = re.compile(r"(?<![効能])率|割合")
_YEARLY = re.compile(r"(?:毎|各)?年(?!度|間)\d")
_TOGETHER = re.compile(r"(?:合|総|累)?計\d")


def _numeric(indicator: Indicator) -> list[tuple[str, Numeric]]:
    return [(cell, target) for cell, target in cells_of(indicator) if isinstance(target, Numeric)]


def sum_differs(plan: Plan, known: Known) -> Iterator[Found]:
    """Yearly counts that don't add up to the number for all years."""
    for place, _, indicator in indicators(plan):
        total = indicator.all_years
        yearly = [target for target in indicator.years.values() if isinstance(target, CountTarget)]
        if not isinstance(total, CountTarget) or not yearly:
            continue
        added = sum(target.value for target in yearly)
        if added != total.value:
            shown, said = plain_number(added), plain_number(total.value)
            yield Found(
                (*place, "all_years"),
                Said(
                    f"各年度の合計は{shown}、全年度の欄は{said}です。",
                    f"The years add up to {shown}, the cell for all years says {said}.",
                ),
                Said("どちらかの数を直します。", "Correct one of the numbers."),
                ("all_years",),
            )


def last_differs(plan: Plan, known: Known) -> Iterator[Found]:
    """A running total or percentage whose last year differs from the number for all years."""
    for place, _, indicator in indicators(plan):
        total = indicator.all_years
        planned = [target for target in indicator.years.values() if is_planned(target)]
        if not isinstance(total, StockTarget | LevelTarget | RatioTarget) or not planned:
            continue
        last = planned[-1]
        if isinstance(last, Numeric) and last.value != total.value:
            shown, said = plain_number(last.value), plain_number(total.value)
            yield Found(
                (*place, "all_years"),
                Said(
                    f"最後の年度は{shown}、全年度の欄は{said}です。",
                    f"The last year says {shown}, the cell for all years says {said}.",
                ),
                Said("どちらかの数を直します。", "Correct one of the numbers."),
                ("all_years",),
            )


def number_differs(plan: Plan, known: Known) -> Iterator[Found]:
    """A parsed number that the words don't print, or a multiplication in the words that comes to another number."""
    for place, _, indicator in indicators(plan):
        for cell, target in _numeric(indicator):
            printed = [value for value, _ in numbers(target.raw)]
            multiplied = product(target.raw)
            wrong = printed and target.value not in printed[:1]
            if wrong or (multiplied is not None and multiplied != target.value):
                other = plain_number(int(multiplied if not wrong and multiplied is not None else printed[0]))
                value = plain_number(target.value)
                yield Found(
                    cell_place(place, cell),
                    Said(
                        f"「{target.raw}」は{other}となり、数の{value}と違います。",
                        f"“{target.raw}” comes to {other}, and the number is {value}.",
                    ),
                    Said("言葉か数を直します。", "Correct the words or the number."),
                    (cell,),
                )


def comparator_missing(plan: Plan, known: Known) -> Iterator[Found]:
    """Numbers that don't say whether more is fine (以上)."""
    for place, _, indicator in indicators(plan):
        cells = _numeric(indicator)
        bare = [cell for cell, target in cells if not COMPARATOR.search(target.raw)]
        if bare:
            mixed = len(bare) < len(cells)
            yield Found(
                cell_place(place, bare[0]),
                Said(
                    "「以上」のある欄とない欄が混ざっています。"
                    if mixed
                    else "数に「以上」などがなく、上回った場合の扱いが決まりません。",
                    "Some cells say 以上 (at least), others don't."
                    if mixed
                    else "The number has no 以上 (at least) or the like, so it is open what more than it means.",
                ),
                Said("「以上」「以下」などを書きます。", "Write 以上, 以下 or the like."),
                tuple(bare),
            )


def unit_differs(plan: Plan, known: Known) -> Iterator[Found]:
    """Numbers of one indicator in more than one unit, in its cells or inside one cell."""
    for place, _, indicator in indicators(plan):
        units: dict[str, list[str]] = {}
        for cell, target in _numeric(indicator):
            printed = {unit for _, unit in numbers(target.raw.partition("※")[0]) if unit}
            for unit in sorted({target.unit} | {each for each in printed if not each.startswith(target.unit)}):
                units.setdefault(unit, []).append(cell)
        if len(units) > 1:
            names = list(units)
            yield Found(
                cell_place(place, units[min(units, key=lambda unit: len(units[unit]))][0]),
                Said(
                    f"一つの指標に単位が{len(names)}つあります：{'、'.join(names)}。",
                    f"One indicator is counted in {len(names)} units: {', '.join(names)}.",
                ),
                Said("一つの単位にそろえるか、指標を分けます。", "Use one unit, or make two indicators."),
                tuple(dict.fromkeys(cell for cells in units.values() for cell in cells)),
            )


def scope_all_years(plan: Plan, known: Known) -> Iterator[Found]:
    """A number for all years that says “a year” (年)."""
    for place, _, indicator in indicators(plan):
        total = indicator.all_years
        if isinstance(total, CountTarget) and _YEARLY.match(folded(total.raw)) and len(indicator.years) > 1:
            yield Found(
                (*place, "all_years"),
                Said(
                    f"全年度の欄が「{total.raw}」と、１年あたりの言い方です。",
                    f"The cell for all years says “{total.raw}”, which reads as a number a year.",
                ),
                Said("全年度の数なら「計」と書きます。", "Write 計 (in all) if it is the number for all years."),
                ("all_years",),
            )


def scope_year(plan: Plan, known: Known) -> Iterator[Found]:
    """Numbers of a year that say “in all” (計), as the cell for all years does."""
    for place, _, indicator in indicators(plan):
        cells = [
            (cell, target)
            for cell, target in _numeric(indicator)
            if cell != "all_years" and isinstance(target, CountTarget) and _TOGETHER.search(folded(target.raw))
        ]
        if cells:
            yield Found(
                cell_place(place, cells[0][0]),
                Said(
                    f"年度の欄が「{cells[0][1].raw}」と、「計」の言い方です。",
                    f"A year's cell says “{cells[0][1].raw}”, with 計 (in all).",
                ),
                Said("１年の数なら「年」と書きます。", "Write 年 (a year) if it is the number of one year."),
                tuple(cell for cell, _ in cells),
            )


def falls(plan: Plan, known: Known) -> Iterator[Found]:
    """A running total or level whose target becomes lower from year to year."""
    for place, _, indicator in indicators(plan):
        yearly = [(cell, target) for cell, target in _numeric(indicator) if cell != "all_years"]
        for (_, before), (cell, after) in itertools.pairwise(yearly):
            if isinstance(after, StockTarget | LevelTarget) and after.value < before.value:
                yield Found(
                    cell_place(place, cell),
                    Said(
                        f"目標の{plain_number(after.value)}が、前の年度の{plain_number(before.value)}より低い数です。",
                        f"{plain_number(after.value)} is lower than {plain_number(before.value)} of the year before.",
                    ),
                    Said("数を直すか、下がる理由を書きます。", "Correct the number, or say why it falls."),
                    (cell,),
                )


def part_exceeds_whole(plan: Plan, known: Known) -> Iterator[Found]:
    """A part (内数) whose target is higher than that of its whole."""
    all_of_them = {indicator.id: dict(cells_of(indicator)) for indicator in plan.indicators()}
    for place, _, indicator in indicators(plan):
        whole = all_of_them.get(indicator.reading.subset_of or "", {})
        for cell, target in _numeric(indicator):
            other = whole.get(cell)
            if isinstance(other, Numeric) and target.value > other.value:
                yield Found(
                    cell_place(place, cell),
                    Said(
                        f"内数の目標が、全体の{indicator.reading.subset_of}の目標より大きい数です。",
                        f"A part of {indicator.reading.subset_of} has a higher target than the whole.",
                    ),
                    Said("どちらかの数を直します。", "Correct one of the numbers."),
                    (cell,),
                )


def rate_not_measured(plan: Plan, known: Known) -> Iterator[Found]:
    """A title that speaks of a rate (率) while no indicator of the measure is one."""
    for position, measure in enumerate(plan.measures):
        kinds = {target.kind for indicator in measure.indicators for _, target in cells_of(indicator)}
        if _RATE.search(measure.title) and not kinds & {"ratio", "level"}:
            yield Found(
                ("measures", position, "title"),
                Said(
                    f"施策名「{measure.title}」は率を言い、率の指標がありません。",
                    f"The title “{measure.title}” speaks of a rate, and no indicator is one.",
                ),
                Said("率の指標を加えるか、施策名を直します。", "Add an indicator for the rate, or change the title."),
            )


def denominator_missing(plan: Plan, known: Known) -> Iterator[Found]:
    """A percentage without saying of what."""
    for place, _, indicator in indicators(plan):
        shares = [cell for cell, target in cells_of(indicator) if isinstance(target, RatioTarget | LevelTarget)]
        if shares and (indicator.reading.denominator is None or not indicator.reading.denominator_in_source):
            yield Found(
                (*place, "reading"),
                Said("割合の分母が計画に書かれていません。", "The plan doesn't say what the percentage is of."),
                Said("何に対する割合かを計画に書きます。", "Write in the plan what it is a percentage of."),
                tuple(shares),
            )


RULES: dict[str, Rule] = {
    "sum-differs": sum_differs,
    "last-differs": last_differs,
    "number-differs": number_differs,
    "comparator-missing": comparator_missing,
    "unit-differs": unit_differs,
    "scope-all-years": scope_all_years,
    "scope-year": scope_year,
    "falls": falls,
    "part-exceeds-whole": part_exceeds_whole,
    "rate-not-measured": rate_not_measured,
    "denominator-missing": denominator_missing,
}
