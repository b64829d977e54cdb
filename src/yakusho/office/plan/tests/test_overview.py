"""The overview says first what will be late, can be narrowed, and is made once for the same numbers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils.translation import gettext

from tests import cast
from yakusho.office.plan import overview, queries
from yakusho.office.plan.overview import Choice
from yakusho.plans.freezing import Knowledge, freeze
from yakusho.plans.observations import Observation, holding
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.words import Speaker
from yakusho.ui.plan_chart import pace_chart

AUTUMN = date(2022, 10, 31)
CARDS = Observation("11-1", 2022, AUTUMN, value=18_000, source="import")


def _frozen() -> tuple[queries.WardPlan, Knowledge, Snapshot]:
    ward = queries.ward_plan()
    known = Knowledge(AUTUMN, holding([CARDS]))
    return ward, known, freeze(ward.plan, ward.bindings, known)


@pytest.fixture
def autumn(stage: cast.Stage) -> queries.Standing:
    """The plan in October of its second year, with half of the cards of a year handed over."""
    ward, known, snapshot = _frozen()
    return queries.Standing(queries.stamp(), ward, known, snapshot)


@pytest.fixture
def written(autumn: queries.Standing) -> Callable[..., str]:
    def write(**choice: str) -> str:
        overview._bodies.clear()
        return overview.body(autumn, Choice(**choice), Speaker("ja", gettext, str), None)

    return write


def test_what_will_miss_its_target_stands_before_everything_else(written: Callable[..., str]) -> None:
    text = written()
    assert text.index("このままでは目標に届かない指標") < text.index("決まっていないこと")
    assert "（目標36,000枚）" in text


def test_a_measure_that_will_be_late_is_marked_by_a_word_in_the_matrix(written: Callable[..., str]) -> None:
    row = written().split("11 マイナンバーカードの交付率", 1)[1].split("</tr>", 1)[0]
    assert "遅れ" in row


def test_the_running_year_is_a_line_to_its_end_with_the_target_beside(autumn: queries.Standing) -> None:
    found = autumn.snapshot.find("11-1")
    assert found is not None
    chart = pace_chart(found[1])
    assert chart is not None
    assert [point.value for point in chart.measured] == [0, 18_000]
    assert chart.ahead is not None
    assert chart.target is not None
    assert chart.ahead.value < chart.target.value == 36_000


@pytest.mark.parametrize(
    ("choice", "there", "gone"),
    [
        ({"section": "戸籍住民課"}, "交付枚数", "CSIRT訓練"),
        ({"policy": "II"}, "交付枚数", "システム利用会議数"),
        ({"state": "met"}, "当てはまる施策はありません", "交付枚数</span></a></th>"),
    ],
)
def test_the_list_is_narrowed_to_a_section_a_policy_or_a_state(
    written: Callable[..., str], choice: dict[str, str], there: str, gone: str
) -> None:
    lists = written(**choice).split("施策と基本方針</h2>", 1)[1]
    assert there in lists
    assert gone not in lists.split("評価", 1)[0]


def test_a_choice_that_the_plan_does_not_know_shows_all(autumn: queries.Standing) -> None:
    assert not overview.choose({"section": "知らない課", "state": "x", "policy": "IX"}, autumn)
    assert overview.choose({"policy": "II"}, autumn) == Choice(policy="II")


def test_the_same_numbers_are_laid_out_once(stage: cast.Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    client, made = stage.client(stage.secretariat), []
    overview._bodies.clear()
    real = overview.render_to_string
    monkeypatch.setattr(overview, "render_to_string", lambda *given: made.append(given) or real(*given))
    first, again = client.get("/plan/"), client.get("/plan/")
    assert first.status_code == again.status_code == 200
    assert len(made) == 1


def test_pages_of_measures_files_and_the_plan_before_are_there(stage: cast.Stage) -> None:
    client: Any = stage.client(stage.desk_clerk)
    assert "交付枚数" in client.get("/plan/11/").content.decode()
    assert client.get("/plan/99/").status_code == client.get("/plan/99-9.csv").status_code == 404
    everything = client.get("/plan/plan.csv").content.decode("utf-8-sig").splitlines()
    one = client.get("/plan/11-1.csv").content.decode("utf-8-sig").splitlines()
    assert set(one) < set(everything)
    assert "計</strong>" in client.get("/plan/previous/").content.decode()
