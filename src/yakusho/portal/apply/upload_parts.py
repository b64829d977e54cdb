"""Uploads in parts (分割アップロード): a large file over a weak line, going on where a lost connection left it.

A part is encrypted frame by frame under the file's own key (`messages.frames`) as soon as it is whole in memory, and
only the ciphertext is written. The key lies in the sealed `Ticket` that the browser holds, never beside the ciphertext;
what the inspection of the content has to remember lies in the row, encrypted under a key that follows from it. So no
state of a cipher has to survive between two requests, nothing plain does, and who takes the portal away in the middle
reads nothing.
"""

import base64
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from yakusho.forms import Field
from yakusho.forms.uploads import handles
from yakusho.journal import blobs
from yakusho.kernel import clock
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX, UPLOADS_BYTES_MAX
from yakusho.kernel.errors import Refused
from yakusho.kernel.file_scan import Inspection
from yakusho.messages.frames import FRAME_BYTES, MARK, seal_frames, sealed_bytes
from yakusho.messages.sealing import derive, draft_id, open_json, seal_json
from yakusho.portal.apply import attached, token
from yakusho.portal.apply.models import PartedUpload, UploadedBlob
from yakusho.portal.apply.token import BrokenToken, Form
from yakusho.portal.apply.uploads import handle

PART_BYTES_MAX = 15 * FRAME_BYTES  # just under a megabyte
PART_BYTES = 4 * FRAME_BYTES  # what our own script sends
UNFINISHED_MINUTES = 180  # how long an upload waits for its next part
UNFINISHED_MAX = 2_000  # in the whole portal
UNFINISHED_OF_FORM_MAX = 40


@dataclass(frozen=True)
class Ticket:
    """What its sender holds of an upload (整理券): the key too, for which it is sealed like a form's token."""

    id: str
    key: str
    code: str
    procedure: str
    item: str
    name: str
    size_bytes: int

    def sealed(self) -> str:
        """The ticket as the browser keeps it."""
        return token.seal({"upload": asdict(self)})

    @property
    def secret(self) -> bytes:
        """The key of the file."""
        return base64.b64decode(self.key)


@dataclass(frozen=True)
class Standing:
    """How far an upload is; `handle` stands for the file once it is whole."""

    ticket: Ticket
    offset_bytes: int
    handle: dict[str, Any] | None = None


class NotTaken(Refused):
    """The file can't be taken; says why, and what to do."""


class Busy(Refused):
    """Not now: too much is under way."""


class Gone(Exception):
    """Nothing is kept of this upload any more; it has to be begun again."""


class Misfit(Exception):
    """A part that no browser with our script sends."""


class OutOfPlace(Exception):
    """The part does not go on where the upload stands."""

    def __init__(self, offset_bytes: int) -> None:
        super().__init__()
        self.offset_bytes = offset_bytes


def read_ticket(text: str) -> Ticket:
    """The ticket that a browser holds.

    Raises:
        BrokenToken: it is none of ours.
    """
    try:
        return Ticket(**token.unseal(text)["upload"])
    except (KeyError, TypeError) as error:
        raise BrokenToken from error


def _state_key(ticket: Ticket) -> bytes:
    return derive(ticket.secret.hex(), "upload-state/1")


def _expiry() -> datetime:
    return clock.now() + timedelta(minutes=UNFINISHED_MINUTES)


def begin(form: Form, item: Field, name: str, size_bytes: int, before: Ticket | None = None) -> Standing:
    """Begin to send a file for an item, or go on with what was begun with the ticket `before` and waits.

    A page that is opened anew has a form of its own; it goes on with the upload that its reader holds a ticket of.

    Raises:
        NotTaken: the file is empty or too large, alone or with those that the form has.
        Busy: too many uploads are under way.
    """
    form_id = draft_id(form.code, form.revision)
    same = before and (before.procedure, before.item, before.name, before.size_bytes)
    if before and same == (form.procedure, item.id, name, size_bytes) and _adopt(before, form_id):
        return standing(replace(before, code=form.code))
    _refuse_size(form, item, name, size_bytes)
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    ticket = Ticket(secrets.token_hex(16), key, form.code, form.procedure, item.id, name, size_bytes)
    with transaction.atomic():
        under_way = PartedUpload.objects.filter(address="")
        if under_way.filter(form=form_id).count() >= UNFINISHED_OF_FORM_MAX or under_way.count() >= UNFINISHED_MAX:
            raise Busy(attached.busy())
        state = seal_json(Inspection().state(), _state_key(ticket))
        PartedUpload.objects.create(id=ticket.id, form=form_id, state=state, expires_at=_expiry())
    return Standing(ticket, 0)


