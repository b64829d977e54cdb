"""Sealing: submissions to a zone, replies to a resident, files as they stream in (libsodium throughout).

One status code is all a resident holds. Everything else is derived from it (HKDF, RFC 5869), so the portal needs to
keep none of it: the draft's id and key, the look-up id of the status page, the key that replies are encrypted to.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeVar

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from yakusho.messages.crossing import Crossing
from yakusho.messages.frames import FRAME_BYTES, MARK, open_frames, seal_frame, seal_frames
from yakusho.messages.submissions import FollowUp, Reply, Submission

Content = TypeVar("Content", bound=Crossing)

PADDING_BYTES = 512
_STREAM_CHUNK_BYTES = 65_536
_CHUNK_OVERHEAD = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER_BYTES = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class CannotOpen(Exception):
    """The ciphertext is not for this key, or was changed."""


def derive(code: str, purpose: str) -> bytes:
    """32 bytes for one purpose out of a status code (HKDF-SHA256); `purpose` is such as `draft-id/1`, `reply-key`."""
    return HKDF(algorithm=SHA256(), length=32, salt=b"yakusho/code/1", info=purpose.encode()).derive(code.encode())


def lookup_id(code: str) -> str:
    """What the portal finds a submission by, instead of the code (hexadecimal)."""
    return derive(code, "lookup").hex()


def reply_key(code: str) -> bytes:
    """The key that replies to this resident are encrypted to."""
    return derive(code, "reply-key")


def draft_id(code: str, revision: int) -> str:
    """The id of the draft that becomes revision `revision` (hexadecimal)."""
    return derive(code, f"draft-id/{revision}").hex()[:32]


def draft_key(code: str, revision: int) -> bytes:
    """The key that the saved draft of that revision is encrypted under."""
    return derive(code, f"draft-key/{revision}")


def pad(data: bytes, block_bytes: int = PADDING_BYTES) -> bytes:
    """ISO/IEC 7816-4 padding to a multiple of `block_bytes`, so that length tells little."""
    return data + b"\x80" + b"\x00" * (-(len(data) + 1) % block_bytes)


def unpad(data: bytes) -> bytes:
    """Take the padding off again.

    Raises:
        CannotOpen: there is none.
    """
    stripped = data.rstrip(b"\x00")
    if not stripped.endswith(b"\x80"):
        raise CannotOpen("padding")
    return stripped[:-1]


def seal_crossing(content: Crossing, key: PublicKey, block_bytes: int = PADDING_BYTES) -> bytes:
    """Seal what crosses a wall to a zone's public key; nobody else, the sealer included, can open it."""
    return bytes(SealedBox(key).encrypt(pad(content.model_dump_json().encode(), block_bytes)))


def open_crossing(kind: type[Content], sealed: bytes, key: PrivateKey) -> Content:
    """Open what was sealed to this zone, as content of that kind.

    Raises:
        CannotOpen: sealed to another key, changed, or not of that kind.
    """
    try:
        return kind.model_validate_json(unpad(bytes(SealedBox(key).decrypt(sealed))))
    except (CryptoError, ValueError) as error:
        raise CannotOpen(kind.__name__) from error


def seal_submission(submission: Submission, key: PublicKey) -> bytes:
    """Seal a submission to the zone that decides on it."""
    return seal_crossing(submission, key)


def open_submission(sealed: bytes, key: PrivateKey) -> Submission:
    """Open a sealed submission in its zone.

    Raises:
        CannotOpen: sealed to another key, changed, or not a submission.
    """
    return open_crossing(Submission, sealed, key)


def seal_follow_up(follow_up: FollowUp, key: PublicKey) -> bytes:
    """Seal what follows an application to a zone's public key, as the application was."""
    return seal_crossing(follow_up, key)


def open_follow_up(sealed: bytes, key: PrivateKey) -> FollowUp:
    """Open what follows an application in its zone.

    Raises:
        CannotOpen: sealed to another key, changed, or not such a thing.
    """
    return open_crossing(FollowUp, sealed, key)


