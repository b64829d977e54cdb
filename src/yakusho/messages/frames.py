"""Sealed files, format 2 (封緘したファイル): frames that can be made one after the other, in any number of requests.

A file begins with `MARK`. Then come frames of `FRAME_BYTES` of the file each, the last one of what is left: a random
nonce (24 bytes), and the XChaCha20-Poly1305 ciphertext with its tag (16 bytes more than the content). Each frame
vouches for its number and for whether it is the last, so that none can be left out, swapped, added or cut off. No state
has to survive between two frames but the number of the next one; a frame made again after a lost connection has a new
nonce.

Format 1, one secretstream of a whole file, is still opened (`messages.sealing.open_file`).
"""

import secrets
from collections.abc import Iterable, Iterator

from nacl import bindings
from nacl.exceptions import CryptoError

MARK = b"yakusho/file/2\r\n"
"""What a file of this format begins with; one of format 1 begins with 24 random bytes."""
FRAME_BYTES = 65_536
NONCE_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
TAG_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
SEALED_FRAME_BYTES = NONCE_BYTES + FRAME_BYTES + TAG_BYTES


def _about(number: int, last: bool) -> bytes:
    return MARK + number.to_bytes(8, "big") + bytes((last,))


def seal_frame(data: bytes, number: int, key: bytes, *, last: bool) -> bytes:
    """Encrypt one frame; `number` counts from 0."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    about = _about(number, last)
    return nonce + bytes(bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(data, about, nonce, key))


def seal_frames(data: bytes, number: int, key: bytes, *, last: bool) -> bytes:
    """Encrypt a part of a file from frame `number` on; a part that isn't the `last` one is of whole frames."""
    starts = range(0, max(len(data), 1), FRAME_BYTES)
    assert last or (data and len(data) % FRAME_BYTES == 0)
    return b"".join(
        seal_frame(data[start : start + FRAME_BYTES], number + index, key, last=last and start == starts[-1])
        for index, start in enumerate(starts)
    )


def sealed_bytes(plain_bytes: int) -> int:
    """How long a file is so far, sealed, when whole frames of `plain_bytes` altogether have been made."""
    return len(MARK) + plain_bytes // FRAME_BYTES * SEALED_FRAME_BYTES


def _open_frame(sealed: bytes, number: int, key: bytes, *, last: bool) -> bytes:
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise CryptoError("a frame cut short")
    nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    about = _about(number, last)
    return bytes(bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(content, about, nonce, key))


def open_frames(sealed: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Decrypt frames from pieces of any size of what follows the mark.

    Raises:
        CryptoError: another key, changed, or cut short.
    """
    buffer, number = b"", 0
    for piece in sealed:
        buffer += piece
        while len(buffer) > SEALED_FRAME_BYTES:
            yield _open_frame(buffer[:SEALED_FRAME_BYTES], number, key, last=False)
            buffer, number = buffer[SEALED_FRAME_BYTES:], number + 1
    yield _open_frame(buffer, number, key, last=True)
