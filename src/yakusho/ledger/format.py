"""The journal's format in one module: what is hashed, what is signed, and how a head is written.

An entry's leaf is the RFC 9162 leaf hash of its RFC 8785 canonical JSON, without its position, because positions are
given after commit. A head is a C2SP tlog-checkpoint (a signed note); a witness adds a C2SP tlog-cosignature.
"""

import base64
import hashlib
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

ENTRY_FIELDS = (
    "zone",
    "id",
    "kind",
    "version",
    "subject",
    "occurred_on",
    "fiscal_year",
    "recorded_at",
    "section",
    "actor",
    "body",
    "content_hash",
    "corrects",
)
"""The members of a sealed entry; all are always present, empty text or null where they say nothing."""

_ED25519_SIGNATURE = b"\x01"
_ED25519_COSIGNATURE = b"\x04"


def canonical(entry: dict[str, Any]) -> bytes:
    """RFC 8785 canonical JSON of an entry.

    Raises:
        ValueError: members are missing or unknown.
    """
    if set(entry) != set(ENTRY_FIELDS):
        raise ValueError("an entry has exactly the members of ENTRY_FIELDS")
    return bytes(rfc8785.dumps(entry))


def leaf_hash(data: bytes) -> bytes:
    """RFC 9162 2.1.1: SHA-256(0x00 || data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 9162 2.1.1: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


EMPTY_ROOT = hashlib.sha256(b"").digest()


@dataclass(frozen=True)
class Head:
    """The state of a zone's journal at one moment: its tree size and root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The signed text of a C2SP tlog-checkpoint."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


class BadHead(Exception):
    """A signed head that can't be believed."""


def key_id(name: str, public: bytes, kind: bytes) -> bytes:
    """Four bytes that tell a note's signatures apart (C2SP signed-note)."""
    return hashlib.sha256(name.encode() + b"\n" + kind + public).digest()[:4]


def origin_name(ward_code: str, zone: str, epoch: int = 1) -> str:
    """The name a zone's journal signs under, such as `yakusho/131199/portal/1`."""
    return f"yakusho/{ward_code}/{zone}/{epoch}"


def _line(name: str, blob: bytes) -> str:
    return f"— {name} {base64.b64encode(blob).decode()}\n"


def sign_head(head: Head, key: SigningKey) -> str:
    """A signed checkpoint: head text, empty line, the zone's signature line."""
    signature = key.sign(head.text().encode()).signature
    identity = key_id(head.origin, bytes(key.verify_key), _ED25519_SIGNATURE)
    return f"{head.text()}\n{_line(head.origin, identity + signature)}"


def read_head(note: str) -> Head:
    """The head written in a note, its signatures unread.

    Raises:
        BadHead: the text is not a checkpoint.
    """
    try:
        text, _ = note.split("\n\n", 1)
        origin, size, root = text.split("\n")
        head = Head(origin, int(size), base64.b64decode(root, validate=True))
    except ValueError as error:
        raise BadHead("the text is not a checkpoint") from error
    if head.size < 0 or str(head.size) != size or len(head.root) != 32 or not origin:
        raise BadHead("the text is not a checkpoint")
    return head


def _signatures(note: str) -> list[tuple[str, bytes]]:
    found = []
    for line in note.split("\n\n", 1)[1].splitlines():
        if not line.startswith("— "):
            raise BadHead("a signature line is broken")
        try:
            name, blob = line[2:].split(" ")
            found.append((name, base64.b64decode(blob, validate=True)))
        except ValueError as error:
            raise BadHead("a signature line is broken") from error
    return found


def open_head(note: str, origin: str, public: bytes) -> Head:
    """The head in a checkpoint after its zone's signature was checked.

    Raises:
        BadHead: not a checkpoint, another origin, or no good signature of `public`.
    """
    head = read_head(note)
    if head.origin != origin:
        raise BadHead("the head is of another journal")
    identity = key_id(origin, public, _ED25519_SIGNATURE)
    for name, blob in _signatures(note):
        if name == origin and blob[:4] == identity and _good(public, head.text().encode(), blob[4:]):
            return head
    raise BadHead("the head does not carry its zone's signature")


def _cosigned_text(head: Head, when: int) -> bytes:
    return f"cosignature/v1\ntime {when}\n{head.text()}".encode()


def cosign_head(note: str, name: str, key: SigningKey, when: datetime) -> str:
    """The witness's signature line over a head it found consistent (C2SP tlog-cosignature)."""
    head, seconds = read_head(note), int(when.timestamp())
    signature = key.sign(_cosigned_text(head, seconds)).signature
    identity = key_id(name, bytes(key.verify_key), _ED25519_COSIGNATURE)
    return _line(name, identity + struct.pack(">Q", seconds) + signature)


def cosigned_at(note: str, name: str, public: bytes) -> datetime | None:
    """When the witness `name` cosigned this head, or None when no good cosignature of it is there."""
    head, identity = read_head(note), key_id(name, public, _ED25519_COSIGNATURE)
    for signer, blob in _signatures(note):
        if signer == name and blob[:4] == identity and len(blob) == 76:
            seconds = struct.unpack(">Q", blob[4:12])[0]
            if _good(public, _cosigned_text(head, seconds), blob[12:]):
                return datetime.fromtimestamp(seconds, UTC)
    return None


def _good(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        VerifyKey(public).verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True