def _adopt(before: Ticket, form_id: str) -> bool:
    return PartedUpload.objects.filter(id=before.id).update(form=form_id, expires_at=_expiry()) > 0


def _refuse_size(form: Form, item: Field, name: str, size_bytes: int) -> None:
    if not 0 < size_bytes <= UPLOAD_BYTES_MAX:
        raise NotTaken(attached.sentence("too_large" if size_bytes else "empty", name))
    others = [
        each for id_, answer in form.answers.items() if id_ != item.id or item.many > 1 for each in handles(answer)
    ]
    if sum(each["size_bytes"] for each in others) + size_bytes > UPLOADS_BYTES_MAX:
        raise NotTaken(attached.too_large_together())


def _row(ticket: Ticket, *, locked: bool = False) -> PartedUpload:
    rows = PartedUpload.objects.select_for_update() if locked else PartedUpload.objects
    row = rows.filter(id=ticket.id).first()
    if row is None:
        raise Gone
    return row


def _stands(ticket: Ticket, row: PartedUpload) -> Standing:
    if not row.address:
        return Standing(ticket, row.offset_bytes)
    _settle(ticket, row.address)
    media_type = _inspection(ticket, row).media_type
    assert media_type is not None
    whole = handle(row.address, ticket.secret, ticket.size_bytes, media_type, ticket.name)
    return Standing(ticket, row.offset_bytes, whole)


def _settle(ticket: Ticket, address: str) -> None:
    """Make a whole file durable, if that wasn't done yet: a process may have died just before."""
    if blobs.path(address).exists():
        return
    try:
        blobs.Parts(ticket.id).commit(address)
    except FileNotFoundError as error:
        if not blobs.path(address).exists():
            raise Gone from error


def standing(ticket: Ticket) -> Standing:
    """How far the upload is.

    Raises:
        Gone: nothing is kept of it any more.
    """
    return _stands(ticket, _row(ticket))


def part_take(ticket: Ticket, offset_bytes: int, data: bytes) -> Standing:
    """Take the next part; the last one makes the file whole and durable.

    One request at a time writes to an upload: it holds the row until its part is noted.

    Raises:
        Misfit: a part of a length that doesn't fit.
        OutOfPlace: it doesn't go on where the upload stands.
        NotTaken: the content can't be taken; nothing is kept of it.
        Gone: nothing is kept of the upload any more.
    """
    last = offset_bytes + len(data) == ticket.size_bytes
    if not 0 < len(data) <= PART_BYTES_MAX or not 0 <= offset_bytes <= ticket.size_bytes - len(data):
        raise Misfit
    if offset_bytes % FRAME_BYTES or (not last and len(data) % FRAME_BYTES):
        raise Misfit
    with transaction.atomic():
        row = _row(ticket, locked=True)
        problem = ""
        if not row.address:
            if row.offset_bytes != offset_bytes:
                raise OutOfPlace(row.offset_bytes)
            problem = _write(ticket, row, data, last=last)
        if problem:
            row.delete()
    if problem:
        blobs.Parts(ticket.id).discard()
        raise NotTaken(attached.sentence(problem, ticket.name))
    return _stands(ticket, row)


def _inspection(ticket: Ticket, row: PartedUpload) -> Inspection:
    state = open_json(bytes(row.state), _state_key(ticket))
    assert isinstance(state, dict)
    return Inspection(state)


def _write(ticket: Ticket, row: PartedUpload, data: bytes, *, last: bool) -> str:
    """Inspect and encrypt a part, and note in the row how far the upload is; answers what is wrong with the content.

    With the last part goes the note that lets the file go again when nobody submits it.
    """
    inspection = _inspection(ticket, row)
    inspection.take(data)
    if last:
        inspection.finish()
    if inspection.problem:
        return inspection.problem
    frame, parts = row.offset_bytes // FRAME_BYTES, blobs.Parts(ticket.id)
    sealed, at = seal_frames(data, frame, ticket.secret, last=last), sealed_bytes(row.offset_bytes)
    try:
        parts.write(sealed if frame else MARK + sealed, at if frame else 0)
    except blobs.BlobMissing as error:
        raise Gone from error
    row.offset_bytes += len(data)
    row.state, row.expires_at = seal_json(inspection.state(), _state_key(ticket)), _expiry()
    if last:
        row.address = parts.address()
        UploadedBlob.note(row.address, clock.now())
    row.save(update_fields=["offset_bytes", "state", "address", "expires_at"])
    return ""


def cancel(ticket: Ticket) -> None:
    """Forget an upload; a file that is whole already goes as all do that nobody submits."""
    with transaction.atomic():
        PartedUpload.objects.filter(id=ticket.id).delete()
    blobs.Parts(ticket.id).discard()
