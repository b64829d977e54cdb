"""Signed heads: C2SP checkpoints and cosignatures, read and verified apart from the code that writes them."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_NOTE = re.compile(
    r"(?P<text>(?P<origin>[^\n ]+)\n(?P<size>0|[1-9][0-9]{0,18})\n(?P<root>[^\n]{44})\n)\n(?P<lines>.*)", re.S
)
_LINE = re.compile("\N{EM DASH} (?P<name>[^\n ]+) (?P<blob>[A-Za-z0-9+/]+={0,2})\n")
_SIGNATURE, _COSIGNATURE = b"\x01", b"\x04"


class NotANote(ValueError):
    """Text that is no checkpoint with signature lines."""


@dataclass(frozen=True)
class Checkpoint:
    """A head as written: whose journal, how many entries, which root, and who signed."""

    origin: str
    size: int
    root: bytes
    text: str
    lines: tuple[tuple[str, bytes], ...]


def parse(note: str) -> Checkpoint:
    """Read a checkpoint; the signatures are not verified yet.

    Raises:
        NotANote: it is none, or says something in a second spelling.
    """
    found = _NOTE.fullmatch(note)
    if found is None:
        raise NotANote("no checkpoint")
    lines, at = [], 0
    while at < len(found["lines"]):
        line = _LINE.match(found["lines"], at)
        if line is None:
            raise NotANote("a signature line is broken")
        lines.append((line["name"], _base64(line["blob"])))
        at = line.end()
    root = _base64(found["root"])
    if len(root) != 32:
        raise NotANote("the root is not 32 bytes")
    return Checkpoint(found["origin"], int(found["size"]), root, found["text"], tuple(lines))


def signed_by(checkpoint: Checkpoint, name: str, public: bytes) -> bool:
    """Whether the journal's own key signed the checkpoint."""
    return any(
        verify(public, blob[4:], checkpoint.text.encode())
        for blob in _blobs(checkpoint, name, public, _SIGNATURE)
        if len(blob) == 68
    )


def cosigned_by(checkpoint: Checkpoint, name: str, public: bytes) -> bool:
    """Whether a witness cosigned the checkpoint, at the time its line says."""
    return any(
        verify(public, blob[12:], _cosigned(checkpoint, int.from_bytes(blob[4:12], "big")))
        for blob in _blobs(checkpoint, name, public, _COSIGNATURE)
        if len(blob) == 76
    )


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Ed25519 (RFC 8032)."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _blobs(checkpoint: Checkpoint, name: str, public: bytes, kind: bytes) -> list[bytes]:
    identity = hashlib.sha256(name.encode() + b"\n" + kind + public).digest()[:4]
    return [blob for signer, blob in checkpoint.lines if signer == name and blob.startswith(identity)]


def _cosigned(checkpoint: Checkpoint, seconds: int) -> bytes:
    return b"cosignature/v1\ntime " + str(seconds).encode() + b"\n" + checkpoint.text.encode()


def _base64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotANote("not base64") from error
    if base64.b64encode(data).decode() != text:
        raise NotANote("base64 in a second spelling")
    return data
