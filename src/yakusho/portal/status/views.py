"""The status page: opened with the resident's code, which stays in a cookie that only these pages are sent."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yakusho.kernel.ids import read_code, show_code
from yakusho.portal import limits
from yakusho.portal.apply import actions as apply_actions
from yakusho.portal.apply import held
from yakusho.portal.apply import pages as apply_pages
from yakusho.portal.apply import queries as apply_queries
from yakusho.portal.apply.posting import files_of
from yakusho.portal.apply.visit import visit
from yakusho.portal.mail.queries import mail_context
from yakusho.portal.proof.queries import receipt_of
from yakusho.portal.publications.procedures import procedure
from yakusho.portal.status import cookie, queries
from yakusho.portal.status.presenting import draft_context, status_context
from yakusho.ui.errors import not_found, too_many
from yakusho.ui.guards import public
from yakusho.ui.qr import qr_svg

FIRST_REVISION = 1


@public
@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and lead to the status page or the saved draft that it opens."""
    if request.method != "POST":
        return _ask(request)
    return _look_up(request, request.POST.get("code", ""))


@public
@require_safe
def link(request: HttpRequest, code: str) -> HttpResponse:
    """A link with a code in it, as in a QR code: put the code into the cookie and leave the address at once."""
    return _look_up(request, code)


def _look_up(request: HttpRequest, typed: str) -> HttpResponse:
    seconds = limits.CODE_LOOKUPS.wait_seconds(request)
    if seconds:
        return too_many(request, seconds)
    code = read_code(typed)
    if code is None:
        sentence = _("A code has 20 letters and digits, like 7K3M-…. Check it and enter it again.")
        return _ask(request, typed, sentence)
    if not (apply_queries.submissions(code) or apply_queries.draft_of(code, FIRST_REVISION)):
        return unknown(request, code)
    return cookie.give(HttpResponseRedirect(reverse("status")), code)


def unknown(request: HttpRequest, code: str) -> HttpResponse:
    expired = apply_queries.expired_draft_at(code, FIRST_REVISION)
    if expired is not None:
        return render(request, "status/expired.html", {"expired_at": expired}, status=410)
    sentence = _("Nothing was found under this code. Compare each character with your note, and enter it again.")
    return _ask(request, show_code(code), sentence)


def _ask(request: HttpRequest, typed: str = "", error: str = "") -> HttpResponse:
    context = {"typed": typed[:60], "error": error, "errors": [("code", error)] if error else []}
    return render(request, "status/ask.html", context, status=404 if error else 200)


@public
@require_safe
@cookie.with_code
def status(request: HttpRequest, code: str) -> HttpResponse:
    """How an application stands; or the saved draft, when nothing was sent yet."""
    application = queries.application(code)
    if application is not None:
        context = status_context(code, application) | {"mail": mail_context(application.first.subject)}
        return render(request, "status/status.html", context)
    draft = apply_queries.draft_of(code, FIRST_REVISION)
    if draft is None:
        return unknown(request, code)
    return render(request, "status/draft.html", draft_context(code, *draft))


@public
@require_POST
@cookie.with_code
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Open the form again: the saved draft, or a returned application filled with what was sent."""
    form = queries.form_to_open(code)
    if form is None:
        return HttpResponseRedirect(reverse("status"))
    offered = procedure(form.procedure)
    if offered is None:
        return not_found(request, Exception())
    return apply_pages.opened(visit(request, offered), form)


@public
@require_POST
@cookie.with_code
def extend(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the saved draft for longer."""
    found = queries.application(code)
    draft = found.draft if found else apply_queries.draft_of(code, FIRST_REVISION)
    if draft is not None:
        apply_actions.draft_extend(form=draft[1], files=files_of(draft[1]))
    return HttpResponseRedirect(reverse("status"))


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the code, and which drafts were saved, in this browser (shared computers)."""
    return held.forget(cookie.take(HttpResponseRedirect(reverse("home"))))


@public
@require_safe
@cookie.with_code
def receipt_file(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt of the latest revision as a file, final as soon as it can be."""
    sent = apply_queries.submissions(code)
    if not sent:
        return HttpResponseRedirect(reverse("continue"))
    return _receipt(receipt_of(sent[-1]), sent[-1].number)


@public
@require_safe
@cookie.with_code
def later_receipt_file(request: HttpRequest, code: str, sequence: int) -> HttpResponse:
    """The receipt of something that followed the application: documents, an answer, the withdrawal."""
    sent = apply_queries.submissions(code)
    followed = apply_queries.follow_ups(sent[0]) if sent else []
    wanted = next((each for each in followed if each.sequence == sequence), None)
    if wanted is None:
        return HttpResponseRedirect(reverse("status"))
    return _receipt(receipt_of(wanted), f"{sent[0].number}-{sequence}")


def _receipt(receipt: dict[str, Any], name: str) -> HttpResponse:
    text = json.dumps(receipt, ensure_ascii=False, indent=2) + "\n"
    name = f"receipt-{name}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json", headers=headers)


@public
@require_safe
def qr(request: HttpRequest) -> HttpResponse:
    """The QR code that opens this status page on a telephone."""
    code = cookie.code_in(request)
    if code is None:
        return HttpResponse(status=404)
    address = settings.ZONE_URLS["portal"].rstrip("/") + reverse("link", args=[code])
    return HttpResponse(qr_svg(address), content_type="image/svg+xml")
