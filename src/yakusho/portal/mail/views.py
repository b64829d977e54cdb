"""Notices by mail for one application: asked for, confirmed by a code, and stopped, on its status page."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yakusho.portal.apply.queries import submissions
from yakusho.portal.apply.token import BrokenToken, seal, unseal
from yakusho.portal.mail.actions import notify_keep, notify_stop
from yakusho.portal.mail.asking import CHECK, SEND, Asking, Step, shown, step
from yakusho.portal.status import cookie, queries
from yakusho.ui.guards import public

ADDRESS_CHARACTERS_MAX = 254


@public
@require_http_methods(["GET", "HEAD", "POST"])
@cookie.with_code
def notices(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the address, send a code there, and keep it once the code was typed."""
    application = queries.application(code)
    if application is None or not settings.MAIL_WAY or not application.standing.is_open:
        return HttpResponseRedirect(reverse("status"))
    if request.method != "POST":
        return _ask(request)
    asking = _asking(request)
    if asking is None:
        return _ask(request, _("Enter a mail address like name@example.jp."))
    taken = step(request, asking)
    if not taken.confirmed:
        return _confirm(request, taken)
    notify_keep(subject=application.first.subject, address=asking.address, language=request.LANGUAGE_CODE)
    return HttpResponseRedirect(reverse("status"))


@public
@require_POST
@cookie.with_code
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """Send no more notices, and forget the address."""
    sent = submissions(code)
    if sent:
        notify_stop(subject=sent[0].subject)
    return HttpResponseRedirect(reverse("status"))


def _asking(request: HttpRequest) -> Asking | None:
    """The address under way: typed just now, or carried by the page that asks for the code."""
    if request.POST.get("go") in (SEND, CHECK) and request.POST.get("token"):
        try:
            return Asking(**unseal(request.POST["token"])["asking"])
        except (BrokenToken, KeyError, TypeError):
            return None
    address = request.POST.get("address", "").strip()
    try:
        validate_email(address)
    except ValidationError:
        return None
    return Asking(address) if len(address) <= ADDRESS_CHARACTERS_MAX else None


def _ask(request: HttpRequest, error: str = "") -> HttpResponse:
    context = {
        "error": error,
        "errors": [("address", error)] if error else [],
        "address": request.POST.get("address", "")[: ADDRESS_CHARACTERS_MAX * 2],
        "go_send": SEND,
    }
    return render(request, "mail/ask.html", context, status=422 if error else 200)


def _confirm(request: HttpRequest, taken: Step) -> HttpResponse:
    context = {**shown(taken), "token": seal({"asking": taken.asking.as_json()}), "action": reverse("notices")}
    return render(request, "mail/confirm.html", context, status=422 if taken.error else 200)
