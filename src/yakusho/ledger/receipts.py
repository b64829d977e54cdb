"""Receipts (受付の証明): given at once with the zone's signature, final with an inclusion proof under a cosigned head.

A receipt is one JSON object that anyone can check offline against the ward's published key manifest.
"""

import base64
from dataclasses import dataclass
from typing import Any, Literal

import rfc8785
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from yakusho.ledger.format import BadHead, canonical, cosigned_at, leaf_hash, open_head, origin_name
from yakusho.ledger.keys import Manifest
from yakusho.ledger.tree import included

FORMAT = "yakusho-receipt/1"

WITNESSES = {"portal": "office", "office": "mynumber"}
"""Which zone cosigns whose heads: always the next inner one (立会)."""


def give(entry: dict[str, Any], key: SigningKey, ward_code: str) -> dict[str, Any]:
    """A receipt as given at once: the sealed entry's content and the zone's signature over its leaf."""
    body: dict[str, Any] = {
        "format": FORMAT,
        "ward_code": ward_code,
        "entry": entry,
        "leaf": leaf_hash(canonical(entry)).hex(),
    }
    return {**body, "signature": base64.b64encode(key.sign(bytes(rfc8785.dumps(body))).signature).decode()}


def finish(receipt: dict[str, Any], position: int, proof: list[bytes], note: str) -> dict[str, Any]:
    """The receipt made final: position, inclusion proof and the cosigned head."""
    return {**receipt, "position": position, "proof": [step.hex() for step in proof], "head": note}


@dataclass(frozen=True)
class Verdict:
    """What a receipt proves: `final`, only `given`, or nothing (`bad`), and why in a word."""

    state: Literal["final", "given", "bad"]
    reason: str


def verify(receipt: dict[str, Any], manifest: Manifest) -> Verdict:
    """Check a receipt against published keys alone; never raises on bad input.

    Reasons: `ok`, `not_final` (given only), `format`, `ward`, `leaf`, `signature`, `head`, `proof`, `witness`.
    """
    try:
        return _verify(receipt, manifest)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return Verdict("bad", "format")


def _verify(receipt: dict[str, Any], manifest: Manifest) -> Verdict:
    body = {name: receipt[name] for name in ("format", "ward_code", "entry", "leaf")}
    if body["format"] != FORMAT:
        return Verdict("bad", "format")
    if body["ward_code"] != manifest.ward_code:
        return Verdict("bad", "ward")
    leaf = leaf_hash(canonical(body["entry"]))
    if leaf.hex() != body["leaf"]:
        return Verdict("bad", "leaf")
    zone = body["entry"]["zone"]
    try:
        signature = base64.b64decode(receipt["signature"], validate=True)
        VerifyKey(manifest.journal(zone)).verify(bytes(rfc8785.dumps(body)), signature)
    except BadSignatureError:
        return Verdict("bad", "signature")
    if "head" not in receipt:
        return Verdict("given", "not_final")
    note, origin = receipt["head"], origin_name(manifest.ward_code, zone)
    try:
        head = open_head(note, origin, manifest.journal(zone))
        witness = WITNESSES[zone]
        cosigned = cosigned_at(note, origin_name(manifest.ward_code, witness), manifest.journal(witness))
    except BadHead:
        return Verdict("bad", "head")
    proof = [bytes.fromhex(step) for step in receipt["proof"]]
    if not included(leaf, receipt["position"], head.size, proof, head.root):
        return Verdict("bad", "proof")
    if cosigned is None:
        return Verdict("bad", "witness")
    return Verdict("final", "ok")
