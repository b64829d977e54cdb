"""The portal's own middleware: the language of the path."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]
LANGUAGES = ("ja", "en")


def language_of(path: str) -> str | None:
    """The language a path begins with, or None."""
    return path[1:3] if path[1:3] in LANGUAGES and path[3:4] == "/" else None


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
