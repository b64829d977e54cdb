"""A plan of another ward, written from the schema alone, loads, shows and is judged like the first one."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yakusho import plans
from yakusho.plans.bindings import Binding, Bindings
from yakusho.plans.continuity import continuity, costs
from yakusho.plans.freezing import Knowledge, freeze
from yakusho.plans.observations import Observation, holding
from yakusho.plans.schema import plan_schema, schema_text
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.states import State
from yakusho.plans.tests.ward import REPOSITORY, shipped_plan

FOLDER = Path(__file__).resolve().parent / "plans"
TWO_YEARS = (FOLDER / "plan-two-years.yaml").read_text("utf-8")
FIVE_YEARS = (FOLDER / "plan-five-years.yaml").read_text("utf-8")


def _frozen(plan: plans.Plan, *observations: Observation) -> Snapshot:
    bindings = Bindings(plan=plan.code, indicators={each.id: Binding(none="reported") for each in plan.indicators()})
    known = Knowledge(date(2028, 6, 1), holding(observations))
    return freeze(plan, bindings, known)


def test_the_published_schema_is_that_of_the_model() -> None:
    published = REPOSITORY / "docs" / "plan.schema.json"
    assert published.read_text("utf-8") == schema_text(), "run: yakusho plan schema > docs/plan.schema.json"


def test_the_schema_asks_only_for_what_every_plan_has() -> None:
    required = {"code", "name", "source", "basic_plan", "implementation_plans", "policies", "measures"}
    assert set(plan_schema()["required"]) == required


def test_a_plan_of_two_years_is_judged() -> None:
    plan = plans.load(TWO_YEARS, "plan-two-years.yaml")
    assert plan.fiscal_years == (2026, 2027)
    reported = [
        Observation("1-1", 2026, date(2027, 3, 31), value=1200, status="confirmed"),
        Observation("1-1", 2027, date(2028, 3, 31), value=3000, status="confirmed"),
        Observation("1-2", 2026, date(2027, 3, 31), value=6, status="confirmed"),
        Observation("1-2", 2027, date(2028, 3, 31), value=9, status="confirmed"),
        Observation("2-1", 2026, date(2027, 3, 31), share=(1, 10), status="confirmed"),
        Observation("3a-1", 2027, date(2028, 3, 31), stage=2, status="confirmed"),
        Observation("3a-2", 2027, date(2028, 3, 31), done=True, evidence=1, status="confirmed"),
    ]
    snapshot = _frozen(plan, *reported)
    states = {(each.id, cell.fiscal_year): cell.state for each, cell in snapshot.indicator_years()}
    assert states["1-1", 2026] is State.EXCEEDED_CANDIDATE
    assert states["1-1", 2027] is State.MET
    assert states["1-2", 2027] is State.MET
    assert states["2-1", 2026] is State.MET
    assert states["2-1", 2027] is State.NOT_REPORTED
    assert states["3a-2", 2026] is State.NOT_PLANNED
    measures = {measure.number: measure.state for measure in snapshot.measures}
    assert measures["1"] is State.EXCEEDED_CANDIDATE
    assert measures["3a"] is State.MET
    assert snapshot.previous is None
    assert [rating.word for rating in snapshot.ratings] == ["A", "B", "C"]


def test_a_plan_of_five_years_has_five_cells_and_another_scale() -> None:
    plan = plans.load(FIVE_YEARS, "plan-five-years.yaml")
    done = (True, True)
    reported = [
        Observation("D1-1", 2026, date(2027, 3, 31), value=0, status="confirmed"),
        Observation("D1-2", 2026, date(2027, 3, 31), items=done, status="confirmed"),
    ]
    snapshot = _frozen(plan, *reported)
    assert [cell.fiscal_year for cell in snapshot.measures[0].indicators[0].years] == [2026, 2027, 2028, 2029, 2030]
    assert snapshot.measures[0].indicators[0].years[0].state is State.NOT_MET
    assert snapshot.previous is not None
    assert [rating.word for rating in snapshot.previous.ratings] == ["○", "×"]
    assert snapshot.previous.goals == ()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("aggregate: sum", "aggregate: last", "does not go with"),
        ("rule: R-COUNT", "rule: R-COUNTS", "isn't offered"),
        ("          2027: {raw: '年3,000件以上'", "          2029: {raw: '年3,000件以上'", "not the years of the plan"),
        ("id: 1-2", "id: 1-1", "stands here twice"),
        ("years: 2}", "years: 3}", "from 2026 to 2027 are 2"),
        ("policies: {A: ◎, B: ○}", "policies: {A: ◎, B: ◎}", "More than one policy"),
        ("cost_per: 1-1", "cost_per: 2-1", "is not of this measure"),
        ("    period: 2027", "    period: 2031", "no targets for 2031"),
        ("continues: [3a]", "continues: [3b]", "no measure 3b"),
        ("- {fiscal_year: 2027, budget", "- {fiscal_year: 2026, budget", "stands here twice"),
    ],
)
def test_a_fault_is_told_with_its_line(before: str, after: str, said: str) -> None:
    assert before in TWO_YEARS
    text = TWO_YEARS.replace(before, after, 1)
    with pytest.raises(plans.Malformed) as caught:
        plans.load(text, "plan.yaml")
    found = [finding for finding in caught.value.findings if said in finding.words]
    assert found, caught.value
    assert abs(found[0].line - (TWO_YEARS[: TWO_YEARS.index(before)].count("\n") + 1)) <= 3


def test_measures_go_on_from_plan_to_plan_many_to_many() -> None:
    links = continuity(plans.load(TWO_YEARS))
    assert [(link.here[0] if link.here else None, [number for number, _ in link.after]) for link in links] == [
        ("1", ["1"]),
        ("2", ["1"]),
        ("3a", ["2"]),
        (None, ["3"]),
    ]
    before = [[number for number, _ in link.before] for link in continuity(plans.load(FIVE_YEARS))]
    assert before == [["1", "2"], ["3"]]


def test_the_41_measures_of_the_plan_before_are_all_in_the_continuity() -> None:
    links = continuity(shipped_plan())
    assert len({number for link in links for number, _ in link.before}) == 41
    assert sum(link.here is not None for link in links) == 22


def test_a_result_costs_the_settlement_divided_by_the_results() -> None:
    measure = plans.load(TWO_YEARS).measures[0]
    first, second = costs(measure, {2026: Decimal(1140)})
    assert first.per_result == 10_000
    assert (second.budget, second.settlement, second.per_result) == (8_000_000, None, None)
    assert costs(measure, {2026: Decimal(0)})[0].per_result is None
