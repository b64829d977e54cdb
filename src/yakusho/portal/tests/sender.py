"""A browser whose script sends a file in parts, over a line that may break."""

import html
import json
import re
from typing import Any

from django.test import Client

from yakusho.messages.frames import FRAME_BYTES
from yakusho.portal.tests.resident import Resident

_HANDLE = re.compile(r'name="uploaded" value="([^"]+)"')


class Sender:
    """One file on its way to one item of a form, or of a sheet that follows an application."""

    of_form = True

    def __init__(self, resident: Resident, item: str, content: bytes, name: str = "book.jpg", *, strict: bool = False):
        self.resident, self.item, self.content, self.name = resident, item, content, name
        self.client = Client(enforce_csrf_checks=strict, raise_request_exception=True)
        self.status, self.answer, self.ticket = 0, {}, ""

    def _sees(self, response: Any) -> "Sender":
        self.status, self.response = response.status_code, response
        self.answer = json.loads(response.content) if response.headers["Content-Type"] == "application/json" else {}
        self.ticket = self.answer.get("ticket", self.ticket)
        return self

    def _path(self, what: str) -> str:
        place = f"apply/{self.resident.code}" if self.of_form else "status"
        return f"/{self.resident.language}/{place}/uploads/{what}/"

    @property
    def offset(self) -> int:
        """Where the portal stands."""
        return int(self.answer["offset"])

    @property
    def handle(self) -> str:
        """What the row of a whole file brings along with the form."""
        found = _HANDLE.search(self.answer["row"])
        assert found
        return html.unescape(found[1])

    def begins(self, **changed: Any) -> "Sender":
        """Begin to send."""
        asked = {"token": self.resident.token, "item": self.item, "name": self.name, "size": len(self.content)}
        return self._sees(self.client.post(self._path("begin"), asked | changed))

    def sends(self, begin: int, end: int | None = None, **headers: str) -> "Sender":
        """Send the bytes from `begin` on; one frame unless an `end` is given."""
        data = self.content[begin : begin + FRAME_BYTES if end is None else end]
        more = {"Upload-Ticket": self.ticket, "Upload-Offset": str(begin), **headers}
        kind = "application/octet-stream"
        return self._sees(self.client.post(self._path("part"), data, content_type=kind, headers=more))

    def asks(self) -> "Sender":
        """Ask how far it is."""
        return self._sees(self.client.get(self._path("part"), headers={"Upload-Ticket": self.ticket}))

    def cancels(self) -> "Sender":
        """Give up."""
        return self._sees(self.client.post(self._path("cancel"), headers={"Upload-Ticket": self.ticket}))

    def sends_all(self) -> "Sender":
        """The whole file, part by part."""
        self.begins()
        while self.status == 200 and "row" not in self.answer:
            self.sends(self.offset)
        return self
