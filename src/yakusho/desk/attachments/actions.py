"""What happens to attachments: put when papers arrive, taken by the worker, finished, tried again."""

import base64
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from yakusho.desk.attachments import sandbox
from yakusho.desk.attachments.bounds import AGAIN_SECONDS, ATTEMPTS_MAX, LEASE_SECONDS, PROBE_SECONDS
from yakusho.desk.attachments.facts import AttachmentRetried, AttachmentSanitised
from yakusho.desk.attachments.making import Made, Task
from yakusho.desk.attachments.models import Attachment
from yakusho.desk.attachments.queries import file_of, file_pieces
from yakusho.desk.attachments.rules import WANTED, is_last, may_be_tried_again
from yakusho.desk.cases.content import Revision, open_content, wrap_key
from yakusho.desk.cases.models import Case
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.journal import blobs, problems
from yakusho.journal.write import append
from yakusho.kernel import clock

SYSTEM = "system"
EVERY_PROCEDURE = "all"


def attachments_put(case: Case, revision: Revision) -> None:
    """Remember each file of what arrived, in the arrival's transaction; one that came before is there already."""
    now = clock.now()
    rows = [
        Attachment(
            case=case, revision=revision.revision, position=position, item=file["item"], blob=file["blob"], due_at=now
        )
        for position, file in enumerate(revision.files)
    ]
    if rows:
        Attachment.objects.bulk_create(rows, ignore_conflicts=True)


def attachment_take() -> Task | None:
    """Lease the file that waits longest, and say what to do with it; None when there is none, or no sandbox.

    Without a sandbox nothing from outside is opened; a sample home goes on without one, and says so.
    """
    now = clock.now()
    due = Attachment.objects.filter(state__in=WANTED, due_at__lte=now)
    if not due.exists():
        return None
    gap = sandbox.missing()
    if gap:
        problems.report("sandbox", "sandbox_missing", gap)
        aside = due.filter(state="no_sandbox") if settings.SAMPLE_HOME else due
        aside.update(state="no_sandbox", due_at=now + timedelta(seconds=PROBE_SECONDS))
        if not settings.SAMPLE_HOME:
            return None
    else:
        problems.solve("sandbox")
    with transaction.atomic():
        row = due.select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "id").first()
        if row is None:
            return None
        row.attempts += 1
        if row.attempts > ATTEMPTS_MAX:
            _finish(row, Made("again", "killed"))
            return None
        row.state, row.due_at = "working", now + timedelta(seconds=LEASE_SECONDS)
        row.save(update_fields=["state", "due_at", "attempts"])
    return _task(row, confined=not gap)


def _task(row: Attachment, *, confined: bool) -> Task:
    content = open_content(row.case)
    file = file_of(content, row.blob)
    kept = settings.PDF_KEEPS_TEXT
    return Task(
        attachment=row.id,
        attempts=row.attempts,
        sealed=_sealed(row.blob),
        key=base64.b64decode(file["key"]),
        claimed=file["media_type"],
        keep_text=EVERY_PROCEDURE in kept or row.case.procedure in kept,
        confined=confined,
        scanner=settings.CLAMD or "",
    )


def _sealed(address: str) -> Callable[[], Iterable[bytes]]:
    """Where the ciphertext comes from; small ones lie in a row, which only this thread may read."""
    path = blobs.path(address)
    if path.exists() or not blobs.holds(address):
        return partial(file_pieces, path)
    whole = [blobs.read(address)]
    return lambda: whole


@transaction.atomic
def attachment_finish(task: Task, made: Made) -> None:
    """Keep what came of a task, with its fact; harmless when somebody else has taken it over meanwhile."""
    row = Attachment.objects.select_for_update().filter(id=task.attachment).first()
    if row is None or (row.state, row.attempts) != ("working", task.attempts):
        if made.blob:
            blobs.delete(made.blob)
        return
    if made.verdict == "unscanned":
        problems.report("scanner", "scanner_unreachable", made.reason)
        row.attempts -= 1
        _wait(row)
        return
    if task.scanner:
        problems.solve("scanner")
    _finish(row, made, confined=task.confined)


def _wait(row: Attachment) -> None:
    row.state, row.due_at = "waiting", clock.now() + timedelta(seconds=AGAIN_SECONDS)
    row.save(update_fields=["state", "due_at", "attempts"])


def _finish(row: Attachment, made: Made, *, confined: bool = True) -> None:
    """Move a row to where a verdict leads, within the caller's transaction."""
    if made.verdict == "again" and not is_last(row.attempts):
        _wait(row)
        return
    before, now = row.clean_blob, clock.now()
    row.state = {"copy": "clean" if confined else "no_sandbox", "suspicious": "suspicious", "again": "failed"}[
        made.verdict
    ]
    row.at, row.due_at = now, now + timedelta(seconds=PROBE_SECONDS)
    row.reason, row.signature = made.reason, made.signature
    row.original_sha256 = made.original_sha256 or row.original_sha256
    row.method, row.media_type = made.outcome.method, made.outcome.media_type
    row.size_bytes, row.pages = made.outcome.size_bytes, made.outcome.pages
    row.clean_blob, row.clean_key = made.blob, wrap_key(row.case, made.key) if made.key else None
    row.attempts = min(row.attempts, ATTEMPTS_MAX)
    row.save()
    if before and before != made.blob:
        transaction.on_commit(partial(blobs.delete, before))
    _tell(row)


def _tell(row: Attachment) -> None:
    key, case = f"attachment:{row.id}", row.case
    if row.state == "failed":
        problems.report(key, "attachment_failed", row.reason, place=case.number)
    else:
        problems.solve(key)
    fact = AttachmentSanitised(
        **_about(case),
        state=row.state,
        method=row.method,
        reason=row.reason,
        pages=row.pages,
        size_bytes=row.size_bytes,
        attempts=row.attempts,
    )
    append(fact, subject=case.subject, actor=SYSTEM, section=case.section)


def _about(case: Case) -> dict[str, Any]:
    return {"number": case.number, "procedure": case.procedure, "section": case.section}


@transaction.atomic
def attachment_retry(*, by: Staff, case: Case, attachment: Attachment) -> Attachment:
    """Try a file again over which the tries were used up (やり直す); again changes nothing.

    Raises:
        Refused: `by` doesn't handle applications of that section.
    """
    permit(by, "applications.handle", section=case.section, procedure=case.procedure)
    row = Attachment.objects.select_for_update().get(id=attachment.id)
    if not may_be_tried_again(row.state, row.reason):
        return row
    row.state, row.attempts, row.due_at, row.reason = "waiting", 0, clock.now(), ""
    row.save(update_fields=["state", "attempts", "due_at", "reason"])
    problems.solve(f"attachment:{row.id}")
    append(AttachmentRetried(**_about(case)), subject=case.subject, actor=by.actor, section=case.section)
    return row
