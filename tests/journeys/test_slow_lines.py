"""People on slow lines do not keep others waiting."""

import socket
import time
import urllib.request
from contextlib import ExitStack

from tests.support.house import House

SLOW_PHONES = 12
ANSWER_SECONDS_MAX = 3.0
BEGINNING = (
    "POST /ja/continue/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ncode="
)


def test_a_page_comes_at_once_while_a_dozen_phones_are_still_sending(house: House) -> None:
    with ExitStack() as lines:
        with urllib.request.urlopen(f"{house.urls['portal']}/ja/continue/") as form:
            cookie = form.headers["Set-Cookie"].partition(";")[0]
        for _ in range(SLOW_PHONES):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", house.port("portal"))))
            line.sendall(BEGINNING.format(cookie=cookie).encode())
        time.sleep(0.5)
        began = time.monotonic()
        with urllib.request.urlopen(f"{house.urls['portal']}/ja/", timeout=ANSWER_SECONDS_MAX) as answer:
            assert answer.status == 200
        assert time.monotonic() - began < ANSWER_SECONDS_MAX
