"""Where an application stands, from what was sent and what was answered."""

from collections.abc import Sequence
from typing import Literal

from yakusho.messages.submissions import Reply

State = Literal["sent", "in_work", "returned", "approved", "rejected"]


def state_of(latest_revision: int, replies: Sequence[Reply]) -> tuple[State, Reply | None]:
    """The state now, and the reply that asks for a correction when the resident is the one to act.

    A return of an earlier revision no longer asks for anything once the next revision was sent. A decision is final;
    replies arrive in their order, so the last one that says something counts.
    """
    state: State = "sent"
    returned: Reply | None = None
    for reply in replies:
        if reply.kind in ("approved", "rejected"):
            state, returned = reply.kind, None
        elif reply.kind == "returned":
            asks = reply.revision >= latest_revision
            state, returned = ("returned", reply) if asks else ("sent", None)
        else:
            state, returned = "in_work", None
    return state, returned
