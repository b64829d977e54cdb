"""What a room put is found, newest and best first, page by page, and what it took away isn't."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from yakusho.japanese.search import words
from yakusho.journal import jobs
from yakusho.search import index, upkeep
from yakusho.search.index import Thing
from yakusho.search.models import Entry, Index

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _as_migrated(transactional_db: None) -> None:
    """Tests that commit end with a flush; the row that the migration made is there again."""
    Index.objects.get_or_create(id=1, defaults={"generation": 1})
    upkeep._begun = False


def put(key: str, title: str, text: str = "", **more: Any) -> None:
    index.put("page", key, title=title, text=text, **more)


def work() -> None:
    while upkeep.work():
        pass


def keys(question: str, **more: Any) -> list[str]:
    return [hit.key for hit in index.find(question, **more).hits]


def test_a_page_is_found_as_soon_as_the_worker_has_seen_it():
    put("a", "引越しの手続", "転出届を出します。")
    assert keys("転出届") == []
    assert upkeep.work() == 1
    assert upkeep.work() == 0
    assert keys("転出届") == ["a"]


@pytest.mark.parametrize(
    "question", ["引っ越し", "引越", "ひっこし", "手続き", "転出 届", "転出届 引越し", "ﾃﾝｼｭﾂ届の", "届"]
)
def test_spellings_find_each_other(question: str):
    put("a", "引越しの手続", "転出届はひっこしの前に出します。テンシュツ届の控え。")
    work()
    assert keys(question) == ["a"]


def test_a_word_is_kept_apart_from_a_longer_one_it_stands_in():
    put("word", "京都への旅行", "京都で泊まる。")
    put("within", "東京都の税", "東京都に納める。")
    work()
    assert keys("京都") == ["word", "within"]


def test_a_title_comes_before_a_text_and_the_newest_first():
    put("text", "税", "年金のことも書いてある。")
    put("older", "年金の届", "x")
    put("newer", "年金の免除", "x")
    work()
    assert keys("年金") == ["newer", "older", "text"]


def test_synonyms_find_what_is_called_otherwise():
    put("a", "国民健康保険の届", "加入の届です。")
    work()
    assert keys("国保") == ["a"]


def test_what_is_found_is_marked():
    put("a", "引越しの手続", "窓口です。" * 60 + "引越しの前の転出届。")
    work()
    hit = index.find("引っ越し").hits[0]
    assert ("引越し", True) in hit.title.pieces
    assert ("引越し", True) in hit.excerpt.pieces
    assert hit.excerpt.text.startswith("…")


def test_only_the_asked_kinds_and_language_are_found():
    put("a", "年金", "ja")
    index.put("other", "b", title="年金", text="")
    put("c", "Pension 年金", "Apply for a pension.", language="en")
    work()
    assert keys("年金") == ["b", "a"]
    assert keys("年金", kinds=["page"]) == ["a"]
    assert keys("pensions apply", language="en") == []
    assert keys("pension apply", language="en") == ["c"]


def test_a_new_text_replaces_the_old_one_which_is_found_until_then():
    put("a", "年金", "免除")
    work()
    put("a", "年金", "学生")
    assert keys("免除") == ["a"]
    work()
    assert (keys("免除"), keys("学生"), keys("年金")) == ([], ["a"], ["a"])


def test_the_same_again_and_a_late_older_generation_change_nothing():
    put("a", "年金", "免除", generation=3)
    put("a", "年金", "免除", generation=3)
    put("a", "年金", "むかし", generation=2)
    assert Entry.objects.count() == 1
    work()
    put("a", "年金", "免除", generation=4)
    put("a", "年金", "むかし", generation=2)
    assert upkeep.work() == 0


def test_of_two_texts_that_wait_the_later_one_counts():
    put("a", "年金", "はじめ")
    put("a", "年金", "あと")
    work()
    assert (keys("はじめ"), keys("あと")) == ([], ["a"])


def test_what_was_removed_is_found_no_more():
    put("a", "年金")
    put("b", "年金")
    work()
    put("c", "年金")
    index.remove("page", "a")
    index.remove("page", "c")
    work()
    assert keys("年金") == ["b"]
    assert not Entry.objects.filter(title="年金", key="a").exists()


def test_exactly_the_things_of_a_kind_are_found():
    index.put_all("page", [Thing("a", "年金", ""), Thing("b", "年金", "")])
    work()
    index.put_all("page", [Thing("b", "年金", ""), Thing("c", "年金", "")])
    work()
    assert keys("年金") == ["c", "b"]
    with CaptureQueriesContext(connection) as queries:
        index.put_all("page", [Thing("b", "年金", ""), Thing("c", "年金", "")])
    assert len(queries) == 1


def test_what_is_rolled_back_was_never_put():
    with transaction.atomic():
        put("a", "年金")
        transaction.set_rollback(True)
    work()
    assert keys("年金") == []


def test_pages_follow_one_another_without_a_gap_or_a_repeat():
    for number in range(67):
        put(f"title-{number}", "年金の届", "x")
        put(f"text-{number}", "届", "年金" if number % 3 else "厚生年金保険料")
    work()
    seen: list[str] = []
    after, pages = "", 0
    while pages == 0 or after:
        page = index.find("年金", after=after)
        assert 0 < len(page.hits) <= index.PAGE_HITS
        seen += [hit.key for hit in page.hits]
        after, pages = page.after, pages + 1
    assert len(seen) == len(set(seen)) == 134
    assert pages == 14
    assert all(key.startswith("title") for key in seen[:67])


@pytest.mark.parametrize("after", ["x", "AAAA", "AAAAAAAAAAAAAA", "\ud800", "_" * 10_000, "Af__________AA"])
def test_a_made_up_place_leads_nowhere_bad(after: str):
    put("a", "年金")
    work()
    assert len(index.find("年金", after=after).hits) <= 1


@pytest.mark.parametrize(
    "question",
    [
        "",
        " 　\t",
        "年金" * 500_000,
        "\ud800年金",
        "\x00",
        "\u202e年\u200b金",
        "😀",
        '"',
        "年金*",
        "title:年金",
        "NEAR(年金 届)",
        "年金 AND 届",
        "^年金",
        "{title} : 年金",
        "-年金",
        "'; DROP TABLE search_entry; --",
        "%_\\",
        "年金:*A & !届 <-> x",
        "の",
        "a" * 300,
        "( ) " * 50,
        " ".join("年金届印鑑証明税"),
    ],
)
def test_any_text_is_a_question(question: str):
    put("a", "年金の届", "印鑑証明 \x00\ud800 😀")
    work()
    page = index.find(question)
    assert len(page.hits) <= 1


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(ValueError, match="page a"):
        put("a", "年金", "年" * 50_001)


@pytest.mark.parametrize("rows", [1, 100])
def test_a_question_costs_the_same_few_queries_for_one_and_for_a_hundred(rows: int):
    index.put_all("page", [Thing(f"{number}", "年金の届", "国民年金の届") for number in range(rows)])
    work()
    for question, most in (("年金", 6), ("国民年金 届", 6), ("見つからない言葉", 6)):
        index.find(question)
        with CaptureQueriesContext(connection) as queries:
            index.find(question)
        assert len(queries) <= most, question


@pytest.mark.parametrize("rows", [1, 100])
def test_indexing_costs_the_same_few_queries_for_one_and_for_a_hundred(rows: int):
    upkeep.work()
    with CaptureQueriesContext(connection) as queries:
        index.put_all("page", [Thing(f"{number}", "年金の届", "国民年金の届") for number in range(rows)])
        upkeep.work()
    assert sum("SAVEPOINT" not in query["sql"] for query in queries.captured_queries) <= 14


def test_indexing_lets_go_of_the_dictionary():
    put("a", "年金")
    work()
    assert not words.loaded()


def test_rebuilding_finds_the_same_and_never_half_of_it():
    for number in range(450):
        put(f"{number}", "年金の届", f"第{number}号")
    work()
    index.remove("page", "7")
    assert index.rebuild() == index.rebuild()
    parts = 0
    while jobs.work():
        parts += 1
        assert keys("第11号") == ["11"]
        put(f"new-{parts}", "年金の新しい届", "")
        upkeep.work()
    assert parts == 3
    assert keys("第11号") == ["11"]
    assert keys("第7号") == []
    assert keys("新しい届")
    assert not Entry.objects.filter(gone=True).exists()
    assert len({entry.indexed for entry in Entry.objects.all()}) == 1


def test_another_analyser_means_analysing_anew(monkeypatch: pytest.MonkeyPatch):
    put("a", "年金")
    work()
    Index.objects.update(analyser="0/older")
    monkeypatch.setattr(upkeep, "_begun", False)
    upkeep.work()
    while jobs.work():
        pass
    assert Index.objects.get().analyser == upkeep.ANALYSER
    assert keys("年金") == ["a"]


def test_an_index_that_grew_is_made_compact_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(upkeep, "TIDY_ENTRIES_MIN", 3)
    for number in range(4):
        put(f"{number}", "年金")
    work()
    assert Index.objects.get().tidied == 4
    put("a", "年金")
    work()
    assert Index.objects.get().tidied == 4
    put("b", "年金")
    work()
    assert Index.objects.get().tidied == 6
    assert len(keys("年金")) == 6


@pytest.mark.sqlite
def test_when_too_much_is_gone_the_index_is_built_anew(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(upkeep, "GONE_MIN", 2)
    for round_number in range(4):
        put("a", "年金", f"{round_number}回め")
        work()
    while jobs.work():
        pass
    assert not Entry.objects.filter(gone=True).exists()
    assert keys("3回め") == ["a"]
