"""Calling the outer neighbour: one keep-alive connection, every request signed, short time limits."""

import json
import ssl
import struct
from collections.abc import Iterator
from typing import Any

import httpx
from django.conf import settings

from yakusho.journal.relay import OUTER
from yakusho.journal.relay.server import MISSING
from yakusho.journal.relay.signatures import sign
from yakusho.kernel.bounds import RELAY_BLOBS_MAX


class Unreachable(Exception):
    """The outer neighbour doesn't answer, or not as it should; `reason` is a code."""

    def __init__(self, reason: str, answer: dict[str, Any] | None = None) -> None:
        super().__init__(reason)
        self.reason, self.answer = reason, answer or {}


class Client:
    """Signed requests of this zone to its outer neighbour."""

    def __init__(self) -> None:
        self._base = settings.ZONE_URLS[OUTER[settings.ZONE]]
        trusted = ssl.create_default_context(cafile=settings.RELAY_CA_FILE)  # a ward's own authority on LGWAN
        limits = httpx.Timeout(5.0, connect=1.0)
        self._http = httpx.Client(timeout=limits, trust_env=False, verify=trusted)

    def close(self) -> None:
        """Let the connection go."""
        self._http.close()

    def _request(self, method: str, path: str, params: list[tuple[str, str]], body: bytes = b"") -> httpx.Response:
        request = self._http.build_request(method, self._base + path, params=params, content=body)
        headers = sign(method, str(request.url), body, settings.ZONE, settings.ZONE_KEYS)
        if body:
            headers["Content-Type"] = "application/json"
        request.headers.update(headers)
        try:
            response = self._http.send(request)
        except httpx.HTTPError as error:
            raise Unreachable("no_answer") from error
        if response.status_code == 409:
            raise Unreachable("conflict", response.json())
        if response.status_code != 200:
            raise Unreachable(f"answer_{response.status_code}")
        return response

    def entries(self, origin: str, after: int) -> dict[str, Any]:
        """The page of `origin`'s journal that follows `after` entries."""
        page: dict[str, Any] = self._request(
            "GET", "/relay/v1/entries", [("origin", origin), ("after", str(after))]
        ).json()
        return page

    def contents(self, addresses: list[str]) -> Iterator[tuple[str, bytes | None]]:
        """Ciphertexts by address, None for those that are not there; may stop early when they are large."""
        chosen = addresses[:RELAY_BLOBS_MAX]
        data = self._request("GET", "/relay/v1/contents", [("address", address) for address in chosen]).content
        offset = 0
        while offset < len(data):
            address, length = data[offset : offset + 32].hex(), struct.unpack(">Q", data[offset + 32 : offset + 40])[0]
            offset += 40
            if length == MISSING:
                yield address, None
                continue
            yield address, data[offset : offset + length]
            offset += length

    def push(self, messages: list[dict[str, Any]]) -> int:
        """Push numbered messages; answers the highest number the neighbour has."""
        body = json.dumps({"messages": messages}, ensure_ascii=False).encode()
        return int(self._request("POST", "/relay/v1/messages", [], body).json()["received"])
