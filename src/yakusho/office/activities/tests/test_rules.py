"""What may follow what, who gets a seat, and what counts: decided without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yakusho.office.activities import rules

START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
END = START + timedelta(hours=2)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("state", "now", "phase"),
    [
        ("planned", START - MINUTE, "coming"),
        ("planned", START, "running"),
        ("planned", END, "running"),
        ("planned", END + MINUTE, "to_report"),
        ("reported", END + MINUTE, "reported"),
        ("cancelled", START, "cancelled"),
    ],
)
def test_a_phase_follows_from_state_and_time(state: str, now: datetime, phase: str) -> None:
    assert rules.phase(state, START, END, now) == phase


def test_a_cancellation_can_be_taken_back_until_the_time_has_passed() -> None:
    assert rules.why_not_restore("cancelled", END, END) is None
    assert rules.why_not_restore("cancelled", END, END + MINUTE) == "is_over"
    assert rules.why_not_restore("planned", END, START) == "not_cancelled"


def test_doors_are_open_from_an_hour_before_to_an_hour_after() -> None:
    hour = timedelta(hours=1)
    assert rules.why_not_attend("planned", START, END, START - hour) is None
    assert rules.why_not_attend("planned", START, END, START - hour - MINUTE) == "doors_closed"
    assert rules.why_not_attend("planned", START, END, END + hour) is None
    assert rules.why_not_attend("planned", START, END, END + hour + MINUTE) == "doors_closed"
    assert rules.why_not_attend("cancelled", START, END, START) == "already_cancelled"


def test_a_list_is_ticked_until_the_report() -> None:
    assert rules.why_not_tick("planned", START, END + timedelta(days=30)) is None
    assert rules.why_not_tick("reported", START, END) == "already_reported"


@pytest.mark.parametrize(
    ("state", "held_on", "files", "attended", "reason"),
    [
        ("planned", date(2026, 11, 24), 1, 0, None),
        ("planned", date(2026, 11, 24), 0, 1, None),
        ("planned", date(2026, 11, 24), 0, 0, "no_evidence"),
        ("planned", date(2026, 11, 26), 1, 1, "not_held_yet"),
        ("planned", date(2025, 11, 1), 1, 1, "held_far_off"),
        ("cancelled", date(2026, 11, 24), 1, 1, "already_cancelled"),
        ("reported", date(2026, 11, 24), 1, 1, None),
    ],
)
def test_a_report_needs_a_day_that_has_come_and_a_proof(
    state: str, held_on: date, files: int, attended: int, reason: str | None
) -> None:
    planned, today = date(2026, 11, 24), date(2026, 11, 25)
    assert rules.why_not_report(state, planned, held_on, today, files=files, attended=attended) == reason


def test_the_questionnaire_is_for_those_who_were_there_once() -> None:
    assert rules.why_not_fill_in(True, False, END, END) is None
    assert rules.why_not_fill_in(False, False, END, END) == "was_not_there"
    assert rules.why_not_fill_in(True, True, END, END) == "answered_already"
    assert rules.why_not_fill_in(True, False, END, END + timedelta(days=31)) == "is_over"


@given(st.lists(st.integers(), unique=True), st.integers(0, 50), st.none() | st.integers(1, 50))
def test_free_seats_go_to_those_who_wait_in_their_order(waiting: list[int], going: int, capacity: int | None) -> None:
    moved = rules.moved_up(waiting, going, capacity)
    assert moved == waiting[: len(moved)]
    if capacity is None:
        assert moved == waiting
    else:
        assert len(moved) == min(len(waiting), max(0, capacity - going))


@given(st.integers(0, 50), st.integers(1, 50))
def test_nobody_gets_a_seat_beyond_the_capacity(going: int, capacity: int) -> None:
    assert rules.answer_for_one_more(going, capacity) == ("going" if going < capacity else "waiting")
    assert rules.answer_for_one_more(going, None) == "going"


def test_a_theme_counts_one_kind_of_activity() -> None:
    counted = {"02-3": "training", "20-3": "briefing"}
    assert rules.misplaced("training", ["02-3"], counted) == []
    assert rules.misplaced("training", ["02-3", "20-3", "99-9"], counted) == ["20-3", "99-9"]
