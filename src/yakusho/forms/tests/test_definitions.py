"""A procedure file is read, or refused with the line, the words and the remedy of every fault."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yakusho.forms import Malformed, applicable, load
from yakusho.forms.tests.samples import SMALL, TODAY, WARD_FILES, small


def line_of(part: str, text: str = SMALL) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def findings(old: str, new: str) -> list[tuple[int, str, str]]:
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    with pytest.raises(Malformed) as refusal:
        load(text)
    return [(finding.line, finding.words, finding.remedy) for finding in refusal.value.findings]


@pytest.mark.parametrize("path", WARD_FILES, ids=lambda path: path.stem)
def test_procedures_of_the_ward_are_sound_and_open(path):
    procedure = load(path.read_text("utf-8"), path.name)
    assert procedure.code == path.stem
    assert applicable(procedure, TODAY) == "open"
    assert len(procedure.examples) >= 2


@pytest.mark.parametrize(
    ("old", "new", "part", "words", "remedy"),
    [
        ("fee: {ja: 無料, en: None}\n", "", "code:", "`fee` is missing", "Add `fee:`"),
        ("minutes: 5", "minute: 5", "minute:", "`minute` isn't known", "spelling"),
        ("zone: office", "zone: cellar", "zone:", "`zone` has a value", "'office' or 'mynumber'"),
        ("kind: consent", "kind: concent", "concent", "“concent” is no kind", "'consent'"),
        ("en: Sample}", "en: 12}", "title:", "must be text", "quotes"),
        ("from: 2026-04-01", "from: 2026-02-30", "effective:", "`from`", "Correct"),
        ("minutes: 5", "minutes: 5\nminutes: 6", "minutes: 6", "stands here twice", "Remove"),
        ("minutes: 5", "minutes: &a 5", "minutes:", "Anchors", "Write the value out"),
        ("minutes: 5", "minutes: !!python/name:os.system 5", "minutes:", "tag", "Remove it"),
        ("minutes: 5", "minutes: 05", "minutes:", "leading zero", '"05"'),
        ("title: {ja: 見本の手続, en: Sample}", "title: 見本の手続", "title:", "each language", "{ja: …, en: …}"),
        ("minutes: 5", "minutes: [5", "identity_level:", "no valid YAML", "Close every bracket"),
        ("{id: kana,", "{id: name,", "{id: name, kind: kana", "stands here twice", "another id"),
        ("{id: kana,", "{id: today,", "id: today", "reserved word", "another id"),
        ("{id: kana,", "{id: limit,", "id: limit", "under `data:`", "another name"),
        ("- id: third", "- id: first", "title: {ja: おわり", "page “first” stands here twice", "another id"),
        ("path: pets,", "path: cats,", "path: cats", "no item “cats”", "Name an item"),
        ("{rule: length(pets)", "{each: way, rule: length(pets)", "each: way", "no repeat group", "Name a group"),
        (
            "{rule: length(pets) <= limit",
            "{each: pets, rule: each.age > 3",
            "each: pets",
            "no item “pets” there",
            "Name",
        ),
        ("page: third", "page: fourth", "page: fourth", "no page “fourth”", "Name a page"),
        ("to: done", "to: gone", "to: gone", "no state “gone”", "`states:`"),
        ("ends: true", "ends: false", "states:", "No state ends", "ends: true"),
        ("keep: [way", "keep: [name", "keep:", "identify a person", "Remove it"),
        ("keep: [way", "keep: [pets", "keep:", "whole group", "group.item"),
        ("keep: [way", "keep: [ways", "keep:", "no item “ways”", "group.item"),
        ("max: 3", "max: 0", "max: 0", "`max`", "Correct"),
        ("until: 2027-03-31", "until: 2025-03-31", "effective:", "before the first", "Correct"),
        ("way: desk, pets", "ways: desk, pets", "with-dogs", "no item that can be typed", "Name an item"),
        ("{name: ポチ}", "{nam: ポチ}", "with-dogs", "no “nam”", "Correct the name"),
        ("[A-Z]{2}[0-9]{2}", "([A-Z]+)+", "([A-Z]+)+", "repeats a repetition", "without"),
        ("[A-Z]{2}[0-9]{2}", "[A-Z", '"[A-Z"', "can't be read", "regular expression"),
    ],
)
def test_a_fault_is_told_with_its_line_and_a_remedy(old, new, part, words, remedy):
    found = findings(old, new)
    text = SMALL.replace(old, new, 1)
    expected = line_of(part, text) - (1 if part.startswith("title: {ja: おわり") else 0)
    assert any(line == expected and words in said and remedy in mended for line, said, mended in found), found


def test_all_faults_of_a_stage_are_told_at_once_in_order():
    found = findings("zone: office\nsection: sample\n", "zone: cellar\nsection: Sample\n")
    assert [line for line, _, _ in found] == [2, 3]


@pytest.mark.parametrize(
    "text", ["", "just text", "- a\n- b", "[" * 5_000, "a: " * 5_000, "a: &x [*x]", "\x00", "x: 1" * 60_000]
)
def test_what_is_no_procedure_is_refused_politely(text):
    with pytest.raises(Malformed) as refusal:
        load(text, "bad.yaml")
    assert refusal.value.source == "bad.yaml"
    assert all(finding.line >= 1 and finding.words and finding.remedy for finding in refusal.value.findings)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_the_reader_fail_otherwise(text):
    with pytest.raises(Malformed):
        load(text)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, len(SMALL) - 1), st.integers(1, 40))
def test_a_file_with_a_hole_is_refused_or_read_never_worse(start, length):
    with suppress(Malformed):
        load(SMALL[:start] + SMALL[start + length :])


def test_a_procedure_is_open_from_its_first_to_its_last_day():
    procedure = small().procedure
    assert applicable(procedure, date(2026, 3, 31)) == "not_yet"
    assert applicable(procedure, date(2026, 4, 1)) == "open"
    assert applicable(procedure, date(2027, 3, 31)) == "open"
    assert applicable(procedure, date(2027, 4, 1)) == "closed"
    closed = load(SMALL.replace("until: 2027-03-31", "until: 2027-03-31, closed: true"))
    assert applicable(closed, date(2026, 5, 1)) == "closed"


def test_a_standard_period_counts_ward_days_unless_the_file_says_calendar_days() -> None:
    assert load(SMALL).standard_period.unit == "ward_days"
    said = SMALL.replace("days: 10}", "days: 10, unit: calendar_days}")
    assert load(said).standard_period.unit == "calendar_days"
    with pytest.raises(Malformed):
        load(SMALL.replace("days: 10}", "days: 10, unit: bank_days}"))
