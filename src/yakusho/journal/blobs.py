"""Content kept beside the journal, found by its SHA-256 address.

Ciphertext of uploads lies in files (written, fsynced, renamed); small ciphertext that must commit together with its
entry lies in rows. A reader needs not know which.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from yakusho.journal import crash
from yakusho.journal.models import BlobRow
from yakusho.journal.rows import insert
from yakusho.kernel.ids import new_id

UNFINISHED_HOURS = 24  # no upload takes as long
HASH_BYTES = 262_144


class BlobMissing(Exception):
    """No content of that address is kept here."""


def path(address: str) -> Path:
    """Where a file blob of this address lies or would lie."""
    if len(address) != 64 or not all(c in "0123456789abcdef" for c in address):
        raise BlobMissing("not an address")
    return Path(settings.ZONE_FOLDER) / "blobs" / address[:2] / address


def _temporary(name: str) -> Path:
    folder = Path(settings.ZONE_FOLDER) / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"blob-{name}"


def _settle(written: Path, address: str) -> None:
    """Give durable content its place."""
    final = path(address)
    final.parent.mkdir(parents=True, exist_ok=True)
    crash.point("blob.before_rename")
    written.rename(final)
    crash.point("blob.after_rename")
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class Writer:
    """A blob being written; nobody sees it before `commit`."""

    def __init__(self) -> None:
        self._path = _temporary(str(new_id()))
        self._file = self._path.open("wb")
        self._hash = hashlib.sha256()
        self.size_bytes = 0

    def write(self, data: bytes) -> None:
        """Add ciphertext."""
        self._hash.update(data)
        self._file.write(data)
        self.size_bytes += len(data)

    def commit(self) -> str:
        """Make the blob durable under its address, and answer the address."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        address = self._hash.hexdigest()
        _settle(self._path, address)
        return address

    def discard(self) -> None:
        """Forget what was written."""
        if not self._file.closed:
            self._file.close()
        self._path.unlink(missing_ok=True)


class Parts:
    """A blob that is written in several requests (分割書き込み), under a name that only its writer knows.

    Whoever calls lets only one request at a time write to it.
    """

    def __init__(self, name: str) -> None:
        self._path = _temporary(name)

    def write(self, data: bytes, at: int) -> None:
        """Add ciphertext behind the first `at` bytes; what a request that failed wrote after them is gone.

        Raises:
            BlobMissing: those first bytes are not here.
        """
        try:
            with self._path.open("r+b" if at else "wb") as file:
                if file.seek(0, os.SEEK_END) < at:
                    raise BlobMissing("a part is missing")
                file.truncate(at)
                file.seek(at)
                file.write(data)
        except FileNotFoundError as error:
            raise BlobMissing("no parts") from error

    def address(self) -> str:
        """The address of what is written so far."""
        found = hashlib.sha256()
        with self._path.open("rb") as file:
            while piece := file.read(HASH_BYTES):
                found.update(piece)
        return found.hexdigest()

    def commit(self, address: str) -> None:
        """Make the blob durable under its address."""
        with self._path.open("rb") as file:
            os.fsync(file.fileno())
        _settle(self._path, address)

    def discard(self) -> None:
        """Forget what was written."""
        self._path.unlink(missing_ok=True)


def unfinished_clear() -> int:
    """Delete what was being written when a process died (書きかけの消去); answers how many files."""
    folder = Path(settings.ZONE_FOLDER) / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / "cleared"
    mark.touch()
    oldest = mark.stat().st_mtime - UNFINISHED_HOURS * 3_600  # the disk's time: files know nothing of a moved clock
    found = [path for path in folder.glob("blob-*") if path.stat().st_mtime < oldest]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


@contextmanager
def writer() -> Iterator[Writer]:
    """A blob being written; discarded when the block ends without `commit`."""
    blob = Writer()
    try:
        yield blob
    finally:
        blob.discard()


def put(data: bytes) -> str:
    """Keep content in a file and answer its address; the same content again costs nothing."""
    address = hashlib.sha256(data).hexdigest()
    if path(address).exists():
        return address
    with writer() as blob:
        blob.write(data)
        return blob.commit()


def put_row(data: bytes) -> str:
    """Keep small content in the caller's transaction and answer its address."""
    address = hashlib.sha256(data).hexdigest()
    insert(BlobRow(address=address, data=data), once=True)
    return address


def holds(address: str) -> bool:
    """Whether content of this address is kept here."""
    return path(address).exists() or BlobRow.objects.filter(address=address).exists()


def read(address: str) -> bytes:
    """The content of an address.

    Raises:
        BlobMissing: it is not here.
    """
    try:
        return path(address).read_bytes()
    except FileNotFoundError:
        row = BlobRow.objects.filter(address=address).first()
    if row is None:
        raise BlobMissing(address)
    return bytes(row.data)


def delete(address: str) -> None:
    """Drop the content of an address; its hash in the journal stays."""
    path(address).unlink(missing_ok=True)
    BlobRow.objects.filter(address=address).delete()
