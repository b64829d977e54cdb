"""The queries that search is held to, the pages they are asked of, and the synonyms: each is fit to judge by."""

from collections import Counter

import pytest

from bench.pages import CASES, Case, Page, cases, pages, plain, truth
from tests.support.tree import REPOSITORY

SYNONYMS = REPOSITORY / "src/yakusho/japanese/data/synonyms.tsv"
KINDS = {"literal": 60, "variant": 60, "synonym": 50, "short": 30, "trap": 50}
"""The kinds of queries, and how many of each there are at least."""


@pytest.fixture(scope="module")
def some_pages() -> list[Page]:
    return list(pages(2000))


@pytest.fixture(scope="module")
def queries() -> list[Case]:
    return cases()


def test_the_same_seed_gives_the_same_pages(some_pages: list[Page]) -> None:
    assert list(pages(20)) == some_pages[:20]
    assert list(pages(20, seed=1)) != some_pages[:20]


def test_there_are_enough_queries_of_each_kind_and_none_twice(queries: list[Case]) -> None:
    counts = Counter(case.kind for case in queries)
    assert set(counts) == set(KINDS)
    assert all(counts[kind] >= least for kind, least in KINDS.items()), counts
    assert not [query for query, times in Counter(case.query for case in queries).items() if times > 1]
    assert all(case.source for case in queries)
    assert CASES.read_text("utf-8").splitlines()[0] == "query\tkind\tmust_find\tmust_not\tsource"


def test_every_query_that_must_find_something_can(queries: list[Case], some_pages: list[Page]) -> None:
    found = truth(queries, some_pages)
    assert not [case.query for case in queries if case.must_find and not found[case.query]]


def test_every_trap_lies_on_pages_beside_the_word_itself(queries: list[Case], some_pages: list[Page]) -> None:
    texts = [plain(f"{page.title}\n{page.text}") for page in some_pages]
    for case in queries:
        for word in case.must_not:
            assert any(word in text for text in texts), f"{case.query}: no page says {word}"


def test_synonyms_are_well_formed_and_no_word_is_its_own_synonym() -> None:
    rows = [line.split("\t") for line in SYNONYMS.read_text("utf-8").splitlines()[1:] if not line.startswith("#")]
    assert len(rows) >= 150
    for row in rows:
        way, words, also, _note = row
        left, right = words.split("|"), [word for word in also.split("|") if word]
        assert (way == "both" and len(left) > 1 and not right) or (way == "one" and right), row
        assert len({*left, *right}) == len(left) + len(right), row
