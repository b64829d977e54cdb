"""Rules over the plan as a document (計画書の点検): policies, owners, ratings, spellings, eras, drafts, copies."""

import re
from collections import Counter
from collections.abc import Iterator

from yakusho.kernel.findings import Place
from yakusho.plans.checks import figure_of_ratings
from yakusho.plans.lint.findings import Found, Known, Rule
from yakusho.plans.lint.reading import folded, texts
from yakusho.plans.model import Period, Plan
from yakusho.plans.sentences import Said

_COLLECTIVE = re.compile(r"関係|各課|各部|全課|全庁|主管課|所管課|担当課$|ほか|など$|等$")
_VAGUE_SHARE = re.compile(r"大部分|概ね|おおむね|ほぼ|相当程度|ある程度|一定程度|多く")
_WHOLE_PERIOD = re.compile(r"か年|ヵ年|カ年|年間|計画期間")
_ONE_YEAR = re.compile(r"各年度|当該年度|年度ごと|年度の")
_DRAFT = re.compile(r"[●◯]|【[^】]*(?:予定|修正|調整|未定|仮)[^】]*】|調整中|要確認|未定稿")
_ERA = re.compile(r"(明治|大正|昭和|平成|令和)\s*(\d+|元)\s*(?:\(\d{4}\))?\s*年(度)?(?:\s*(\d{1,2})月)?")
_ERA_ENDS = {"明治": (45, 7), "大正": (15, 12), "昭和": (64, 1), "平成": (31, 4)}
_ERA_BEGINS = {"大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
_SPELLINGS = (
    ("か月", "ヵ月", "ヶ月", "カ月", "ケ月", "箇月"),
    ("か年", "ヵ年", "ヶ年", "カ年", "ケ年", "箇年"),
    ("か所", "ヵ所", "ヶ所", "カ所", "ケ所", "箇所"),
    ("取り組み", "取組み", "取組"),
    ("問い合わせ", "問合わせ", "問合せ"),
    ("申し込み", "申込み", "申込"),
    ("打ち合わせ", "打合わせ", "打合せ"),
    ("子ども", "子供"),
    ("障がい", "障害者", "障碍"),
    ("コンピューター", "コンピュータ"),
    ("サーバー", "サーバ"),
    ("ユーザー", "ユーザ"),
    ("か年の事業量", "か年事業量"),
)


def no_main_policy(plan: Plan, known: Known) -> Iterator[Found]:
    """A measure that no policy carries (◎)."""
    for position, measure in enumerate(plan.measures):
        if measure.main_policy is None:
            yield Found(
                ("measures", position, "policies"),
                Said("◎の基本方針がありません。", "No policy has ◎."),
                Said("主となる基本方針を一つ選びます。", "Choose the one policy that the measure mainly serves."),
            )


def policy_without_measure(plan: Plan, known: Known) -> Iterator[Found]:
    """A policy that no measure mainly serves."""
    carried = {measure.main_policy for measure in plan.measures}
    for position, policy in enumerate(plan.policies):
        if policy.id not in carried:
            yield Found(
                ("policies", position),
                Said(
                    f"基本方針「{policy.name}」を◎とする施策がありません。",
                    f"No measure has ◎ for the policy “{policy.name}”.",
                ),
                Said("施策の◎を見直します。", "Look at the measures' ◎ again."),
            )


def owner_unknown(plan: Plan, known: Known) -> Iterator[Found]:
    """An owner that is no section of the organisation and isn't resolved into sections."""
    resolved = {owner.name for owner in plan.collective_owners}
    carried: dict[str, list[int]] = {}
    for position, measure in enumerate(plan.measures):
        for name in measure.departments:
            carried.setdefault(name, []).append(position)
    for name, positions in carried.items():
        is_section = name in known.sections if known.sections is not None else not _COLLECTIVE.search(name)
        if not is_section and name not in resolved:
            numbers = [plan.measures[position].number for position in positions]
            yield Found(
                ("measures", positions[0], "departments"),
                Said(
                    f"「{name}」は組織にある課ではありません（施策{'、'.join(numbers)}）。",
                    f"“{name}” is no section of the organisation (measures {', '.join(numbers)}).",
                ),
                Said(
                    "課の名前を書くか、どの課かを決めます。",
                    "Name the sections, or say under collective_owners which they are.",
                ),
            )


def ratings_only_for_all_years(plan: Plan, known: Known) -> Iterator[Found]:
    """Rating words defined for the whole period only, while single years are managed too."""
    ratings = plan.progress_management.ratings
    said = "".join(rating.definition for rating in ratings)
    managed = len(plan.progress_management.yearly) or len(plan.fiscal_years)
    if ratings and managed > 1 and _WHOLE_PERIOD.search(said) and not _ONE_YEAR.search(said):
        yield Found(
            ("progress_management", "ratings"),
            Said(
                "評語が全期間についてだけ決められ、年度ごとの評価の決まりがありません。",
                "The rating words are defined for the whole period only; how to rate one year is not said.",
            ),
            Said("年度の評価の決まりを加えます。", "Add how one year is rated."),
        )


def rating_threshold(plan: Plan, known: Known) -> Iterator[Found]:
    """Rating words that depend on a share (大部分) without a number."""
    if plan.measure_rating_reading.majority_threshold is not None:
        return
    for position, rating in enumerate(plan.progress_management.ratings):
        said = _VAGUE_SHARE.search(rating.definition)
        if said:
            yield Found(
                ("progress_management", "ratings", position),
                Said(
                    f"「{rating.word}」の「{said[0]}」に数がありません。",
                    f"“{said[0]}” in “{rating.word}” has no number.",
                ),
                Said("何割以上かを本部が決めます。", "Headquarters sets the share that counts."),
            )


def evaluated_too_early(plan: Plan, known: Known) -> Iterator[Found]:
    """A next plan that is written in the year whose results it should rest on."""
    years = {folded(year.words): year for year in plan.progress_management.yearly}
    for position, period in enumerate(plan.implementation_plans):
        year = years.get(folded(period.to_be_written or ""))
        if year is not None and year.fiscal_year == plan.fiscal_years[-1]:
            name = period.name or period.words
            yield Found(
                ("implementation_plans", position, "to_be_written"),
                Said(
                    f"「{name}」を作る{year.words}は「{year.what}」の年で、実績がまだそろいません。",
                    f"“{name}” is written in {year.words}, before the results of that year exist.",
                ),
                Said("見込みで作るか、時期をずらすかを決めます。", "Say that forecasts are used, or move the date."),
            )


def spelling_variants(plan: Plan, known: Known) -> Iterator[Found]:
    """One word in several spellings."""
    for group in _SPELLINGS:
        used: dict[str, list[Place]] = {}
        for place, text in texts(plan, ("previous_plan", "departments", "departments_raw", "draft_markers")):
            rest = folded(text)
            for spelling in group:
                if spelling in rest:
                    used.setdefault(spelling, []).append(place)
                    rest = rest.replace(spelling, "")
        if len(used) > 1:
            rare = min(used, key=lambda spelling: len(used[spelling]))
            names = list(used)
            yield Found(
                used[rare][0],
                Said(
                    f"表記が混ざっています：{'、'.join(names)}。",
                    f"One word is spelled in several ways: {', '.join(names)}.",
                ),
                Said("一つの表記にそろえます。", "Use one spelling."),
            )


def era_year(plan: Plan, known: Known) -> Iterator[Found]:
    """A year of an era that did not have it (平成32年度)."""
    for place, text in texts(plan):
        for found in _ERA.finditer(folded(text)):
            era, number, _, month = found[1], 1 if found[2] == "元" else int(found[2]), found[3], found[4]
            last_year, last_month = _ERA_ENDS.get(era, (999, 12))
            if number == 0 or number > last_year or (number == last_year and month and int(month) > last_month):
                yield Found(
                    place,
                    Said(f"「{found[0]}」という年はありませんでした。", f"There was no “{found[0]}”."),
                    Said("改元後の年に直します。", "Write the year of the era that followed."),
                )


def draft_mark(plan: Plan, known: Known) -> Iterator[Found]:
    """Marks of a draft that were left in the text."""
    for place, text in texts(plan):
        if "adjusting_note" in place:
            continue
        if "draft_markers" in place or _DRAFT.search(text):
            yield Found(
                place,
                Said(
                    f"書きかけのしるしが残っています：「{text[:40]}」。", f"A mark of a draft is left: “{text[:40]}”."
                ),
                Said("文を決め、しるしを消します。", "Settle the text and remove the mark."),
            )


def still_adjusting(plan: Plan, known: Known) -> Iterator[Found]:
    """A measure whose volumes are marked as still being settled (調整中)."""
    for position, measure in enumerate(plan.measures):
        if measure.adjusting_note is not None:
            yield Found(
                ("measures", position, "adjusting_note"),
                Said(
                    f"「{measure.adjusting_note.text}」とあり、事業量が決まっていません。",
                    f"It says “{measure.adjusting_note.text}”: the volumes are not settled.",
                ),
                Said("事業量を決め、注を消します。", "Settle the volumes and remove the note."),
            )


def copied(plan: Plan, known: Known) -> Iterator[Found]:
    """The same text at two entries that should differ, as after a slip in copying."""
    for entries in _entries(plan):
        seen: dict[str, str] = {}
        for place, text, name in entries:
            key = folded(text)
            if key in seen and key:
                yield Found(
                    place,
                    Said(
                        f"{seen[key]}と同じ文です：「{text[:40]}」。",
                        f"The same text stands at {seen[key]}: “{text[:40]}”.",
                    ),
                    Said("写し間違いでないか確かめます。", "Check whether it was copied by mistake."),
                )
            seen.setdefault(key, name)


def _entries(plan: Plan) -> Iterator[list[tuple[Place, str, str]]]:
    """Lists of texts that should all differ, with their places and names."""
    measures = list(enumerate(plan.measures))
    yield [(("measures", at, "title"), each.title, each.number) for at, each in measures]
    yield [(("measures", at, "summary"), each.summary, each.number) for at, each in measures if each.summary]
    yield [(("policies", at, "name"), each.name, each.id) for at, each in enumerate(plan.policies)]
    for at, measure in measures:
        yield [
            (("measures", at, "indicators", place), f"{each.label}{each.part or ''}", each.id)
            for place, each in enumerate(measure.indicators)
            if each.label
        ]
    if plan.previous_plan is not None:
        before = list(enumerate(plan.previous_plan.measures))
        where: Place = ("previous_plan", "measures")
        yield [((*where, at, "title"), each.title, str(each.number)) for at, each in before]
        yield [((*where, at, "summary"), each.summary, str(each.number)) for at, each in before if each.summary]


def previous_figure(plan: Plan, known: Known) -> Iterator[Found]:
    """A printed summary of the plan before that its measures don't give."""
    previous = plan.previous_plan
    if previous is None or previous.figure_14 is None:
        return
    figure, place = previous.figure_14, ("previous_plan", "figure_14")
    computed = figure_of_ratings(previous)
    for position, (row, counts) in enumerate(zip(figure.rows, computed, strict=True)):
        if row.counts != counts:
            yield Found(
                (*place, "rows", position),
                Said(
                    f"「{row.name}」の数{list(row.counts)}が、表から数えた{list(counts)}と違います。",
                    f"“{row.name}” says {list(row.counts)}; counted from the table it is {list(counts)}.",
                ),
                Said("図か表を直します。", "Correct the figure or the table."),
            )
    totals = tuple(sum(column) for column in zip(*(row.counts for row in figure.rows), strict=True))
    if figure.source_total is not None and totals and totals[0] != figure.source_total:
        yield Found(
            (*place, "source_total"),
            Said(
                f"合計{figure.source_total}が、行の合計{totals[0]}と違います。",
                f"The total {figure.source_total} is not the rows' sum {totals[0]}.",
            ),
            Said("合計を直します。", "Correct the total."),
        )


def figure_year(plan: Plan, known: Known) -> Iterator[Found]:
    """A caption that names another year than the survey it shows."""
    previous = plan.previous_plan
    if previous is None or previous.figure_14 is None or previous.survey is None:
        return
    captioned, surveyed = _years(previous.figure_14.caption), _years(previous.survey.name)
    if captioned and surveyed and not captioned & surveyed:
        yield Found(
            ("previous_plan", "figure_14", "caption"),
            Said(
                f"図の題の年度が、調査「{previous.survey.name}」の年度と違います。",
                f"The caption names another year than the survey “{previous.survey.name}”.",
            ),
            Said("題の年度を直します。", "Correct the year in the caption."),
        )


def period_words(plan: Plan, known: Known) -> Iterator[Found]:
    """A period whose words name other years than its numbers."""
    periods: list[tuple[Place, Period]] = [(("basic_plan",), plan.basic_plan)]
    periods += [(("implementation_plans", at), each) for at, each in enumerate(plan.implementation_plans)]
    for place, period in periods:
        named = _years(period.words)
        if named and named != {period.from_fiscal_year, period.to_fiscal_year}:
            yield Found(
                (*place, "words"),
                Said(
                    f"「{period.words}」が、{period.from_fiscal_year}年度から{period.to_fiscal_year}年度と違います。",
                    f"“{period.words}” is not {period.from_fiscal_year} to {period.to_fiscal_year}.",
                ),
                Said("言葉か年度を直します。", "Correct the words or the years."),
            )


def _years(text: str) -> set[int]:
    """The fiscal years that a text names in eras."""
    counted = Counter(
        _ERA_BEGINS[era] - 1 + (1 if number == "元" else int(number))
        for era, number, _, _ in _ERA.findall(folded(text))
        if era in _ERA_BEGINS
    )
    return set(counted)


RULES: dict[str, Rule] = {
    "no-main-policy": no_main_policy,
    "policy-without-measure": policy_without_measure,
    "owner-unknown": owner_unknown,
    "ratings-all-years-only": ratings_only_for_all_years,
    "rating-threshold": rating_threshold,
    "evaluated-too-early": evaluated_too_early,
    "spelling-variants": spelling_variants,
    "era-year": era_year,
    "draft-mark": draft_mark,
    "still-adjusting": still_adjusting,
    "copied-text": copied,
    "previous-figure": previous_figure,
    "figure-year": figure_year,
    "period-words": period_words,
}
