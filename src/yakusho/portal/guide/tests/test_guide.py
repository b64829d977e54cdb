"""People find a procedure and learn everything they need before they begin."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from yakusho.portal.tests.resident import BENEFIT, DISCLOSURE, publish

PAGE_BYTES_MAX = 60_000


def page(path: str) -> str:
    return Client().get(path).content.decode()


@pytest.mark.usefixtures("db", "today")
def test_a_ward_that_published_nothing_says_what_will_be_here():
    assert "オンラインの手続は、まだありません" in page("/ja/")


@pytest.mark.usefixtures("procedures")
class TestPublished:
    """With both procedures of the ward published."""

    def test_the_guide_answers_first_whether_one_can_apply_online(self):
        text = page(f"/ja/procedures/{BENEFIT}/")
        assert "オンラインでできます（約10分）" in text
        assert f"/ja/apply/{BENEFIT}/" in text
        for term in ("だれが", "いつまで", "手数料", "かかる日数", "ほかの方法", "根拠", "担当"):
            assert term in text

    def test_a_closed_procedure_keeps_its_guide_with_other_ways(self, today):
        today.move_to("2027-04-01 09:00:00+09:00")
        text = page(f"/ja/procedures/{BENEFIT}/")
        assert "オンラインの受付は終わりました" in text
        assert "ほかの方法" in text
        assert f"/ja/apply/{BENEFIT}/" not in text

    def test_a_procedure_to_come_says_from_when(self, today):
        today.move_to("2026-10-31 09:00:00+09:00")
        assert "令和8年11月1日" in page(f"/ja/procedures/{BENEFIT}/")

    def test_a_withdrawn_procedure_is_no_longer_listed(self):
        publish(DISCLOSURE, 2, withdrawn=True)
        assert DISCLOSURE not in page("/ja/")
        assert "受付は終わりました" in page(f"/ja/procedures/{DISCLOSURE}/")

    def test_english_pages_are_english(self):
        assert "You can apply online" in page(f"/en/procedures/{BENEFIT}/")

    @pytest.mark.parametrize("path", ["/ja/", f"/ja/procedures/{BENEFIT}/", f"/ja/apply/{BENEFIT}/"])
    def test_a_published_page_costs_one_query_and_few_bytes(self, path):
        page(path)
        with CaptureQueriesContext(connection) as queries:
            assert len(Client().get(path).content) < PAGE_BYTES_MAX
        assert len(queries) <= 1

    def test_guides_may_be_kept_by_caches(self):
        assert "public" in Client().get(f"/ja/procedures/{BENEFIT}/").headers["Cache-Control"]
        assert not Client().get(f"/ja/procedures/{BENEFIT}/").cookies


@pytest.mark.parametrize(("asked", "language"), [("ja,en;q=0.5", "ja"), ("en-GB,en", "en"), ("fr", "ja"), ("", "ja")])
def test_the_bare_address_leads_to_a_language(asked, language):
    assert Client(headers={"Accept-Language": asked}).get("/").headers["Location"] == f"/{language}/"
