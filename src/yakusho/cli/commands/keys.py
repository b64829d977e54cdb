"""`yakusho keys`: the fingerprints that a ward publishes on paper."""

import base64
import hashlib
import json
from pathlib import Path

import click

from yakusho.cli.errors import CannotRun
from yakusho.cli.home import home_option, read_home
from yakusho.cli.keyring import stored_manifest
from yakusho.cli.tables import table


def fingerprint(key: bytes) -> str:
    """A key's fingerprint: 16 groups of four hexadecimal digits of its SHA-256."""
    digits = hashlib.sha256(key).hexdigest()
    return " ".join(digits[start : start + 4] for start in range(0, 64, 4))


@click.command(epilog="Example: yakusho keys --json > keys.json")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def keys(home_path: Path, as_json: bool) -> None:
    """Show the fingerprints of the ward's public keys, to publish them on paper and to compare."""
    home = read_home(home_path)
    manifest = stored_manifest(home)
    if manifest is None:
        raise CannotRun(f"{home.path} has no key manifest.", "Run `yakusho init` again; it completes the home.")
    identity = manifest.fingerprint()
    rows = [
        {"zone": zone, "key": name, "fingerprint": fingerprint(key), "public": base64.b64encode(key).decode()}
        for zone, named in manifest.zones.items()
        for name, key in sorted(named.items())
    ]
    if as_json:
        click.echo(json.dumps({"ward_code": manifest.ward_code, "identity": identity, "keys": rows}, indent=2))
        return
    click.echo(f"ward {manifest.ward_code}, identity key:\n  {identity}\n")
    click.echo(table(rows, ("zone", "key", "fingerprint")))
