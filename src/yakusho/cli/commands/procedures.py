"""`yakusho procedures`: what the ward offers, and what is wrong with a file before it is published."""

import json
from pathlib import Path

import click

from yakusho.cli.around_procedures import in_ward
from yakusho.cli.home import home_option, read_home
from yakusho.cli.tables import table
from yakusho.cli.ward_files import lines_without_easy, procedure_faults, procedure_files, read_procedure
from yakusho.forms.json_schema import schema_text


@click.group(epilog="Example: yakusho procedures lint wards/WARD/procedures/CODE.yaml")
def procedures() -> None:
    """List the procedures, lint a procedure file, or print the schema of such files."""


@procedures.command("lint", epilog="Example: yakusho procedures lint procedures/new.yaml --json")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def lint_file(file: Path, as_json: bool) -> None:
    """Say what is wrong with a procedure file: line, words, remedy. Missing easy Japanese is told, and is no fault.

    Exit code 1: it has faults.
    """
    findings = procedure_faults(file)
    without_easy = [] if findings else lines_without_easy(file)
    if as_json:
        said = [{"line": fault.line, "words": fault.words, "remedy": fault.remedy} for fault in findings]
        report = {"file": str(file), "in_ward": in_ward(file), "findings": said, "without_easy": without_easy}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for fault in findings:
            click.echo(f"{file}:{fault.line}: {fault.words}\n  {fault.remedy}")
        count = "1 fault" if len(findings) == 1 else f"{len(findings)} faults"
        click.echo(count if findings else f"{file}: {_without_faults(file)}")
        if without_easy:
            click.echo(f"Without `easy` words, said in Japanese instead: lines {', '.join(map(str, without_easy))}.")
    if findings:
        raise SystemExit(1)


def _without_faults(file: Path) -> str:
    if in_ward(file):
        return "no faults; it may be published."
    return (
        "no faults in itself. It isn't in the `procedures/` of a ward's folder, so nobody looked whether the ward has "
        "its section and its towns: put it there and lint it again."
    )


@procedures.command("schema", epilog="Example: yakusho procedures schema > procedure.schema.json")
def schema() -> None:
    """Print the JSON Schema of a procedure file."""
    click.echo(schema_text(), nl=False)


@procedures.command("list", epilog="Example: yakusho procedures list --json")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_all(home_path: Path, as_json: bool) -> None:
    """List the procedures in the ward's folder."""
    home = read_home(home_path)
    rows = []
    for file in procedure_files(home.ward):
        procedure = read_procedure(file)
        rows.append(
            {
                "code": procedure.code,
                "zone": procedure.zone,
                "section": procedure.section,
                "title": procedure.title.ja,
                "from": procedure.effective.starts.isoformat(),
                "until": procedure.effective.until.isoformat() if procedure.effective.until else None,
                "minutes": procedure.minutes,
            }
        )
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo(table(rows, ("code", "zone", "section", "title", "from", "until")))
