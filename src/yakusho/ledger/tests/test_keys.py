"""Keys: zones believe only what the ward's identity key signed, and secrets lie readable to their owner alone."""

import base64
import json
import stat
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from yakusho.ledger.keys import (
    ZONES,
    KeysMissing,
    create_zone_keys,
    load_zone_keys,
    read_manifest,
    sign_manifest,
)

IDENTITY = SigningKey(b"i" * 32)


@pytest.fixture
def text(tmp_path: Path) -> str:
    return sign_manifest("131199", {zone: create_zone_keys(tmp_path / zone).public() for zone in ZONES}, IDENTITY)


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    first = create_zone_keys(tmp_path / "keys").public()
    assert create_zone_keys(tmp_path / "keys").public() == first
    files = list((tmp_path / "keys").iterdir())
    assert len(files) == 5
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_no_two_keys_are_the_same(tmp_path: Path) -> None:
    create_zone_keys(tmp_path / "keys")
    assert len({file.read_bytes() for file in (tmp_path / "keys").iterdir()}) == 5


@pytest.mark.parametrize(
    "content", [None, b"", b"not base64!", base64.b64encode(b"short"), base64.b64encode(b"x" * 33)]
)
def test_a_broken_key_file_is_named(content: bytes | None, tmp_path: Path) -> None:
    create_zone_keys(tmp_path)
    (tmp_path / "relay.key").unlink()
    if content is not None:
        (tmp_path / "relay.key").write_bytes(content)
    with pytest.raises(KeysMissing, match=r"relay\.key"):
        load_zone_keys(tmp_path)


def test_the_manifest_tells_the_public_keys(text: str, tmp_path: Path) -> None:
    manifest = read_manifest(text, bytes(IDENTITY.verify_key))
    keys = load_zone_keys(tmp_path / "office")
    assert manifest.ward_code == "131199"
    assert manifest.journal("office") == bytes(keys.journal.verify_key)
    assert manifest.relay("office") == bytes(keys.relay.verify_key)
    assert bytes(manifest.sealing("office")) == bytes(keys.sealing.public_key)


def test_the_fingerprint_can_be_read_aloud(text: str) -> None:
    groups = read_manifest(text).fingerprint().split(" ")
    assert len(groups) == 16
    assert {len(group) for group in groups} == {4}


def test_another_identity_is_refused(text: str) -> None:
    with pytest.raises(KeysMissing, match="another identity"):
        read_manifest(text, bytes(SigningKey(b"j" * 32).verify_key))


@pytest.mark.parametrize("name", ["format", "ward_code", "zones", "identity", "signature"])
def test_every_changed_member_of_a_manifest_is_noticed(text: str, name: str) -> None:
    signed = json.loads(text)
    for value in (None, "", {}, base64.b64encode(b"x" * 32).decode()):
        with pytest.raises(KeysMissing):
            read_manifest(json.dumps({**signed, name: value}))
    del signed[name]
    with pytest.raises(KeysMissing):
        read_manifest(json.dumps(signed))


@pytest.mark.parametrize("broken", ["", "[]", "null", "{}", "{"])
def test_what_is_no_manifest_is_refused(broken: str) -> None:
    with pytest.raises(KeysMissing):
        read_manifest(broken)
