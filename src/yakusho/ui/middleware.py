"""The one middleware of `ui`: a name for each request, and nothing kept by caches unless a view says so."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from yakusho.journal import log
from yakusho.ui import errors

REQUEST_ID_BYTES = 5


class RequestId:
    """Name the request in logs, on error pages and in `X-Request-Id`; answer a wrong method with a page.

    Published pages set `Cache-Control` themselves; every other page may hold what a person wrote and is not stored.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = secrets.token_hex(REQUEST_ID_BYTES)
        log.request_id.set(request.request_id)  # stays set: the framework logs failures after the last middleware
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            response = errors.wrong_method(request, response.headers.get("Allow", ""))
        response.headers["X-Request-Id"] = request.request_id
        response.headers.setdefault("Cache-Control", "no-store")
        return response
