"""Checking a receipt, and the published keys and heads that anyone can check one with."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from yakusho.kernel import clock
from yakusho.ledger import receipts
from yakusho.portal import limits
from yakusho.portal.proof import queries
from yakusho.ui.errors import too_many
from yakusho.ui.guards import public
from yakusho.ui.parts import Pair

RECEIPT_BYTES_MAX = 200_000


@public
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest) -> HttpResponse:
    """The page that checks a receipt against the published keys, and says in words what it proves."""
    context: dict[str, Any] = {"fingerprint": settings.KEY_MANIFEST.fingerprint()}
    if request.method == "POST":
        seconds = limits.VERIFICATIONS.wait_seconds(request)
        if seconds:
            return too_many(request, seconds)
        text = _posted_receipt(request)
        if text:
            context |= _judged(text)
        else:
            context["errors"] = [("receipt", _("Choose a receipt file, or paste what is in it."))]
    context["heads"] = queries.newest_heads()[:1]
    return render(request, "proof/proof.html", context)


def _posted_receipt(request: HttpRequest) -> str:
    upload = request.FILES.get("file")
    if upload is not None and upload.size <= RECEIPT_BYTES_MAX:
        return upload.read().decode("utf-8", "replace").strip()
    return request.POST.get("receipt", "").strip()[:RECEIPT_BYTES_MAX]


def _judged(text: str) -> dict[str, Any]:
    try:
        receipt = json.loads(text)
    except (ValueError, RecursionError):
        receipt = {}
    verdict = receipts.verify(receipt, settings.KEY_MANIFEST)
    if verdict.state == "bad":
        return {"verdict": verdict, "reason": _reasons().get(verdict.reason, verdict.reason), "pasted": text}
    entry = receipt["entry"]
    pairs = [
        Pair(_("Receipt number"), str(entry["body"].get("number", ""))),
        Pair(_("Recorded at"), clock.from_rfc3339(entry["recorded_at"])),
        Pair(_("What was recorded"), _("An application was received") if "number" in entry["body"] else entry["kind"]),
    ]
    return {"verdict": verdict, "pairs": pairs}


def _reasons() -> dict[str, str]:
    return {
        "format": _("This is not a receipt file of this system, or a part of it is missing."),
        "ward": _("This receipt is from another ward office."),
        "leaf": _("The content was changed after the receipt was given."),
        "signature": _("The signature is not this ward office’s."),
        "head": _("The signed state of the journal in it is not this ward office’s."),
        "proof": _("The journal that it names does not hold this entry."),
        "witness": _("The signature of the second office is missing or not good."),
    }


@cache
def _manifest() -> bytes:
    return (settings.ZONE_FOLDER / "keys" / "manifest.json").read_bytes()


@public
@require_safe
@cache_control(public=True, max_age=3600)
def keys(request: HttpRequest) -> HttpResponse:
    """The ward's public keys, signed by its identity key (公開鍵の一覧)."""
    return HttpResponse(_manifest(), content_type="application/json")


@public
@require_safe
@cache_control(public=True, max_age=10)
def heads(request: HttpRequest) -> HttpResponse:
    """The newest signed heads of the portal's journal, for anyone who watches it."""
    found = [{"size": head.size, "note": head.note, "cosigned": head.cosigned} for head in queries.newest_heads()]
    return JsonResponse({"origin": settings.ZONE, "heads": found}, json_dumps_params={"ensure_ascii": False})
