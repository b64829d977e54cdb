"""Sending a file in parts, as the script of form pages does; one may look around between two parts."""

import json
import re
from urllib.parse import urlencode

from bench.client import Answer
from tests.faults.resident import exchange
from tests.faults.upload import cookies, hidden
from yakusho.messages.frames import FRAME_BYTES

PART_BYTES = 4 * FRAME_BYTES
_HANDLE = re.compile(r'name="uploaded" value="([^"]+)"')


class Parts:
    """A file on its way to an item of the form that a page shows."""

    def __init__(self, port: int, base: str, page: Answer, item: str, name: str, content: bytes) -> None:
        self._port, self._base, self._page, self._content = port, base, page, content
        asked = {"token": hidden(page)["token"][0], "item": item, "name": name, "size": len(content)}
        self._answer = self._post("begin", urlencode(asked).encode(), b"application/x-www-form-urlencoded")

    def _post(self, what: str, body: bytes, kind: bytes, more: bytes = b"") -> dict[str, object]:
        csrf = hidden(self._page)["csrfmiddlewaretoken"][0].encode()
        head = f"POST {self._base}uploads/{what}/ HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode()
        head += b"Cookie: %s\r\nX-CSRFToken: %s\r\n%s" % (cookies(self._page), csrf, more)
        head += b"Content-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, len(body))
        answer = exchange(self._port, head + body)
        assert answer.status == 200, answer.body
        found: dict[str, object] = json.loads(answer.body)
        return found

    def send(self) -> bool:
        """Send the next part; true when it was the last one."""
        begin = int(str(self._answer["offset"]))
        ticket = str(self._answer["ticket"]).encode()
        more = b"Upload-Ticket: %s\r\nUpload-Offset: %d\r\n" % (ticket, begin)
        part = self._content[begin : begin + PART_BYTES]
        self._answer = self._post("part", part, b"application/octet-stream", more)
        return "row" in self._answer

    @property
    def handle(self) -> str:
        """What the whole file is sent along with the form as."""
        found = _HANDLE.search(str(self._answer["row"]))
        assert found
        return found[1]
