"""Staff see what is open first, every target in the plan's words, and what a number is made of."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests import cast
from yakusho.office.plan import queries, views
from yakusho.plans.snapshot import Snapshot

Arrive = Callable[[int], None]
Publish = Callable[[str], None]

SQL_MAX = 20


def _text(response: Any) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def snapshot(stage: cast.Stage) -> Snapshot:
    return queries.snapshot()


def test_strangers_are_sent_to_sign_in(stage: cast.Stage) -> None:
    for path in ("/plan/", "/plan/15-3/", "/plan/15-3/entries/"):
        assert stage.client().get(path).status_code == 302


def test_open_questions_stand_before_the_matrix(stage: cast.Stage) -> None:
    text = _text(stage.client(stage.secretariat).get("/plan/"))
    assert text.index("決まっていないこと") < text.index("施策と基本方針")
    assert "年度ごとの目標 135 のうち 133 に、数がありません" in text
    assert "比べる基準値がない指標が 6 あります" in text


def test_every_measure_and_every_target_stands_there_in_the_plans_words(stage: cast.Stage, snapshot: Snapshot) -> None:
    text = _text(stage.client(stage.desk_clerk).get("/plan/"))
    for measure in snapshot.measures:
        assert measure.title in text
        for indicator in measure.indicators:
            assert f"/plan/{indicator.id}/" in text
            assert all(cell.raw in text for cell in (*indicator.years, indicator.all_years) if cell.raw)


def test_every_indicator_has_a_page(stage: cast.Stage, snapshot: Snapshot) -> None:
    client = stage.client(stage.desk_clerk)
    for indicator in snapshot.indicators():
        assert "この数字のもと" in _text(client.get(f"/plan/{indicator.id}/")) or indicator.meter is None
    assert client.get("/plan/99-9/").status_code == 404


def test_a_number_leads_to_its_entries_and_an_entry_shows_what_was_sealed(
    stage: cast.Stage, applications_arrive: Arrive, procedure_opens: Publish
) -> None:
    procedure_opens("one")
    applications_arrive(2)
    client = stage.client(stage.desk_clerk)
    assert "2件" in _text(client.get("/plan/15-3/"))
    listed = _text(client.get("/plan/15-3/entries/"))
    links = re.findall(r'href="(/journal/portal/\d+/)"', listed)
    assert links == ["/journal/portal/1/", "/journal/portal/0/"]
    assert "application.received" in _text(client.get(links[0]))
    assert "/journal/office/0/" in _text(client.get("/plan/15-1/entries/"))


def test_entries_are_paged_and_no_entry_is_lost_or_doubled(
    stage: cast.Stage, applications_arrive: Arrive, procedure_opens: Publish
) -> None:
    procedure_opens("one")
    applications_arrive(views.ENTRIES_PAGE_ROWS * 2 + 1)
    client, seen, query = stage.client(stage.desk_clerk), [], ""
    for _ in range(3):
        text = _text(client.get(f"/plan/15-3/entries/{query}"))
        seen += re.findall(r"/journal/portal/(\d+)/", text)
        older = re.search(r'href="(\?before=\d+)"', text)
        query = older[1] if older else ""
    assert len(seen) == len(set(seen)) == views.ENTRIES_PAGE_ROWS * 2 + 1
    assert not query


def test_nonsense_instead_of_a_place_in_the_list_shows_the_newest(stage: cast.Stage, procedure_opens: Publish) -> None:
    procedure_opens("one")
    client = stage.client(stage.desk_clerk)
    for before in ("x", "-1", "９", "9" * 40):
        assert client.get("/plan/15-1/entries/", {"before": before}).status_code == 200


def test_an_indicator_without_a_meter_has_no_entries(stage: cast.Stage) -> None:
    assert stage.client(stage.desk_clerk).get("/plan/01-1/entries/").status_code == 404


@pytest.mark.parametrize("rows", [1, 100])
@pytest.mark.parametrize("path", ["/plan/", "/plan/15-3/", "/plan/15-3/entries/", "/journal/portal/0/"])
def test_pages_need_few_queries_however_much_was_counted(
    stage: cast.Stage,
    applications_arrive: Arrive,
    procedure_opens: Publish,
    django_assert_max_num_queries: Any,
    path: str,
    rows: int,
) -> None:
    procedure_opens("one")
    applications_arrive(rows)
    client = stage.client(stage.desk_clerk)
    with django_assert_max_num_queries(SQL_MAX):
        assert client.get(path).status_code == 200


def test_a_plan_that_cannot_be_read_says_which_line_to_mend(stage: cast.Stage, tmp_path: Any, settings: Any) -> None:
    client = stage.client(stage.secretariat)
    folder = tmp_path / "plans"
    folder.mkdir()
    (tmp_path / "ward.yaml").write_text((settings.WARD_FOLDER / "ward.yaml").read_text("utf-8"), "utf-8")
    settings.WARD_FOLDER = tmp_path
    assert client.get("/plan/").status_code == 404
    (folder / "plan-2025.yaml").write_text("code: 1\n", "utf-8")
    (folder / "bindings.yaml").write_text("plan: plan-2025\n", "utf-8")
    response = client.get("/plan/")
    assert response.status_code == 503
    assert "plan-2025.yaml:1" in response.content.decode()
