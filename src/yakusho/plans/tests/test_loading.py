"""A plan file with a fault is refused, with the line, what is wrong, and how to mend it."""

import pytest

from yakusho import plans
from yakusho.plans.tests.ward import BINDINGS_FILE, plan_text, shipped_plan


def _refused(text: str) -> tuple[plans.Finding, ...]:
    with pytest.raises(plans.Malformed) as caught:
        plans.load(text, "plan.yaml")
    return caught.value.findings


def _line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_an_unknown_key_is_named_with_its_line() -> None:
    text = plan_text().replace("    new: true\n", "    novel: true\n", 1)
    unknown = next(found for found in _refused(text) if "novel" in found.words)
    assert unknown.line == _line_of(text, "novel: true")
    assert "remove the key" in unknown.remedy


def test_a_missing_key_points_at_its_measure() -> None:
    text = plan_text().replace("    title: RPA事業の拡大\n", "", 1)
    assert any("`title` is missing" in found.words and "Add `title:`" in found.remedy for found in _refused(text))


def test_a_wrong_number_is_found_inside_a_cell() -> None:
    text = plan_text().replace("value: 36000,", "value: many,", 1)
    (found,) = _refused(text)
    assert found.line == _line_of(text, "value: many")


def test_yaml_that_does_not_parse_has_a_line() -> None:
    text = "code: plan-1\nname: [open\n"
    (found,) = _refused(text)
    assert found.line >= 2


def test_a_doubled_key_is_refused() -> None:
    (found,) = _refused("code: plan-1\ncode: plan-2\n")
    assert found.line == 2


def test_anchors_are_refused() -> None:
    (found,) = _refused("a: [1]\nb: &b [1]\nc: *b\n")
    assert found.line == 2
    assert "anchor" in found.words


def test_too_long_a_file_is_refused() -> None:
    (found,) = _refused("#" * 1_000_001)
    assert "longer" in found.words


def test_an_empty_file_is_refused() -> None:
    assert _refused("")


def test_departments_must_be_those_of_the_source() -> None:
    text = plan_text().replace("departments: [戸籍住民課]", "departments: [納税課]", 1)
    (found,) = _refused(text)
    assert found.line == _line_of(text, "departments: [納税課]")


def test_the_main_policy_must_be_the_one_with_the_double_circle() -> None:
    text = plan_text().replace("primary_policy: II\n", "primary_policy: III\n", 1)
    (found,) = _refused(text)
    assert "◎" in found.words
    assert text.splitlines()[found.line - 1] == "    primary_policy: III"


def test_an_indicator_must_belong_to_its_measure() -> None:
    text = plan_text().replace('id: "03-1"', 'id: "04-9"', 1)
    assert any("04-9" in found.words for found in _refused(text))


def test_bindings_must_name_every_indicator_and_no_other() -> None:
    text = BINDINGS_FILE.read_text("utf-8").replace('"03-1"', '"99-9"')
    with pytest.raises(plans.Malformed) as caught:
        plans.load_bindings(text, "bindings.yaml", shipped_plan())
    said = " ".join(found.words for found in caught.value.findings)
    assert "03-1 is missing" in said
    assert "no indicator" in said


def test_a_binding_to_a_meter_that_nobody_declares_has_its_line() -> None:
    text = BINDINGS_FILE.read_text("utf-8")
    with pytest.raises(plans.Malformed) as caught:
        plans.load_bindings(text, "bindings.yaml", shipped_plan(), meters={"activities.held", "applications.received"})
    found = next(each for each in caught.value.findings if "procedures.online" in each.words)
    assert "procedures.online" in text.splitlines()[found.line - 1]


def test_a_binding_must_say_a_meter_or_why_there_is_none() -> None:
    text = BINDINGS_FILE.read_text("utf-8").replace('"03-1": {none: not_open}', '"03-1": {}')
    with pytest.raises(plans.Malformed, match="either a meter"):
        plans.load_bindings(text, "bindings.yaml", shipped_plan())
