"""The portal's own middlewares: uploads end with their request, the language of the path, one policy for all pages."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]
LANGUAGES = ("ja", "en")


def language_of(path: str) -> str | None:
    """The language a path begins with, or None."""
    return path[1:3] if path[1:3] in LANGUAGES and path[3:4] == "/" else None


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
        response.headers.setdefault("Content-Language", language)
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
