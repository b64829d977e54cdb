"""`yakusho verify` says in words and by its exit code what a receipt proves."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from yakusho.cli.commands.verify import WORDS
from yakusho.cli.home import Home
from yakusho.ledger import receipts
from yakusho.ledger.format import ENTRY_FIELDS
from yakusho.ledger.keys import load_zone_keys


@pytest.fixture
def receipt(home: Home) -> dict[str, Any]:
    """A receipt as the portal gives it at once."""
    key = load_zone_keys(home.zone("portal") / "keys").journal
    entry = {**dict.fromkeys(ENTRY_FIELDS, ""), "zone": "portal", "kind": "application.received"}
    return receipts.give(entry, key, home.ward_code)


def _write(folder: Path, receipt: object) -> Path:
    file = folder / "receipt.json"
    file.write_text(json.dumps(receipt), "utf-8")
    return file


def test_a_given_receipt_is_good_and_called_given(
    home: Home, receipt: dict[str, Any], tmp_path: Path, yakusho: Callable[..., Result]
) -> None:
    result = yakusho("verify", _write(tmp_path, receipt), "--keys", home.manifest("office"))
    assert result.exit_code == 0
    assert result.output.startswith("given: ")


def test_a_changed_receipt_ends_with_1(
    home: Home, receipt: dict[str, Any], tmp_path: Path, yakusho: Callable[..., Result]
) -> None:
    receipt["entry"]["id"] = "2"
    result = yakusho("verify", _write(tmp_path, receipt), "--home", home.path, "--json")
    assert result.exit_code == 1
    assert json.loads(result.output)["reason"] == "leaf"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', "nonsense", "[" * 100_000])
def test_whatever_is_no_receipt_ends_with_1(
    home: Home, tmp_path: Path, yakusho: Callable[..., Result], text: str
) -> None:
    file = tmp_path / "receipt.json"
    file.write_text(text, "utf-8")
    assert yakusho("verify", file, "--home", home.path).exit_code == 1


def test_keys_that_cannot_be_believed_end_with_2(
    home: Home, receipt: dict[str, Any], tmp_path: Path, yakusho: Callable[..., Result]
) -> None:
    keys = tmp_path / "manifest.json"
    keys.write_text(home.manifest("portal").read_text("utf-8").replace("131199", "131202"), "utf-8")
    assert yakusho("verify", _write(tmp_path, receipt), "--keys", keys).exit_code == 2


def test_every_reason_of_the_ledger_has_words() -> None:
    documented = receipts.verify.__doc__ or ""
    reasons = documented.partition("Reasons:")[2].replace("(given only)", "").strip().rstrip(".").split(", ")
    assert {reason.strip().strip("`") for reason in reasons} == set(WORDS)