def seal_part(answers: Mapping[str, object], key: PublicKey) -> str:
    """Seal answers that stay apart from all others to a zone's public key; base64 text."""
    data = json.dumps(dict(answers), ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(SealedBox(key).encrypt(pad(data))).decode()


def open_part(sealed: str, key: PrivateKey) -> dict[str, Any]:
    """Open answers that stay apart, when somebody is to see them.

    Raises:
        CannotOpen: sealed to another key, or changed.
    """
    try:
        return dict(json.loads(unpad(bytes(SealedBox(key).decrypt(base64.b64decode(sealed, validate=True))))))
    except (CryptoError, ValueError) as error:
        raise CannotOpen("part") from error


def seal_reply(reply: Reply, key: bytes) -> str:
    """Encrypt a reply to the resident's reply key; base64 text."""
    return base64.b64encode(SecretBox(key).encrypt(pad(reply.model_dump_json().encode()))).decode()


def open_reply(sealed: str, key: bytes) -> Reply:
    """Open a reply during the resident's request.

    Raises:
        CannotOpen: another key, changed, or not a reply.
    """
    try:
        return Reply.model_validate_json(unpad(SecretBox(key).decrypt(base64.b64decode(sealed, validate=True))))
    except (CryptoError, ValueError) as error:
        raise CannotOpen("reply") from error


def seal_json(value: object, key: bytes) -> bytes:
    """Encrypt a JSON value under a symmetric key (drafts, case content)."""
    return bytes(SecretBox(key).encrypt(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()))


def open_json(sealed: bytes, key: bytes) -> object:
    """Decrypt a JSON value.

    Raises:
        CannotOpen: another key, or changed.
    """
    try:
        value: object = json.loads(SecretBox(key).decrypt(sealed))
    except (CryptoError, ValueError) as error:
        raise CannotOpen("value") from error
    return value


class FileSealer:
    """Encrypts one file as it streams in, frame by frame (`messages.frames`); boundaries of pieces don't matter."""

    header = MARK

    def __init__(self, key: bytes) -> None:
        self._key, self._number, self._pending = key, 0, b""

    def update(self, data: bytes) -> bytes:
        """Ciphertext that became ready with this piece of the file."""
        self._pending += data
        # The last frame waits, because only the end of the file tells that it is the last one.
        ready = (max(len(self._pending), 1) - 1) // FRAME_BYTES
        if not ready:
            return b""
        whole, self._pending = self._pending[: ready * FRAME_BYTES], self._pending[ready * FRAME_BYTES :]
        number, self._number = self._number, self._number + ready
        return seal_frames(whole, number, self._key, last=False)

    def finish(self) -> bytes:
        """The last ciphertext; a file cut short is noticed when it is opened."""
        return seal_frame(self._pending, self._number, self._key, last=True)


def open_file(sealed: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Decrypt a file of either format from pieces of its ciphertext of any size.

    Raises:
        CannotOpen: another key, changed, or cut short.
    """
    pieces, head = iter(sealed), b""
    while len(head) < len(MARK) and (piece := next(pieces, None)) is not None:
        head += piece
    try:
        if head.startswith(MARK):
            yield from open_frames(chain((head[len(MARK) :],), pieces), key)
        else:
            yield from _open_stream(chain((head,), pieces), key)
    except (CryptoError, ValueError, RuntimeError, TypeError) as error:
        raise CannotOpen("file") from error


def _open_stream(sealed: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Decrypt a file of format 1: one secretstream of chunks."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    buffer, started, last = b"", False, 0
    size = _STREAM_CHUNK_BYTES + _CHUNK_OVERHEAD
    for piece in sealed:
        buffer += piece
        if not started and len(buffer) >= _HEADER_BYTES:
            bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, buffer[:_HEADER_BYTES], key)
            buffer, started = buffer[_HEADER_BYTES:], True
        while started and len(buffer) > size:
            plain, last = bindings.crypto_secretstream_xchacha20poly1305_pull(state, buffer[:size])
            buffer = buffer[size:]
            yield plain
    plain, last = bindings.crypto_secretstream_xchacha20poly1305_pull(state, buffer)
    if last != _FINAL:
        raise CannotOpen("file cut short")
    yield plain
