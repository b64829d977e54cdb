"""Counts across the inner wall: only changed sums per day cross, and the newest holds."""

from datetime import timedelta

import pytest
from django.conf import settings

from yakusho.journal import counting, counts, outbox, sealer
from yakusho.journal.models import DayCount
from yakusho.journal.tests.facts import organisation, put
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year
from yakusho.kernel.ids import new_id
from yakusho.messages.message import Message

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_rooms")]


@pytest.fixture
def sent(monkeypatch):
    """What would be pushed, from whatever zone the tests run in."""
    messages: list[dict] = []
    monkeypatch.setitem(outbox.OUTWARD, settings.ZONE, ("office",))
    plain = outbox.send

    def send(destination, kind, subject, payload, **more):
        messages.append(payload.model_dump())
        return plain(destination, kind, subject, payload, **more)

    monkeypatch.setattr(outbox, "send", send)
    return messages


def _count(*facts) -> None:
    put(*facts)
    while sealer.seal() or counting.count():
        pass


def test_a_day_is_reported_as_one_sum_and_only_when_it_changed(sent):
    _count(organisation(1), organisation(2))
    assert counts.report() == 1
    assert counts.report() == 0
    _count(organisation(3))
    counts.report()
    assert [(message["meter"], message["value"]) for message in sent] == [("test.published", 2), ("test.published", 3)]


def test_nothing_of_an_entry_crosses(sent):
    _count(organisation(1))
    counts.report()
    assert set(sent[0]) == {"meter", "version", "day", "section", "dimension", "value"}


def _reported(value: int, day=None) -> Message:
    body = {
        "meter": "inner.decided",
        "version": 1,
        "day": (day or clock.today()).isoformat(),
        "section": "s",
        "dimension": "",
        "value": value,
    }
    return Message(
        id=new_id(),
        origin="mynumber",
        position=1,
        kind="counts.reported",
        version=1,
        subject="inner.decided",
        recorded_at=clock.now(),
        body=body,
    )


def test_the_office_keeps_the_newest_report_of_each_day():
    year = fiscal_year(clock.today())
    assert counts.reported("inner.decided", year) is None
    counts.counts_reported(_reported(2))
    counts.counts_reported(_reported(3))
    counts.counts_reported(_reported(5, clock.today() - timedelta(days=800)))
    assert counts.reported("inner.decided", year) == 3
    assert DayCount.objects.count() == 2
