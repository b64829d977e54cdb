"""Uploads: each file is encrypted while it streams in, and never lies anywhere as it was sent."""

import base64
import secrets
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from yakusho.journal import blobs
from yakusho.kernel import clock
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX
from yakusho.messages.sealing import FileSealer
from yakusho.portal.apply.models import UploadedBlob

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
_SIGNATURE_BYTES = 8
NAME_CHARACTERS_MAX = 120


def media_type(beginning: bytes) -> str | None:
    """What a file is by its first bytes; None when it is nothing we take. What its name or sender claims is ignored."""
    return next((kind for signature, kind in _SIGNATURES if beginning.startswith(signature)), None)


def _plain_name(name: str) -> str:
    """A file's name for showing: printable, without a path, bounded."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[:NAME_CHARACTERS_MAX] or "file"


class SealedUpload:
    """One file of a form: its handle for the answers, or its `problem` (`empty`, `too_large`, `wrong_type`)."""

    def __init__(self, name: str, handle: dict[str, Any] | None = None, problem: str = "") -> None:
        self.name, self.handle, self.problem = name, handle, problem


class _Sealing:
    """A file on its way into a blob; `close` forgets it unless it was finished."""

    def __init__(self) -> None:
        self.key = secrets.token_bytes(32)
        self.size, self.problem = 0, ""
        self._sealer, self._writer = FileSealer(self.key), None
        self.beginning = b""

    def take(self, data: bytes) -> None:
        """Encrypt a piece and write only its ciphertext; after a problem the rest is dropped."""
        self.size += len(data)
        if self.size > UPLOAD_BYTES_MAX:
            self.problem = self.problem or "too_large"
        if self.problem:
            self.close()
            return
        if self._writer is None:
            self.beginning += data
            if len(self.beginning) < _SIGNATURE_BYTES:
                return
            if media_type(self.beginning) is None:
                self.problem = "wrong_type"
                return
            self._writer, data = blobs.Writer(), self.beginning
            self._writer.write(self._sealer.header)
        self._writer.write(self._sealer.update(data))

    def finish(self) -> str | None:
        """Make the blob durable and answer its address; None after a problem."""
        if self._writer is None:
            self.problem = self.problem or ("wrong_type" if self.size else "empty")
        if self.problem:
            return None
        self._writer.write(self._sealer.finish())
        return self._writer.commit()

    def close(self) -> None:
        """Forget what is not finished."""
        if self._writer is not None:
            self._writer.discard()


class SealingUploadHandler(FileUploadHandler):
    """Seals the files of application forms; files of other forms are left to the next handler."""

    file: _Sealing

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file under a fresh key."""
        super().new_file(*args, **kwargs)
        if "/apply/" in self.request.path_info:
            self.file = _Sealing()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Seal a piece, or hand it to the next handler."""
        if not hasattr(self, "file"):
            return raw_data
        self.file.take(raw_data)
        return None

    def file_complete(self, file_size: int) -> SealedUpload | None:
        """The upload as the form sees it; the blob is noted, so that it goes again when nobody submits it."""
        if not hasattr(self, "file"):
            return None
        sealing, name = self.file, _plain_name(self.file_name)
        address = sealing.finish()
        if address is None:
            return SealedUpload(name, problem=sealing.problem)
        UploadedBlob.note(address, clock.now())
        handle = {
            "blob": address,
            "key": base64.b64encode(sealing.key).decode(),
            "size_bytes": sealing.size,
            "media_type": media_type(sealing.beginning),
            "name": name,
        }
        return SealedUpload(name, handle)

    def upload_interrupted(self) -> None:
        """Forget a file that broke off."""
        if hasattr(self, "file"):
            self.file.close()
