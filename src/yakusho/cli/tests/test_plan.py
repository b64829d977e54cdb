"""`yakusho plan show FILE` says of a plan file alone what it would say of a home: every indicator-year, and why."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from yakusho.plans.tests.ward import PLAN_FILE

MEMBERS = {"indicator", "fiscal_year", "state", "value", "source", "suggestion", "sentence"}


@pytest.fixture
def show(yakusho: Callable[..., Result], tmp_path: Path) -> Callable[[str], Result]:
    """Show the shipped plan with these observations."""

    def run(observations: str, *options: str) -> Result:
        file = tmp_path / "observations.yaml"
        file.write_text(observations, "utf-8")
        return yakusho("plan", "show", PLAN_FILE, "--observations", file, *options)

    return run


def _answer(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def _year(answer: dict[str, Any], indicator: str, year: int) -> dict[str, Any]:
    rows: list[dict[str, Any]] = answer["indicator_years"]
    return next(row for row in rows if (row["indicator"], row["fiscal_year"]) == (indicator, year))


def test_all_147_indicator_years_are_told_with_state_value_source_suggestion_and_sentence(
    yakusho: Callable[..., Result],
) -> None:
    rows = _answer(yakusho("plan", "show", PLAN_FILE, "--json"))["indicator_years"]
    assert len({(row["indicator"], row["fiscal_year"]) for row in rows}) == len(rows) == 147
    assert all(set(row) >= MEMBERS and row["sentence"] and row["sentence_en"] for row in rows)
    assert {row["source"] for row in rows} == {None}


def test_what_was_reported_is_told_as_it_was_reported(show: Callable[..., Result]) -> None:
    answer = _answer(
        show(
            """
            today: 2024-06-01
            observations:
              - {indicator: "02-3", fiscal_year: 2021, value: 0, status: confirmed}
              - {indicator: "02-3", fiscal_year: 2022, value: 2, source: meter}
              - {indicator: "12-1", fiscal_year: 2021, share: [1, 5], source: import}
            """,
            "--json",
        )
    )
    zero, more = _year(answer, "02-3", 2021), _year(answer, "02-3", 2022)
    assert (zero["state"], zero["value"], zero["source"]) == ("not_met", 0, "section")
    assert (more["suggestion"], more["provisional"], more["source"]) == ("exceeded", True, "meter")
    level = _year(answer, "12-1", 2021)
    assert (level["state"], level["value"], level["share"], level["source"]) == ("met", 20, [1, 5], "import")


def test_json_may_be_the_bare_list_of_observations(show: Callable[..., Result]) -> None:
    reported = [{"indicator": "01-2", "fiscal_year": 2021, "value": 2}]
    assert _year(_answer(show(json.dumps(reported), "--json")), "01-2", 2021)["state"] == "met"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{indicator: "99-9", fiscal_year: 2021, value: 1}', "no indicator"),
        ('{indicator: "01-2", fiscal_year: 2021, value: 30.5}', "whole number"),
        ('{indicator: "01-2", fiscal_year: 2021, value: -1}', "must be 0 or more"),
        ('{indicator: "01-2", fiscal_year: 2021, value: 約30}', "value"),
        ('{indicator: "01-2", fiscal_year: 2021, value: 1, done: true}', "exactly one"),
        ('{indicator: "12-1", fiscal_year: 2021, share: [5, 0]}', "share"),
        ('{indicator: "01-2", fiscal_year: 2022, value: 1, as_of: 2021-05-01}', "before the fiscal year"),
    ],
)
def test_what_can_be_no_observation_is_told_with_its_line(show: Callable[..., Result], line: str, said: str) -> None:
    result = show(f"observations:\n  - {line}\n")
    assert result.exit_code == 2
    assert "observations.yaml:2:" in result.output
    assert said in result.output


def test_the_table_names_every_indicator_in_words(yakusho: Callable[..., Result]) -> None:
    result = yakusho("plan", "show", PLAN_FILE)
    assert result.exit_code == 0
    assert "01-1" in result.output
    assert "22-3" in result.output
    assert yakusho("plan", "show", PLAN_FILE, "--measure", "99").exit_code == 2


def test_observations_need_a_plan_file(yakusho: Callable[..., Result]) -> None:
    assert yakusho("plan", "show", "--observations", PLAN_FILE).exit_code == 2
