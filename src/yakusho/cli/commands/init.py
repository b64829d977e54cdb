"""`yakusho init`: make a home, or complete one; running it again changes nothing and says so."""

from contextlib import nullcontext
from pathlib import Path

import click

from yakusho.cli.errors import CannotRun
from yakusho.cli.history.applying import want_applications
from yakusho.cli.history.beginning import clock_at_beginning, play_history
from yakusho.cli.home import DEFAULT_PORTS, Home, home_option, new_home, read_home, write_home
from yakusho.cli.keyring import prepare_keys
from yakusho.cli.ports import Ports
from yakusho.cli.ward import lint_ward, read_ward
from yakusho.cli.zones import ask, say

ZONE_FOLDERS = ("blobs", "tmp", "logs", "static")
FAULTS_SHOWN_MAX = 20


@click.command(epilog="Example: yakusho init --ward wards/WARD --home /srv/yakusho --sample")
@click.option(
    "--ward",
    required=True,
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path, resolve_path=True),
    help="The ward's data: ward.yaml, organisation, plan, procedures.",
)
@home_option
@click.option("--sample", is_flag=True, help="A sample home: marked on every page, with accounts to try.")
@click.option("--history", is_flag=True, help="Let a sample home begin years ago, and play the ward's history into it.")
@click.option("--ports", type=Ports(), help="Ports of portal, office, mynumber.  [default: 8000,8001,8002]")
def init(ward: Path, home_path: Path, sample: bool, history: bool, ports: tuple[int, int, int] | None) -> None:
    """Make a home: folders, keys, databases, published procedures and plan.

    Running it again completes what is missing and changes nothing else.
    """
    home = _home(home_path, ward, sample, ports)
    if history and not home.sample:
        raise CannotRun("A history is for sample homes only.", "Add --sample, with an empty or new --home.")
    say(f"home {home.path}")
    new = not home.zones()
    changed = [f"{home.path / 'home.json'} written"] if write_home(home) else []
    changed += prepare_keys(home)
    changed += _folders(home)
    for words in changed:
        say(words)
    _catalogue()
    with clock_at_beginning(home) if history and new else nullcontext():
        for zone in home.zones():
            changed += ask(home, zone, "prepare")
    if history:
        changed += _played(home)
    if changed:
        click.echo(f"Home {home.path} is ready. Start it: yakusho up --home {home.path}")
    else:
        click.echo(f"Home {home.path} is complete; nothing was changed.")


def _played(home: Home) -> list[str]:
    want_applications(home)
    played = play_history(home)
    words = f"office: history played, {played['entries']} entries"
    if played["events"]:
        say(words)
    return [words] if played["events"] else []


def _home(path: Path, folder: Path, sample: bool, ports: tuple[int, int, int] | None) -> Home:
    ward = read_ward(folder)
    _need_whole_files(folder)
    if not (path / "home.json").exists():
        _make_folder(path)
        return new_home(path, ward.folder, ward.code, sample, ports or DEFAULT_PORTS)
    home = read_home(path)
    if home.ward_code != ward.code:
        remedy = f"Choose another --home, or name that ward's folder: --ward {home.ward}"
        raise CannotRun(f"{path} is the home of ward {home.ward_code}; {folder} is ward {ward.code}.", remedy)
    if sample and not home.sample:
        remedy = "Sample data never enters a real home. Choose another --home for a sample."
        raise CannotRun(f"{path} is no sample home.", remedy)
    return home.with_ports(ports) if ports else home


def _need_whole_files(folder: Path) -> None:
    faults = [finding.line() for finding in lint_ward(folder)]
    if faults:
        shown = "\n".join(faults[:FAULTS_SHOWN_MAX])
        remedy = f"Mend the {len(faults)} faults; nothing was changed." if len(faults) > 1 else "Nothing was changed."
        raise CannotRun(f"{folder} can't be used.\n{shown}", remedy)


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(path.iterdir()):
            remedy = "Name an empty or new folder; Yakusho keeps its state in a folder of its own."
            raise CannotRun(f"{path} holds other files and is no home.", remedy)
        path.chmod(0o700)
        (path / ".try").touch()
        (path / ".try").unlink()
    except OSError as error:
        remedy = "Choose a folder that you may write to: --home DIR"
        raise CannotRun(f"{path} can't be written to ({error.strerror}).", remedy) from error


def _folders(home: Home) -> list[str]:
    made = []
    for zone in home.zones():
        home.zone(zone).chmod(0o700)
        for name in ZONE_FOLDERS:
            folder = home.zone(zone) / name
            if not folder.exists():
                folder.mkdir(mode=0o700)
                made.append(folder)
    return ["folders made"] if made else []


def _catalogue() -> None:
    from yakusho.ui.catalogue import CatalogueError, build_catalogue

    try:
        build_catalogue()
    except CatalogueError as error:
        raise CannotRun(str(error), "Let both parts say the same.") from error
    except OSError as error:
        remedy = "Run `yakusho init` once as the user who installed the program."
        raise CannotRun(
            f"The Japanese texts can't be written beside the program ({error.strerror}).", remedy
        ) from error
