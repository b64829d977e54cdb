"""`yakusho plan lint | schema | compare`: plan files at the terminal, without a home."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from yakusho.cli.errors import CannotRun
from yakusho.cli.tables import table
from yakusho.kernel.findings import Malformed
from yakusho.plans import Plan, load
from yakusho.plans.lint import Remark, lint_text
from yakusho.plans.schema import schema_text
from yakusho.plans.versions import Row, at
from yakusho.plans.versions import compare as compared

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("lint", epilog="Example: yakusho plan lint wards/WARD/plans/plan-2025.yaml")
@click.argument("file", type=_FILE)
@click.option("--organisation", type=_FILE, help="The ward's organisation.yaml; found beside the plans folder.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def lint(file: Path, organisation: Path | None, as_json: bool) -> None:
    """Say what a secretariat should settle in a plan FILE before it is decided; ends with 1 when there is anything."""
    found = lint_text(_text(file), file.name, _sections(organisation or file.parent.parent / "organisation.yaml"))
    if as_json:
        click.echo(json.dumps({"findings": [_data(each) for each in found]}, ensure_ascii=False, indent=2))
    else:
        for each in found:
            click.echo(f"{each.rule}: {each.where()}\n  {each.words.ja}\n  {each.words.en}\n  → {each.remedy.en}")
        click.echo(f"{len(found)} findings." if found else "No findings.")
    if found:
        raise SystemExit(1)


@click.command("schema", epilog="Example: yakusho plan schema > plan.schema.json")
def schema() -> None:
    """Print the JSON Schema of a plan file."""
    click.echo(schema_text(), nl=False)


@click.command("compare", epilog="Example: yakusho plan compare old.yaml new.yaml")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="With the targets that held on this day.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def compare(old: Path, new: Path, on: datetime | None, as_json: bool) -> None:
    """Print what differs between two plan files, OLD and NEW (新旧対照表)."""
    day = on.date() if on is not None else date.max
    rows = [_row(row) for row in compared(_read(old), at(_read(new), day) if on is not None else _read(new))]
    if as_json:
        click.echo(json.dumps({"rows": rows}, ensure_ascii=False, indent=2))
    else:
        click.echo(table(rows, ["change", "measure", "indicator", "what", "old", "new"]) if rows else "No differences.")


def _read(file: Path) -> Plan:
    try:
        return load(_text(file), file.name)
    except Malformed as error:
        lines = [f"{error.source}:{each.line}: {each.words} {each.remedy}" for each in error.findings]
        raise CannotRun("\n".join(lines), "Mend these lines, then run the command again.") from None


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise CannotRun(f"{file.name} is no text in UTF-8.", "Save it as UTF-8.") from None


def _sections(organisation: Path) -> list[str] | None:
    """The names of the ward's sections, None where no organisation stands beside the plan."""
    if not organisation.exists():
        return None
    from yakusho.desk.staff import document

    try:
        read = document.load(_text(organisation), organisation.name)
    except Malformed:
        return None
    return [each.ja for each in (*read.sections, *read.facilities)]


def _data(remark: Remark) -> dict[str, Any]:
    return {
        "rule": remark.rule,
        "place": remark.where(),
        "measure": remark.measure,
        "indicator": remark.indicator,
        "cells": list(remark.cells),
        "line": remark.line,
        "words": remark.words.ja,
        "words_en": remark.words.en,
        "remedy": remark.remedy.ja,
        "remedy_en": remark.remedy.en,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "change": row.change,
        "measure": row.measure,
        "indicator": row.indicator,
        "what": row.what.ja,
        "what_en": row.what.en,
        "old": row.old,
        "new": row.new,
        "decided_on": row.decided_on.isoformat() if row.decided_on is not None else None,
        "decided_by": row.decided_by,
        "reason": row.reason.ja if row.reason is not None else None,
        "reason_words": row.reason_words,
    }
