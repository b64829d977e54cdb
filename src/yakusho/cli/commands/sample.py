"""`yakusho sample`: what helps to try a sample home; refused by any other."""

import json
from collections.abc import Iterator, Sequence
from itertools import count as count_from
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yakusho.cli.errors import CannotRun, Failed
from yakusho.cli.home import Home, holder, home_option, read_home
from yakusho.cli.tables import table
from yakusho.cli.zones import ask, staff_zones

if TYPE_CHECKING:
    from yakusho.forms import Compiled

RESIDENTS_MAX = 2_000_000
APPLICATIONS_MAX = 30  # as many as the portal takes from one address in ten minutes


@click.group(epilog="Example: yakusho sample accounts --json")
def sample() -> None:
    """Accounts, applications, residents and a history for a sample home."""


def _sample_home(path: Path) -> Home:
    home = read_home(path)
    if not home.sample:
        raise CannotRun(f"{path} is no sample home.", "Make one elsewhere: yakusho init --sample --home DIR")
    return home


@sample.command("accounts", epilog="Example: yakusho sample accounts --json")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def accounts(home_path: Path, as_json: bool) -> None:
    """Show the sample accounts: zone, section, function, user, password."""
    home = _sample_home(home_path)
    rows = [row for zone in staff_zones(home) for row in ask(home, zone, "accounts")]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo(table(rows, ("zone", "section", "function", "user", "password")))


@sample.command("applications", epilog="Example: yakusho sample applications --count 10")
@click.option("--count", default=4, show_default=True, type=click.IntRange(1, APPLICATIONS_MAX), help="How many.")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print the receipt numbers as JSON.")
def applications(count: int, home_path: Path, as_json: bool) -> None:
    """Apply as sample residents at the running portal, with the examples of the ward's procedures."""
    import httpx

    from yakusho.cli.resident import NotApplied, apply
    from yakusho.cli.ward_files import procedure_files, read_procedure
    from yakusho.forms import compile_procedure

    home = _sample_home(home_path)
    ready = [compile_procedure(read_procedure(file)) for file in procedure_files(home.ward)]
    if not ready:
        raise CannotRun(f"{home.ward} holds no procedures.")
    numbers = []
    terminal = click.get_text_stream("stderr")
    with click.progressbar(islice(_turns(ready), count), length=count, label="applying", file=terminal) as row:
        for compiled, name in row:
            with httpx.Client(base_url=f"http://{home.listen['portal']}", follow_redirects=True) as client:
                try:
                    numbers.append({"procedure": compiled.procedure.code, "number": apply(client, compiled, name)})
                except httpx.TransportError as error:
                    raise CannotRun("The portal doesn't answer.", f"yakusho up --home {home.path}") from error
                except NotApplied as refused:
                    raise Failed(f"{refused} (example {name}, after {len(numbers)} applications)") from refused
    if as_json:
        click.echo(json.dumps(numbers, ensure_ascii=False, indent=2))
    else:
        click.echo(table(numbers, ("procedure", "number")))


def _turns(ready: Sequence["Compiled"]) -> "Iterator[tuple[Compiled, str]]":
    """Each procedure in turn, each time with its next example, for ever."""
    for turn in count_from():
        for compiled in ready:
            names = list(compiled.procedure.examples)
            yield compiled, names[turn % len(names)]


@sample.command("history", epilog="Example: yakusho sample history")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def history(home_path: Path, as_json: bool) -> None:
    """Play months of work: trainings, figures, reports, corrections, applications, as the ward's sample tells."""
    from yakusho.cli.history.applying import play_applications, play_decisions, want_applications
    from yakusho.cli.history.beginning import play_history

    home = _sample_home(home_path)
    played = play_history(home)
    if holder(home) is None:
        want_applications(home)
        said = f"Applications and decisions follow at the next start: yakusho up --home {home.path}"
        click.echo(said, err=True)
    else:
        played["events"] |= _counted(apply=play_applications(home), decide=play_decisions(home))
    if as_json:
        click.echo(json.dumps(played, ensure_ascii=False, indent=2))
    else:
        click.echo(history_words(played))


@sample.command("residents", epilog="Example: yakusho sample residents --count 50000 --seed 7")
@click.option("--count", default=5_000, show_default=True, type=click.IntRange(1, RESIDENTS_MAX), help="How many.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0, 2**31 - 1), help="Which sample.")
@click.option("--replace", is_flag=True, help="Take another sample out of the register first.")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print what the register holds as JSON.")
def residents(count: int, seed: int, replace: bool, home_path: Path, as_json: bool) -> None:
    """Fill the resident register with sample residents; the same count and seed again change nothing."""
    home = _sample_home(home_path)
    if "mynumber" not in home.zones():
        raise CannotRun("The register is in the my-number zone, which isn't in this home.")
    filled = ask(home, "mynumber", "residents", str(count), str(seed), *["replace"] * replace)
    if as_json:
        click.echo(json.dumps(filled, ensure_ascii=False, indent=2))
    elif filled["changed"]:
        click.echo(f"The register holds {count:,} sample residents now (seed {seed}).")
    else:
        click.echo("The register holds this sample already; nothing was changed.")


def _counted(**counts: int) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def history_words(played: dict[str, Any]) -> str:
    """What was played, in words."""
    if not played["events"]:
        return "The history was played already; nothing was added."
    counts = [{"action": name, "times": times} for name, times in sorted(played["events"].items())]
    return f"{table(counts, ('action', 'times'))}\n{played['entries']} entries in the journal of the office"
