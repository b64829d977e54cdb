"""The other person's side: a link opens what they are asked to agree to, and takes their answer."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yakusho.kernel.ids import read_code
from yakusho.portal import limits
from yakusho.portal.apply.token import BrokenToken, seal, unseal
from yakusho.portal.consents import cookie
from yakusho.portal.consents.actions import NAME_CHARACTERS_MAX, invitation_answer
from yakusho.portal.consents.queries import Opened, opened
from yakusho.portal.publications.procedures import procedure
from yakusho.ui.errors import too_many
from yakusho.ui.guards import public


@public
@require_safe
def link(request: HttpRequest, code: str) -> HttpResponse:
    """A link as it was handed on: put its code into the cookie and leave the address at once."""
    seconds = limits.CODE_LOOKUPS.wait_seconds(request)
    if seconds:
        return too_many(request, seconds)
    plain = read_code(code)
    if plain is None or opened(plain) is None:
        return _over(request)
    if cookie.was_made_here(request, plain):
        return _own(request)
    return cookie.open_link(HttpResponseRedirect(reverse("consent")), plain)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """What the other person is asked to agree to; their answer, the first of which counts."""
    code, read = _posted(request) if request.method == "POST" else (cookie.code_in(request), "")
    found = opened(code) if code else None
    if code is None or found is None:
        return _over(request)
    if cookie.was_made_here(request, code):
        return _own(request)
    if found.answer is not None:
        return _thanks(request, found)
    if found.is_over:
        return _over(request)
    return _take(request, code, read, found) if request.method == "POST" else _ask(request, code, found)


def _posted(request: HttpRequest) -> tuple[str | None, str]:
    """The code that the page carries, so that it can be sent after the cookie's hour, too, and the words it showed."""
    try:
        value = unseal(request.POST.get("token", ""))
    except BrokenToken:
        return None, ""
    code = value.get("consent")
    return code if isinstance(code, str) else None, str(value.get("words", ""))


def _take(request: HttpRequest, code: str, read: str, found: Opened) -> HttpResponse:
    """An answer to the words that were `read`; nobody agrees to words that the ward office has changed meanwhile."""
    seconds = limits.FORM_POSTS.wait_seconds(request)
    if seconds:
        return too_many(request, seconds)
    agrees = request.POST.get("go") == "agree"
    name = " ".join(request.POST.get("name", "").split())[: NAME_CHARACTERS_MAX + 1]
    if agrees and not name:
        return _ask(request, code, found, _("Enter your name."))
    if len(name) > NAME_CHARACTERS_MAX:
        return _ask(request, code, found, _("Write at most %(max)s characters.") % {"max": NAME_CHARACTERS_MAX})
    if agrees and read != _words(found):
        return _ask(request, code, found, changed=True)
    invitation_answer(code=code, agrees=agrees, name=name, words=read, shown=_rows(found))
    again = opened(code)
    return _over(request) if again is None or again.answer is None else _thanks(request, again)


def _words(found: Opened) -> str:
    offered = procedure(found.row.procedure)
    asked = offered.definition.consents if offered else ()
    return next((each.text.say(get_language() or "ja") for each in asked if each.id == found.row.consent), "")


def _rows(found: Opened) -> list[list[str]]:
    return found.rows[get_language() or "ja"]


def _ask(request: HttpRequest, code: str, found: Opened, error: str = "", *, changed: bool = False) -> HttpResponse:
    """The words to agree to; `changed` says that they aren't those any more that this person was about to agree to."""
    offered, words = procedure(found.row.procedure), _words(found)
    if offered is None or not words:
        return _over(request)
    context = {
        "title": offered.definition.title.say(get_language() or "ja"),
        "number": found.number,
        "words": words,
        "rows": _rows(found),
        "expires_at": found.row.expires_at,
        "name": request.POST.get("name", "")[: NAME_CHARACTERS_MAX * 2],
        "maxlength": NAME_CHARACTERS_MAX,
        "error": error,
        "errors": [("name", error)] if error else [],
        "changed": changed,
        "token": seal({"consent": code, "words": words}),
    }
    return render(request, "consents/ask.html", context, status=422 if error else 409 if changed else 200)


def _thanks(request: HttpRequest, found: Opened) -> HttpResponse:
    assert found.answer is not None
    return render(request, "consents/thanks.html", {"agrees": found.answer["agrees"], "number": found.number})


def _own(request: HttpRequest) -> HttpResponse:
    """The applicant's own browser: nobody agrees for somebody else by accident."""
    return render(request, "consents/own.html", status=403)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "consents/over.html", status=410)
