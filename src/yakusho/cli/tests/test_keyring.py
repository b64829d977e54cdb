"""Keys are made once; the ward's identity key may go offline afterwards."""

import stat

import pytest

from yakusho.cli.errors import CannotRun
from yakusho.cli.home import Home
from yakusho.cli.keyring import prepare_keys, stored_manifest
from yakusho.ledger.keys import ZONES, load_zone_keys


def test_the_manifest_holds_the_public_keys_of_every_zone(home: Home) -> None:
    manifest = stored_manifest(home)
    assert manifest is not None
    for zone in ZONES:
        keys = load_zone_keys(home.zone(zone) / "keys")
        assert manifest.journal(zone) == bytes(keys.journal.verify_key)


def test_a_second_run_makes_nothing(home: Home) -> None:
    assert prepare_keys(home) == []


def test_secret_keys_are_readable_by_their_owner_only(home: Home) -> None:
    files = [home.identity_key, *home.path.glob("*/keys/*.key")]
    assert len(files) == 1 + 5 * len(ZONES)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_complete_home_needs_no_identity_key(home: Home) -> None:
    home.identity_key.unlink()
    assert prepare_keys(home) == []


def test_lost_keys_need_the_identity_key_back(home: Home) -> None:
    home.identity_key.unlink()
    (home.zone("office") / "keys" / "relay.key").unlink()
    with pytest.raises(CannotRun, match="office has lost keys"):
        prepare_keys(home)


def test_lost_keys_are_made_anew_and_signed_for(home: Home) -> None:
    before = stored_manifest(home)
    (home.zone("office") / "keys" / "relay.key").unlink()
    assert any("office" in words for words in prepare_keys(home))
    after = stored_manifest(home)
    assert before is not None
    assert after is not None
    assert after.identity == before.identity
    assert after.relay("office") != before.relay("office")


def test_another_identity_key_never_signs_for_this_home(home: Home) -> None:
    home.identity_key.unlink()
    home.identity_key.write_bytes((home.zone("portal") / "keys" / "web.key").read_bytes())
    (home.zone("office") / "keys" / "relay.key").unlink()
    with pytest.raises(CannotRun, match="another key"):
        prepare_keys(home)


def test_a_lost_copy_of_the_manifest_is_put_back(home: Home) -> None:
    text = home.manifest("portal").read_text("utf-8")
    home.manifest("portal").unlink()
    assert len(prepare_keys(home)) == 1
    assert home.manifest("portal").read_text("utf-8") == text
