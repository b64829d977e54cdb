"""Pulling and witnessing: an honest neighbour is mirrored, a dishonest one is refused and told."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings

from yakusho.journal import blobs
from yakusho.journal.models import Cursor, Head, Mirror, Outgoing, Parked, Problem
from yakusho.journal.relay import passing, pull, retry
from yakusho.journal.relay.client import Unreachable
from yakusho.journal.relay.tests.neighbour import Neighbour
from yakusho.journal.tests.facts import organisation
from yakusho.journal.tests.rooms import Seen
from yakusho.journal.worker import Step
from yakusho.kernel import clock
from yakusho.kernel.bounds import BLOB_KEEP_HOURS
from yakusho.ledger import format
from yakusho.messages.submissions import ApplicationReceived

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def portal() -> Neighbour:
    """The portal with three entries."""
    neighbour = Neighbour("portal")
    for number in range(3):
        neighbour.append(organisation(number), f"subject-{number}")
    return neighbour


def _step(portal: Neighbour) -> Step:
    return Step("portal", lambda: pull.pull(portal, "portal"))


def test_a_page_is_mirrored_with_its_head_and_cosigned(portal):
    assert pull.pull(portal, "portal") == 3
    head = Head.objects.get(origin="portal")
    office = format.origin_name(settings.WARD_CODE, "office")
    assert format.cosigned_at(head.full_note(), office, settings.KEY_MANIFEST.journal("office")) is not None
    assert list(Mirror.objects.order_by("position").values_list("content", flat=True)) == portal.sealed
    assert Outgoing.objects.get().kind == "head.cosigned"


def test_pulling_again_changes_nothing_until_something_new_comes(portal):
    pull.pull(portal, "portal")
    assert pull.pull(portal, "portal") == 0
    portal.append(organisation(9), "subject-9")
    assert pull.pull(portal, "portal") == 1
    assert Mirror.objects.count() == 4


def test_a_rewritten_old_entry_is_refused_when_the_next_head_comes(portal):
    pull.pull(portal, "portal")
    portal.sealed[0]["body"]["generation"] = 99
    portal.append(organisation(4), "subject-4")
    with pytest.raises(pull.Inconsistent) as refusal:
        pull.pull(portal, "portal")
    assert refusal.value.reason == "rewritten"
    assert Mirror.objects.count() == 3


def test_a_rewritten_old_entry_is_refused_even_when_nothing_new_comes(portal):
    pull.pull(portal, "portal")
    portal.sealed[0]["body"]["generation"] = 99
    with pytest.raises(pull.Inconsistent, match="rewritten"):
        pull.pull(portal, "portal")


def test_a_shortened_journal_is_refused(portal):
    pull.pull(portal, "portal")
    del portal.sealed[2]
    with pytest.raises(pull.Inconsistent, match="shortened"):
        pull.pull(portal, "portal")


def test_a_head_of_another_key_is_refused(portal):
    portal.keys = Neighbour("mynumber").keys
    with pytest.raises(pull.Inconsistent, match="not_signed"):
        pull.pull(portal, "portal")
    assert not Mirror.objects.exists()


def test_entries_that_do_not_fit_their_head_are_refused(portal):
    page = portal.entries("portal", 0)
    page["entries"] = page["entries"][:-1]
    portal.entries = lambda origin, after: page
    with pytest.raises(pull.Inconsistent, match="incomplete"):
        pull.pull(portal, "portal")


def test_the_refusal_stands_on_the_problems_page_until_the_journal_is_right_again(portal):
    pull.pull(portal, "portal")
    original = portal.sealed[0]["body"]["generation"]
    portal.sealed[0]["body"]["generation"] = 99
    step = _step(portal)
    step.run(0.0)
    problem = Problem.objects.get()
    assert (problem.what, problem.reason, problem.solved_at) == ("head_refused", "rewritten", None)
    portal.sealed[0]["body"]["generation"] = original
    step.run(100.0)
    problem.refresh_from_db()
    assert problem.solved_at is not None


def test_an_unreachable_neighbour_becomes_a_problem_only_when_it_stays_away(portal):
    portal.down = True
    step = _step(portal)
    step.run(0.0)
    assert not Problem.objects.exists()
    step.run(100.0)
    step.run(200.0)
    assert Problem.objects.get().reason == "no_answer"
    portal.down = False
    step.run(300.0)
    assert Problem.objects.get().solved_at is not None


def _application(neighbour: Neighbour, zone: str, content: bytes) -> str:
    sealed = hashlib.sha256(content).hexdigest()
    fact = ApplicationReceived(
        procedure="some-procedure",
        generation=1,
        zone=zone,
        section="some-section",
        number="K-00000-00000",
        channel="portal",
        sealed=sealed,
    )
    neighbour.append(fact, f"application-{zone}")
    return sealed


@pytest.mark.parametrize("zone", ["office", "mynumber"])
def test_content_for_this_zone_and_the_zone_behind_it_is_here_before_the_entry(portal, zone):
    sealed = _application(portal, zone, zone.encode())
    portal.contents_by_address[sealed] = zone.encode()
    pull.pull(portal, "portal")
    assert blobs.read(sealed) == zone.encode()


def test_content_that_does_not_fit_its_address_is_not_kept(portal):
    sealed = _application(portal, "office", b"what was sealed")
    portal.contents_by_address[sealed] = b"something else"
    pull.pull(portal, "portal")
    with pytest.raises(blobs.BlobMissing):
        blobs.read(sealed)


def test_mirrored_entries_take_effect_once_in_their_order(portal, own_rooms):
    pull.pull(portal, "portal")
    assert pull.dispatch("portal") == 3
    assert pull.dispatch("portal") == 0
    assert [position for _, position in own_rooms.taken] == [0, 1, 2]
    assert Cursor.objects.get(name="pull:portal").position == 3


def test_a_parked_message_and_those_behind_it_are_tried_again_together(portal, own_rooms):
    portal.append(organisation(9), "subject-0")
    own_rooms.failing.add("subject-0")
    pull.pull(portal, "portal")
    pull.dispatch("portal")
    first = Parked.objects.order_by("position").first()
    assert not retry.retry(first.id)
    own_rooms.failing.clear()
    assert retry.retry(first.id)
    assert not Parked.objects.exists()
    assert own_rooms.taken[-2:] == [("subject-0", 0), ("subject-0", 3)]


def test_retrying_what_is_no_longer_parked_is_harmless(own_rooms):
    assert retry.retry(12345)
    assert Seen.taken == []


def test_a_neighbour_that_answers_nonsense_is_unreachable_not_believed(portal):
    portal.entries = lambda origin, after: {"head": "nonsense", "cosignature": "", "here": None, "entries": []}
    with pytest.raises(pull.Inconsistent, match="not_signed"):
        pull.pull(portal, "portal")
    portal.down = True
    with pytest.raises(Unreachable):
        Neighbour.entries(portal, "portal", 0)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("recorded_at", "yesterday"),
        ("id", "not-an-id"),
        ("subject", "x" * 81),
        ("occurred_on", "2026-02-30"),
        ("body", {"generation": "\x00"}),
        ("kind", "no kind"),
    ],
)
def test_an_entry_of_another_form_is_refused_before_it_is_mirrored(portal, member, value):
    portal.sealed[1][member] = value
    with pytest.raises(pull.Inconsistent, match="malformed"):
        pull.pull(portal, "portal")
    assert not Mirror.objects.exists()


def test_an_id_that_stands_twice_is_refused(portal):
    pull.pull(portal, "portal")
    portal.append(organisation(7), "subject-7")["id"] = portal.sealed[0]["id"]
    with pytest.raises(pull.Inconsistent, match="repeated"):
        pull.pull(portal, "portal")


def test_a_body_that_is_not_of_its_kind_does_not_stop_the_journal(portal):
    portal.append(organisation(1), "subject-9")["body"] = {"nonsense": 1}
    assert pull.pull(portal, "portal") == 4


def test_a_witness_line_that_is_not_good_is_not_kept():
    office = Neighbour("office")
    office.append(organisation(1), "a")
    page = office.entries("office", 0)
    assert pull._cosignature("office", pull._Page(None, page["head"], "— nobody AAAA\n", [], {})) == ""


def test_content_for_the_zone_behind_is_asked_for_until_it_comes(portal):
    sealed = _application(portal, "mynumber", b"comes late")
    pull.pull(portal, "portal")
    assert pull.fetch_wanted(portal) == 0
    portal.contents_by_address[sealed] = b"comes late"
    assert pull.fetch_wanted(portal) == 1
    assert pull.fetch_wanted(portal) == 0
    assert blobs.read(sealed) == b"comes late"


def test_what_passed_through_is_dropped_a_day_after_it_arrived_and_not_before(portal):
    sealed = _application(portal, "mynumber", b"on its way")
    portal.contents_by_address[sealed] = b"on its way"
    pull.pull(portal, "portal")
    passing.arrived([sealed])
    assert passing.drop_due() == 0
    assert blobs.holds(sealed)
    with time_machine.travel(clock.now() + timedelta(hours=BLOB_KEEP_HOURS, minutes=1)):
        assert passing.drop_due() == 1
    assert not blobs.holds(sealed)


def test_the_offices_own_evidence_is_never_dropped_with_what_passes(portal):
    sealed = _application(portal, "mynumber", b"named by both")
    portal.contents_by_address[sealed] = b"named by both"
    pull.pull(portal, "portal")
    _application(portal, "office", b"named by both")
    pull.pull(portal, "portal")
    passing.arrived([sealed])
    with time_machine.travel(clock.now() + timedelta(days=30)):
        passing.drop_due()
    assert blobs.read(sealed) == b"named by both"


def test_what_failed_for_a_while_moves_on_by_itself(portal, own_rooms):
    portal.append(organisation(9), "subject-0")
    own_rooms.failing.add("subject-0")
    pull.pull(portal, "portal")
    pull.dispatch("portal")
    own_rooms.failing.clear()
    assert retry.due() == 0
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        assert retry.due() == 1
    assert not Parked.objects.exists()
    assert own_rooms.taken[-2:] == [("subject-0", 0), ("subject-0", 3)]


def test_a_message_left_waiting_behind_nothing_moves_on_by_itself(portal, own_rooms):
    own_rooms.failing.add("subject-0")
    portal.append(organisation(9), "subject-0")
    pull.pull(portal, "portal")
    pull.dispatch("portal")
    Parked.objects.filter(position=0).delete()
    own_rooms.failing.clear()
    assert retry.due() == 1
    assert not Parked.objects.exists()
