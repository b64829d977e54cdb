"""Taking messages: each once, a failing one parks only its own subject."""

import pytest
from django.db import OperationalError, transaction

from yakusho.journal.models import Cursor, Parked, Problem
from yakusho.journal.receive import subjects_parked, take, take_again
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.messages.message import Message

pytestmark = pytest.mark.django_db(transaction=True)

CHANNEL = "pull:elsewhere"


def _message(position: int, subject: str, kind: str = "organisation.published") -> Message:
    return Message(
        id=new_id(),
        origin="elsewhere",
        position=position,
        kind=kind,
        version=1,
        subject=subject,
        recorded_at=clock.now(),
        body={},
    )


def _advance(position: int):
    def advance() -> None:
        Cursor.objects.update_or_create(name=CHANNEL, defaults={"position": position + 1})

    return advance


def _take_all(*messages: Message) -> None:
    parked = subjects_parked(CHANNEL)
    for message in messages:
        take(CHANNEL, message, parked, _advance(message.position))


def test_a_message_takes_effect_together_with_the_cursor(own_rooms):
    _take_all(_message(0, "a"), _message(1, "b"))
    assert own_rooms.taken == [("a", 0), ("b", 1)]
    assert Cursor.objects.get(name=CHANNEL).position == 2


def test_a_kind_nobody_takes_passes_by(own_rooms):
    _take_all(_message(0, "a", kind="other.happened"))
    assert (own_rooms.taken, Cursor.objects.get(name=CHANNEL).position) == ([], 1)


def test_a_failing_message_is_parked_and_only_its_subject_waits(own_rooms):
    own_rooms.failing.add("a")
    _take_all(_message(0, "a"), _message(1, "b"), _message(2, "a"))
    assert own_rooms.taken == [("b", 1)]
    assert list(Parked.objects.order_by("position").values_list("position", "reason")) == [
        (0, "ValueError"),
        (2, "waits"),
    ]
    assert Problem.objects.get().reason == "ValueError"
    assert Cursor.objects.get(name=CHANNEL).position == 3


def test_a_subject_keeps_waiting_in_a_later_round(own_rooms):
    own_rooms.failing.add("a")
    _take_all(_message(0, "a"))
    own_rooms.failing.clear()
    _take_all(_message(1, "a"))
    assert own_rooms.taken == []
    assert Parked.objects.count() == 2


def test_trying_again_takes_effect_once_and_ends_the_problem(own_rooms):
    own_rooms.failing.add("a")
    message = _message(0, "a")
    _take_all(message)
    parked = Parked.objects.get()
    assert not take_again(parked, message)
    own_rooms.failing.clear()
    assert take_again(parked, message)
    assert take_again(parked, message)
    assert own_rooms.taken == [("a", 0)]
    assert Problem.objects.get().solved_at is not None


def test_what_a_failing_handler_wrote_is_undone(own_rooms, monkeypatch):
    def write_then_fail(message: Message) -> None:
        Cursor.objects.create(name="written", position=1)
        raise ValueError

    monkeypatch.setattr("yakusho.journal.receive.handlers", lambda: {"organisation.published": write_then_fail})
    _take_all(_message(0, "a"))
    assert not Cursor.objects.filter(name="written").exists()
    with transaction.atomic():
        assert Parked.objects.count() == 1


def test_a_locked_database_says_nothing_of_the_message_and_parks_nothing(own_rooms, monkeypatch):
    def locked(message: Message) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("yakusho.journal.receive.handlers", lambda: {"organisation.published": locked})
    with pytest.raises(OperationalError):
        _take_all(_message(0, "a"))
    assert not Parked.objects.exists()
    assert not Cursor.objects.filter(name=CHANNEL).exists()


def test_a_pushed_message_of_a_kind_nobody_takes_waits_for_newer_code(own_rooms):
    take("push:elsewhere", _message(1, "a", kind="other.happened"), set(), _advance(1))
    assert Parked.objects.get().reason == "UnknownKind"
    assert not take_again(Parked.objects.get(), _message(1, "a", kind="other.happened"))
