"""A zone that rewrites its past, and callers who are not who they say: refused, and told to a person."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.faults.conftest import plans
from tests.faults.fragile import DECIDING, Fragile
from tests.faults.resident import prepare, submit
from tests.support.home import REPOSITORY
from yakusho.journal.relay import signatures
from yakusho.kernel import clock
from yakusho.kernel.bounds import RELAY_CLOCK_SKEW_SECONDS_MAX, RELAY_SIGNATURE_SECONDS
from yakusho.kernel.ids import new_id
from yakusho.ledger.keys import load_zone_keys

TOLD_SECONDS_MAX = 30
MIRRORED = "SELECT position, content FROM journal_mirror WHERE origin = 'portal' ORDER BY position"
OLDEST_SECTION = "SELECT body ->> 'section' FROM journal_entry WHERE position = 0"
CASES = "SELECT number FROM cases_case WHERE number = ?"
OPEN_PROBLEMS = "SELECT what, reason FROM journal_problem WHERE solved_at IS NULL"


def _send(
    house: Fragile, *, zone: str = "office", body: bytes = b"", change: Callable[[dict[str, str]], Any] = lambda _: None
) -> httpx.Response:
    """A relay request signed as a zone signs, then changed."""
    path = "/relay/v1/messages" if body else "/relay/v1/entries?origin=portal&after=0"
    method, url = "POST" if body else "GET", f"http://127.0.0.1:{house.port}{path}"
    headers = signatures.sign(method, url, body, zone, load_zone_keys(house.home / zone / "keys"))
    change(headers)
    return httpx.request(method, url, headers=headers, content=body or None, trust_env=False)


def _log(house: Fragile) -> str:
    return (house.home / "portal-web.log").read_text("utf-8")


def test_a_request_as_it_should_be_is_answered(house: Fragile) -> None:
    assert _send(house).status_code == 200


@pytest.mark.parametrize("name", ["Signature", "Signature-Input", "Content-Digest"])
def test_a_request_without_a_good_signature_is_refused_and_logged(house: Fragile, name: str) -> None:
    for change in (lambda headers: headers.pop(name), lambda headers: headers.update({name: "sig=:AAAA:"})):
        answer = _send(house, change=change)
        assert (answer.status_code, answer.json()) == (401, {"refused": "signature"})
    assert "a relay request was refused: signature" in _log(house)


def test_a_body_changed_on_its_way_is_refused(house: Fragile) -> None:
    url = f"http://127.0.0.1:{house.port}/relay/v1/messages"
    keys = load_zone_keys(house.home / "office" / "keys")
    headers = signatures.sign("POST", url, b'{"messages":[]}', "office", keys)
    answer = httpx.post(url, headers=headers, content=b'{"messages":[1]}', trust_env=False)
    assert (answer.status_code, answer.json()) == (401, {"refused": "signature"})


@pytest.mark.parametrize("ahead", [-1, 1])
def test_a_request_of_another_time_is_refused_and_logged(
    house: Fragile, ahead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = timedelta(seconds=RELAY_CLOCK_SKEW_SECONDS_MAX + RELAY_SIGNATURE_SECONDS + 5) * ahead
    present = clock.now
    monkeypatch.setattr(clock, "now", lambda: present() + away)
    answer = _send(house)
    assert (answer.status_code, answer.json()) == (401, {"refused": "time"})
    assert "a relay request was refused: time" in _log(house)


def test_a_zone_that_is_no_neighbour_is_refused(house: Fragile) -> None:
    assert _send(house, zone="mynumber").status_code == 403


def test_a_number_used_for_other_content_is_an_alarm_and_changes_nothing(house: Fragile) -> None:
    before = house.rows("portal", "SELECT number, digest FROM journal_incoming ORDER BY number")
    assert before
    message = {
        "number": before[0][0],
        "id": str(new_id()),
        "destination": "portal",
        "kind": "publication.made",
        "subject": "another",
        "payload": {},
        "made_at": clock.rfc3339(clock.now()),
    }
    answer = _send(house, body=json.dumps({"messages": [message]}).encode())
    assert answer.status_code == 409
    assert house.rows("portal", "SELECT number, digest FROM journal_incoming ORDER BY number")[: len(before)] == before
    assert ("other_content", "number_reused") in house.rows("portal", OPEN_PROBLEMS)


def _await(house: Fragile, *, told: bool) -> None:
    """Wait until the office's problems page says, or no longer says, that the portal rewrote its journal."""
    deadline = time.monotonic() + TOLD_SECONDS_MAX
    while (("head_refused", "rewritten") in house.rows("office", OPEN_PROBLEMS)) != told:
        assert time.monotonic() < deadline, house.rows("office", OPEN_PROBLEMS)
        time.sleep(0.2)


def test_a_portal_that_rewrites_an_old_entry_is_refused_until_it_is_honest_again(house: Fragile) -> None:
    how = plans(house.port)[0]
    house.wait_until_quiet()
    mirrored = house.rows("office", MIRRORED)
    section = house.rows("portal", OLDEST_SECTION)[0][0]
    _forge(house.home, "another-section")
    assert house.check("portal").findings == [], "the portal alone looks right"
    number = submit(house.port, prepare(house.port, how))
    _await(house, told=True)
    assert house.rows("office", MIRRORED) == mirrored
    assert house.check("office").findings == []
    _forge(house.home, section)
    _await(house, told=False)
    house.wait_until_quiet()
    assert house.rows("office", MIRRORED)[: len(mirrored)] == mirrored
    assert [case for zone in DECIDING for case in house.rows(zone, CASES, number)] == [(number,)]


def _forge(home: Path, section: str) -> None:
    paths = os.pathsep.join((str(REPOSITORY / "src"), str(REPOSITORY)))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": paths, "YAKUSHO_HOME": str(home)}
    subprocess.run([sys.executable, "-m", "tests.faults.forger", section], env=environment, check=True)
