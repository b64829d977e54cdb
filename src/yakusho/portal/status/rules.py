"""Where an application stands, from what was sent and what was answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from yakusho.messages.submissions import Reply

State = Literal["sent", "in_work", "asked", "returned", "withdrawing", "approved", "rejected", "withdrawn"]

ENDS = ("approved", "rejected", "withdrawn")
"""Replies after which nothing more is decided, and states of the same name."""

ASIDE = ("question", "added", "not_withdrawn")
"""Replies that change nothing about where the application stands."""


@dataclass(frozen=True)
class Standing:
    """Where an application stands (状況): its state, what it was returned with, the questions that wait."""

    state: State
    returned: Reply | None
    questions: tuple[Reply, ...]

    @property
    def is_open(self) -> bool:
        """Whether something can still be added, answered or withdrawn."""
        return self.state not in (*ENDS, "withdrawing")


def standing(
    latest_revision: int, replies: Sequence[Reply], *, withdrew: bool = False, answered: Collection[str] = ()
) -> Standing:
    """Where it stands now, and what the resident is asked for.

    A return of an earlier revision no longer asks for anything once the next revision was sent. A decision is final;
    replies arrive in their order, so the last one that says something counts. `answered` are the ids of questions
    whose answers were sent.
    """
    state: State = "sent"
    returned: Reply | None = None
    for reply in replies:
        if reply.kind in ENDS:
            return Standing(reply.kind, None, ())
        if reply.kind == "returned":
            asks = reply.revision >= latest_revision
            state, returned = ("returned", reply) if asks else ("sent", None)
        elif reply.kind not in ASIDE:
            state, returned = "in_work", None
    if withdrew:
        return Standing("withdrawing", None, ())
    questions = tuple(each for each in replies if each.kind == "question" and each.question not in answered)
    if questions and state in ("sent", "in_work"):
        state = "asked"
    return Standing(state, returned, questions)
