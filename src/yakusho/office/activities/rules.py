"""Pure decisions about activities: what may follow what, who gets a seat, what counts for the plan.

planned ──report──▶ reported ──withdraw──▶ planned
planned ──cancel──▶ cancelled ──restore (until its time has passed)──▶ planned

A rule answers None, or a code of `Reason` that `words.why` puts into a sentence.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, TypeVar

KINDS = ("training", "briefing", "drill", "outreach", "meeting")
"""研修, 説明会, 訓練, 普及啓発, 会議."""

STATES = ("planned", "cancelled", "reported")
ANSWERS = ("going", "waiting", "declined")
WAYS = ("qr", "code", "hand")
"""How an attendance was recorded: scanned, typed, or ticked by the section that holds the activity."""

PURPOSES = ("material", "minutes", "photo")
EVIDENCE = ("minutes", "photo")
"""The files that prove that an activity took place; a material only shows what was prepared."""

DOORS_OPEN_BEFORE = timedelta(minutes=60)
DOORS_CLOSE_AFTER = timedelta(minutes=60)
HELD_DAYS_FROM_PLAN_MAX = 366  # how far the day it was held on may lie from the planned one
ANSWER_DAYS_MAX = 30  # how long after its end a questionnaire takes answers
RESULTS_ANSWERS_MIN = 3  # with fewer, a result would say what one person answered

Phase = Literal["coming", "running", "to_report", "reported", "cancelled"]
Reason = Literal[
    "already_cancelled",
    "already_reported",
    "not_reported",
    "not_cancelled",
    "is_over",
    "doors_closed",
    "not_held_yet",
    "held_far_off",
    "no_evidence",
    "was_not_there",
    "answered_already",
]
Id = TypeVar("Id")


def plain_text(text: str) -> str:
    """A typed text without outer spaces and without control characters, which no screen shows and no database likes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c >= " " or c in "\n\t").strip()


def phase(state: str, starts_at: datetime, ends_at: datetime, now: datetime) -> Phase:
    """Where an activity stands: what is planned is coming, running, or over and waits for its report."""
    if state == "cancelled":
        return "cancelled"
    if state == "reported":
        return "reported"
    if now < starts_at:
        return "coming"
    return "running" if now <= ends_at else "to_report"


def why_not_change(state: str) -> Reason | None:
    """Whether an activity's plan may still be changed or cancelled: until its report."""
    return {"cancelled": "already_cancelled", "reported": "already_reported"}.get(state)  # type: ignore[return-value]


def why_not_restore(state: str, ends_at: datetime, now: datetime) -> Reason | None:
    """Whether a cancellation may be taken back: until the time of the activity has passed."""
    if state != "cancelled":
        return "not_cancelled"
    return "is_over" if now > ends_at else None


def why_not_answer(state: str, ends_at: datetime, now: datetime) -> Reason | None:
    """Whether an invitation may still be answered: until the end."""
    return why_not_change(state) or ("is_over" if now > ends_at else None)


def why_not_attend(state: str, starts_at: datetime, ends_at: datetime, now: datetime) -> Reason | None:
    """Whether a person may record their own attendance: from an hour before to an hour after."""
    open_now = starts_at - DOORS_OPEN_BEFORE <= now <= ends_at + DOORS_CLOSE_AFTER
    return why_not_change(state) or (None if open_now else "doors_closed")


def why_not_tick(state: str, starts_at: datetime, now: datetime) -> Reason | None:
    """Whether the section may record attendances by hand: from an hour before, until the report."""
    return why_not_change(state) or (None if starts_at - DOORS_OPEN_BEFORE <= now else "doors_closed")


def why_not_report(
    state: str, planned_on: date, held_on: date, today: date, *, files: int, attended: int
) -> Reason | None:
    """Whether an activity may be reported, or its report corrected.

    It has taken place, and there is a proof: minutes or photos, or attendances recorded here. A count in the plan must
    be provable (計画 5 施策の進行管理).
    """
    if state == "cancelled":
        return "already_cancelled"
    if held_on > today:
        return "not_held_yet"
    if abs((held_on - planned_on).days) > HELD_DAYS_FROM_PLAN_MAX:
        return "held_far_off"
    return None if files or attended else "no_evidence"


def why_not_fill_in(attended: bool, answered: bool, ends_at: datetime, now: datetime) -> Reason | None:
    """Whether a person may answer the questionnaire: who was there, once, for some weeks."""
    if not attended:
        return "was_not_there"
    if answered:
        return "answered_already"
    return "is_over" if now > ends_at + timedelta(days=ANSWER_DAYS_MAX) else None


def answer_for_one_more(going: int, capacity: int | None) -> str:
    """What signing up comes to: a seat while there is one, else a place on the waiting list (順番待ち)."""
    return "going" if capacity is None or going < capacity else "waiting"


def moved_up(waiting: Sequence[Id], going: int, capacity: int | None) -> list[Id]:
    """Who gets the free seats, in the order of signing up."""
    free = len(waiting) if capacity is None else max(0, capacity - going)
    return list(waiting[:free])


def misplaced(category: str, themes: Collection[str], counted: Mapping[str, str]) -> list[str]:
    """The themes that an activity of this kind can't count for; `counted` says which kind each indicator counts."""
    return [theme for theme in themes if counted.get(theme) != category]
