"""The link and the code on the screen hold for minutes; a ticket is one seat's own."""

from datetime import UTC, datetime, timedelta

from yakusho.office.activities import tokens

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
NOW = datetime(2026, 11, 24, 5, 0, 30, tzinfo=UTC)


def _later(**by: int) -> datetime:
    return NOW + timedelta(**by)


def test_the_link_changes_each_minute_and_ends_within_minutes() -> None:
    token = tokens.link_token(KEY, "a", NOW)
    assert token == tokens.link_token(KEY, "a", _later(seconds=29))
    assert token != tokens.link_token(KEY, "a", _later(minutes=1))
    assert tokens.link_holds(KEY, "a", token, _later(minutes=5))
    assert not tokens.link_holds(KEY, "a", token, _later(minutes=6))
    assert not tokens.link_holds(KEY, "a", token, _later(minutes=-1))


def test_a_link_belongs_to_one_activity_and_one_house() -> None:
    token = tokens.link_token(KEY, "a", NOW)
    assert not tokens.link_holds(KEY, "b", token, NOW)
    assert not tokens.link_holds(OTHER_KEY, "a", token, NOW)
    assert not tokens.link_holds(KEY, "a", "", NOW)
    assert not tokens.link_holds(KEY, "a", token[:5], NOW)
    assert not tokens.link_holds(KEY, "a", "あ" * len(token), NOW)


def test_a_code_may_be_typed_in_any_width_and_case() -> None:
    code = tokens.short_code(KEY, "a", NOW)
    full_width = "".join(chr(ord(c) + 0xFEE0) for c in code)
    for typed in (code, code.lower(), f" {code[:3]}-{code[3:]} ", full_width):
        assert tokens.code_holds(KEY, "a", typed, NOW)
    assert not tokens.code_holds(KEY, "a", code, _later(minutes=6))
    assert not tokens.code_holds(KEY, "a", "", NOW)


def test_a_ticket_is_for_one_seat_and_lasts_long_enough_to_sign_in() -> None:
    given = tokens.ticket(KEY, "a", "seat-1", NOW)
    assert tokens.ticket_holds(KEY, "a", "seat-1", given, _later(minutes=30))
    assert not tokens.ticket_holds(KEY, "a", "seat-1", given, _later(minutes=31))
    assert not tokens.ticket_holds(KEY, "a", "seat-2", given, NOW)
    assert not tokens.ticket_holds(KEY, "a", "seat-1", tokens.link_token(KEY, "a", NOW), NOW)
