"""The one list of a zone's rooms: complete, and what the journal needs of every zone is in it."""

from django.conf import settings

from yakusho.journal import rooms
from yakusho.journal.counts import counts_reported, report
from yakusho.journal.relay import PULLED
from yakusho.journal.witness import head_cosigned
from yakusho.ledger.receipts import WITNESSES


def test_every_list_is_there():
    assert rooms.handlers()
    assert all(callable(act) for _, act, _ in rooms.loops())
    assert all(callable(part) for part in rooms.jobs().values())


def test_a_zone_that_counts_can_count_again():
    assert bool(rooms.meters()) == ("meters.rebuild" in rooms.jobs())


def test_a_zone_whose_heads_are_witnessed_takes_the_signatures():
    assert (settings.ZONE in WITNESSES) == (rooms.handlers().get("head.cosigned") is head_cosigned)


def test_counts_cross_the_inner_wall():
    if PULLED.get(settings.ZONE) == ("office", "portal"):
        assert report in [act for _, act, _ in rooms.loops()]
    if settings.ZONE == "office":
        assert rooms.handlers()["counts.reported"] is counts_reported
