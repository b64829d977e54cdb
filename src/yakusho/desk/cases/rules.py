"""Pure decisions about cases: which step follows which, and days.

new ──take──▶ taken ──return──▶ returned ──(correction arrives)──▶ corrected ──take──▶ taken
new, taken, corrected, returned ──approve / reject──▶ approved / rejected
new, taken, corrected, returned ──(withdrawal arrives)──▶ withdrawn
"""

from datetime import date

from yakusho.japanese.periods import OPEN_DAYS, Calendar, Unit, days_between, deadline

STATES = {
    "new": "new",
    "corrected": "new",
    "taken": "open",
    "returned": "open",
    "approved": "decided",
    "rejected": "decided",
    "withdrawn": "decided",
}
"""Every state and the stage (tab of the inbox) it belongs to."""

STAGES = ("new", "open", "decided")
DECIDED = ("approved", "rejected")
ENDED = (*DECIDED, "withdrawn")
"""States after which nothing more is done with a case."""

TALKS = ("", "asked", "news")
"""What stands between desk and applicant beside the state: nothing, an open question, something new from them."""

NEXT = {
    "take": (("new", "corrected"), "taken"),
    "return": (("new", "corrected", "taken"), "returned"),
    "approve": (("new", "corrected", "taken", "returned"), "approved"),
    "reject": (("new", "corrected", "taken", "returned"), "rejected"),
}
"""Each action: from which states, to which state."""


def possible(state: str) -> list[str]:
    """The actions that make sense in a state."""
    return [action for action, (starts, _) in NEXT.items() if state in starts]


def done_already(state: str, action: str) -> bool:
    """Whether the case is where `action` would bring it, so that saying it again is harmless.

    A return with a new message isn't the same again, so it never counts as done.
    """
    return action != "return" and state == NEXT[action][1]


def due_after_correction(
    calendar: Calendar, due_on: date, returned_on: date, corrected_on: date, unit: Unit = OPEN_DAYS
) -> date:
    """The due date after a correction: the time it took the applicant doesn't count (行政手続法6条, 7条)."""
    return deadline(due_on, days_between(returned_on, corrected_on, calendar, unit), calendar, unit)
