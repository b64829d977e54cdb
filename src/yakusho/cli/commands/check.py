"""`yakusho check`: is everything as it should be, and may this home go into service."""

import json
import stat
from pathlib import Path

import click

from yakusho.cli.errors import CannotRun
from yakusho.cli.findings import Finding
from yakusho.cli.home import Home, home_option, read_home
from yakusho.cli.ward import lint_ward
from yakusho.cli.zones import ask, say
from yakusho.journal.relay import OUTER, PULLED


@click.command(epilog="Example: yakusho check --deploy; yakusho check journal --json")
@click.argument("what", required=False, type=click.Choice(["journal"]))
@click.option("--deploy", is_flag=True, help="Also refuse what a ward in service may not have.")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(what: str | None, deploy: bool, home_path: Path, as_json: bool) -> None:
    """Check settings, tables, keys and ward files; `check journal` checks the journals independently.

    Exit code 1: at least one error was found.
    """
    home = read_home(home_path)
    findings = _journals(home) if what == "journal" else _everything(home, deploy)
    errors = sum(finding.level == "error" for finding in findings)
    if as_json:
        said = {"ok": not errors, "findings": [finding.as_data() for finding in findings], "channels": channels(home)}
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(finding.line())
        if what is None:
            click.echo("Permitted connections (特定通信):")
            for line in channels(home):
                click.echo(f"  {line}")
        click.echo(f"{errors} errors, {len(findings) - errors} warnings" if findings else "All is well.")
    if errors:
        raise SystemExit(1)


def channels(home: Home) -> list[str]:
    """The ward's list of permitted connections (特定通信) as the relay has them: who calls whom, where, for what."""
    return [
        f"{inner} → {outer} {home.urls[outer]}/relay/v1/: pulls the journal of {' and '.join(PULLED[inner])}, "
        "pushes publications, replies, witnessed heads and counts"
        for inner, outer in OUTER.items()
    ]


def _journals(home: Home) -> list[Finding]:
    from yakusho.journal.check.keys import NoKeys
    from yakusho.journal.check.run import run
    from yakusho.journal.check.store import CannotRead

    found = []
    for zone in home.zones():
        say(f"checking the journal of {zone}")
        try:
            report = run(zone, home.database(zone), home.manifest(zone), home=home.path)
        except (NoKeys, CannotRead) as error:
            raise CannotRun(f"{zone}: {error}.", "Run `yakusho check` first; it says what is missing.") from error
        say(", ".join(f"{count} {what}" for what, count in report.seen.items()))
        found += [Finding(zone, "error", f"{each.what} at {each.where}", each.remedy) for each in report.findings]
    return found


def _everything(home: Home, deploy: bool) -> list[Finding]:
    found = [] if home.ward.is_dir() else [_ward_gone(home)]
    if not found:
        found += lint_ward(home.ward)
    for zone in home.zones():
        try:
            found += [Finding(**finding) for finding in ask(home, zone, "check", "deploy" if deploy else "")]
        except CannotRun as error:
            words, _, remedy = error.message.partition("\n")
            found.append(Finding(zone, "error", words, remedy.strip()))
    found += _manifests(home)
    if deploy:
        found += in_service(home)
    return found


def _ward_gone(home: Home) -> Finding:
    remedy = f"Bring it back, or write its new place into {home.path / 'home.json'}."
    return Finding("ward", "error", f"The ward's folder {home.ward} is gone.", remedy)


def _manifests(home: Home) -> list[Finding]:
    texts = {home.manifest(zone).read_bytes() for zone in home.zones() if home.manifest(zone).exists()}
    if len(texts) <= 1:
        return []
    return [Finding("keys", "error", "The zones hold different key manifests.", "Copy the newest one into each zone.")]


def in_service(home: Home) -> list[Finding]:
    """What only a home for trying out may have."""
    found = []
    if home.sample:
        found.append(Finding("home", "error", "This is a sample home.", "Make a new home without --sample."))
    if (home.path / "clock-offset").exists():
        remedy = f"rm {home.path / 'clock-offset'}"
        found.append(Finding("home", "error", "A file moves the clock.", remedy))
    if not home.tls:
        remedy = 'Put a TLS front before the zones (deploy/README.md) and write "tls": true into home.json.'
        found.append(Finding("home", "error", "The zones speak HTTP without TLS.", remedy))
    found += [
        Finding(zone, "error", f"The address {url} is not https.", "Write the address of the TLS front into home.json.")
        for zone, url in home.urls.items()
        if home.tls and not url.startswith("https://")
    ]
    if home.identity_key.exists():
        remedy = f"Move {home.identity_key} to a medium that is kept offline; no zone needs it."
        found.append(Finding("keys", "error", "The ward identity key lies in the home.", remedy))
    if stat.S_IMODE(home.path.stat().st_mode) & 0o077:
        found.append(Finding("home", "error", "Others may look into the home.", f"chmod 700 {home.path}"))
    return found
