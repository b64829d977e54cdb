"""Everybody reads how the plan stands; pages, JSON and CSV come from the published snapshot and from nothing else."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from yakusho import plans
from yakusho.plans.freezing import Knowledge, freeze
from yakusho.plans.observations import Observation, holding
from yakusho.portal.plan import kept, queries
from yakusho.portal.publications.actions import publication_take
from yakusho.portal.publications.models import Publication
from yakusho.portal.tests.resident import message

pytestmark = pytest.mark.django_db

SINCE = date(2026, 11, 24)
TODAY = date(2026, 12, 1)


def publish_plan(received: int, generation: int) -> None:
    """What the office does when the numbers changed."""
    folder = settings.WARD_FOLDER / "plans"
    plan = plans.load((folder / "plan-2025.yaml").read_text("utf-8"), "plan-2025.yaml")
    bindings = plans.load_bindings((folder / "bindings.yaml").read_text("utf-8"), "bindings.yaml", plan)
    counted = [
        Observation(indicator, 2026, TODAY, value=value, source="meter", since=SINCE)
        for indicator, value in (("15-3", received), ("15-1", 2))
    ]
    known = Knowledge(TODAY, holding(counted))
    content = freeze(plan, bindings, known).model_dump(mode="json", exclude_none=True)
    body = {"kind": "plan", "key": plan.code, "generation": generation, "content": content}
    publication_take(message("publication.made", plan.code, body))


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    queries._parsed = None
    kept.forget()
    yield
    queries._parsed = None
    kept.forget()


@pytest.fixture
def page(client: Client) -> Any:
    def read(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200, path
        return response.content.decode()

    return read


def test_before_the_first_publication_the_page_says_so(client: Client) -> None:
    response = client.get("/ja/plan/")
    assert response.status_code == 404
    assert "まだ公表されていません" in response.content.decode()


def test_the_number_of_the_year_leads_the_page(page: Any) -> None:
    publish_plan(12, 1)
    text = page("/ja/plan/")
    assert "令和8年度はこれまでに" in text
    assert "オンラインで届いた申請 12件" in text


def test_the_first_page_says_the_same_sentence(page: Any) -> None:
    assert "オンラインで届いた申請" not in page("/ja/")
    publish_plan(12, 1)
    assert "オンラインで届いた申請 12件" in page("/ja/")


def test_a_new_generation_replaces_the_number(page: Any) -> None:
    publish_plan(12, 1)
    assert "12件" in page("/ja/plan/15-3/")
    publish_plan(13, 2)
    assert "13件" in page("/ja/plan/15-3/")
    assert "12件" not in page("/ja/plan/15-3/")


def test_zero_is_shown_as_a_number_and_missing_years_as_not_reported(page: Any) -> None:
    publish_plan(0, 1)
    text = page("/ja/plan/15-3/")
    assert "0件" in text
    assert "未報告" in text


def test_every_kind_of_nothing_has_its_word(page: Any) -> None:
    publish_plan(12, 1)
    assert "計画なし" in page("/ja/plan/06-1/")
    assert "対象外" in page("/ja/plan/14-1/")
    assert "未報告" in page("/ja/plan/01-2/")
    blank = page("/ja/plan/11-2/")
    assert "空欄" in blank
    assert "時限組織のため" in blank


def test_all_49_indicators_have_a_page_in_both_languages(page: Any) -> None:
    publish_plan(12, 1)
    found = queries.published_plan()
    assert found is not None
    for indicator in found.snapshot.indicators():
        assert "<h1>" in page(f"/ja/plan/{indicator.id}/")
        assert "What the words mean" in page(f"/en/plan/{indicator.id}/")


def test_an_unknown_indicator_is_not_found(client: Client) -> None:
    publish_plan(12, 1)
    assert client.get("/ja/plan/99-9/").status_code == 404


def test_a_snapshot_of_an_earlier_version_waits_for_the_next_one(client: Client) -> None:
    publish_plan(11, 1)
    Publication.objects.update(content={"format": "yakusho/plan/1", "code": "plan-2025"})
    assert client.get("/ja/plan/").status_code == 404
    publish_plan(12, 2)
    assert client.get("/ja/plan/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/ja/plan/", "/en/plan/", "/ja/plan/15-3/", "/ja/plan/data.json", "/ja/plan/data.csv"]
)
def test_a_page_needs_one_look_up(client: Client, path: str, django_assert_max_num_queries: Any) -> None:
    publish_plan(12, 1)
    client.get(path)
    with django_assert_max_num_queries(1):
        assert client.get(path).status_code == 200


def test_pages_may_be_cached_and_are_not_sent_twice(client: Client) -> None:
    publish_plan(12, 1)
    first = client.get("/ja/plan/")
    assert first["Cache-Control"] == "public, max-age=30"
    assert not first.cookies
    again = client.get("/ja/plan/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert client.get("/en/plan/")["ETag"] != first["ETag"]
    publish_plan(13, 2)
    assert client.get("/ja/plan/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_page_kept_in_memory_is_the_same_page(client: Client) -> None:
    publish_plan(12, 1)
    first, again = client.get("/ja/plan/15-3/"), client.get("/ja/plan/15-3/")
    assert again.content == first.content
    assert again["Content-Type"] == first["Content-Type"]
    assert client.get("/en/plan/15-3/").content != first.content


def test_pages_carry_no_script_and_no_style(page: Any) -> None:
    publish_plan(12, 1)
    for path in ("/ja/plan/", "/ja/plan/15-3/"):
        text = page(path)
        assert " style=" not in text
        assert " onclick=" not in text


def test_json_and_csv_say_the_same_as_the_page(client: Client) -> None:
    publish_plan(12, 1)
    data = json.loads(client.get("/ja/plan/data.json").content)
    assert data["format"] == "yakusho/plan/2"
    indicator = next(each for measure in data["measures"] for each in measure["indicators"] if each["id"] == "15-3")
    assert indicator["this_year"]["value"] == 12
    lines = client.get("/ja/plan/data.csv").content.decode("utf-8-sig").splitlines()
    assert any(",15-3," in line and ",12," in line for line in lines)
