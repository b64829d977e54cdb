"""What a resident sees of an application, opened with the code during the request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from yakusho.kernel import clock
from yakusho.messages.sealing import CannotOpen, open_reply, reply_key
from yakusho.messages.submissions import Reply as OpenReply
from yakusho.messages.submissions import ReplyKind
from yakusho.portal.apply import queries as apply_queries
from yakusho.portal.apply.attached import as_answers
from yakusho.portal.apply.models import Draft, FollowUp, Submission
from yakusho.portal.apply.token import Form
from yakusho.portal.status.models import Reply
from yakusho.portal.status.rules import Standing, State, standing


@dataclass(frozen=True)
class Step:
    """One thing that happened (できごと): what was sent, told by its kind `sent…`, else the kind of a reply."""

    kind: ReplyKind | Literal["sent", "sent_again", "sent_added", "sent_answer", "sent_withdrawal"]
    at: datetime
    text: str = ""


@dataclass(frozen=True)
class Application:
    """An application as its resident sees it: everything that happened, and where it stands."""

    submissions: list[Submission]
    follow_ups: list[FollowUp]
    steps: list[Step]
    standing: Standing
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
    def state(self) -> State:
        """Where it stands."""
        return self.standing.state

    @property
    def returned(self) -> OpenReply | None:
        """The reply that asks for a correction, when one is asked for."""
        return self.standing.returned

    def question(self, id: str) -> OpenReply | None:
        """A question that still waits for its answer."""
        return next((each for each in self.standing.questions if each.question == id), None)

    @property
    def due_on(self) -> date | None:
        """Until when a correction is asked for."""
        return date.fromisoformat(self.returned.due_on) if self.returned and self.returned.due_on else None


def application(code: str) -> Application | None:
    """The application sent under a code; None when there is none."""
    sent = apply_queries.submissions(code)
    if not sent:
        return None
    replies, followed = _open_replies(sent[0], code), apply_queries.follow_ups(sent[0])
    steps = [Step("sent" if each.revision == 1 else "sent_again", each.received_at) for each in sent]
    steps += [Step(sent_kind(each), each.received_at) for each in followed]
    steps += [Step(reply.kind, _moment(reply.at), reply.text) for reply in replies if _is_news(reply)]
    stands = standing(
        sent[-1].revision,
        replies,
        withdrew=any(each.kind == "withdrawn" for each in followed) and not _was_too_late(replies),
        answered={each.question for each in followed if each.question},
    )
    draft = apply_queries.draft_of(code, sent[-1].revision + 1) if stands.returned else None
    return Application(sent, followed, sorted(steps, key=lambda step: step.at), stands, draft)


def sent_kind(follow_up: FollowUp) -> Literal["sent_added", "sent_answer", "sent_withdrawal"]:
    """What the resident did by it."""
    if follow_up.kind == "withdrawn":
        return "sent_withdrawal"
    return "sent_answer" if follow_up.question else "sent_added"


def _is_news(reply: OpenReply) -> bool:
    """Whether a reply tells something; that an addition came through is told by its own step."""
    return reply.kind != "added"


def _was_too_late(replies: Sequence[OpenReply]) -> bool:
    return any(each.kind == "not_withdrawn" for each in replies)


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
    answers: dict[str, Any] = {**(returned.answers or {}), **as_answers(returned.files)}
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
        consented=[each.model_dump(mode="json") for each in returned.consents],
    )
