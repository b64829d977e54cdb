"""Applying with a file, slowly: the form's body is sent in two pieces, and one may look around in between."""

import re
import socket
from collections.abc import Callable, Mapping, Sequence

from bench.client import Answer
from tests.faults.resident import ANSWER_SECONDS_MAX, exchange

BOUNDARY = b"----yakusho-planted-form"
_HIDDEN = re.compile(rb'<input[^>]*\btype="hidden"[^>]*\bname="([^"]*)"[^>]*\bvalue="([^"]*)"')
_COOKIE = re.compile(rb"\r\nset-cookie: *([^;\r]+)", re.IGNORECASE)


def hidden(page: Answer) -> dict[str, list[str]]:
    """The hidden inputs of a page."""
    return {name.decode(): [value.decode()] for name, value in _HIDDEN.findall(page.body)}


def cookies(page: Answer) -> bytes:
    """The cookies that a page sets, to be sent back."""
    return b"; ".join(_COOKIE.findall(page.head))


def _part(name: str, value: bytes, extra: str = "") -> bytes:
    head = f'Content-Disposition: form-data; name="{name}"{extra}\r\n\r\n'.encode()
    return b"--" + BOUNDARY + b"\r\n" + head + value + b"\r\n"


def multipart(fields: Mapping[str, Sequence[str]], file_input: str, file_name: str, content: bytes) -> bytes:
    """A form's body with one file at its end."""
    parts = [_part(name, value.encode()) for name, values in fields.items() for value in values]
    file = f'; filename="{file_name}"\r\nContent-Type: application/pdf'
    return b"".join([*parts, _part(file_input, content, file), b"--" + BOUNDARY + b"--\r\n"])


def post_slowly(port: int, path: str, cookie: bytes, body: bytes, look: Callable[[], None]) -> Answer:
    """Send three quarters of a form, call `look`, then send the rest."""
    kind = b"multipart/form-data; boundary=" + BOUNDARY
    head = b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: %s\r\n" % (path.encode(), cookie)
    head += b"Content-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, len(body))
    middle, data = len(body) * 3 // 4, b""
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS_MAX) as connection:
        connection.sendall(head + body[:middle])
        look()
        connection.sendall(body[middle:])
        while piece := connection.recv(65_536):
            data += piece
    top, _, rest = data.partition(b"\r\n\r\n")
    return Answer(int(top[9:12]), top, rest)


def post(port: int, path: str, cookie: bytes, body: bytes) -> Answer:
    """Send a plain form."""
    head = b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\n" % (path.encode(), cookie)
    head += b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(body)
    return exchange(port, head + body)


def get(port: int, path: str) -> Answer:
    """Fetch a page."""
    return exchange(port, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
