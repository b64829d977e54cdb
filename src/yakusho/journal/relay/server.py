"""What the outer zone answers to its inner neighbour: pages of entries, content, and a place to push messages to."""

import json
import logging
import struct
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from yakusho.journal import blobs
from yakusho.journal.models import Entry, Head, Mirror
from yakusho.journal.relay import OUTER, PULLED
from yakusho.journal.relay.inbox import OutOfOrder, Pushed, accept
from yakusho.journal.relay.signatures import BadSignature, verify
from yakusho.journal.write import sealed_content
from yakusho.kernel.bounds import (
    RELAY_BLOBS_MAX,
    RELAY_MESSAGE_BYTES_MAX,
    RELAY_PAGE_ENTRIES_MAX,
    RELAY_PUSH_MESSAGES_MAX,
)

log = logging.getLogger("yakusho.journal.relay")

View = Callable[..., HttpResponseBase]
MISSING = 2**64 - 1


def _caller() -> str:
    """The only zone that may call this one: its inner neighbour."""
    return next((inner for inner, outer in OUTER.items() if outer == settings.ZONE), "")


def relay_only(view: View) -> View:
    """Guard: only a request signed by the inner neighbour, now."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        body = request.read(RELAY_MESSAGE_BYTES_MAX + 1)
        if len(body) > RELAY_MESSAGE_BYTES_MAX:
            return JsonResponse({"refused": "size"}, status=413)
        request._body = body  # the relay's own bound instead of that of forms
        headers = {name: request.headers.get(name, "") for name in ("Content-Digest", "Signature", "Signature-Input")}
        try:
            zone = verify(request.method or "", request.build_absolute_uri(), headers, body, settings.KEY_MANIFEST)
        except BadSignature as error:
            log.warning("a relay request was refused: %s", error.reason)
            return JsonResponse({"refused": error.reason}, status=401)
        if zone != _caller():
            log.warning("a relay request came from a zone that may not call")
            return JsonResponse({"refused": "zone"}, status=403)
        return view(request, *args, **kwargs)

    guarded = csrf_exempt(guarded)
    guarded.guard = "relay"  # type: ignore[attr-defined]
    return guarded


def _contents(origin: str, begin: int, end: int) -> list[dict[str, Any]]:
    if origin == settings.ZONE:
        rows = Entry.objects.filter(position__gte=begin, position__lt=end).order_by("position")
        return [sealed_content(entry) for entry in rows]
    mirrored = Mirror.objects.filter(origin=origin, position__gte=begin, position__lt=end).order_by("position")
    return list(mirrored.values_list("content", flat=True))


@relay_only
@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """The next page of a journal after `after` entries, up to a signed head; and the head at `after` itself."""
    origin = request.GET.get("origin", "")
    try:
        after = int(request.GET.get("after", ""))
    except ValueError:
        return JsonResponse({"refused": "after is a number"}, status=400)
    if origin not in (settings.ZONE, *PULLED.get(settings.ZONE, ())) or after < 0:
        return JsonResponse({"refused": "no such journal"}, status=404)
    heads = Head.objects.filter(origin=origin)
    head = heads.filter(size__gt=after, size__lte=after + RELAY_PAGE_ENTRIES_MAX).order_by("-size").first()
    here = heads.filter(size=after).first() if head is None and after else None
    return JsonResponse(
        {
            "head": head and head.note,
            "cosignature": head.cosignature if head else "",
            "here": here and here.note,
            "entries": _contents(origin, after, head.size) if head else [],
        }
    )


@relay_only
@require_GET
def contents(request: HttpRequest) -> HttpResponseBase:
    """Ciphertexts by address, one after the other: address, length in 8 bytes (all ones: not here), bytes."""
    addresses = request.GET.getlist("address")[:RELAY_BLOBS_MAX]

    def stream() -> Iterator[bytes]:
        sent = 0
        for address in addresses:
            try:
                data = blobs.read(address)
            except blobs.BlobMissing:
                yield bytes.fromhex(address) + struct.pack(">Q", MISSING)
                continue
            sent += len(data)
            if sent > RELAY_MESSAGE_BYTES_MAX and sent != len(data):
                return
            yield bytes.fromhex(address) + struct.pack(">Q", len(data)) + data

    if not all(len(a) == 64 and all(c in "0123456789abcdef" for c in a) for a in addresses):
        return JsonResponse({"refused": "address"}, status=400)
    return StreamingHttpResponse(stream(), content_type="application/octet-stream")


@relay_only
@require_POST
def messages(request: HttpRequest) -> HttpResponse:
    """Take pushed messages in the order of their numbers; a repeat is harmless, a gap is refused."""
    try:
        pushed = [Pushed.model_validate(item) for item in json.loads(request.body)["messages"]]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"refused": "format"}, status=400)
    if len(pushed) > RELAY_PUSH_MESSAGES_MAX:
        return JsonResponse({"refused": "too many"}, status=413)
    try:
        return JsonResponse({"received": accept(_caller(), pushed)})
    except OutOfOrder as error:
        return JsonResponse({"refused": error.reason, "received": error.received}, status=409)
