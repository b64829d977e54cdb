"""Files beside an activity (資料・記録): kept encrypted among the blobs, their addresses in the journal."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from nacl.secret import SecretBox

from yakusho.desk.staff.permissions import Staff
from yakusho.journal import blobs
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.kernel.files import media_type
from yakusho.office.activities import files
from yakusho.office.activities.actions.steps import PLAN, begin, finish, tell
from yakusho.office.activities.facts import ActivityFileAdded, ActivityFileRemoved, facts_about
from yakusho.office.activities.models import Activity, ActivityFile
from yakusho.office.activities.rules import EVIDENCE, PURPOSES
from yakusho.office.activities.words import FILE_PROBLEMS, refuse_for


@transaction.atomic
def file_add(*, by: Staff, activity: Activity, once: UUID, purpose: str, name: str, data: bytes) -> None:
    """Put a file beside an activity; minutes and photos are evidence for its report.

    Raises:
        Refused: not `by`'s, or cancelled.
        Invalid: the file is empty, too large, of a type we don't take, or one too many.
    """
    if purpose not in PURPOSES:
        raise Invalid([FieldError("purpose", _("Choose what the file is for."))])
    problem = files.problem_of(data, ActivityFile.objects.filter(activity=activity).count())
    if problem is not None:
        raise Invalid([FieldError("file", _(FILE_PROBLEMS[problem]))])
    kind = media_type(data) or ""
    step = begin(by, activity, once, "file", PLAN)
    if step is None:
        return
    refuse_for("already_cancelled" if step.activity.state == "cancelled" else None)
    address = blobs.put(bytes(SecretBox(settings.ZONE_KEYS.storage).encrypt(data)))
    file = ActivityFile.objects.create(
        activity=step.activity,
        purpose=purpose,
        name=files.plain_name(name, kind),
        media_type=kind,
        size_bytes=len(data),
        blob=address,
        added_at=clock.now(),
    )
    fact = ActivityFileAdded(**facts_about(step.activity), purpose=purpose, content=address)
    tell(step.activity, fact, by.actor)
    finish(step, file.name)


@transaction.atomic
def file_remove(*, by: Staff, activity: Activity, once: UUID, file: ActivityFile) -> None:
    """Take a file away; the evidence of a report stays as long as the report.

    Raises:
        Refused: not `by`'s, or it is the evidence of a report.
    """
    step = begin(by, activity, once, "unfile", PLAN)
    if step is None:
        return
    if file.purpose in EVIDENCE and step.activity.state == "reported":
        refuse_for("already_reported")
    ActivityFile.objects.filter(id=file.id).delete()
    tell(step.activity, ActivityFileRemoved(**facts_about(step.activity), content=file.blob), by.actor)
    finish(step, file.name)
    transaction.on_commit(lambda: blobs.delete(file.blob))


def file_content(file: ActivityFile) -> bytes:
    """What a file holds.

    Raises:
        BlobMissing: its content is not here.
    """
    return bytes(SecretBox(settings.ZONE_KEYS.storage).decrypt(blobs.read(file.blob)))
