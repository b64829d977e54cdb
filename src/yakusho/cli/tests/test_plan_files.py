"""`yakusho plan lint | schema | compare` work on plan files alone."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from yakusho.plans.tests.ward import PLAN_FILE

CLEAN = PLAN_FILE.parents[3] / "src" / "yakusho" / "plans" / "tests" / "plans" / "plan-two-years.yaml"


def test_findings_have_rule_place_words_and_remedy_and_end_with_1(yakusho: Callable[..., Result]) -> None:
    result = yakusho("plan", "lint", PLAN_FILE, "--json")
    assert result.exit_code == 1
    findings = json.loads(result.stdout)["findings"]
    assert all({"rule", "place", "words", "remedy"} <= set(finding) for finding in findings)
    (finding,) = [each for each in findings if each["rule"] == "blank-cell"]
    assert (finding["indicator"], finding["cells"]) == ("11-2", ["2023"])
    assert "11-2" in yakusho("plan", "lint", PLAN_FILE).output


def test_owners_are_held_against_the_organisation_beside_the_plan(yakusho: Callable[..., Result]) -> None:
    findings = json.loads(yakusho("plan", "lint", PLAN_FILE, "--json").stdout)["findings"]
    assert [each["measure"] for each in findings if each["rule"] == "owner-unknown"] == ["01", "13"]


def test_a_clean_plan_ends_with_0(yakusho: Callable[..., Result]) -> None:
    result = yakusho("plan", "lint", CLEAN, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"findings": []}
    assert "No findings" in yakusho("plan", "lint", CLEAN).output


def test_a_file_that_is_no_plan_or_no_text_is_told(yakusho: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("code: [", "utf-8")
    result = yakusho("plan", "lint", file, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["findings"][0]["rule"] == "malformed"
    file.write_bytes(b"\xff\xfe")
    result = yakusho("plan", "lint", file)
    assert result.exit_code != 0
    assert "UTF-8" in result.output


def test_the_schema_is_printed(yakusho: Callable[..., Result]) -> None:
    assert json.loads(yakusho("plan", "schema").stdout)["title"] == "Plan"


def test_two_files_are_compared(yakusho: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(CLEAN.read_text("utf-8").replace("title: 地図の公開", "title: 地図の提供"), "utf-8")
    (row,) = json.loads(yakusho("plan", "compare", CLEAN, file, "--json").stdout)["rows"]
    assert (row["measure"], row["old"], row["new"]) == ("3a", "地図の公開", "地図の提供")
    assert "地図の提供" in yakusho("plan", "compare", CLEAN, file).output
    rows = json.loads(yakusho("plan", "compare", CLEAN, CLEAN, "--on", "2027-04-01", "--json").stdout)["rows"]
    assert [each["new"] for each in rows] == ["年5,000件以上", "計6,000件以上"]
