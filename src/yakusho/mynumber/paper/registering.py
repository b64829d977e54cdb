"""Registering what came back on paper (紙の申請の受付): the same case, by the same way, as an application online."""

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from nacl.public import PublicKey

from yakusho.desk.cases.content import open_content, seal_content
from yakusho.desk.cases.models import Case
from yakusho.desk.cases.receive import application_corrected, application_received
from yakusho.desk.procedures.queries import compiled
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.journal import blobs
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX
from yakusho.kernel.errors import FieldError, Invalid, Refused
from yakusho.kernel.files import bare_name, document_type
from yakusho.kernel.ids import new_desk_number, new_id
from yakusho.ledger.facts import Fact
from yakusho.messages.message import Message
from yakusho.messages.sealing import FileSealer, seal_part, seal_submission
from yakusho.messages.submissions import ApplicationCorrected, ApplicationReceived, Submission, SubmittedFile
from yakusho.mynumber.paper.filling import LANGUAGE
from yakusho.mynumber.paper.models import PaperForm
from yakusho.mynumber.paper.reading import ARRIVED, Typed

REGISTER = "paper.register"
LETTER = "P"
"""Numbers given to paper begin so (紙), that they never meet those the portal gives out."""
RETURNED = "returned"
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


@dataclass(frozen=True)
class Arrival:
    """A paper on the desk: who registers which form, what was typed from it, when it came, and its scans."""

    by: Staff
    form: PaperForm
    typed: Typed
    arrived_on: date
    files: tuple[SubmittedFile, ...]


@transaction.atomic
def paper_register(*, by: Staff, form: PaperForm, once: UUID, typed: Typed, uploads: tuple[Upload, ...] = ()) -> Case:
    """Register a form that came back (受付): it gets a number, and its case is opened as any arrival opens one.

    The form of a case that was returned is registered once more, as its correction (補正).

    What is marked as missing doesn't stop it: an application has arrived in law once it has reached the office
    (行政手続法7条), and is then to be corrected.

    Raises:
        Refused: not `by`'s to register.
        RegisteredBefore: this very paper has a case already, which waits for no correction.
        Invalid: answers that are neither right nor marked, or a file that can't be taken.
    """
    permit(by, REGISTER, section=form.section, procedure=form.procedure)
    locked = PaperForm.objects.select_for_update().get(id=form.id)
    before = Case.objects.select_for_update().get(id=locked.case) if locked.case else None
    if before is not None:
        if locked.once == once:
            return before
        if before.state != RETURNED:
            raise RegisteredBefore(_("This form was registered before."))
    wrong = [*typed.errors, *(fault for upload in uploads for fault in _faults(upload))]
    if before is not None and typed.arrived_on is not None and typed.arrived_on < (before.returned_on or date.min):
        wrong.append(FieldError(ARRIVED, _("Enter the day on which the corrected paper arrived.")))
    if wrong or typed.arrived_on is None:
        raise Invalid(list(wrong))
    arrival = Arrival(by, locked, typed, typed.arrived_on, tuple(_sealed(upload) for upload in uploads))
    case = _receive(arrival) if before is None else _correct(arrival, before)
    locked.case, locked.once = case.id, once
    locked.registered_at, locked.registered_by = clock.now(), by.seat.id
    locked.save(update_fields=["case", "once", "registered_at", "registered_by"])
    return case


def _receive(arrival: Arrival) -> Case:
    """Seal, append the arrival, and let it take effect in this zone as one from outside would."""
    number, subject, reply_key = _new_number(), str(new_id()), base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    submission = _submission(arrival, number, 1, arrival.files, reply_key)
    fact = ApplicationReceived(number=number, **_sealed_fact(arrival, submission))
    return _take(arrival, fact, subject, application_received)


def _correct(arrival: Arrival, case: Case) -> Case:
    """The same for the corrected paper of a returned case; files of items that came again replace earlier ones."""
    content, revision = open_content(case), case.revision + 1
    again = {file.item for file in arrival.files}
    files = (*(file for file in content.files() if file.item not in again), *arrival.files)
    submission = _submission(arrival, case.number, revision, files, content.reply_key)
    fact = ApplicationCorrected(number=case.number, revision=revision, **_sealed_fact(arrival, submission))
    return _take(arrival, fact, case.subject, application_corrected)


def _sealed_fact(arrival: Arrival, submission: Submission) -> dict[str, Any]:
    """What both facts say, once the submission is sealed."""
    return {
        "procedure": arrival.form.procedure,
        "generation": arrival.form.generation,
        "zone": settings.ZONE,
        "section": arrival.form.section,
        "channel": arrival.typed.way,
        "sealed": blobs.put_row(seal_submission(submission, _public_key())),
        "files": tuple(file.blob for file in arrival.files),
    }


def _take(arrival: Arrival, fact: Fact, subject: str, handler: Callable[[Message], None]) -> Case:
    """Append the fact and take it at once; what was marked on the paper stands in the history beside it."""
    day = arrival.arrived_on
    entry = append(fact, subject=subject, actor=arrival.by.actor, section=arrival.form.section, occurred_on=day)
    handler(
        Message(
            id=entry.id,
            origin=settings.ZONE,
            position=0,
            kind=entry.kind,
            version=entry.version,
            subject=entry.subject,
            recorded_at=_arrived_at(day),
            body=entry.body,
        )
    )
    case = Case.objects.get(subject=subject)
    if arrival.typed.notes:
        content = open_content(case)
        items = [{"path": path, "note": note} for path, note in arrival.typed.notes]
        content.texts[str(entry.id)] = {"text": "", "items": items}
        seal_content(case, content)
        case.save(update_fields=["content"])
    return case


def _submission(
    arrival: Arrival, number: str, revision: int, files: tuple[SubmittedFile, ...], reply_key: str
) -> Submission:
    """What is sealed. Nobody holds a code for it, so its reply key opens nothing anywhere."""
    form = arrival.form
    rest, parts = compiled(form.procedure, form.generation).without_apart(arrival.typed.answers)
    return Submission(
        procedure=form.procedure,
        generation=form.generation,
        number=number,
        revision=revision,
        language=LANGUAGE,
        answers=rest,
        files=files,
        reply_key=reply_key,
        parts=seal_part(dict(parts), _public_key()) if parts else "",
    )


def _public_key() -> PublicKey:
    key: PublicKey = settings.KEY_MANIFEST.sealing(settings.ZONE)
    return key


def _new_number() -> str:
    for _attempt in range(NUMBER_ATTEMPTS_MAX):
        number = new_desk_number(LETTER)
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
