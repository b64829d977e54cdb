"""Pure decisions about cases: which step follows which, and days.

new ──take──▶ taken ──return──▶ returned ──(correction arrives)──▶ corrected ──take──▶ taken
new, taken, corrected, returned ──approve / reject──▶ approved / rejected
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

STATES = {
    "new": "new",
    "corrected": "new",
    "taken": "open",
    "returned": "open",
    "approved": "decided",
    "rejected": "decided",
}
"""Every state and the stage (tab of the inbox) it belongs to."""

STAGES = ("new", "open", "decided")
DECIDED = ("approved", "rejected")

NEXT = {
    "take": (("new", "corrected"), "taken"),
    "return": (("new", "corrected", "taken"), "returned"),
    "approve": (("new", "corrected", "taken", "returned"), "approved"),
    "reject": (("new", "corrected", "taken", "returned"), "rejected"),
}
"""Each action: from which states, to which state."""

WARD_DAYS, CALENDAR_DAYS = "ward_days", "calendar_days"
"""The units in which a procedure's standard period may count."""

DUE_SEARCH_DAYS_MAX = 3_660


def possible(state: str) -> list[str]:
    """The actions that make sense in a state."""
    return [action for action, (starts, _) in NEXT.items() if state in starts]


def done_already(state: str, action: str) -> bool:
    """Whether the case is where `action` would bring it, so that saying it again is harmless.

    A return with a new message isn't the same again, so it never counts as done.
    """
    return action != "return" and state == NEXT[action][1]


@dataclass(frozen=True)
class Calendar:
    """The days on which the ward office is closed (閉庁日)."""

    weekdays: frozenset[int]
    yearly: frozenset[tuple[int, int]]
    holidays: frozenset[date] = field(default=frozenset())

    def closed(self, day: date) -> bool:
        """Whether the office is closed on a day."""
        return day.weekday() in self.weekdays or (day.month, day.day) in self.yearly or day in self.holidays

    def add(self, day: date, count: int, unit: str = WARD_DAYS) -> date:
        """The day that lies so many ward or calendar days after `day`; the first day isn't counted (民法140条).

        An end on a closed day moves on to the next open one (民法142条).
        """
        if unit == CALENDAR_DAYS:
            return self.add(day + timedelta(days=count), 0)
        left = count
        for _ in range(DUE_SEARCH_DAYS_MAX):
            if left <= 0 and not self.closed(day):
                return day
            day += timedelta(days=1)
            left -= not self.closed(day)
        raise ValueError("no open day in ten years")

    def between(self, start: date, end: date, unit: str = WARD_DAYS) -> int:
        """How many ward or calendar days lie after `start` up to and with `end`; 0 when `end` is not later."""
        days = (end - start).days
        if unit == CALENDAR_DAYS:
            return max(0, days)
        return sum(not self.closed(start + timedelta(days=step)) for step in range(1, days + 1))


def due_after_correction(
    calendar: Calendar, due_on: date, returned_on: date, corrected_on: date, unit: str = WARD_DAYS
) -> date:
    """The due date after a correction: the time it took the applicant doesn't count (行政手続法6条, 7条)."""
    return calendar.add(due_on, calendar.between(returned_on, corrected_on, unit), unit)
