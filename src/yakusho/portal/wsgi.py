"""The portal as a WSGI application: many requests may wait for their bodies, few are worked on at a time."""

import os
from collections.abc import Callable, Iterable
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

from django.core.wsgi import get_wsgi_application

from yakusho.kernel.bounds import RELAY_MESSAGE_BYTES_MAX

AT_WORK_MAX = 2  # one computes while the other waits for the disk; more would only wait for each other

Environment = dict[str, Any]
Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]


def body_first(application: Application) -> Application:
    """Take a body before one of the few places at work, so that a slow line keeps none from anybody.

    Bodies with files are read by the application as they come in, without a place.
    """
    places = BoundedSemaphore(AT_WORK_MAX)

    def serve(environment: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = _length(environment)
        if length > RELAY_MESSAGE_BYTES_MAX or environment.get("CONTENT_TYPE", "").startswith("multipart/"):
            return application(environment, start_response)
        if length:
            body = _read(environment["wsgi.input"], length)
            if len(body) < length:  # the line broke off: nobody waits for an answer, and half a form is no form
                start_response("400 Bad Request", [("Content-Length", "0")])
                return []
            environment["wsgi.input"] = BytesIO(body)
        with places:
            return application(environment, start_response)

    return serve


def _length(environment: Environment) -> int:
    text = environment.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() else 0


def _read(stream: Any, length: int) -> bytes:
    """The body, or as much of it as arrives before the line breaks off."""
    pieces = []
    while length and (piece := stream.read(length)):
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yakusho.portal.settings")
application = body_first(get_wsgi_application())
