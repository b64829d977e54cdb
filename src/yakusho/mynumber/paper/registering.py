"""Registering what came back on paper (紙の申請の受付): the same case, by the same way, as an application online."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from yakusho.desk.cases.content import open_content, seal_content
from yakusho.desk.cases.models import Case
from yakusho.desk.cases.receive import application_received
from yakusho.desk.procedures.queries import compiled
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.journal import blobs
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX
from yakusho.kernel.errors import FieldError, Invalid, Refused
from yakusho.kernel.files import bare_name, document_type
from yakusho.kernel.ids import new_id, new_number
from yakusho.messages.message import Message
from yakusho.messages.sealing import FileSealer, seal_part, seal_submission
from yakusho.messages.submissions import ApplicationReceived, Submission, SubmittedFile
from yakusho.mynumber.paper.filling import LANGUAGE
from yakusho.mynumber.paper.models import PaperForm
from yakusho.mynumber.paper.reading import Typed

REGISTER = "paper.register"
LETTER = "P"
"""Numbers given to paper begin so (紙), that they never meet those the portal gives out."""
NUMBER_ATTEMPTS_MAX = 5
NAME_CHARACTERS_MAX = 120
KEY_BYTES = 32
NOON = time(12)  # the time of a paper that came on an earlier day


class RegisteredBefore(Refused):
    """The same paper was registered already: scanned twice, or by a colleague."""


@dataclass(frozen=True)
class Upload:
    """A scan as it was chosen: of which item, under what name, and its content."""

    item: str
    name: str
    data: bytes


@transaction.atomic
def paper_register(*, by: Staff, form: PaperForm, once: UUID, typed: Typed, uploads: tuple[Upload, ...] = ()) -> Case:
    """Register a form that came back (受付): it gets a number, and its case is opened as any arrival opens one.

    What is marked as missing doesn't stop it: an application has arrived in law once it has reached the office
    (行政手続法7条), and is then to be corrected.

    Raises:
        Refused: not `by`'s to register.
        RegisteredBefore: this very paper has a case already.
        Invalid: answers that are neither right nor marked, or a file that can't be taken.
    """
    permit(by, REGISTER, section=form.section, procedure=form.procedure)
    locked = PaperForm.objects.select_for_update().get(id=form.id)
    if locked.case is not None:
        if locked.once == once:
            return Case.objects.get(id=locked.case)
        raise RegisteredBefore(_("This form was registered before."))
    wrong = [*typed.errors, *(fault for upload in uploads for fault in _faults(upload))]
    if wrong or typed.arrived_on is None:
        raise Invalid(list(wrong))
    case = _receive(by, locked, typed, typed.arrived_on, tuple(_sealed(upload) for upload in uploads))
    locked.case, locked.once = case.id, once
    locked.registered_at, locked.registered_by = clock.now(), by.seat.id
    locked.save(update_fields=["case", "once", "registered_at", "registered_by"])
    return case


def _receive(by: Staff, form: PaperForm, typed: Typed, arrived_on: date, files: tuple[SubmittedFile, ...]) -> Case:
    """Seal, append the arrival, and let it take effect in this zone as one from outside would."""
    number, subject = _new_number(), new_id()
    sealed = blobs.put_row(seal_submission(_submission(form, number, typed.answers, files), _public_key()))
    fact = ApplicationReceived(
        procedure=form.procedure,
        generation=form.generation,
        zone=settings.ZONE,
        section=form.section,
        number=number,
        channel=typed.way,
        sealed=sealed,
        files=tuple(file.blob for file in files),
    )
    entry = append(fact, subject=str(subject), actor=by.actor, section=form.section, occurred_on=arrived_on)
    application_received(
        Message(
            id=entry.id,
            origin=settings.ZONE,
            position=0,
            kind=entry.kind,
            version=entry.version,
            subject=entry.subject,
            recorded_at=_arrived_at(arrived_on),
            body=entry.body,
        )
    )
    case = Case.objects.get(subject=str(subject))
    if typed.notes:
        content = open_content(case)
        items = [{"path": path, "note": note} for path, note in typed.notes]
        content.texts[str(entry.id)] = {"text": "", "items": items}
        seal_content(case, content)
        case.save(update_fields=["content"])
    return case


def _submission(
    form: PaperForm, number: str, answers: Mapping[str, object], files: tuple[SubmittedFile, ...]
) -> Submission:
    """What is sealed. Nobody holds a code for it, so its reply key opens nothing anywhere."""
    rest, parts = compiled(form.procedure, form.generation).without_apart(answers)
    return Submission(
        procedure=form.procedure,
        generation=form.generation,
        number=number,
        revision=1,
        language=LANGUAGE,
        answers=rest,
        files=files,
        reply_key=base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
        parts=seal_part(dict(parts), _public_key()) if parts else "",
    )


def _public_key() -> object:
    return settings.KEY_MANIFEST.sealing(settings.ZONE)


def _new_number() -> str:
    for _attempt in range(NUMBER_ATTEMPTS_MAX):
        number = new_number(LETTER)
        if not Case.objects.filter(number=number).exists():
            return number
    raise AssertionError("five numbers in a row were taken")


def _arrived_at(day: date) -> datetime:
    now = clock.now()
    return now if day == clock.today() else datetime.combine(day, NOON, clock.TOKYO)


def _faults(upload: Upload) -> list[FieldError]:
    if len(upload.data) > UPLOAD_BYTES_MAX:
        words = _("The file is larger than %(megabytes)s MB. Scan it in less detail.")
        return [FieldError(upload.item, words % {"megabytes": UPLOAD_BYTES_MAX // 1_000_000})]
    if document_type(upload.data) is None:
        return [FieldError(upload.item, _("Choose a PDF, JPEG or PNG file."))]
    return []


def _sealed(upload: Upload) -> SubmittedFile:
    """A scan as an upload would lie here: ciphertext in a blob, under a key of its own that the submission carries."""
    key = secrets.token_bytes(KEY_BYTES)
    sealer = FileSealer(key)
    kind = document_type(upload.data)
    assert kind is not None  # nothing else gets here
    return SubmittedFile.model_validate(
        {
            "item": upload.item,
            "blob": blobs.put(sealer.header + sealer.update(upload.data) + sealer.finish()),
            "key": base64.b64encode(key).decode(),
            "size_bytes": len(upload.data),
            "media_type": kind,
            "name": bare_name(upload.name)[:NAME_CHARACTERS_MAX] or "scan",
        }
    )
