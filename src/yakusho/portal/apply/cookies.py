"""Sealed cookies of the portal: one for each language, because a cookie is sent to the pages below one path only."""

from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from yakusho.kernel.languages import prefix_of
from yakusho.portal.apply.token import BrokenToken, seal, unseal
from yakusho.portal.middleware import LANGUAGES

Response = TypeVar("Response", bound=HttpResponse)


class SealedCookie:
    """A JSON object in a browser, sealed under this zone's web key, sent to pages below `/<language>/<room>/` only."""

    def __init__(self, name: str, room: str, seconds: int) -> None:
        self._what, self._room, self._seconds = name, room, seconds

    def _name(self, language: str) -> str:
        prefix = "__Secure-" if settings.CSRF_COOKIE_SECURE else ""
        return f"{prefix}yakusho_portal_{self._what}_{prefix_of(language)}"

    def _path(self, language: str) -> str:
        return f"/{prefix_of(language)}/{self._room}/"

    def put(self, response: Response, value: dict[str, Any]) -> Response:
        """Leave the object in the browser, in each language."""
        sealed = seal(value)
        for language in LANGUAGES:
            response.set_cookie(
                self._name(language),
                sealed,
                max_age=self._seconds,
                path=self._path(language),
                secure=settings.CSRF_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    def drop(self, response: Response) -> Response:
        """Take the object out of the browser again."""
        for language in LANGUAGES:
            response.delete_cookie(self._name(language), path=self._path(language), samesite="Lax")
        return response

    def read(self, request: HttpRequest) -> dict[str, Any]:
        """The object that the browser sent with a request; empty when there is none, or none of ours."""
        text = request.COOKIES.get(self._name(request.LANGUAGE_CODE), "")
        try:
            return unseal(text) if text else {}
        except BrokenToken:
            return {}
