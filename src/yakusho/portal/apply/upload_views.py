"""Uploads in parts, as the script of form pages sends them; every answer is JSON, with a sentence where one helps."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yakusho.forms import Field
from yakusho.kernel.files import bare_name
from yakusho.portal import limits
from yakusho.portal.apply import attached, token, upload_parts, uploads_html
from yakusho.portal.apply.token import BrokenToken, Form
from yakusho.portal.apply.upload_parts import Standing, Ticket
from yakusho.portal.apply.uploads import NAME_CHARACTERS_MAX
from yakusho.portal.apply.visit import visit
from yakusho.portal.publications.procedures import procedure
from yakusho.ui.guards import public

SIZE_DIGITS_MAX = 12
READ_BYTES = 65_536


@public
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin to send a file, or go on with one that was begun before (`before` is its ticket)."""
    return begin_for(request, code, _form_and_item)


def begin_for(
    request: HttpRequest, code: str, find: Callable[[HttpRequest, str], tuple[Form, Field] | None]
) -> HttpResponse:
    """The same for whatever form and item the page is about."""
    seconds = limits.UPLOADS.wait_seconds(request)
    if seconds:
        return _too_many(request.POST.get("name", ""), seconds)
    found = find(request, code)
    if found is None:
        return _problem(_("This page can’t take files any more. Press Next to go on."), 409)
    form, item = found
    size, name = request.POST.get("size", ""), bare_name(request.POST.get("name", ""))[:NAME_CHARACTERS_MAX]
    if not (size.isascii() and size.isdigit() and len(size) <= SIZE_DIGITS_MAX):
        return _broken()
    before = request.POST.get("before", "")
    return _answered(lambda: upload_parts.begin(form, item, name, int(size), _ticket(before, code) if before else None))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, code: str) -> HttpResponse:
    """Take the next part of a file, or say how far it is."""
    bytes_sent = _length(request) if request.method == "POST" else 0
    wait = limits.UPLOAD_PARTS.wait_seconds(request) or limits.UPLOAD_BYTES.wait_seconds(request, bytes_sent)
    if wait:
        return _too_many("", wait)
    if bytes_sent > upload_parts.PART_BYTES_MAX:
        return _problem("", 413)
    return _answered(lambda: _part(request, _ticket(request.headers.get("Upload-Ticket", ""), code)))


@public
@require_POST
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Forget an upload."""
    try:
        upload_parts.cancel(_ticket(request.headers.get("Upload-Ticket", ""), code))
    except BrokenToken:
        return _broken()
    return JsonResponse({})


def _part(request: HttpRequest, ticket: Ticket) -> Standing:
    if request.method != "POST":
        return upload_parts.standing(ticket)
    offset = request.headers.get("Upload-Offset", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) <= SIZE_DIGITS_MAX):
        raise upload_parts.Misfit
    return upload_parts.part_take(ticket, int(offset), _whole_body(request))


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isascii() and length.isdigit() and len(length) <= SIZE_DIGITS_MAX else 0


def _whole_body(request: HttpRequest) -> bytes:
    """The body, in memory only; one that broke off counts for nothing."""
    expected, pieces, size = _length(request), [], 0
    try:
        while size < expected and (piece := request.read(min(READ_BYTES, expected - size))):
            pieces.append(piece)
            size += len(piece)
    except UnreadablePostError as error:
        raise upload_parts.Misfit from error
    if size < expected:
        raise upload_parts.Misfit
    return b"".join(pieces)


def _ticket(sealed: str, code: str) -> Ticket:
    ticket = upload_parts.read_ticket(sealed)
    if ticket.procedure != code:
        raise BrokenToken
    return ticket


def _form_and_item(request: HttpRequest, code: str) -> tuple[Form, Field] | None:
    """The form that asks, and its item; None when the form has to be shown anew first."""
    offered = procedure(code)
    if offered is None:
        return None
    here = visit(request, offered)
    try:
        form = token.read(request.POST.get("token", ""))
    except BrokenToken:
        return None
    if form.procedure != code or form.generation != offered.generation or form.is_too_old(here.now) or not here.is_open:
        return None
    wanted = request.POST.get("item", "")
    item = next((each for each in offered.compiled.file_items() if each.id == wanted), None)
    return (form, item) if item else None


def _answered(call: Callable[[], Standing]) -> HttpResponse:
    """How far the upload is afterwards, or why not."""
    try:
        stands = call()
    except BrokenToken:
        return _broken()
    except upload_parts.Misfit:
        return _problem("", 400)
    except upload_parts.Gone:
        return _problem("", 410)
    except upload_parts.OutOfPlace as found:
        return _standing({"offset": found.offset_bytes}, 409)
    except upload_parts.NotTaken as refused:
        return _problem(refused.sentence, 422)
    except upload_parts.Busy as refused:
        return _problem(refused.sentence, 503, 60)
    ticket, found = stands.ticket, {"offset": stands.offset_bytes, "ticket": stands.ticket.sealed()}
    if stands.handle:
        sealed = attached.seal(ticket.code, ticket.item, stands.handle)
        found["row"] = uploads_html.kept_row(ticket.item, stands.handle, sealed)
    return _standing(found, 200)


def _standing(found: dict[str, Any], status: int) -> HttpResponse:
    response = JsonResponse(found, status=status)
    response.headers["Upload-Offset"] = str(found["offset"])
    return response


def _problem(sentence: str, status: int, wait_seconds: int = 0) -> HttpResponse:
    response = JsonResponse({"problem": sentence}, status=status)
    if wait_seconds:
        response.headers["Retry-After"] = str(wait_seconds)
    return response


def _broken() -> HttpResponse:
    return _problem("", 400)


def _too_many(name: str, wait_seconds: int) -> HttpResponse:
    return _problem(attached.sentence("too_many", bare_name(name)[:NAME_CHARACTERS_MAX]), 429, wait_seconds)
