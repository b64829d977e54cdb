"""A zone's keys and the ward's manifest of them.

Each zone makes its own secret keys; they never leave its folder. The ward's identity key, which stays offline, signs a
manifest of all public keys, and every zone believes only keys of a manifest that this identity signed.
"""

import base64
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rfc8785
from nacl.exceptions import BadSignatureError
from nacl.public import PrivateKey, PublicKey
from nacl.signing import SigningKey, VerifyKey

ZONES = ("portal", "office", "mynumber")
MANIFEST_FORMAT = "yakusho-keys/1"
_SECRETS = ("journal", "relay", "sealing", "storage", "web")


class KeysMissing(Exception):
    """A key file or the manifest is missing or can't be believed."""


@dataclass(frozen=True)
class ZoneKeys:
    """The secret keys of one zone.

    `journal` signs heads and receipts, `relay` signs requests, `sealing` opens what is sealed to the zone, `storage`
    wraps the data keys of cases, `web` is the secret of cookies and form tokens.
    """

    journal: SigningKey
    relay: SigningKey
    sealing: PrivateKey
    storage: bytes
    web: bytes

    def public(self) -> dict[str, str]:
        """The public halves, base64, as they stand in the manifest."""
        return {
            "journal": base64.b64encode(bytes(self.journal.verify_key)).decode(),
            "relay": base64.b64encode(bytes(self.relay.verify_key)).decode(),
            "sealing": base64.b64encode(bytes(self.sealing.public_key)).decode(),
        }


def create_zone_keys(folder: Path) -> ZoneKeys:
    """Make the secret keys of a zone that are not there yet; 32 random bytes a file, readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in _SECRETS:
        path = folder / f"{name}.key"
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(base64.b64encode(secrets.token_bytes(32)))
    return load_zone_keys(folder)


def load_zone_keys(folder: Path) -> ZoneKeys:
    """The secret keys of a zone.

    Raises:
        KeysMissing: a file is missing or not 32 bytes in base64.
    """
    found = {}
    for name in _SECRETS:
        path = folder / f"{name}.key"
        try:
            found[name] = base64.b64decode(path.read_bytes(), validate=True)
        except (OSError, ValueError) as error:
            raise KeysMissing(f"{path}: not a readable key; `yakusho init` makes it") from error
        if len(found[name]) != 32:
            raise KeysMissing(f"{path}: not 32 bytes")
    return ZoneKeys(
        journal=SigningKey(found["journal"]),
        relay=SigningKey(found["relay"]),
        sealing=PrivateKey(found["sealing"]),
        storage=found["storage"],
        web=found["web"],
    )


@dataclass(frozen=True)
class Manifest:
    """The public keys of all zones, signed by the ward's identity key."""

    ward_code: str
    identity: bytes
    zones: dict[str, dict[str, bytes]]

    def journal(self, zone: str) -> bytes:
        """The key that signs the zone's heads and receipts."""
        return self.zones[zone]["journal"]

    def relay(self, zone: str) -> bytes:
        """The key that signs the zone's requests."""
        return self.zones[zone]["relay"]

    def sealing(self, zone: str) -> PublicKey:
        """The key that submissions to the zone are sealed to."""
        return PublicKey(self.zones[zone]["sealing"])

    def fingerprint(self) -> str:
        """The identity key's fingerprint as published on paper: 16 groups of four hexadecimal digits."""
        digits = hashlib.sha256(self.identity).hexdigest()
        return " ".join(digits[i : i + 4] for i in range(0, 64, 4))


def sign_manifest(ward_code: str, zones: dict[str, dict[str, str]], identity: SigningKey) -> str:
    """The manifest as JSON text, signed by the identity key."""
    body: dict[str, Any] = {"format": MANIFEST_FORMAT, "ward_code": ward_code, "zones": zones}
    signed = {
        **body,
        "identity": base64.b64encode(bytes(identity.verify_key)).decode(),
        "signature": base64.b64encode(identity.sign(bytes(rfc8785.dumps(body))).signature).decode(),
    }
    return json.dumps(signed, indent=2, sort_keys=True) + "\n"


def read_manifest(text: str, identity: bytes | None = None) -> Manifest:
    """The manifest after its signature was checked, against `identity` when that is known from elsewhere.

    Raises:
        KeysMissing: the text is no manifest, or its signature is not good.
    """
    try:
        signed: dict[str, Any] = json.loads(text)
        public = base64.b64decode(signed["identity"], validate=True)
        body = {name: signed[name] for name in ("format", "ward_code", "zones")}
        if body["format"] != MANIFEST_FORMAT:
            raise ValueError("another format")
        VerifyKey(public).verify(bytes(rfc8785.dumps(body)), base64.b64decode(signed["signature"], validate=True))
        zones = {
            zone: {name: base64.b64decode(value, validate=True) for name, value in keys.items()}
            for zone, keys in body["zones"].items()
        }
    except (ValueError, KeyError, TypeError, BadSignatureError) as error:
        raise KeysMissing("the key manifest can't be believed") from error
    if identity is not None and public != identity:
        raise KeysMissing("the key manifest is signed by another identity")
    return Manifest(ward_code=body["ward_code"], identity=public, zones=zones)
