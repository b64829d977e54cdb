"""`yakusho plan`: the plan at the terminal."""

import json
from pathlib import Path
from typing import Any

import click

from yakusho.cli.errors import CannotRun
from yakusho.cli.home import home_option, read_home
from yakusho.cli.plan_files import compare, lint, schema
from yakusho.cli.tables import table
from yakusho.cli.zones import ask
from yakusho.kernel import clock
from yakusho.kernel.findings import Malformed
from yakusho.plans import load
from yakusho.plans.answer import answer
from yakusho.plans.bindings import Binding, Bindings
from yakusho.plans.freezing import Knowledge, freeze
from yakusho.plans.observation_file import load_observations
from yakusho.plans.snapshot import Cell, FrozenIndicator, Snapshot
from yakusho.plans.states import STATE_WORDS

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(epilog="Example: yakusho plan show --json")
def plan() -> None:
    """Show the plan with its indicators; look over, describe and compare plan files."""


for _command in (lint, schema, compare):
    plan.add_command(_command)


@plan.command("show", epilog="Example: yakusho plan show --measure 15")
@click.argument("file", required=False, type=_FILE)
@click.option("--observations", type=_FILE, help="With FILE: what was reported, as YAML or JSON.")
@click.option("--measure", metavar="NUMBER", help="One measure only, such as 15.")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(file: Path | None, observations: Path | None, measure: str | None, home_path: Path, as_json: bool) -> None:
    """Show how every indicator stands in every year, and why: of a home, or of a plan FILE alone."""
    if observations is not None and file is None:
        raise CannotRun("Observations from a file go with a plan file.", "yakusho plan show FILE --observations FILE")
    snapshot = _in_home(home_path) if file is None else _of_file(file, observations)
    if measure is not None:
        chosen = tuple(each for each in snapshot.measures if each.number.lstrip("0") == measure.lstrip("0"))
        if not chosen:
            raise CannotRun(f"The plan has no measure {measure}.", "yakusho plan show")
        snapshot = snapshot.model_copy(update={"measures": chosen})
    click.echo(json.dumps(answer(snapshot), ensure_ascii=False, indent=2) if as_json else _words(snapshot))


def _in_home(home_path: Path) -> Snapshot:
    home = read_home(home_path)
    if "office" not in home.zones():
        raise CannotRun("The plan lives in the office zone.", "Run this command on the office's machine.")
    return Snapshot.model_validate(ask(home, "office", "plan"))


def _of_file(file: Path, observations: Path | None) -> Snapshot:
    """The plan in a file, judged by the observations of another one, or by none."""
    try:
        read = load(file.read_text("utf-8"), file.name)
        known = Knowledge(clock.today())
        if observations is not None:
            known = load_observations(observations.read_text("utf-8"), observations.name, read).knowledge(known.today)
    except Malformed as error:
        raise CannotRun("\n".join(_finding_lines(error)), "Mend these lines, then run the command again.") from None
    except UnicodeDecodeError:
        raise CannotRun("The file is no text in UTF-8.", "Save it as UTF-8.") from None
    unbound = {indicator.id: Binding(none="reported") for indicator in read.indicators()}
    return freeze(read, Bindings(plan=read.code, indicators=unbound), known)


def _finding_lines(error: Malformed) -> list[str]:
    return [f"{error.source}:{each.line}: {each.words} {each.remedy}" for each in error.findings]


def _words(snapshot: Snapshot) -> str:
    lines = [f"{snapshot.name} ({snapshot.period})"]
    for measure in snapshot.measures:
        lines.append(f"\n{measure.number} {measure.title} ({measure.departments})")
        lines.append(f"  {STATE_WORDS[measure.state].en}: {measure.sentence.en}")
        rows = [_row(indicator, snapshot) for indicator in measure.indicators]
        columns = ["id", "indicator", *[f"FY{year}" for year in snapshot.fiscal_years], "all years", "this year"]
        lines.extend(f"  {line}" for line in table(rows, columns).splitlines())
    return "\n".join(lines)


def _row(indicator: FrozenIndicator, snapshot: Snapshot) -> dict[str, Any]:
    name = " / ".join(part for part in (indicator.label, indicator.part) if part)
    cells = {f"FY{cell.fiscal_year}": _cell(cell) for cell in indicator.years}
    beside = "" if snapshot.this_year in snapshot.fiscal_years else _cell(indicator.this_year)
    return {
        "id": indicator.id,
        "indicator": name,
        **cells,
        "all years": _cell(indicator.all_years),
        "this year": beside,
    }


def _cell(cell: Cell) -> str:
    target = f"{cell.raw}: " if cell.raw else ""
    value = f" {cell.value:,}" if cell.value is not None else ""
    return f"{target}{STATE_WORDS[cell.state].en.lower()}{value}"
