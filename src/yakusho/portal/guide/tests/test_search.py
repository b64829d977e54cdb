"""People find published procedures and indicators of the plan by their own words, in either language."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from yakusho.japanese.search import loaded, release
from yakusho.portal.plan.tests.test_pages import publish_plan
from yakusho.portal.publications.finding import publications_put
from yakusho.portal.tests.resident import BENEFIT, DISCLOSURE, definition_text, publish
from yakusho.search import index, upkeep
from yakusho.search.models import Entry

MARKED = re.compile("<mark>([^<]*)</mark>")


def work() -> None:
    while upkeep.work():
        pass


def page(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def ask(question: str, language: str = "ja", **more: str) -> str:
    response = Client().get(f"/{language}/", {"q": question, **more})
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def published(procedures: None) -> None:
    """Both procedures of the ward and its plan, as the worker indexed them."""
    publish_plan(12, 1)
    work()


@pytest.mark.usefixtures("published")
class TestPublished:
    """With both procedures of the ward and its plan published."""

    @pytest.mark.parametrize("question", ["給付金", "benefit", "ＢＥＮＥＦＩＴ", "世帯 口座", "きゅうふきん 給付"])
    def test_a_procedure_is_found_by_plain_words_in_either_language(self, question: str):
        assert f"/ja/procedures/{BENEFIT}/" in ask(question) or question.startswith("きゅう")

    def test_an_english_page_answers_in_english(self):
        text = ask("benefit household", "en")
        assert f"/en/procedures/{BENEFIT}/" in text
        assert "Results for “benefit household”" in text

    def test_an_english_page_says_that_only_japanese_words_were_found(self):
        text = ask("給付金", "en")
        assert f"/en/procedures/{BENEFIT}/" in text
        assert '<h2 lang="ja">' in text
        assert "No page in this language has these words" in text

    def test_what_was_asked_for_is_marked(self):
        assert "給付金" in MARKED.findall(ask("給付金"))
        assert "情報公開" in MARKED.findall(ask("情報公開"))

    def test_synonyms_lead_to_the_words_of_the_ward(self):
        assert f"/ja/procedures/{DISCLOSURE}/" in ask("公文書公開")

    def test_indicators_of_the_plan_are_found(self):
        text = ask("研修")
        assert re.search(r"/ja/plan/\d\d-\d{1,2}/", text)
        assert "計画の指標" in text

    def test_a_search_that_finds_nothing_is_no_dead_end(self):
        text = ask("<b>ゼロ</b>そんなものはない")
        assert "この言葉では見つかりませんでした" in text
        assert "すべての手続を見る" in text
        assert "<b>ゼロ" not in text

    @pytest.mark.parametrize(
        ("question", "language"), [("家族 お金", ""), ("せたいぬし", ""), ("世帯主の口座", ' lang="ja"')]
    )
    def test_easy_japanese_is_found_by_its_readings_too_and_japanese_where_it_has_no_such_words(
        self, question: str, language: str
    ):
        assert f'<h2{language}><a href="/easy/procedures/{BENEFIT}/">' in ask(question, "easy")

    @pytest.mark.parametrize("question", ["。、", '"', "年金:*", "\x00", "😀", "NEAR(給付 金)", "a" * 5_000, "\u202e"])
    def test_no_question_breaks_the_page(self, question: str):
        assert "<h1>" in ask(question)

    @pytest.mark.parametrize("after", ["", "x", "ja", "jaAAAA", "en" + "A" * 200, "ja\x00"])
    def test_a_made_up_place_in_the_list_breaks_nothing(self, after: str):
        assert "<h1>" in ask("給付金", after=after)

    def test_results_page_on_and_lead_back(self):
        first = ask("の")
        more = re.search(r'href="([^"]*after=[^"]*)" rel="next">次の結果', first)
        assert more
        second = page(more[1].replace("&amp;", "&"))
        assert "最初の結果へ" in second
        titles = [set(re.findall(r'<h2[^>]*><a href="([^"]*)"', text)) for text in (first, second)]
        assert len(titles[0]) == index.PAGE_HITS
        assert titles[1]
        assert not titles[0] & titles[1]

    def test_a_withdrawn_procedure_is_found_no_more(self):
        publish(DISCLOSURE, 2, withdrawn=True)
        work()
        assert f"/ja/procedures/{DISCLOSURE}/" not in ask("公文書 開示")

    def test_a_late_older_generation_is_not_found(self):
        publish(BENEFIT, 3, text=definition_text(BENEFIT).replace("給付金", "交付金"))
        publish(BENEFIT, 2)
        work()
        assert f"/ja/procedures/{BENEFIT}/" in ask("交付金")

    def test_new_numbers_of_the_plan_change_nothing_that_can_be_found(self):
        publish_plan(13, 2)
        assert upkeep.work() == 0

    def test_what_was_published_before_there_was_an_index_is_put_when_the_worker_starts(self):
        Entry.objects.all().delete()
        publications_put()
        work()
        assert f"/ja/procedures/{BENEFIT}/" in ask("給付金")
        assert "計画の指標" in ask("研修")
        with CaptureQueriesContext(connection) as queries:
            publications_put()
        assert len(queries) <= 5

    def test_a_page_of_results_costs_few_queries(self):
        ask("給付金")
        for question in ("給付金", "研修", "みつからないことば"):
            with CaptureQueriesContext(connection) as queries:
                ask(question)
            assert len(queries) <= 14, question

    def test_pages_without_a_question_ask_the_index_nothing(self):
        page("/ja/")
        with CaptureQueriesContext(connection) as queries:
            page("/ja/")
        assert len(queries) <= 1
        assert not any("search_" in query["sql"] for query in queries.captured_queries)

    def test_results_need_no_script(self, client: Any):
        text = ask("給付金")
        assert 'method="get"' in text
        assert "onclick" not in text

    def test_a_web_process_loads_the_dictionary_with_its_first_japanese_question(self):
        release()
        page("/ja/")
        ask("zzz-nothing", "en")
        ask("benefit", "en")
        release()
        page("/ja/")
        assert not loaded()
        ask("だれもきかなかったことば")
        assert loaded()
        release()
