"""What holds for any text, also for one that nobody should write."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yakusho.japanese import character_tables as tables
from yakusho.japanese import characters, keys, variants
from yakusho.japanese.tests.strategies import texts

FORMS = (
    characters.normal,
    characters.hiragana,
    characters.katakana,
    characters.half_width_kana,
    characters.plain_hyphens,
    characters.without_selectors,
    variants.base_forms,
    keys.search_key,
    keys.loose_key,
)
NEVER_ADDED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd\ufffe\uffff]")
LASTING = re.compile(
    f"[㐀-䶿一-鿿𠀀-\U0003fffd{tables.COMPATIBILITY_IDEOGRAPHS}{tables.SELECTORS}\ud800-\udfff\x00\ufffd]"
)


def _letters(text: str) -> str:
    """A text taken apart as far as Unicode can, with the three signs that stand for others as those."""
    marks = text.translate(str.maketrans("～゛゜ﾞﾟ", "〜\u3099\u309a\u3099\u309a"))
    return unicodedata.normalize("NFKD", marks).replace("\u2044", "/")


def _holds_in_order(part: list[str], whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@given(text=texts)
def test_a_form_of_a_form_is_the_form_itself(form: Callable[[str], str], text: str) -> None:
    once = form(text)
    assert form(once) == once


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@given(text=texts)
def test_no_form_brings_in_what_means_a_lost_character(form: Callable[[str], str], text: str) -> None:
    assert set(NEVER_ADDED.findall(form(text))) <= set(text)


@given(texts)
def test_every_kanji_selector_and_fault_is_still_there(text: str) -> None:
    assert _holds_in_order(LASTING.findall(text), characters.normal(text))


@given(texts)
def test_a_text_and_its_normal_form_are_made_of_the_same_letters(text: str) -> None:
    assert _letters(characters.normal(text)) == _letters(text)


@given(texts)
def test_what_was_changed_is_told_and_can_be_taken_back(text: str) -> None:
    changed, original, shift = text, characters.normal(text), 0
    for change in characters.changes(text):
        assert change.before != change.after
        at = change.start + shift
        assert changed[at : at + len(change.before)] == change.before
        changed = changed[:at] + change.after + changed[at + len(change.before) :]
        shift += len(change.after) - len(change.before)
    assert changed == characters.normal(text)
    for change in reversed(characters.changes(text)):
        shift -= len(change.after) - len(change.before)
        at = change.start + shift
        original = original[:at] + change.before + original[at + len(change.after) :]
    assert original == text


@given(st.lists(texts, max_size=12))
def test_a_column_is_read_as_its_cells_are(cells: list[str]) -> None:
    assert characters.normal_many(cells) == [characters.normal(cell) for cell in cells]


@given(texts)
def test_faults_are_told_once_each_and_stay(text: str) -> None:
    told = characters.faults(text)
    assert len(set(told)) == len(told)
    for fault in ("lone_surrogate", "nul", "replacement_character", "private_use"):
        assert (fault in told) == (fault in characters.faults(characters.normal(text)))


@given(texts)
def test_writings_of_one_text_have_one_key(text: str) -> None:
    key = keys.search_key(text)
    for form in (characters.normal, characters.katakana, characters.half_width_kana, variants.base_forms):
        assert keys.search_key(form(text)) == key
    assert variants.base_forms(key) == key
    assert keys.loose_key(key) == keys.loose_key(text)
