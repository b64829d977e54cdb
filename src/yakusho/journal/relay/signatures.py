"""Signed relay requests (RFC 9421, Ed25519): method, path, query and body digest, with created and expires."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier, HTTPSignatureKeyResolver, algorithms
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from yakusho.kernel import clock
from yakusho.kernel.bounds import RELAY_CLOCK_SKEW_SECONDS_MAX, RELAY_SIGNATURE_SECONDS
from yakusho.ledger.keys import Manifest, ZoneKeys

_COVERED = ("@method", "@path", "@query", "content-digest")
_TAG = "yakusho-relay"


class BadSignature(Exception):
    """A request that is not believed; `reason` is `signature` or `time`."""

    def __init__(self, reason: Literal["signature", "time"]) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class _Request:
    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)


class _Resolver(HTTPSignatureKeyResolver):
    def __init__(self, keys: ZoneKeys | None, manifest: Manifest | None) -> None:
        self._keys, self._manifest = keys, manifest

    def resolve_private_key(self, key_id: str) -> Any:
        assert self._keys is not None
        return Ed25519PrivateKey.from_private_bytes(bytes(self._keys.relay))

    def resolve_public_key(self, key_id: str) -> Any:
        assert self._manifest is not None
        return Ed25519PublicKey.from_public_bytes(self._manifest.relay(key_id))


class _Verifier(HTTPMessageVerifier):
    """The library's checks but for its own clock: `verify` below asks ours, which a sample home may move."""

    def validate_created_and_expires(self, *arguments: Any, **options: Any) -> None:
        pass


def content_digest(body: bytes) -> str:
    """RFC 9530 Content-Digest of a body."""
    return f"sha-256=:{b64encode(hashlib.sha256(body).digest()).decode()}:"


def sign(method: str, url: str, body: bytes, zone: str, keys: ZoneKeys) -> dict[str, str]:
    """The headers that sign a request of `zone`."""
    request = _Request(method, url, {"Content-Digest": content_digest(body)})
    now = clock.now()
    HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=_Resolver(keys, None)).sign(
        request,
        key_id=zone,
        created=now,
        expires=now + timedelta(seconds=RELAY_SIGNATURE_SECONDS),
        tag=_TAG,
        covered_component_ids=_COVERED,
        body=body,
        use_existing_digest=True,
    )
    return request.headers


def verify(method: str, url: str, headers: dict[str, str], body: bytes, manifest: Manifest) -> str:
    """The zone that signed a request.

    Raises:
        BadSignature: not signed by a known zone, not over all of the request, or not of this time.
    """
    if headers.get("Content-Digest") != content_digest(body):
        raise BadSignature("signature")
    request = _Request(method, url, headers)
    verifier = _Verifier(signature_algorithm=algorithms.ED25519, key_resolver=_Resolver(None, manifest))
    try:
        result = verifier.verify(request, max_age=None, expect_tag=_TAG, require_components=_COVERED, body=body)[0]
        created, expires = int(result.parameters["created"]), int(result.parameters["expires"])
        zone = str(result.parameters["keyid"])
    except HTTPMessageSignaturesException as error:
        raise BadSignature("signature") from error
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise BadSignature("signature") from error
    now = clock.now().timestamp()
    if created > now + RELAY_CLOCK_SKEW_SECONDS_MAX or expires < now - RELAY_CLOCK_SKEW_SECONDS_MAX:
        raise BadSignature("time")
    if expires - created > RELAY_SIGNATURE_SECONDS:
        raise BadSignature("time")
    return zone
