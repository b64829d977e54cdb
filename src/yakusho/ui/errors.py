"""Error pages (エラーの画面): what happened, what to do now, and the request's number to tell the office.

They are written without context processors, sessions or database, so that they also appear when those fail.
"""

import logging
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from yakusho.kernel.errors import Refused
from yakusho.ui.context import House

log = logging.getLogger(__name__)

LAST_RESORT = (
    '<!doctype html><html lang="ja"><meta charset="utf-8"><title>エラー</title>'
    "<h1>ただいまご利用いただけません</h1><p>少し待ってから、もう一度お試しください。</p>"
    '<p lang="en">The service is not available now. Please try again in a while.</p>'
)


@dataclass(frozen=True)
class ErrorPage:
    """What an error page says."""

    status: int
    title: str
    sentence: str


def page(request: HttpRequest, error: ErrorPage) -> HttpResponse:
    """The error page as a response."""
    values = {"error": error, "house": House(request)}
    return HttpResponse(render_to_string("ui/error.html", values), status=error.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handler of 400; a form that is too big gets its own page."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    sentence = _("Go back to the page before, reload it and try once more.")
    return page(request, ErrorPage(400, _("We could not read what was sent"), sentence))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handler of 403."""
    sentence = _("If you need it for your work, ask your section's administrator.")
    return page(request, ErrorPage(403, _("You may not open this page"), sentence))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handler of 404."""
    sentence = _("The address may be mistyped, or the page may have ended. Start again from the first page.")
    return page(request, ErrorPage(404, _("There is no such page"), sentence))


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: the page exists, but is not opened this way."""
    sentence = _("Open the page before and use its buttons.")
    response = page(request, ErrorPage(405, _("This page can't be opened in this way"), sentence))
    response.headers["Allow"] = allowed
    return response


def gone(request: HttpRequest, title: str, sentence: str) -> HttpResponse:
    """410: something that was here and has ended."""
    return page(request, ErrorPage(410, title, sentence))


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than one page may hold."""
    sentence = _("Go back and make it smaller: use smaller photos, or fewer files at a time.")
    return page(request, ErrorPage(413, _("What was sent is too large"), sentence))


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """429: too many tries in a short time."""
    sentence = _("Please wait %(seconds)s seconds and try again.") % {"seconds": seconds}
    response = page(request, ErrorPage(429, _("Too many tries in a short time"), sentence))
    response.headers["Retry-After"] = str(seconds)
    return response


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """403 with the sentence a rule wrote for this person."""
    return page(request, ErrorPage(403, _("This can't be done now"), refusal.sentence))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's proof of origin is missing or old: mostly a page that stood open too long."""
    sentence = _("Go back, reload the page and send it once more. Your browser must accept cookies from this site.")
    return page(request, ErrorPage(403, _("The page was open for too long"), sentence))


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler of 500; even a broken page or catalogue leaves a plain sentence."""
    try:
        sentence = _("It is our mistake, not yours. Please try again in a while; what you sent may not have arrived.")
        return page(request, ErrorPage(500, _("Something went wrong on our side"), sentence))
    except Exception:
        log.exception("the error page itself failed")
        return HttpResponse(LAST_RESORT, status=500)
