"""`yakusho meters …`: counting all over again from the journals."""

import json
from pathlib import Path

import click

from yakusho.cli import zones
from yakusho.cli.home import home_option, read_home


@click.group(epilog="Example: yakusho meters rebuild")
def meters() -> None:
    """Meters: what the plan's numbers are counted with."""


@meters.command(epilog="Example: yakusho meters rebuild && yakusho status")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def rebuild(home_path: Path, as_json: bool) -> None:
    """Count all meters again from the journals, as long work of each staff zone's worker.

    The numbers on pages hold until the new count has caught up and replaces them in one step; `yakusho status` shows
    how far it is. Needed when a meter's definition changed, or when `yakusho check journal` found contributions wrong.
    """
    home = read_home(home_path)
    begun = {zone: zones.ask(home, zone, "recount") for zone in zones.staff_zones(home)}
    if as_json:
        click.echo(json.dumps(begun))
        return
    for zone, job in begun.items():
        click.echo(f"{zone}: counting again, work {job}; `yakusho status` shows how far it is")
