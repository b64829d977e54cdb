"""Asking a virus scanner (ウイルス対策): clamd's INSTREAM protocol over a socket, in pieces, without its library.

Whether there is a scanner is the ward's choice (`YAKUSHO_CLAMD`); copies are made in isolation either way.
"""

import re
import socket
import struct
from collections.abc import Iterable
from contextlib import suppress

from yakusho.desk.attachments.bounds import SCAN_SECONDS_MAX

ANSWER_BYTES_MAX = 1_000
_FOUND = re.compile(rb"stream: (?P<signature>[\x21-\x7e]{1,120}) FOUND\0?")


class Unreachable(Exception):
    """The scanner doesn't answer, or not as one does."""


class NotScanned(Exception):
    """The scanner won't look at this file, for example because of its size: it says so, or hangs up over it."""


def scan(address: str, pieces: Iterable[bytes]) -> str:
    """The name of what the scanner finds in a file; empty when it finds nothing.

    `address` is the path of a unix socket, or `host:port`.

    Raises:
        Unreachable: try again later.
        NotScanned: the file is still unscanned.
    """
    try:
        with _connected(address) as line:
            answer = _asked(line, pieces)
    except OSError as error:
        raise Unreachable(type(error).__name__) from error
    if found := _FOUND.fullmatch(answer):
        return found["signature"].decode("ascii")
    if answer.rstrip(b"\0") == b"stream: OK":
        return ""
    if answer.rstrip(b"\0").endswith(b"ERROR"):
        raise NotScanned
    raise Unreachable("no answer")


def _connected(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SCAN_SECONDS_MAX)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    if not host or not port.isdecimal():
        raise OSError("address")
    return socket.create_connection((host, int(port)), timeout=SCAN_SECONDS_MAX)


def _asked(line: socket.socket, pieces: Iterable[bytes]) -> bytes:
    """Send a file and read the answer; a scanner that has enough answers before the end, or hangs up."""
    answer, whole = b"", False
    with suppress(BrokenPipeError, ConnectionResetError):
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            if piece:
                line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        whole = True
    with suppress(ConnectionResetError):
        while len(answer) < ANSWER_BYTES_MAX and (more := line.recv(ANSWER_BYTES_MAX)):
            answer += more
    if not (whole or answer):
        raise NotScanned
    return answer
