"""Whatever is reported: nothing breaks, more never judges worse, zero stays a number, hand-overs never double."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from yakusho.plans.freezing import Knowledge, freeze
from yakusho.plans.judging import State, judge_period, judge_year
from yakusho.plans.observations import HandOver, Held, Observation, holding
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.tests.reports import AFTERWARDS, INDICATORS, PLAN
from yakusho.plans.tests.ward import shipped_bindings

RANK = {State.NOT_MET: 0, State.NOT_DUE: 0, State.MET: 1, State.EXCEEDED_CANDIDATE: 2}
NUMBERS = [each.id for each in INDICATORS.values() if each.reading.rule in ("R-COUNT", "R-STOCK")]
SHARES = [each.id for each in INDICATORS.values() if each.reading.rule in ("R-RATIO", "R-LEVEL")]
GROWING = [each.id for each in INDICATORS.values() if each.reading.rule == "R-DIRECTION"]
STAGED = [each.id for each in INDICATORS.values() if each.reading.rule == "R-STAGE"]

TARGETS = [target for each in INDICATORS.values() for target in (*each.years.values(), each.all_years)]

amounts = st.integers(0, 200_000)
years = st.sampled_from(PLAN.fiscal_years)
days = st.dates(date(2021, 4, 1), date(2025, 3, 31))
shapes = st.one_of(
    st.fixed_dictionaries({"value": amounts.map(Decimal)}),
    st.tuples(amounts, st.integers(1, 200_000)).map(lambda pair: {"share": (min(pair), max(pair))}),
    st.fixed_dictionaries({"stage": st.integers(0, 6)}),
    st.fixed_dictionaries({"done": st.booleans()}),
    st.fixed_dictionaries({"items": st.lists(st.booleans(), min_size=1, max_size=4).map(tuple)}),
    st.fixed_dictionaries({"triggered": st.booleans()}),
)
sections = st.sampled_from(["", "a", "b", "c"])


@st.composite
def observations(draw: st.DrawFn) -> list[Observation]:
    found: list[Observation] = []
    for sequence in range(draw(st.integers(0, 12))):
        year = draw(st.integers(2020, 2027))
        found.append(
            Observation(
                indicator=draw(st.sampled_from(sorted(INDICATORS))),
                fiscal_year=year,
                as_of=date(year, 4, 1) + timedelta(days=draw(st.integers(0, 364))),
                section=draw(sections),
                status=draw(st.sampled_from(["provisional", "confirmed"])),
                source=draw(st.sampled_from(["meter", "section", "import"])),
                evidence=draw(st.integers(0, 3)),
                sequence=sequence,
                since=draw(st.none() | st.just(date(year, 11, 24))),
                **draw(shapes),
            )
        )
    return found


hand_overs = st.lists(st.builds(HandOver, sections, sections, st.integers(0, 12)), max_size=4)


def one(indicator: str, year: int, **measured: Any) -> Held:
    return holding([Observation(indicator, year, AFTERWARDS, **measured)])


@settings(max_examples=60, deadline=None)
@given(observations(), hand_overs, days, st.none() | st.decimals(Decimal("0.01"), 1, places=2), st.booleans())
def test_nothing_that_can_be_reported_breaks_the_plan(
    reported: list[Observation], gone: list[HandOver], today: date, share: Decimal | None, with_baselines: bool
) -> None:
    baselines = {indicator: Decimal(7) for indicator in GROWING} if with_baselines else {}
    known = Knowledge(today, holding(reported, gone), baselines, majority_threshold=share)
    snapshot = freeze(PLAN, shipped_bindings(), known)
    assert Snapshot.model_validate(snapshot.model_dump(mode="json", exclude_none=True)) == snapshot
    cells = list(snapshot.indicator_years())
    assert len(cells) == 147
    assert all(cell.sentence.ja and cell.sentence.en and "。。" not in cell.sentence.ja for _, cell in cells)
    assert all((cell.value is None) == (cell.source is None) for _, cell in cells)


@settings(max_examples=60, deadline=None)
@given(st.data(), days)
def test_any_mixture_of_targets_and_rules_can_be_judged(data: st.DataObject, today: date) -> None:
    mixed = data.draw(st.sampled_from(list(INDICATORS.values()))).model_copy(
        update={
            "years": {year: data.draw(st.sampled_from(TARGETS)) for year in PLAN.fiscal_years},
            "all_years": data.draw(st.sampled_from(TARGETS)),
        }
    )
    written = [
        Observation(mixed.id, year, AFTERWARDS, **data.draw(shapes), evidence=data.draw(st.integers(0, 1)))
        for year in data.draw(st.lists(years, max_size=3))
    ]
    for baseline in (None, Decimal(3)):
        judged = [judge_year(PLAN, mixed, year, holding(written), baseline, today) for year in mixed.years]
        judged.append(judge_period(PLAN, mixed, holding(written), baseline, today))
        assert all(each.sentence("ja") and each.sentence("en") for each in judged)


@given(st.sampled_from(NUMBERS), years, amounts, amounts, days)
def test_a_larger_number_is_never_judged_worse(indicator: str, year: int, first: int, second: int, today: date) -> None:
    _more_is_no_worse(indicator, year, today, {"value": min(first, second)}, {"value": max(first, second)})


@given(st.sampled_from(SHARES), years, st.integers(0, 100), st.integers(0, 100), days)
def test_a_larger_share_is_never_judged_worse(indicator: str, year: int, first: int, second: int, today: date) -> None:
    less, more = sorted((first, second))
    _more_is_no_worse(indicator, year, today, {"share": (less, 100)}, {"share": (more, 100)})


@given(st.sampled_from(STAGED), years, st.integers(0, 4), st.integers(0, 4), days)
def test_a_later_stage_is_never_judged_worse(indicator: str, year: int, first: int, second: int, today: date) -> None:
    _more_is_no_worse(indicator, year, today, {"stage": min(first, second)}, {"stage": max(first, second)})


@given(st.sampled_from(GROWING), years, amounts, amounts, st.integers(0, 1_000), days)
def test_more_growth_is_never_judged_worse(
    indicator: str, year: int, first: int, second: int, baseline: int, today: date
) -> None:
    less, more = {"value": min(first, second)}, {"value": max(first, second)}
    _more_is_no_worse(indicator, year, today, less, more, Decimal(baseline))


def _more_is_no_worse(
    indicator: str,
    year: int,
    today: date,
    less: dict[str, Any],
    more: dict[str, Any],
    baseline: Decimal | None = None,
) -> None:
    judge = INDICATORS[indicator]
    for outcome in (
        lambda held: judge_year(PLAN, judge, year, held, baseline, today),
        lambda held: judge_period(PLAN, judge, held, baseline, today),
    ):
        worse, better = outcome(one(indicator, year, **less)).state, outcome(one(indicator, year, **more)).state
        assert RANK.get(worse, 0) <= RANK.get(better, 0)


@given(st.sampled_from(NUMBERS + GROWING), st.integers(2020, 2027), days, sections)
def test_zero_never_disappears(indicator: str, year: int, today: date, section: str) -> None:
    judged = judge_year(PLAN, INDICATORS[indicator], year, one(indicator, year, value=0, section=section), None, today)
    assert judged.value == 0
    assert judged.source == "section"
    assert judged.state is not State.NOT_REPORTED


@given(st.sampled_from(NUMBERS + GROWING), years, st.lists(amounts, min_size=2, max_size=5))
def test_work_that_went_from_section_to_section_is_counted_once(indicator: str, year: int, said: list[int]) -> None:
    reported = [
        Observation(indicator, year, AFTERWARDS, section=f"s{place}", value=value, sequence=2 * place)
        for place, value in enumerate(said)
    ]
    gone = [HandOver(f"s{place}", f"s{place + 1}", 2 * place + 1) for place in range(len(said) - 1)]
    judged = judge_year(PLAN, INDICATORS[indicator], year, holding(reported, gone), None, AFTERWARDS)
    assert judged.value == said[-1]


@given(years, st.lists(amounts, min_size=2, max_size=5))
def test_a_running_total_is_the_last_word_even_without_a_word_about_the_hand_over(year: int, said: list[int]) -> None:
    reported = [
        Observation("02-1", year, AFTERWARDS, section=f"s{place}", value=value, sequence=place)
        for place, value in enumerate(said)
    ]
    assert judge_year(PLAN, INDICATORS["02-1"], year, holding(reported), None, AFTERWARDS).value == said[-1]
