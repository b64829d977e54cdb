"""What a zone answers to its inner neighbour, and what it refuses."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from yakusho.journal import blobs, sealer
from yakusho.journal.models import Incoming, Outgoing, Parked, Problem
from yakusho.journal.relay.signatures import sign
from yakusho.journal.relay.tests.neighbour import keys_of
from yakusho.journal.tests.facts import organisation, put
from yakusho.kernel import clock
from yakusho.kernel.bounds import RELAY_MESSAGE_BYTES_MAX
from yakusho.kernel.ids import new_id

pytestmark = pytest.mark.django_db(transaction=True)

BASE = "http://testserver"


def _get(path: str, zone: str = "mynumber", **headers: str):
    signed = {**sign("GET", BASE + path, b"", zone, keys_of(zone)), **headers}
    return Client().get(path, headers=signed)


def _post(messages: list[dict], zone: str = "mynumber"):
    body = json.dumps({"messages": messages}).encode()
    headers = sign("POST", BASE + "/relay/v1/messages", body, zone, keys_of(zone))
    return Client().post("/relay/v1/messages", body, content_type="application/json", headers=headers)


def _pushed(number: int, *, destination: str = "office", subject: str = "a", **payload) -> dict:
    return {
        "number": number,
        "id": str(new_id()),
        "destination": destination,
        "kind": "publication.made",
        "subject": subject,
        "payload": payload,
        "made_at": clock.rfc3339(clock.now()),
    }


def test_a_page_of_entries_comes_with_the_head_that_signs_it():
    put(organisation(1), organisation(2))
    sealer.seal()
    page = _get("/relay/v1/entries?origin=office&after=0").json()
    assert [entry["body"]["generation"] for entry in page["entries"]] == [1, 2]
    assert page["head"].splitlines()[1] == "2"
    later = _get("/relay/v1/entries?origin=office&after=2").json()
    assert (later["head"], later["here"], later["entries"]) == (None, page["head"], [])


def test_unsealed_entries_are_not_given_out():
    put(organisation())
    assert _get("/relay/v1/entries?origin=office&after=0").json()["entries"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/relay/v1/entries?origin=office&after=x", 400),
        ("/relay/v1/entries?origin=office", 400),
        ("/relay/v1/entries?origin=mynumber&after=0", 404),
        ("/relay/v1/entries?origin=office&after=-1", 404),
        ("/relay/v1/contents?address=../../keys", 400),
    ],
)
def test_a_question_that_makes_no_sense_gets_a_clear_answer(path, status):
    answer = _get(path)
    assert (answer.status_code, "refused" in answer.json()) == (status, True)


def test_an_unsigned_request_is_refused():
    answer = Client().get("/relay/v1/entries?origin=office&after=0")
    assert (answer.status_code, answer.json()) == (401, {"refused": "signature"})


def test_a_signature_over_another_question_is_refused():
    headers = sign("GET", BASE + "/relay/v1/entries?origin=office&after=0", b"", "mynumber", keys_of("mynumber"))
    answer = Client().get("/relay/v1/entries?origin=portal&after=0", headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"refused": "signature"})


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_request_of_another_time_is_refused(hours):
    with time_machine.travel(clock.now() + timedelta(hours=hours)):
        headers = sign("GET", BASE + "/relay/v1/entries?origin=office&after=0", b"", "mynumber", keys_of("mynumber"))
    answer = Client().get("/relay/v1/entries?origin=office&after=0", headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"refused": "time"})


def test_another_zone_may_not_call_even_with_a_good_signature():
    assert _get("/relay/v1/entries?origin=office&after=0", zone="portal").status_code == 403


def test_content_is_given_by_address_and_what_is_missing_is_said():
    address = blobs.put(b"ciphertext")
    missing = "0" * 64
    answer = _get(f"/relay/v1/contents?address={address}&address={missing}")
    data = b"".join(answer.streaming_content)
    assert data == bytes.fromhex(address) + (10).to_bytes(8, "big") + b"ciphertext" + bytes(32) + b"\xff" * 8


def test_pushed_messages_take_effect_once_in_the_order_of_their_numbers(own_rooms):
    first, second = _pushed(1), _pushed(2, subject="b")
    assert _post([first]).json() == {"received": 1}
    assert _post([first, second]).json() == {"received": 2}
    assert own_rooms.taken == [("a", 1), ("b", 2)]


def test_a_gap_is_refused_and_says_what_is_there(own_rooms):
    answer = _post([_pushed(5)])
    assert (answer.status_code, answer.json()) == (409, {"refused": "gap", "received": 0})
    assert own_rooms.taken == []


def test_a_used_number_with_other_content_is_an_alarm(own_rooms):
    _post([_pushed(1, generation=1)])
    answer = _post([_pushed(1, generation=2)])
    assert answer.status_code == 409
    assert Problem.objects.get().what == "other_content"
    assert Incoming.objects.get().payload == {"generation": 1}


def test_a_message_for_a_zone_further_out_goes_on_unread(own_rooms):
    message = _pushed(1, destination="portal", sealed="ciphertext")
    _post([message])
    onward = Outgoing.objects.get()
    assert (str(onward.id), onward.destination, onward.payload) == (message["id"], "portal", {"sealed": "ciphertext"})
    assert own_rooms.taken == []


def test_a_pushed_message_that_fails_is_parked_and_the_others_go_on(own_rooms):
    own_rooms.failing.add("a")
    assert _post([_pushed(1), _pushed(2, subject="b"), _pushed(3)]).json() == {"received": 3}
    assert own_rooms.taken == [("b", 2)]
    assert Parked.objects.count() == 2


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"messages": [{}]}', b'{"messages": 3}', b"\xff"])
def test_a_body_that_is_no_message_is_refused(body):
    headers = sign("POST", BASE + "/relay/v1/messages", body, "mynumber", keys_of("mynumber"))
    answer = Client().post("/relay/v1/messages", body, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()) == (400, {"refused": "format"})


def test_a_push_larger_than_a_form_is_taken(own_rooms):
    assert _post([_pushed(1, text="x" * 3_000_000)]).json() == {"received": 1}


def test_a_body_beyond_the_relays_bound_is_refused_unread():
    answer = Client().post("/relay/v1/messages", b"x" * (RELAY_MESSAGE_BYTES_MAX + 1), content_type="application/json")
    assert (answer.status_code, answer.json()) == (413, {"refused": "size"})


def test_a_moved_clock_moves_the_relays_time_with_it(tmp_path):
    offset = tmp_path / "offset"
    offset.write_text(str(30 * 86_400))
    clock.use_offset_file(offset)
    try:
        assert _get("/relay/v1/entries?origin=office&after=0").status_code == 200
    finally:
        clock.use_offset_file(None)


@pytest.mark.parametrize(("seconds", "status"), [(-100, 200), (100, 200), (-200, 401), (200, 401)])
def test_clocks_may_differ_by_the_declared_bound(seconds, status):
    with time_machine.travel(clock.now() + timedelta(seconds=seconds)):
        headers = sign("GET", BASE + "/relay/v1/entries?origin=office&after=0", b"", "mynumber", keys_of("mynumber"))
    answer = Client().get("/relay/v1/entries?origin=office&after=0", headers=headers)
    assert answer.status_code == status
