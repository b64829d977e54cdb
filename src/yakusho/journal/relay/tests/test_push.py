"""Pushing outward: contiguous numbers, sent until they are there, delivered once."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from yakusho.journal import outbox
from yakusho.journal.models import Outgoing
from yakusho.journal.relay import push
from yakusho.journal.relay.client import Unreachable
from yakusho.kernel import clock
from yakusho.kernel.bounds import RELAY_KEEP_DAYS, RELAY_MESSAGE_BYTES_MAX, RELAY_PUSH_BYTES_MAX
from yakusho.messages.publications import HeadCosigned

pytestmark = pytest.mark.django_db(transaction=True)


class _Outer:
    """An outer neighbour that may lose the answer."""

    def __init__(self) -> None:
        self.messages: list[dict] = []
        self.lose_answer = False

    def push(self, messages: list[dict]) -> int:
        known = {message["number"] for message in self.messages}
        self.messages.extend(message for message in messages if message["number"] not in known)
        if self.lose_answer:
            raise Unreachable("no_answer")
        return max(message["number"] for message in self.messages)


def _send(count: int) -> None:
    with transaction.atomic():
        for size in range(count):
            outbox.send("portal", "head.cosigned", "portal", HeadCosigned(origin="portal", size=size, cosignature=""))


def test_messages_are_delivered_in_the_order_they_were_made():
    outer = _Outer()
    _send(3)
    assert push.push(outer) == 3
    assert push.push(outer) == 0
    _send(2)
    push.push(outer)
    assert [message["number"] for message in outer.messages] == [1, 2, 3, 4, 5]
    assert [message["payload"]["size"] for message in outer.messages] == [0, 1, 2, 0, 1]


def test_a_lost_answer_sends_the_same_numbers_again():
    outer = _Outer()
    _send(2)
    outer.lose_answer = True
    with pytest.raises(Unreachable):
        push.push(outer)
    assert Outgoing.objects.filter(delivered_at=None).count() == 2
    outer.lose_answer = False
    _send(1)
    assert push.push(outer) == 3
    assert [message["number"] for message in outer.messages] == [1, 2, 3]


def test_a_message_outside_a_transaction_is_a_bug():
    with pytest.raises(RuntimeError):
        outbox.send("portal", "head.cosigned", "portal", HeadCosigned(origin="portal", size=1, cosignature=""))


def test_nothing_is_pushed_inward():
    with pytest.raises(ValueError, match="nothing is pushed"), transaction.atomic():
        outbox.send("mynumber", "head.cosigned", "portal", HeadCosigned(origin="portal", size=1, cosignature=""))


def test_a_long_backlog_goes_out_in_pieces_that_the_neighbour_takes():
    outer, sizes = _Outer(), []
    plain = outer.push
    outer.push = lambda messages: sizes.append(len(json.dumps(messages))) or plain(messages)
    with transaction.atomic():
        for size in range(5):
            cosigned = HeadCosigned(origin="portal", size=size, cosignature="x" * (RELAY_PUSH_BYTES_MAX // 2))
            outbox.send("portal", "head.cosigned", "portal", cosigned)
    while push.push(outer):
        pass
    assert [message["payload"]["size"] for message in outer.messages] == [0, 1, 2, 3, 4]
    assert max(sizes) < RELAY_PUSH_BYTES_MAX * 1.1


def test_a_message_too_large_for_the_relay_is_refused_where_it_is_made():
    huge = HeadCosigned(origin="portal", size=1, cosignature="x" * RELAY_MESSAGE_BYTES_MAX)
    with pytest.raises(ValueError, match="too large"), transaction.atomic():
        outbox.send("portal", "head.cosigned", "portal", huge)


def test_old_messages_that_took_effect_are_emptied_and_keep_their_numbers():
    outer = _Outer()
    _send(2)
    push.push(outer)
    _send(1)
    assert push.delivered_clear() == 0
    with time_machine.travel(clock.now() + timedelta(days=RELAY_KEEP_DAYS + 1)):
        assert push.delivered_clear() == 2
        assert push.delivered_clear() == 0
    sent = Outgoing.objects.exclude(number=None).order_by("number")
    assert list(sent.values_list("number", "payload")) == [(1, {}), (2, {})]
    assert push.push(outer) == 1
