"""Small steps around each request of a staff zone: its language, and saying no in a sentence."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from yakusho.kernel.errors import Refused
from yakusho.ui import errors

View = Callable[[HttpRequest], HttpResponse]


class ChosenLanguage:
    """Japanese unless the person chose another language; a browser's own setting doesn't count at a shared desk."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class Refusals:
    """Turns `Refused` from an action into a page with its sentence (403)."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; every other exception goes on."""
        if not isinstance(error, Refused):
            return None
        return errors.refused(request, error)
