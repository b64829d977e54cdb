"""Every measure and indicator has an address that stays: a page, JSON, CSV; what moved is a feed."""

import json
import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client

from tests.support.home import WARD_FOLDER
from yakusho.portal.plan.tests.test_pages import nothing_remembered, page, publish_plan
from yakusho.portal.publications import plan_changes
from yakusho.portal.publications.models import PlanChange
from yakusho.portal.tests.resident import publish

__all__ = ["nothing_remembered", "page"]

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
REPORT = next(
    file.stem
    for file in sorted((WARD_FOLDER / "procedures").glob("*.yaml"))
    if "offered_on: plan_indicator" in file.read_text("utf-8")
)


def test_every_measure_has_a_page_that_says_how_it_stands_and_why(page: Any, client: Client) -> None:
    publish_plan(12, 1)
    for number in range(1, 23):
        text = page(f"/ja/plan/{number:02d}/")
        assert "指標が達成" in text
        assert "<h1" in page(f"/en/plan/{number:02d}/")
    assert client.get("/ja/plan/23/").status_code == 404


def test_one_indicator_comes_as_json_and_as_csv(client: Client) -> None:
    publish_plan(12, 1)
    data = json.loads(client.get("/ja/plan/15-3.json").content)
    assert (data["id"], data["measure"], data["this_year"]["value"]) == ("15-3", "15", 12)
    lines = client.get("/ja/plan/15-3.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 6
    assert all(",15-3," in line for line in lines[1:])
    assert client.get("/ja/plan/99-9.json").status_code == client.get("/ja/plan/99-9.csv").status_code == 404


def test_the_plan_before_stands_there_with_its_summary_and_all_41_measures(page: Any) -> None:
    publish_plan(12, 1)
    text = page("/ja/plan/previous/")
    assert text.split("</table>")[1].count('<th scope="row"') == 41
    totals = text.split("計</strong>", 1)[1].split("</tr>", 1)[0]
    assert re.findall(r"<strong>(\d+)</strong>", totals) == ["41", "7", "26", "7", "1"]


def test_nothing_has_changed_after_the_first_generation(page: Any) -> None:
    publish_plan(12, 1)
    assert "まだ変わったことはありません" in page("/ja/plan/changes/")


def test_a_number_that_moves_is_told_with_what_it_was(page: Any, client: Client) -> None:
    publish_plan(12, 1)
    publish_plan(13, 2)
    assert "数が12件から13件になりました" in page("/ja/plan/changes/")
    assert "The number went from 12 件 to 13 件." in page("/en/plan/changes/")
    feed = client.get("/ja/plan/changes.atom")
    assert feed["Content-Type"].startswith("application/atom+xml")
    entries = ElementTree.fromstring(feed.content).findall(f"{ATOM}entry")
    assert any("15-3" in (entry.findtext(f"{ATOM}title") or "") for entry in entries)


def test_a_day_tells_a_number_once_however_often_it_moved(page: Any) -> None:
    for generation, received in enumerate((10, 11, 12, 15), 1):
        publish_plan(received, generation)
    assert PlanChange.objects.filter(indicator="15-3").count() == 1
    assert "数が10件から15件になりました" in page("/ja/plan/changes/")


def test_a_number_that_came_back_on_the_same_day_is_no_change() -> None:
    for generation, received in enumerate((10, 11, 10), 1):
        publish_plan(received, generation)
    assert not PlanChange.objects.exists()


def test_the_next_day_begins_a_line_of_its_own() -> None:
    for generation, day in enumerate((24, 25, 26), 1):
        with time_machine.travel(datetime(2026, 11, day, 3, tzinfo=UTC), tick=False):
            publish_plan(10 + generation, generation)
    days = list(PlanChange.objects.order_by("day").values_list("day__day", "value_before", "value"))
    assert days == [(25, 11, 12), (26, 12, 13)]


def test_old_changes_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_changes, "CHANGES_KEPT_MAX", 1)
    for generation, day in enumerate((24, 25, 26), 1):
        with time_machine.travel(datetime(2026, 11, day, 3, tzinfo=UTC), tick=False):
            publish_plan(10 + generation, generation)
    assert [row.day.day for row in PlanChange.objects.all()] == [26]


@pytest.mark.parametrize(
    "path", ["/ja/plan/15/", "/ja/plan/previous/", "/ja/plan/changes/", "/ja/plan/changes.atom", "/ja/plan/15-3.json"]
)
def test_a_page_needs_one_look_up_and_is_sent_once(
    client: Client, path: str, django_assert_max_num_queries: Any
) -> None:
    publish_plan(12, 1)
    publish_plan(13, 2)
    first = client.get(path)
    with django_assert_max_num_queries(1):
        assert client.get(path).status_code == 200
    unchanged = client.get(path, headers={"if-none-match": first["ETag"]})
    assert unchanged.status_code == 304
    assert client.get(path, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304


def test_an_indicator_leads_to_the_report_form_with_its_name_filled_in(page: Any, client: Client) -> None:
    publish_plan(12, 1)
    assert "区役所に知らせる" not in page("/ja/plan/15-3/")
    publish(REPORT)
    text = page("/ja/plan/15-3/")
    assert f'href="/ja/apply/{REPORT}/?indicator=15-3+' in text
    link = text.split(f'href="/ja/apply/{REPORT}/', 1)[1].split('"', 1)[0]
    form = client.get(f"/ja/apply/{REPORT}/{link}").content.decode()
    assert 'value="15-3 手続き件数の増"' in form


def test_a_report_form_that_is_withdrawn_is_no_longer_offered(page: Any) -> None:
    publish_plan(12, 1)
    publish(REPORT)
    publish(REPORT, 2, withdrawn=True)
    assert "区役所に知らせる" not in page("/ja/plan/15-3/")
