"""The ward's keys at `yakusho init`: each zone's own, the identity key that signs for them, the manifest."""

import base64
import os
from pathlib import Path

from nacl.signing import SigningKey

from yakusho.cli.errors import CannotRun
from yakusho.cli.home import Home
from yakusho.ledger.keys import (
    ZONES,
    KeysMissing,
    Manifest,
    create_zone_keys,
    load_zone_keys,
    read_manifest,
    sign_manifest,
)


def _write_secret(file: Path, data: bytes) -> None:
    file.parent.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(base64.b64encode(data))


def _identity(home: Home) -> SigningKey | None:
    try:
        return SigningKey(base64.b64decode(home.identity_key.read_bytes(), validate=True))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise CannotRun(
            f"{home.identity_key} is not a key.", "Bring the right file back from where it is kept."
        ) from error


def stored_manifest(home: Home) -> Manifest | None:
    """The manifest this home has, from the first zone that holds one.

    Raises:
        CannotRun: it can't be believed.
    """
    for zone in ZONES:
        file = home.manifest(zone)
        if file.exists():
            try:
                return read_manifest(file.read_text("utf-8"))
            except KeysMissing as error:
                raise CannotRun(f"{file}: {error}.", "Bring it back from a backup.") from error
    return None


def prepare_keys(home: Home) -> list[str]:
    """Make the keys that are missing and put a manifest of all public keys, signed by the ward, into each zone.

    Answers what was made, in a person's words. On a machine that holds one zone only, the others are left alone.

    Raises:
        CannotRun: keys are missing but the identity key that must sign for new ones is kept elsewhere.
    """
    manifest = stored_manifest(home)
    if manifest is not None and manifest.ward_code != home.ward_code:
        words = f"The keys in {home.path} belong to ward {manifest.ward_code}, not {home.ward_code}."
        raise CannotRun(words, "Choose another --home.")
    made = []
    public = {} if manifest is None else _as_text(manifest)
    for zone in ZONES if manifest is None else home.zones():
        folder = home.zone(zone) / "keys"
        try:
            keys = load_zone_keys(folder)
        except KeysMissing:
            if manifest is not None and not home.identity_key.exists():
                remedy = f"Restore {folder} from a backup, or put the ward identity key at {home.identity_key} for now."
                raise CannotRun(f"{zone} has lost keys, and a new manifest needs the identity key.", remedy) from None
            keys = create_zone_keys(folder)
            made.append(f"{zone}: keys made in {folder}")
        public[zone] = keys.public()
    if made or manifest is None:
        return made + _sign(home, public, manifest)
    return _spread(home)


def _as_text(manifest: Manifest) -> dict[str, dict[str, str]]:
    return {
        zone: {name: base64.b64encode(key).decode() for name, key in keys.items()}
        for zone, keys in manifest.zones.items()
    }


def _sign(home: Home, public: dict[str, dict[str, str]], before: Manifest | None) -> list[str]:
    made = []
    identity = _identity(home)
    if identity is None:
        identity = SigningKey.generate()
        _write_secret(home.identity_key, bytes(identity))
        made.append(f"ward identity key made: {home.identity_key} (move it offline, and keep a second copy elsewhere)")
    if before is not None and bytes(identity.verify_key) != before.identity:
        remedy = "Bring the key that signed the manifest; receipts are believed by that key only."
        raise CannotRun(f"{home.identity_key} is another key than the one that signed this home's manifest.", remedy)
    text = sign_manifest(home.ward_code, public, identity)
    for zone in home.zones():
        home.manifest(zone).write_text(text, "utf-8")
    return [*made, "key manifest signed and put into each zone"]


def _spread(home: Home) -> list[str]:
    files = [home.manifest(zone) for zone in home.zones()]
    text = next(file.read_text("utf-8") for file in files if file.exists())
    missing = [file for file in files if not file.exists()]
    for file in missing:
        file.write_text(text, "utf-8")
    return [f"{file} copied" for file in missing]
