"""Reading drafts and submissions back, by the code that a resident holds."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from yakusho.kernel import clock
from yakusho.messages.sealing import CannotOpen, draft_id, draft_key, lookup_id, open_json
from yakusho.portal.apply.models import Draft, FollowUp, Submission
from yakusho.portal.apply.token import Form


def submissions(code: str) -> list[Submission]:
    """All revisions sent under a code, the first one first."""
    return list(Submission.objects.filter(lookup=lookup_id(code)).order_by("revision"))


def follow_ups(application: Submission) -> list[FollowUp]:
    """Everything sent after an application, in order."""
    return list(FollowUp.objects.filter(subject=application.subject).order_by("sequence"))


def may_follow(form: Form) -> bool:
    """Whether a correction can still be sent: its code is the application's own, and nobody withdrew that."""
    sent = Submission.objects.filter(subject=UUID(form.subject), lookup=lookup_id(form.code))
    withdrawn = FollowUp.objects.filter(subject=UUID(form.subject), kind="withdrawn")
    return sent.exists() and not withdrawn.exists()


def already_submitted(form: Form) -> Submission | None:
    """The submission that this form became earlier, if it did."""
    return Submission.objects.filter(draft_id=draft_id(form.code, form.revision)).first()


def sent_drafts() -> Exists:
    """The condition that a draft became an application: nothing opens it any more, and it is about to go."""
    return Exists(Submission.objects.filter(draft_id=OuterRef("draft_id")))


def _unsent() -> QuerySet[Draft]:
    return Draft.objects.exclude(sent_drafts())


def draft_of(code: str, revision: int) -> tuple[Draft, Form] | None:
    """The saved draft of a revision, opened during the resident's request; None when there is none or it is over."""
    draft = _unsent().filter(draft_id=draft_id(code, revision), expires_at__gt=clock.now()).first()
    if draft is None:
        return None
    try:
        value = open_json(bytes(draft.sealed), draft_key(code, revision))
    except CannotOpen:
        return None
    members = {**dict(value), "kept": tuple(value["kept"])}
    begun_at = int(clock.now().timestamp())
    until = int(draft.expires_at.timestamp())
    return draft, Form(code=code, procedure=draft.procedure, begun_at=begun_at, saved=True, until=until, **members)


def drafts(ids: Collection[str]) -> list[Draft]:
    """The drafts of these ids that are still kept, the newest first; none of them can be opened without its code."""
    return list(_unsent().filter(draft_id__in=ids, expires_at__gt=clock.now()).order_by("-saved_at"))


def expired_draft_at(code: str, revision: int) -> datetime | None:
    """When the draft of a revision ran out, while the portal still remembers it."""
    expired = _unsent().filter(draft_id=draft_id(code, revision), expires_at__lte=clock.now())
    return expired.values_list("expires_at", flat=True).first()
