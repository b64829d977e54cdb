"""Receiving an application, and saving a draft of one."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from yakusho.journal import blobs, crash
from yakusho.journal.rows import insert
from yakusho.journal.write import append, sealed_content
from yakusho.kernel import clock
from yakusho.kernel.bounds import DRAFT_DAYS_MAX
from yakusho.kernel.ids import new_id, new_number
from yakusho.ledger import receipts
from yakusho.messages.sealing import (
    derive,
    draft_id,
    draft_key,
    lookup_id,
    reply_key,
    seal_json,
    seal_part,
    seal_submission,
)
from yakusho.messages.submissions import (
    ZONE_LETTERS,
    ApplicationCorrected,
    ApplicationReceived,
    Consent,
    SubmittedFile,
)
from yakusho.messages.submissions import Submission as Content
from yakusho.portal.apply.models import Draft, Submission, UploadedBlob
from yakusho.portal.apply.queries import already_submitted, may_follow
from yakusho.portal.apply.token import Form
from yakusho.portal.consents.closing import invitations_close
from yakusho.portal.mail.actions import notify_keep
from yakusho.portal.publications.procedures import Offered

NUMBER_ATTEMPTS_MAX = 5


class FilesGone(Exception):
    """An uploaded file was deleted meanwhile, because the form was left open for too long."""


class NothingFollows(Exception):
    """A correction of an application that was withdrawn, or whose code was replaced."""


class SentBefore(Exception):
    """The form was sent meanwhile; `received` is what became of it."""

    def __init__(self, received: "Received") -> None:
        super().__init__()
        self.received = received


@dataclass(frozen=True)
class Received:
    """What came of a submit: a `new` submission, the `same` again, or one sent before with `other` content.

    In all three cases `submission` is the one that counts.
    """

    submission: Submission
    state: Literal["new", "same", "other"]


def submission_receive(
    *,
    form: Form,
    offered: Offered,
    files: tuple[SubmittedFile, ...],
    language: str,
    consents: tuple[Consent, ...] = (),
) -> Received:
    """Receive an application (申請の受付): seal it, give it a number and a receipt, in one transaction.

    `form.answers` are as the check page showed them; the sealed token vouches that they passed. The first commit of a
    draft wins; whoever comes later is given its receipt.

    A number that was told before it is used, with the links that others agree by, is drawn again like any other when it
    is taken.

    Raises:
        FilesGone: an uploaded file is no longer there.
        NothingFollows: a correction that can't be sent any more.
    """
    for attempt in range(NUMBER_ATTEMPTS_MAX):
        told = form.number if form.is_correction or not attempt else ""
        number = told or new_number(ZONE_LETTERS[offered.definition.zone])
        content = _content(form, offered, files, number, language).model_copy(update={"consents": consents})
        sealed = seal_submission(content, settings.KEY_MANIFEST.sealing(offered.definition.zone))
        try:
            with transaction.atomic():
                submission = _keep(form, offered, content, sealed)
                crash.point("submit.before_commit")
        except (IntegrityError, FilesGone, NothingFollows) as problem:
            stored = sent_before(form)
            if stored is not None:
                return stored
            last = form.is_correction or attempt + 1 == NUMBER_ATTEMPTS_MAX
            if last or not isinstance(problem, IntegrityError):
                raise
        else:
            crash.point("submit.after_commit")
            return Received(submission, "new")
    raise AssertionError("the loop returns or raises")


def sent_before(form: Form) -> Received | None:
    """What this draft became when it was sent before; None when it never was."""
    stored = already_submitted(form)
    if stored is None:
        return None
    return Received(stored, "same" if hmac.compare_digest(stored.digest, _digest(form)) else "other")


def refuse_sent(form: Form) -> None:
    """Go on only with a form that was not sent yet.

    Raises:
        SentBefore: it was.
    """
    received = sent_before(form)
    if received is not None:
        raise SentBefore(received)


def _digest(form: Form) -> str:
    """What tells equal answers from other ones; keyed with the code, so that nobody can try answers against it."""
    key = derive(form.code, "digest")
    content = json.dumps([form.procedure, form.answers], ensure_ascii=False, sort_keys=True)
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()


def _content(form: Form, offered: Offered, files: tuple[SubmittedFile, ...], number: str, language: str) -> Content:
    held = {file.item for file in files}
    answers, apart = offered.compiled.without_apart(
        {item: answer for item, answer in form.answers.items() if item not in held}
    )
    return Content(
        procedure=offered.code,
        generation=offered.generation,
        number=number,
        revision=form.revision,
        language=language,
        answers=answers,
        files=files,
        reply_key=base64.b64encode(reply_key(form.code)).decode(),
        acting=offered.compiled.acting(form.answers),
        parts=seal_part(apart, settings.KEY_MANIFEST.sealing(offered.definition.zone)) if apart else "",
    )


def _keep(form: Form, offered: Offered, content: Content, sealed: bytes) -> Submission:
    """Ciphertext, fact, receipt and submission, in the caller's transaction."""
    own_id, now = new_id(), clock.now()
    subject = UUID(form.subject) if form.subject else own_id
    if form.is_correction and not may_follow(form):
        raise NothingFollows
    fresh = [file.blob for file in content.files if file.blob not in form.kept]
    if fresh and UploadedBlob.objects.filter(address__in=fresh).delete()[0] < len(fresh):
        raise FilesGone
    entry = append(
        _fact(form, offered, content.number, blobs.put_row(sealed), fresh),
        subject=str(subject),
        actor="resident",
        section=offered.definition.section,
        recorded_at=now,
    )
    submission = Submission(
        id=own_id,
        subject=subject,
        draft_id=draft_id(form.code, form.revision),
        digest=_digest(form),
        lookup=lookup_id(form.code),
        number=content.number,
        revision=form.revision,
        procedure=offered.code,
        generation=offered.generation,
        zone=offered.definition.zone,
        entry=entry.id,
        receipt=receipts.give(sealed_content(entry), settings.ZONE_KEYS.journal, settings.WARD_CODE),
        received_at=now,
    )
    insert(submission)
    if form.notify and not form.is_correction:
        notify_keep(subject=subject, address=form.notify, language=content.language)
    if content.consents or form.invitations:
        invitations_close(form)
    if form.saved:
        Draft.objects.filter(draft_id=submission.draft_id).delete()
    return submission


