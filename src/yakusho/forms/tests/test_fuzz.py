"""Whatever stands in a file, a post or a draft: a finding, a sentence or an answer, never an exception, never slow."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yakusho.forms import Compiled, Malformed, compile_procedure, load
from yakusho.forms.tests.every_kind import EVERY, TABLES, every
from yakusho.forms.tests.samples import TODAY
from yakusho.kernel.yaml_lines import Lines

SECONDS_MAX = 2
WHOLE: dict[str, Any] = Lines(EVERY).value
ITEMS = [item for page in WHOLE["pages"] for section in page.get("sections", ()) for item in section["items"]]

STRANGE = (
    "𠮷",
    "髙\U000e0100",
    "😀",
    "👨\u200d👩\u200d👧",
    "\u202e",
    "\x00",
    "\ud800",
    "ﾊﾞ",
    "مرحبا",
    "é",
    "１",
    "\ue000",
    "\r\n",
    "—",
)
texts = (
    st.text(max_size=8)
    | st.lists(st.sampled_from(STRANGE), max_size=3).map("".join)
    | st.sampled_from(
        ["", " ", "9" * 300, "-", ".", ",", "red,blue", "other", "on", "10530", "昭和40年4月1日", "x" * 5_000]
    )
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | texts,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(texts | st.sampled_from(["blob", "name", "choice"]), inner, max_size=4)
    ),
    max_leaves=3,
)
handles = st.fixed_dictionaries({"blob": texts, "name": texts, "key": texts, "size_bytes": st.integers()})
input_names = st.sampled_from(
    sorted({*(name for page in every().pages for name in (*page.names, *page.members)), "children-9-name", "x"})
)
posts = st.dictionaries(input_names | texts, st.lists(texts, max_size=2), max_size=5)
answers = st.dictionaries(
    st.sampled_from([item["id"] for item in ITEMS] + ["x"]),
    json_values | handles | st.lists(handles, max_size=4),
    max_size=4,
)


@contextmanager
def quickly() -> Iterator[None]:
    """What is done inside ends in time, however busy the machine is with other things."""
    begun = time.thread_time()
    yield
    assert time.thread_time() - begun < SECONDS_MAX


def use(compiled: Compiled, page: str, post: dict[str, list[str]], kept: dict[str, Any], language: str) -> None:
    """Everything the portal and the desk do with a post and a draft."""
    result = compiled.read_page(page, post, kept, language, today=TODAY)
    assert all(error.sentence and "{label}" not in error.sentence for error in result.errors)
    for answers in (result.answers, kept):
        for error in compiled.check(answers, TODAY, language):
            compiled.page_of(error.path)
        compiled.summary(answers, language, TODAY)
        compiled.typed(answers, language)
        compiled.acting(compiled.answers_from_packet(answers))
        compiled.next_page(page, answers, TODAY)
        compiled.decided(answers, TODAY)
        compiled.calculated(answers, TODAY)
        json.dumps(compiled.record(answers, TODAY))
        compiled.with_apart(*compiled.without_apart(answers))


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, Any]:
    """The procedure with every kind, some of it changed, left out or doubled."""
    found = json.loads(json.dumps(WHOLE))
    for _ in range(draw(st.integers(1, 3))):
        place = found
        for _ in range(draw(st.integers(0, 8))):
            inside = list(place.values()) if isinstance(place, dict) else place
            deeper = [each for each in inside if isinstance(each, dict | list) and each]
            if not deeper:
                break
            place = draw(st.sampled_from(deeper))
        _change(draw, place)
    return found


def _change(draw: st.DrawFn, place: Any) -> None:
    rules = st.sampled_from(
        ["true", "given(x)", "length(children) > 2", "weight > 3", "each.name", "fee == 1", "((((", "a && b"]
    )
    value = deepcopy(
        draw(json_values | rules | st.sampled_from(ITEMS) | st.sampled_from([item["id"] for item in ITEMS]))
    )
    if isinstance(place, list):
        where = draw(st.integers(0, len(place)))
        place[where : where + draw(st.integers(0, 1))] = draw(st.sampled_from([[value], place[:1], []]))
    else:
        key = draw(st.sampled_from(sorted(place)) | st.sampled_from(["when", "kind", "many", "choices", "x"]))
        if draw(st.booleans()):
            place.pop(key, None)
        else:
            place[key] = value


def _define(definition: dict[str, Any], post: dict[str, list[str]], kept: dict[str, Any]) -> None:
    with quickly():
        try:
            compiled = compile_procedure(load(json.dumps(definition)), TABLES)
        except Malformed as refused:
            told = [finding.line and finding.words and finding.remedy for finding in refused.findings]
        else:
            told = [True]
            use(compiled, compiled.first_page, post, kept, "ja")
    assert all(told)


def _fill_in(page: str, post: dict[str, list[str]], kept: dict[str, Any], language: str) -> None:
    with quickly():
        use(every(), page, post, kept, language)


_quiet = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
_pages = st.sampled_from([page.id for page in every().pages])
_languages = st.sampled_from(["ja", "en", "ja-easy", "zz"])

test_no_definition_breaks_the_engine = settings(max_examples=60, **_quiet)(
    given(definitions(), posts, answers)(_define)
)
test_no_post_or_draft_breaks_the_engine = settings(max_examples=440, **_quiet)(
    given(_pages, posts, answers, _languages)(_fill_in)
)
test_thousands_of_definitions_break_nothing = pytest.mark.long(
    settings(max_examples=3_000, **_quiet)(given(definitions(), posts, answers)(_define))
)
test_thousands_of_posts_break_nothing = pytest.mark.long(
    settings(max_examples=7_000, **_quiet)(given(_pages, posts, answers, _languages)(_fill_in))
)


@settings(max_examples=100, **_quiet)
@given(_pages, st.sampled_from(["alone", "whole"]), posts, st.sampled_from(["ja", "en", "ja-easy"]))
def test_what_was_read_once_reads_the_same_again(page, example, post, language):
    """Every kind can be shown again in the form and sent once more without a change."""
    names = every().page(page).names | every().page(page).members.keys()
    data = {**every().example(example)[page], **{name: values for name, values in post.items() if name in names}}
    first = every().read_page(page, data, {}, language, today=TODAY)
    wrong = {error.path.partition("-")[0] for error in first.errors}
    typed = {name: [text] for name, text in every().typed(first.answers, language).items()}
    again = every().read_page(page, typed, {}, language, today=TODAY)
    kept = {item: answer for item, answer in first.answers.items() if item not in wrong}
    assert {item: again.answers.get(item) for item in kept} == kept
