"""`yakusho up`: all zones of a home under one supervisor, until it is told to stop."""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType
from typing import TextIO

import click

from yakusho.cli.errors import CannotRun, Failed
from yakusho.cli.history.applying import Progress, play_applications, play_decisions
from yakusho.cli.home import Home, HomeTaken, home_option, read_home, take_home, write_home
from yakusho.cli.ports import Ports, need_free_ports
from yakusho.cli.supervision import supervisor_command, write_configuration
from yakusho.cli.tables import table
from yakusho.cli.zones import ask, environment, say

READY_SECONDS_MAX = 90
SETTLE_SECONDS_MAX = 60
STOP_SECONDS_MAX = 30
_POLL_SECONDS = 0.2
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class _Stop(Exception):
    """Somebody asked this process to stop."""


def _ask_to_stop(number: int, frame: FrameType | None) -> None:
    raise _Stop(signal.Signals(number).name)


@click.command(epilog="Example: yakusho up --home /srv/yakusho --ports 8100,8101,8102")
@home_option
@click.option("--ports", type=Ports(), help="Ports of portal, office, mynumber; remembered in the home.")
def up(home_path: Path, ports: tuple[int, int, int] | None) -> None:
    """Start all zones of a home and keep them running; Ctrl-C stops them.

    Prints `ready portal=URL office=URL mynumber=URL` once all answer, and then a sample home's accounts.
    """
    home = read_home(home_path)
    if ports:
        home = home.with_ports(ports)
    with _lock(home):
        need_free_ports(home)
        write_home(home)
        _run(home)


def _run(home: Home) -> None:
    for number in ENDING_SIGNALS:
        signal.signal(number, _ask_to_stop)
    supervisor = None
    try:
        supervisor = _start(home)
        _make_ready(home, supervisor)
        supervisor.wait()
    except _Stop:
        return
    finally:
        for number in ENDING_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        if supervisor is not None:
            _stop(supervisor)
    raise Failed(f"The supervisor ended by itself; see {home.run / 'supervisor.log'}.")


def _lock(home: Home) -> TextIO:
    try:
        return take_home(home)
    except HomeTaken as taken:
        remedy = f"Stop it first (kill {taken.args[0]}), or choose another --home."
        raise CannotRun(f"{home.path} is already up (process {taken.args[0]}).", remedy) from None


def _start(home: Home) -> subprocess.Popen[bytes]:
    file = write_configuration(home)
    say(f"starting {', '.join(home.zones())}")
    known = environment(home, "")
    known.pop("DJANGO_SETTINGS_MODULE")
    line = supervisor_command(file)
    return subprocess.Popen(line, env=known, start_new_session=True)  # noqa: S603 -- our own interpreter and module


def _stop(supervisor: subprocess.Popen[bytes]) -> None:
    if supervisor.poll() is None:
        say("stopping")
        supervisor.terminate()
        try:
            supervisor.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            supervisor.kill()
            supervisor.wait()


def answers(url: str) -> bool:
    """Whether a zone's web process says that it can work."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as response:  # noqa: S310 -- our own http address
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _make_ready(home: Home, supervisor: subprocess.Popen[bytes]) -> None:
    waiting = home.zones()
    deadline = time.monotonic() + READY_SECONDS_MAX
    while waiting := [zone for zone in waiting if not answers(f"http://{home.listen[zone]}")]:
        if supervisor.poll() is not None:
            raise Failed(f"The supervisor ended by itself; see {home.run / 'supervisor.log'}.")
        if time.monotonic() > deadline:
            logs = ", ".join(str(home.zone(zone) / "logs" / "web.log") for zone in waiting)
            raise Failed(f"No answer from {', '.join(waiting)} after {READY_SECONDS_MAX} seconds; see {logs}.")
        time.sleep(_POLL_SECONDS)
    accounts = _let_settle(home)
    if home.sample and Progress(home).wanted:
        _play(home)
    click.echo("ready " + " ".join(f"{zone}={home.urls[zone]}" for zone in home.zones()))
    if accounts:
        click.echo("\nSample accounts (they exist in this sample home only):")
        click.echo(table(accounts, ("zone", "section", "function", "user", "password")))
    sys.stdout.flush()


def _play(home: Home) -> None:
    """Play what residents and deciding staff did in a sample home's history; a fault of it stops nothing."""
    try:
        if play_applications(home):
            _let_settle(home)
        play_decisions(home)
    except click.ClickException as fault:
        say(fault.message)


def _let_settle(home: Home) -> list[dict[str, str]]:
    """Wait until what is published has reached every zone; answers how to sign in to a sample home."""
    say("waiting until the zones have exchanged what is published")
    sizes: dict[str, int] = {}
    accounts: list[dict[str, str]] = []
    for zone in home.zones():
        known = [f"{origin}={size}" for origin, size in sizes.items()]
        found = ask(home, zone, "ready", str(SETTLE_SECONDS_MAX), *known)
        sizes[zone] = found["size"]
        accounts += found["accounts"]
        if not found["settled"]:
            say(f"{zone} still has messages under way; `yakusho status` shows which")
    return accounts
