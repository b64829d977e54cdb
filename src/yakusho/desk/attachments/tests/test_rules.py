"""Who may open what, and what may be tried again."""

import pytest

from yakusho.desk.attachments.rules import STATES, is_last, may_be_opened, may_be_tried_again


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("sample_home", [False, True])
def test_only_a_copy_made_in_isolation_opens_outside_sample_homes(state: str, sample_home: bool) -> None:
    opens = state == "clean" or (state == "no_sandbox" and sample_home)
    assert may_be_opened(state, has_copy=True, sample_home=sample_home) is opens
    assert not may_be_opened(state, has_copy=False, sample_home=sample_home)


@pytest.mark.parametrize(
    ("state", "reason", "may"),
    [
        ("failed", "killed", True),
        ("suspicious", "time", True),
        ("suspicious", "virus", False),
        ("clean", "", False),
        ("working", "", False),
    ],
)
def test_what_failed_or_took_too_long_may_be_tried_again(state: str, reason: str, may: bool) -> None:
    assert may_be_tried_again(state, reason) is may


def test_three_tries_are_all() -> None:
    assert [is_last(attempts) for attempts in (1, 2, 3, 4)] == [False, False, True, True]
