"""Receipts: what a resident holds proves the arrival offline, and no tampered copy of it proves anything."""

import base64
import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from yakusho.ledger.format import Head, canonical, cosign_head, leaf_hash, origin_name, sign_head
from yakusho.ledger.keys import Manifest, read_manifest, sign_manifest
from yakusho.ledger.receipts import finish, give, verify
from yakusho.ledger.tree import Place, grow, inclusion_proof, root_hash

KEYS = {zone: SigningKey(zone.encode().ljust(32, b".")) for zone in ("portal", "office", "mynumber")}
WHEN = datetime(2026, 11, 24, 8, tzinfo=UTC)
JSON = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()) | st.just({})


def manifest(ward_code: str = "131199") -> Manifest:
    public = {zone: {"journal": base64.b64encode(bytes(key.verify_key)).decode()} for zone, key in KEYS.items()}
    return read_manifest(sign_manifest(ward_code, public, SigningKey(b"i" * 32)))


def entry(number: int, zone: str = "portal") -> dict[str, Any]:
    return {
        "zone": zone,
        "id": f"0193f0a0-0000-7000-8000-{number:012}",
        "kind": "application.received",
        "version": 1,
        "subject": f"{number:04}",
        "occurred_on": "2026-11-24",
        "fiscal_year": 2026,
        "recorded_at": "2026-11-24T08:00:00.000000Z",
        "section": "",
        "actor": "resident",
        "body": {"number": "M-00000-05724", "files": []},
        "content_hash": "",
        "corrects": None,
    }


def final_receipt(index: int, size: int, zone: str = "portal", witness: str = "office") -> dict[str, Any]:
    nodes: dict[Place, bytes] = {}
    look_up = lambda places: {place: nodes[place] for place in places}  # noqa: E731
    leaves = [leaf_hash(canonical(entry(number, zone))) for number in range(size)]
    nodes.update(grow(0, leaves, look_up)[0])
    head = Head(origin_name("131199", zone), size, root_hash(size, look_up))
    note = sign_head(head, KEYS[zone])
    note += cosign_head(note, origin_name("131199", witness), KEYS[witness], WHEN)
    receipt = give(entry(index, zone), KEYS[zone], "131199")
    return finish(receipt, index, inclusion_proof(index, size, look_up), note)


sizes = st.integers(1, 40).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size)))


@given(sizes, st.sampled_from([("portal", "office"), ("office", "mynumber")]))
def test_a_receipt_is_given_at_once_and_final_under_a_cosigned_head(
    place: tuple[int, int], who: tuple[str, str]
) -> None:
    receipt = final_receipt(*place, *who)
    given_only = {name: receipt[name] for name in ("format", "ward_code", "entry", "leaf", "signature")}
    assert verify(given_only, manifest()).state == "given"
    assert verify(json.loads(json.dumps(receipt)), manifest()).state == "final"


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Paths of all leaves and empty containers of a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [place for name, inner in items for place in _places(inner, (*path, name))]
    return found or [path]


def _put(receipt: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed: Any = copy.deepcopy(receipt)
    target = changed
    for name in path[:-1]:
        target = target[name]
    target[path[-1]] = value
    return dict(changed)


RECEIPT = final_receipt(5, 13)


def _differs(one: Any, other: Any) -> bool:
    return json.dumps(one) != json.dumps(other) and not (one == other and type(one) in (int, float))


@pytest.mark.parametrize("path", _places(RECEIPT), ids=lambda path: ".".join(map(str, path)))
@given(data=st.data())
def test_no_member_can_be_replaced(path: tuple[Any, ...], data: st.DataObject) -> None:
    old: Any = RECEIPT
    for name in path:
        old = old[name]
    new = data.draw(JSON.filter(lambda value: _differs(value, old)))
    assert verify(_put(RECEIPT, path, new), manifest()).state == "bad"


@given(st.sampled_from([p for p in _places(RECEIPT) if p[0] not in ("head",)]), st.data())
def test_no_character_can_be_changed(path: tuple[Any, ...], data: st.DataObject) -> None:
    old: Any = RECEIPT
    for name in path:
        old = old[name]
    if not isinstance(old, str) or not old:
        return
    place = data.draw(st.integers(0, len(old) - 1))
    new = old[:place] + data.draw(st.characters(exclude_characters=old[place])) + old[place + 1 :]
    verdict = verify(_put(RECEIPT, path, new), manifest())
    same_bytes = path[0] == "proof" and new.lower() == old
    assert verdict.state == "bad" or same_bytes


@pytest.mark.parametrize("name", [*RECEIPT, *(f"entry.{name}" for name in RECEIPT["entry"])])
def test_no_member_can_be_left_out(name: str) -> None:
    changed = copy.deepcopy(RECEIPT)
    target = changed["entry"] if name.startswith("entry.") else changed
    del target[name.rpartition(".")[2]]
    assert verify(changed, manifest()).state == ("given" if name == "head" else "bad")


def test_each_forgery_is_named() -> None:
    other_witness = final_receipt(5, 13, witness="mynumber")
    signed_by_portal_alone = {**RECEIPT, "head": RECEIPT["head"].rsplit("— ", 1)[0]}
    cases = {
        "format": {**RECEIPT, "format": "yakusho-receipt/2"},
        "ward": {**RECEIPT, "ward_code": "131041"},
        "leaf": _put(RECEIPT, ("entry", "recorded_at"), "2026-11-23T08:00:00.000000Z"),
        "signature": {**RECEIPT, "signature": base64.b64encode(bytes(64)).decode()},
        "head": {**RECEIPT, "head": final_receipt(5, 13, "office", "mynumber")["head"]},
        "proof": {**RECEIPT, "position": 6},
        "witness": signed_by_portal_alone,
    }
    assert {name: verify(receipt, manifest()).reason for name, receipt in cases.items()} == {n: n for n in cases}
    assert verify(other_witness, manifest()).reason == "witness"


def test_an_entry_of_the_mynumber_zone_has_no_outside_witness() -> None:
    assert verify(give(entry(0, "mynumber"), KEYS["mynumber"], "131199"), manifest()).state == "given"
    assert verify(final_receipt(0, 1, "mynumber", "office"), manifest()).state == "bad"


@given(st.dictionaries(st.sampled_from([*RECEIPT, "x"]), JSON | st.dictionaries(st.text(), JSON)) | JSON)
def test_nothing_that_claims_to_be_a_receipt_makes_the_check_fail(receipt: Any) -> None:
    assert verify(receipt, manifest()).state == "bad"


def test_the_signed_text_is_the_canonical_json_of_the_receipt_without_its_signature() -> None:
    receipt = give(entry(3), KEYS["portal"], "131199")
    body = {name: value for name, value in receipt.items() if name != "signature"}
    signature = base64.b64decode(receipt["signature"])
    KEYS["portal"].verify_key.verify(rfc8785.dumps(body), signature)
