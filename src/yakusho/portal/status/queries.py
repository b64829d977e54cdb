"""What a resident sees of an application, opened with the code during the request."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from yakusho.kernel import clock
from yakusho.messages.sealing import CannotOpen, open_reply, reply_key
from yakusho.messages.submissions import Reply as OpenReply
from yakusho.portal.apply import queries as apply_queries
from yakusho.portal.apply.models import Draft, Submission
from yakusho.portal.apply.token import Form
from yakusho.portal.status.models import Reply
from yakusho.portal.status.rules import State, state_of


@dataclass(frozen=True)
class Step:
    """One thing that happened (できごと): `sent` and `sent_again` at the portal, else the kind of a reply."""

    kind: Literal["sent", "sent_again", "received", "returned", "corrected", "approved", "rejected"]
    at: datetime
    text: str = ""


@dataclass(frozen=True)
class Application:
    """An application as its resident sees it: everything that happened, and where it stands."""

    submissions: list[Submission]
    steps: list[Step]
    state: State
    returned: OpenReply | None
    draft: tuple[Draft, Form] | None

    @property
    def first(self) -> Submission:
        """The first submission; number and procedure are those of all revisions."""
        return self.submissions[0]

    @property
    def latest(self) -> Submission:
        """The last revision sent."""
        return self.submissions[-1]

    @property
    def due_on(self) -> date | None:
        """Until when a correction is asked for."""
        return date.fromisoformat(self.returned.due_on) if self.returned and self.returned.due_on else None


def application(code: str) -> Application | None:
    """The application sent under a code; None when there is none."""
    sent = apply_queries.submissions(code)
    if not sent:
        return None
    replies = _open_replies(sent[0], code)
    steps = [Step("sent" if each.revision == 1 else "sent_again", each.received_at) for each in sent]
    steps += [Step(reply.kind, _moment(reply.at), reply.text) for reply in replies]
    state, returned = state_of(sent[-1].revision, replies)
    draft = apply_queries.draft_of(code, sent[-1].revision + 1) if returned else None
    return Application(sent, sorted(steps, key=lambda step: step.at), state, returned, draft)


def _open_replies(first: Submission, code: str) -> list[OpenReply]:
    key, opened = reply_key(code), []
    for sealed in Reply.objects.filter(subject=first.subject).order_by("sequence").values_list("sealed", flat=True):
        try:
            opened.append(open_reply(sealed, key))
        except CannotOpen:
            continue
    return opened


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.TOKYO)


def form_to_open(code: str) -> Form | None:
    """The form a resident goes on with: a saved draft, or else a returned application; None when there is neither."""
    found = application(code)
    if found is None:
        draft = apply_queries.draft_of(code, 1)
        return draft[1] if draft else None
    if found.draft is not None:
        return found.draft[1]
    return _correction(code, found, found.returned) if found.returned else None


def _correction(code: str, application: Application, returned: OpenReply) -> Form:
    """The form that a returned application is mended in: filled from the packet, same number, next revision."""
    answers: dict[str, Any] = dict(returned.answers or {})
    answers |= {file.item: file.model_dump(exclude={"item"}) for file in returned.files}
    return Form(
        code=code,
        procedure=application.first.procedure,
        generation=application.latest.generation,
        begun_at=int(clock.now().timestamp()),
        revision=application.latest.revision + 1,
        answers=answers,
        number=application.first.number,
        subject=str(application.first.subject),
        kept=tuple(file.blob for file in returned.files),
        notes={item.path: item.note for item in returned.items},
    )
