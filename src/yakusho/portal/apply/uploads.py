"""Uploads: each file is encrypted while it streams in, and never lies anywhere as it was sent.

The framework reads files before anybody can know whether they are wanted. So they wait unfinished, and are forgotten
with their request unless a page of a known form asks for them.
"""

import base64
import secrets
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from yakusho.journal import blobs
from yakusho.kernel import clock
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX
from yakusho.kernel.file_scan import Inspection
from yakusho.kernel.files import bare_name, shown_name
from yakusho.messages.sealing import FileSealer
from yakusho.portal import limits
from yakusho.portal.apply.models import UploadedBlob

PLACES = ("/apply/", "/status/")  # pages whose forms take files
NAME_CHARACTERS_MAX = 300
REQUEST_BYTES_WITH_FILES_MAX = 27_000_000  # five files of the greatest size and a full form


def handle(blob: str, key: bytes, size_bytes: int, media_type: str, name: str) -> dict[str, Any]:
    """What stands for a kept file among the answers."""
    return {
        "blob": blob,
        "key": base64.b64encode(key).decode(),
        "size_bytes": size_bytes,
        "media_type": media_type,
        "name": shown_name(name, media_type),
    }


class _Writer(blobs.Writer):
    """A blob whose address is known before it is made durable."""

    @property
    def address(self) -> str:
        return self._hash.hexdigest()


class SealedUpload:
    """One file of a form as ciphertext; gone with its request, unless `keep` makes it durable.

    `problem` says why it can't be kept: what an inspection finds, `too_large`, or `too_many` of its sender.
    """

    def __init__(self, name: str, problem: str = "") -> None:
        self.name, self.problem = bare_name(name)[:NAME_CHARACTERS_MAX] or "file", problem
        self.size_bytes, self._waiting = 0, b""
        self._key = secrets.token_bytes(32)
        self._inspection, self._sealer, self._writer = Inspection(), FileSealer(self._key), None

    def take(self, data: bytes) -> None:
        """Encrypt a piece and write only its ciphertext; after a problem the rest is dropped."""
        self.size_bytes += len(data)
        if self.size_bytes > UPLOAD_BYTES_MAX:
            self.problem = self.problem or "too_large"
        self.problem = self.problem or self._inspection.take(data)
        if self.problem:
            self.close()
            return
        self._waiting += data
        if self._inspection.media_type is None:
            return
        if self._writer is None:
            self._writer = _Writer()
            self._writer.write(self._sealer.header)
        self._writer.write(self._sealer.update(self._waiting))
        self._waiting = b""

    def finish(self) -> None:
        """Take the end of the file."""
        self.problem = self.problem or self._inspection.finish()
        if self.problem:
            self.close()
        elif self._writer is not None:
            self._writer.write(self._sealer.finish())

    def keep(self) -> dict[str, Any]:
        """Make a file without a problem durable, and answer its handle for the answers.

        The note that lets it go again when nobody submits it is committed first, so that no crash leaves a file that
        nothing clears.
        """
        assert self._writer is not None
        assert self._inspection.media_type is not None
        UploadedBlob.note(self._writer.address, clock.now())
        address, self._writer = self._writer.commit(), None
        return handle(address, self._key, self.size_bytes, self._inspection.media_type, self.name)

    def close(self) -> None:
        """Forget what was not kept."""
        self._waiting = b""
        if self._writer is not None:
            self._writer.discard()
            self._writer = None


class SealingUploadHandler(FileUploadHandler):
    """Seals the files of application forms; files of other forms are left to the next handler."""

    file: SealedUpload

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *more: Any) -> None:
        """Refuse a request that is too large before reading it, and count its bytes for its sender."""
        if content_length > REQUEST_BYTES_WITH_FILES_MAX:
            raise RequestDataTooBig
        self._too_many = limits.UPLOAD_BYTES.wait_seconds(self.request, content_length) > 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file under a fresh key; the request knows it from now on, and forgets it at its end."""
        super().new_file(*args, **kwargs)
        if any(place in self.request.path_info for place in PLACES):
            too_many = self._too_many or limits.UPLOADS.wait_seconds(self.request) > 0
            self.file = SealedUpload(self.file_name, "too_many" if too_many else "")
            self.request.to_close.append(self.file)
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Seal a piece, or hand it to the next handler."""
        if not hasattr(self, "file"):
            return raw_data
        self.file.take(raw_data)
        return None

    def file_complete(self, file_size: int) -> SealedUpload | None:
        """The upload as the form sees it, not kept yet."""
        if not hasattr(self, "file"):
            return None
        self.file.finish()
        return self.file
