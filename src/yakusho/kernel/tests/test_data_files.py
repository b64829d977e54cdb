"""A file of the ward's data becomes a typed value, or every fault is told with its line and how to mend it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

import pytest
from pydantic import Field

from yakusho.kernel.data_files import Code, Part, read
from yakusho.kernel.findings import Fault, Finding, Malformed
from yakusho.kernel.yaml_lines import Lines


class Cat(Part):
    kind: Literal["cat"]
    lives: int


class Dog(Part):
    kind: Literal["dog"]
    tricks: list[str] = []


class Rules(Part):
    sizes: Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=2)] = (1, 2)
    name: Code = "north"
    quiet: bool = True
    either: str | dict[Code, str] | tuple[dict[Code, str | dict[Code, str]], ...] = ""


class Shelter(Part):
    code: str
    rules: Rules | None = None
    opened: date
    share: float = 0.5
    years: dict[int, str] = {}
    animals: list[Annotated[Cat | Dog, Field(discriminator="kind")]] = []


GOOD = """\
code: north
opened: 2026-04-01
share: 0.25
years:
  2026: 令和8年度
animals:
  - kind: cat
    lives: 9
  - {kind: dog, tricks: [sit, roll]}
"""


def refused(text: str, source: str = "") -> tuple[Finding, ...]:
    with pytest.raises(Malformed) as refusal:
        read(text, Shelter, source)
    return refusal.value.findings


def test_a_sound_file_becomes_a_value() -> None:
    shelter = read(GOOD, Shelter)
    assert shelter.opened == date(2026, 4, 1)
    assert shelter.share == 0.25
    assert shelter.years == {2026: "令和8年度"}
    assert shelter.animals == [Cat(kind="cat", lives=9), Dog(kind="dog", tricks=["sit", "roll"])]


@pytest.mark.parametrize(
    ("old", "new", "line", "words", "remedy"),
    [
        ("code: north\n", "", 1, "`code` is missing", "Add `code:`"),
        ("code: north", "code: 5", 1, "`code` must be text", "quotes"),
        ("code: north", "colour: red\ncode: north", 1, "`colour` isn't known", "remove the key"),
        ("2026-04-01", "2026-02-30", 2, "`opened` must be a day", "2026-04-01"),
        ("lives: 9", "lives: many", 8, "`lives` must be a whole number", "Correct"),
        ("lives: 9", "lives: 09", 8, "leading zero", '"09"'),
        ("kind: cat", "kind: cow", 7, "“cow” is no kind", "'cat', 'dog'"),
        ("kind: dog, ", "", 9, "has no kind", "Add `kind:`"),
        ("[sit, roll]", "sit", 9, "`tricks` must be a list", "`- `"),
        ("sit, roll", "sit, 3", 9, "Entry 2 of `tricks` must be text", "quotes"),
        ("2026: 令和8年度", "soon: 令和8年度", 5, "`soon` must be a whole number", "Correct"),
        ("  2026: 令和8年度", "  2026: a\n  2026: b", 6, "`2026` stands here twice", "Remove"),
        ("[sit, roll]", "!!set {sit}", 9, "tag", "Remove it"),
        ("north", "&n north", 1, "`&n` is an anchor", "Write the value out"),
        ("share: 0.25", "share: \x07", 3, "no valid YAML", "Remove"),
        ("share: 0.25", "share: [", 5, "no valid YAML", "bracket"),
        ("share: 0.25", "share: a ? b : c", 3, "no valid YAML", "`? :` too"),
        ("share: 0.25", "\tshare: 0.25", 3, "no valid YAML", "with spaces"),
        ("share: 0.25", "share： 0.25", 4, "no valid YAML", "no ：,"),
        ("{kind: dog, ", "{kind: dog、 ", 9, "no valid YAML", "no 、"),
        ("{kind: dog, ", "{kind: dog, or less, ", 9, "`or less` isn't known here", "quotes around the whole text"),
        ("kind: cat", "kind: cats", 7, "“cats” is no kind", "Perhaps cat is meant"),
        ("share: 0.25", "rules: {sizes: [1]}", 3, "`sizes` must have at least 2 entries", "Correct"),
        ("share: 0.25", "rules: {sizes: [1, 0]}", 3, "Entry 2 of `sizes` must be 1 or more", "Correct"),
        ("share: 0.25", "rules: {name: 北}", 3, "`name` isn't spelled", "small letters, digits and hyphens"),
        ("share: 0.25", "rules: {quiet: maybe}", 3, "`quiet` must be true or false", "Correct"),
    ],
)
def test_a_fault_is_told_with_its_line_and_a_remedy(old: str, new: str, line: int, words: str, remedy: str) -> None:
    assert old in GOOD
    found = refused(GOOD.replace(old, new, 1))
    assert any(each.line == line and words in each.words and remedy in each.remedy for each in found), found


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("{a: [1]}", "`a` must be text."),
        ("true", "`either` must be text."),
        ("[{price: 4}]", "`price` must be text."),
        ("[{price: 4,980円}]", "`980円` isn't known here. `price` must be text."),
    ],
)
def test_a_value_of_several_shapes_is_told_in_the_words_of_the_nearest(given: str, words: str) -> None:
    found = refused(GOOD.replace("share: 0.25", f"rules: {{either: {given}}}"))
    assert " ".join(finding.words for finding in found) == words


@pytest.mark.parametrize("text", ["", "# nothing", "cats", "- cat\n- dog"])
def test_a_file_without_keys_is_told_how_to_begin(text: str) -> None:
    (finding,) = refused(text)
    assert "Begin with `code:`" in finding.remedy


@pytest.mark.parametrize(("text", "words"), [("#" * 500_001, "longer than 500,000"), ("a: [" + "[]," * 4_000, "4,000")])
def test_a_file_that_would_take_too_long_is_not_tried(text: str, words: str) -> None:
    (finding,) = refused(text)
    assert words in finding.words


def test_the_deepest_nesting_is_bounded() -> None:
    assert any("nested deeper" in finding.words for finding in refused("code: " + "[" * 30 + "]" * 30))


def test_a_contradiction_is_told_where_it_stands() -> None:
    def faults(shelter: Shelter) -> Iterator[Fault]:
        yield ("animals", 1, "tricks"), "Dogs here do no tricks.", "Remove them."
        yield ("animals", 0), "There are no cats.", "Remove it."

    with pytest.raises(Malformed) as refusal:
        read(GOOD, Shelter, "shelter.yaml", faults)
    assert [finding.line for finding in refusal.value.findings] == [7, 9]
    assert str(refusal.value).startswith("shelter.yaml, line 7: There are no cats. Remove it.")


def test_a_fault_found_twice_is_told_once() -> None:
    assert len(refused("code: &a [1]\nopened: *a\nyears: *a\n")) == 1


def test_lines_of_places_that_the_text_lacks_are_those_around_them() -> None:
    lines = Lines(GOOD)
    assert lines.at(()) == 1
    assert lines.at(("animals", 0, "cat", "age")) == 7
    assert lines.at(("animals", 7)) == 6
    assert lines.name(("animals", 0, "cat", "lives")) == "`lives`"
