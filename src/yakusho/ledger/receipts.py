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
    text = canonical(entry)
    head = {"format": FORMAT, "leaf": leaf_hash(text).hex(), "ward_code": ward_code}
    signature = key.sign(_signed_text(text, head)).signature
    return {**head, "entry": entry, "signature": base64.b64encode(signature).decode()}


def _signed_text(entry: bytes, head: dict[str, str]) -> bytes:
    """RFC 8785 canonical JSON of a receipt, put together from its entry's; `entry` sorts before all other members."""
    return b'{"entry":' + entry + b"," + bytes(rfc8785.dumps(dict(head)))[1:]


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
    head = {name: receipt[name] for name in ("format", "leaf", "ward_code")}
    if head["format"] != FORMAT:
        return Verdict("bad", "format")
    if head["ward_code"] != manifest.ward_code:
        return Verdict("bad", "ward")
    text, zone = canonical(receipt["entry"]), receipt["entry"]["zone"]
    leaf = leaf_hash(text)
    if leaf.hex() != head["leaf"]:
        return Verdict("bad", "leaf")
    try:
        signature = base64.b64decode(receipt["signature"], validate=True)
        VerifyKey(manifest.journal(zone)).verify(_signed_text(text, head), signature)
    except BadSignatureError:
        return Verdict("bad", "signature")
    if "head" not in receipt:
        return Verdict("given", "not_final")
    note, origin = receipt["head"], origin_name(manifest.ward_code, zone)
    try:
        checkpoint = open_head(note, origin, manifest.journal(zone))
        witness = WITNESSES[zone]
        cosigned = cosigned_at(note, origin_name(manifest.ward_code, witness), manifest.journal(witness))
    except BadHead:
        return Verdict("bad", "head")
    proof = [bytes.fromhex(step) for step in receipt["proof"]]
    if not included(leaf, receipt["position"], checkpoint.size, proof, checkpoint.root):
        return Verdict("bad", "proof")
    if cosigned is None:
        return Verdict("bad", "witness")
    return Verdict("final", "ok")