def _fact(
    form: Form, offered: Offered, number: str, sealed: str, files: list[str]
) -> ApplicationReceived | ApplicationCorrected:
    shared: dict[str, Any] = {
        "procedure": offered.code,
        "generation": offered.generation,
        "zone": offered.definition.zone,
        "section": offered.definition.section,
        "number": number,
        "channel": "portal",
        "sealed": sealed,
        "files": tuple(files),
    }
    return (
        ApplicationCorrected(revision=form.revision, **shared) if form.is_correction else ApplicationReceived(**shared)
    )


def draft_save(*, form: Form, files: tuple[SubmittedFile, ...]) -> tuple[Form, Draft]:
    """Keep a draft (下書きの保存) for `DRAFT_DAYS_MAX` days under a key that only the resident's code gives.

    Raises:
        SentBefore: the form was sent meanwhile, so that nothing is left to save.
        NothingFollows: a correction that can't be sent any more.
    """
    now = clock.now()
    expires_at = now + timedelta(days=DRAFT_DAYS_MAX)
    saved = replace(form, saved=True, until=int(expires_at.timestamp()))
    value = {name: getattr(saved, name) for name in ("answers", "typed", "number", "subject", "notes")}
    value |= {name: getattr(saved, name) for name in ("invitations", "consented", "confirmed", "notify")}
    value |= {"kept": list(saved.kept), "generation": saved.generation, "revision": saved.revision}
    draft = Draft(
        draft_id=draft_id(form.code, form.revision),
        subject=UUID(form.subject) if form.subject else None,
        procedure=form.procedure,
        sealed=seal_json(value, draft_key(form.code, form.revision)),
        saved_at=now,
        expires_at=expires_at,
    )
    with transaction.atomic():
        refuse_sent(form)
        if form.is_correction and not may_follow(form):
            raise NothingFollows
        # One statement, so that a button pressed twice at once writes one draft.
        kept = ("subject", "procedure", "sealed", "saved_at", "expires_at")
        Draft.objects.bulk_create([draft], update_conflicts=True, unique_fields=["draft_id"], update_fields=kept)
        fresh = [file.blob for file in files if file.blob not in form.kept]
        if fresh:
            UploadedBlob.objects.filter(address__in=fresh).update(expires_at=expires_at)
    return saved, draft


def draft_extend(*, form: Form, files: tuple[SubmittedFile, ...]) -> None:
    """Keep a saved draft, with its files, for `DRAFT_DAYS_MAX` days from now (保存期間の延長)."""
    expires_at = clock.now() + timedelta(days=DRAFT_DAYS_MAX)
    with transaction.atomic():
        drafts = Draft.objects.filter(draft_id=draft_id(form.code, form.revision), expires_at__gt=clock.now())
        if drafts.update(expires_at=expires_at):
            fresh = [file.blob for file in files if file.blob not in form.kept]
            UploadedBlob.objects.filter(address__in=fresh).update(expires_at=expires_at)
