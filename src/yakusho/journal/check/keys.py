"""The ward's key manifest, believed only when its identity key signed it."""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yakusho.journal.check import canonical
from yakusho.journal.check.notes import verify


class NoKeys(Exception):
    """The manifest is missing or can't be believed; nothing can be checked without it."""


@dataclass(frozen=True)
class Keys:
    """Public keys that sign the zones' heads."""

    ward_code: str
    journal: dict[str, bytes]

    def name(self, zone: str) -> str:
        """The name that a zone's journal signs under, in its first epoch."""
        return f"yakusho/{self.ward_code}/{zone}/1"


def read(path: Path, fingerprint: str = "") -> Keys:
    """Read a manifest; `fingerprint` (hexadecimal, spaces don't matter) is the identity key's, known from paper.

    Raises:
        NoKeys: not readable, not signed, or signed by another identity.
    """
    try:
        signed: Any = canonical.read(path.read_text("utf-8"))
        identity = base64.b64decode(signed["identity"], validate=True)
        signature = base64.b64decode(signed["signature"], validate=True)
        body = {name: signed[name] for name in ("format", "ward_code", "zones")}
        journal = {zone: base64.b64decode(keys["journal"], validate=True) for zone, keys in body["zones"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoKeys(f"{path} is no key manifest") from error
    if body["format"] != "yakusho-keys/1" or not verify(identity, signature, canonical.write(body)):
        raise NoKeys(f"{path} does not carry its identity's signature")
    wanted = "".join(fingerprint.split()).lower()
    if wanted and hashlib.sha256(identity).hexdigest() != wanted:
        raise NoKeys(f"{path} is signed by another identity")
    return Keys(str(body["ward_code"]), journal)
