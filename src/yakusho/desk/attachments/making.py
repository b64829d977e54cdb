"""Making the copy of one file, without tables: scan, sandbox, encryption; runs beside the worker's other steps."""

import hashlib
import logging
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from yakusho.desk.attachments import clamd, sandbox
from yakusho.desk.attachments.child import KEEP_TEXT
from yakusho.desk.attachments.outcome import Outcome, Suspicious
from yakusho.journal import blobs
from yakusho.messages.sealing import CannotOpen, FileSealer, open_file

log = logging.getLogger("yakusho.desk.attachments")

KEY_BYTES = 32


@dataclass(frozen=True)
class Task:
    """One file to be copied: where its ciphertext is, the key to it, what it claims to be, how to go about it."""

    attachment: UUID
    attempts: int
    sealed: Callable[[], Iterable[bytes]]
    key: bytes = field(repr=False)
    claimed: str
    keep_text: bool
    confined: bool
    scanner: str = ""


@dataclass(frozen=True)
class Made:
    """What came of a task; `again` and `unscanned` say nothing about the file."""

    verdict: Literal["copy", "suspicious", "again", "unscanned"]
    reason: str = ""
    signature: str = ""
    original_sha256: str = ""
    outcome: Outcome = field(default_factory=Outcome)
    blob: str = ""
    key: bytes = field(default=b"", repr=False)


class Hashed:
    """Pieces that are hashed as they pass; the hash counts once all have."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._hash, self._whole = pieces, hashlib.sha256(), False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._hash.update(piece)
            yield piece
        self._whole = True

    @property
    def sha256(self) -> str:
        """Of all pieces; empty when not all have passed."""
        return self._hash.hexdigest() if self._whole else ""


def make(task: Task) -> Made:
    """Scan a file where the ward has a scanner, let the child copy it, and encrypt the copy under a fresh key.

    The original is decrypted piece by piece on its way into the child and lies nowhere in the open.
    """
    original = Hashed(open_file(task.sealed(), task.key))
    try:
        if task.scanner and (signature := clamd.scan(task.scanner, open_file(task.sealed(), task.key))):
            return Made("suspicious", "virus", signature)
        outcome, blob, key = _copied(task, original)
    except Suspicious as suspicious:
        return Made("suspicious", suspicious.reason, original_sha256=original.sha256)
    except CannotOpen:
        return Made("suspicious", "cannot_open")
    except clamd.NotScanned:
        return Made("again", "not_scanned")
    except clamd.Unreachable:
        return Made("unscanned", "unreachable")
    except (sandbox.Killed, FileNotFoundError) as error:
        log.warning("a copy of an attachment was not finished: %s", type(error).__name__)
        return Made("again", "killed" if isinstance(error, sandbox.Killed) else "original_missing")
    return Made("copy", "", "", original.sha256, outcome, blob, key)


def _copied(task: Task, original: Hashed) -> tuple[Outcome, str, bytes]:
    key = secrets.token_bytes(KEY_BYTES)
    sealer = FileSealer(key)
    options = [KEEP_TEXT] if task.keep_text else []
    with blobs.writer() as blob:
        blob.write(sealer.header)
        outcome = sandbox.run(
            original,
            task.claimed,
            lambda piece: blob.write(sealer.update(piece)),
            *options,
            confined=task.confined,
        )
        blob.write(sealer.finish())
        return outcome, blob.commit(), key


class Making(threading.Thread):
    """A task under way; the worker looks in from time to time, so that sealing and relaying go on meanwhile."""

    def __init__(self, task: Task) -> None:
        super().__init__(name="copy of an attachment", daemon=True)
        self.task, self.made = task, Made("again", "broken")

    def run(self) -> None:
        """Do it, and keep what came of it."""
        try:
            self.made = make(self.task)
        except Exception:
            log.exception("a copy of an attachment can't be made")
