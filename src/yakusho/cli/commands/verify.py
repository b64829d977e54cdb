"""`yakusho verify`: check a receipt without any connection."""

import json
from pathlib import Path

import click

from yakusho.cli.errors import CannotRun, Failed
from yakusho.cli.home import home_option, read_home
from yakusho.cli.keyring import stored_manifest
from yakusho.ledger.keys import KeysMissing, Manifest, read_manifest
from yakusho.ledger.receipts import Verdict
from yakusho.ledger.receipts import verify as verify_receipt

WORDS = {
    "ok": "The receipt is final: the record is in the journal, and a second zone has witnessed it.",
    "not_final": "The receipt was given by the ward. The proof that it is in the journal follows within seconds; "
    "download the receipt again to have it.",
    "format": "This is not a receipt of Yakusho, or it was changed.",
    "ward": "This receipt is of another ward than the keys.",
    "leaf": "The record in this receipt was changed after it was given.",
    "signature": "The signature is not the ward's, or the receipt was changed.",
    "head": "The head of the journal in this receipt was not signed by the ward.",
    "proof": "The proof does not lead from the record to the head of the journal.",
    "witness": "No second zone has witnessed this head of the journal.",
}
"""What each reason of a verdict means for a person."""

RECEIPT_BYTES_MAX = 1_000_000


@click.command(epilog="Example: yakusho verify receipt.json --keys manifest.json")
@click.argument("receipt", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--keys",
    "keys_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The ward's published key manifest.  [default: the home's]",
)
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(receipt: Path, keys_file: Path | None, home_path: Path, as_json: bool) -> None:
    """Check a receipt offline against published keys.

    Exit code 0: final, or given and not final yet. 1: the receipt proves nothing.
    """
    manifest = _manifest(keys_file, home_path)
    verdict = _verdict(receipt, manifest)
    if as_json:
        identity = manifest.fingerprint()
        said = {"state": verdict.state, "reason": verdict.reason, "words": WORDS[verdict.reason], "identity": identity}
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{verdict.state}: {WORDS[verdict.reason]}")
        click.echo(f"Compare the ward's identity key with the one published on paper:\n  {manifest.fingerprint()}")
    if verdict.state == "bad":
        raise SystemExit(Failed.exit_code)


def _manifest(keys_file: Path | None, home_path: Path) -> Manifest:
    if keys_file is None:
        manifest = stored_manifest(read_home(home_path))
        if manifest is None:
            raise CannotRun(f"{home_path} has no key manifest.", "Name one: --keys manifest.json")
        return manifest
    try:
        return read_manifest(keys_file.read_text("utf-8"))
    except (KeysMissing, OSError, UnicodeDecodeError) as error:
        remedy = "Download the ward's keys again (portal, /keys.json)."
        raise CannotRun(f"{keys_file}: {error}.", remedy) from error


def _verdict(receipt: Path, manifest: Manifest) -> Verdict:
    if receipt.stat().st_size > RECEIPT_BYTES_MAX:
        return Verdict("bad", "format")
    try:
        said = json.loads(receipt.read_text("utf-8"))
    except (ValueError, RecursionError):
        return Verdict("bad", "format")
    return verify_receipt(said, manifest)
