"""`yakusho plan`: the plan at the terminal."""

import json
from pathlib import Path
from typing import Any

import click

from yakusho.cli.errors import CannotRun
from yakusho.cli.home import home_option, read_home
from yakusho.cli.tables import table
from yakusho.cli.zones import ask

STATES = {
    "counted": "counted",
    "zero": "0",
    "not_reported": "not reported",
    "not_planned": "not planned",
    "not_applicable": "not applicable",
}


@click.group(epilog="Example: yakusho plan show --json")
def plan() -> None:
    """Show the plan with its indicators."""


@plan.command("show", epilog="Example: yakusho plan show --measure 15")
@click.option("--measure", metavar="NUMBER", help="One measure only, such as 15.")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(measure: str | None, home_path: Path, as_json: bool) -> None:
    """Show the measures, their indicators, targets, and what is counted so far."""
    home = read_home(home_path)
    if "office" not in home.zones():
        raise CannotRun("The plan lives in the office zone.", "Run this command on the office's machine.")
    snapshot = ask(home, "office", "plan")
    if measure is not None:
        chosen = [each for each in snapshot["measures"] if each["number"].lstrip("0") == measure.lstrip("0")]
        if not chosen:
            raise CannotRun(f"The plan has no measure {measure}.", "yakusho plan show")
        snapshot["measures"] = chosen
    click.echo(json.dumps(snapshot, ensure_ascii=False, indent=2) if as_json else _words(snapshot))


def _words(snapshot: dict[str, Any]) -> str:
    years = snapshot["fiscal_years"]
    lines = [f"{snapshot['name']} ({snapshot['period']})"]
    for measure in snapshot["measures"]:
        lines.append(f"\n{measure['number']} {measure['title']} ({measure['departments']})")
        rows = [_row(indicator, years) for indicator in measure["indicators"]]
        columns = ["id", "indicator", *[f"FY{year}" for year in years], "this year"]
        lines.extend(f"  {line}" for line in table(rows, columns).splitlines())
    return "\n".join(lines)


def _row(indicator: dict[str, Any], years: list[int]) -> dict[str, str]:
    name = " / ".join(part for part in (indicator.get("label"), indicator.get("part")) if part)
    cells = {f"FY{cell['fiscal_year']}": _cell(cell) for cell in indicator["years"] if cell.get("fiscal_year") in years}
    return {"id": indicator["id"], "indicator": name, **cells, "this year": _cell(indicator["this_year"])}


def _cell(cell: dict[str, Any]) -> str:
    target = f"{cell['raw']}: " if cell.get("raw") else ""
    if cell.get("value") is not None:
        return f"{target}{cell['value']}"
    return f"{target}{STATES.get(cell['state'], cell['state'])}"
