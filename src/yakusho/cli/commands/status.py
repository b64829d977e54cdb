"""`yakusho status`: what runs, what waits, and what needs a person; works when the home is down too."""

import json
from pathlib import Path
from typing import Any

import click

from yakusho.cli.errors import CannotRun
from yakusho.cli.home import Home, holder, home_option, read_home
from yakusho.cli.processes import family, memory_kb, parents, zone_processes
from yakusho.cli.supervision import ROLES
from yakusho.cli.tables import table
from yakusho.cli.zones import ask


@click.command(epilog="Example: yakusho status --json")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status(home_path: Path, as_json: bool) -> None:
    """Show what runs, what waits and what needs a person.

    Exit code 1: something is down, stuck, or a problem is open.
    """
    home = read_home(home_path)
    said = look(home)
    click.echo(json.dumps(said, ensure_ascii=False, indent=2) if as_json else _words(said))
    if not said["well"]:
        raise SystemExit(1)


def look(home: Home) -> dict[str, Any]:
    """The state of a home: its processes, and what each zone says of itself."""
    up = holder(home)
    running = _running(up)
    zones: dict[str, Any] = {}
    for zone in home.zones():
        try:
            zones[zone] = ask(home, zone, "status")
        except CannotRun as error:
            zones[zone] = {"zone": zone, "prepared": False, "error": error.message}
        zones[zone]["url"] = home.urls[zone]
        zones[zone]["processes"] = [_process(role, running.get((zone, role), [])) for role in ROLES]
    return {
        "home": str(home.path),
        "up": up,
        "memory_mb": round(sum(map(memory_kb, family(up))) / 1024) if up else 0,
        "well": up is not None and all(map(_well, zones.values())),
        "zones": zones,
    }


def _running(up: int | None) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for supervisor in [child for child, parent in parents().items() if parent == up]:
        found.update(zone_processes(supervisor))
    return found


def _process(role: str, members: list[int]) -> dict[str, Any]:
    return {
        "role": role,
        "state": "running" if members else "down",
        "pid": members[0] if members else None,
        "memory_mb": round(sum(map(memory_kb, members)) / 1024),
    }


def _well(zone: dict[str, Any]) -> bool:
    running = all(process["state"] == "running" for process in zone["processes"])
    return bool(running and zone["prepared"] and not zone["problems"] and not zone["parked"])


def _words(said: dict[str, Any]) -> str:
    state = f"up (process {said['up']}, {said['memory_mb']} MB)" if said["up"] else "down"
    lines = [f"home {said['home']}: {state}"]
    for name, zone in said["zones"].items():
        lines.append(f"\n{name}  {zone['url']}")
        lines.append(_indented(table(zone["processes"], ("role", "state", "pid", "memory_mb"))))
        lines.extend(f"  {line}" for line in _zone_lines(zone))
    return "\n".join(lines)


def _zone_lines(zone: dict[str, Any]) -> list[str]:
    if not zone["prepared"]:
        return [zone.get("error", "The database is not prepared; run `yakusho init` again.")]
    lines = [
        f"journal: {zone['entries']} entries, {zone['unsealed']} not sealed yet; outgoing: {zone['outgoing']} waiting"
    ]
    lines += [
        f"head of {origin}: {head['size']} entries, witnessed up to {head['cosigned']}"
        for origin, head in zone["heads"].items()
    ]
    lines += [
        f"reader {cursor['name']}: at {cursor['position']}, {cursor['lag']} behind"
        for cursor in zone["cursors"]
        if cursor["lag"]
    ]
    lines += [f"job {job['kind']}: {job['state']}, {job['done']} of {job['total']}" for job in zone["jobs"]]
    if zone["parked"]:
        lines.append(f"parked: {zone['parked']} messages wait; see the problems page of this zone")
    lines += [
        f"problem: {each['what']} ({each['reason']}), {each['count']} times, {each['key']}" for each in zone["problems"]
    ]
    return lines


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
