"""The portal's own middlewares: uploads end with their request, the language of the path, one policy for all pages."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from yakusho.kernel.languages import EASY, NAMES, prefix_of, tag_of
from yakusho.ui.readings import as_ruby

Handler = Callable[[HttpRequest], HttpResponse]
LANGUAGES = tuple(NAMES)
_BY_PREFIX = {prefix_of(language): language for language in LANGUAGES}


def language_of(path: str) -> str | None:
    """The language a path begins with, or None."""
    prefix, slash, _rest = path[1:].partition("/")
    return _BY_PREFIX.get(prefix) if slash else None


def end_with_request(get_response: Handler) -> Handler:
    """Close what was opened for a request, such as uploads that no form asked for, however the request ends."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.to_close = []
        try:
            return get_response(request)
        finally:
            for opened in request.to_close:
                opened.close()

    return middleware


def language_by_path(get_response: Handler) -> Handler:
    """Speak the language that the path begins with, Japanese elsewhere; nothing depends on headers or cookies."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info) or "ja"
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        response.headers.setdefault("Content-Language", tag_of(language))
        return response

    return middleware


def readings_above_kanji(get_response: Handler) -> Handler:
    """Set the readings of easy Japanese above the kanji (ふりがな); pages of other languages go through as they are."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.LANGUAGE_CODE == EASY and response.get("Content-Type", "").startswith("text/html"):
            response.content = as_ruby(response.content.decode())
        return response

    return middleware


def content_security_policy(get_response: Handler) -> Handler:
    """Send the policy of the settings with every response; no page of the portal has one of its own."""
    policy = build_policy()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers[HEADER] = policy
        return response

    return middleware
