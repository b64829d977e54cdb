"""A resident at a browser without JavaScript: reads pages, fills in forms, presses buttons."""

import html
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.messages.message import Message
from yakusho.portal.publications.actions import publication_take
from yakusho.portal.publications.procedures import procedure

BENEFIT = "special-cash-benefit"
DISCLOSURE = "information-disclosure"
TODAY = "2026-11-24 10:00:00+09:00"

TOKEN = re.compile(r'<input type="hidden" name="token" value="([^"]*)"')


def definition_text(code: str) -> str:
    """The ward's procedure file."""
    return (Path(settings.WARD_FOLDER) / "procedures" / f"{code}.yaml").read_text("utf-8")


def message(kind: str, subject: str, body: dict[str, Any], origin: str = "office") -> Message:
    """A message as the relay hands it to a handler."""
    return Message(new_id(), origin, 0, kind, 1, subject, clock.now(), body)


def publish(code: str, generation: int = 1, *, text: str | None = None, withdrawn: bool = False) -> None:
    """What the office does when it publishes a procedure."""
    content = {"definition": text or definition_text(code)}
    body = {"kind": "procedure", "key": code, "generation": generation, "content": content, "withdrawn": withdrawn}
    publication_take(message("publication.made", code, body))


class Resident:
    """One person with one browser, filling in one form."""

    def __init__(self, code: str, language: str = "ja") -> None:
        self.client = Client()
        self.code, self.language = code, language
        self.page = ""
        self.status = 0

    def sees(self, response: Any) -> "Resident":
        """Take a response as the page now shown."""
        self.response = response
        self.status = response.status_code
        self.page = response.content.decode()
        return self

    @property
    def token(self) -> str:
        """The hidden state of the page now shown."""
        found = TOKEN.search(self.page)
        assert found, self.text
        return html.unescape(found[1])

    @property
    def text(self) -> str:
        """The words of the page."""
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", self.page.partition("<main")[2])))

    @property
    def code_shown(self) -> str:
        """The status code on the page, in its one spelling."""
        found = re.findall(r'<p class="code-value">([0-9A-Z-]{24})</p>', self.page)
        assert found, self.text
        return found[-1].replace("-", "")

    def opens(self, path: str = "") -> "Resident":
        """Open an address; the form's first page unless another is given."""
        return self.sees(self.client.get(path or f"/{self.language}/apply/{self.code}/"))

    def sends(self, page: str, data: dict[str, Any], go: str = "next", **more: Any) -> "Resident":
        """Send a page of the form with one of its buttons."""
        values = {"token": self.token, "go": go, **data, **more}
        return self.sees(self.client.post(f"/{self.language}/apply/{self.code}/{page}/", values))

    def submits(self, go: str = "submit") -> "Resident":
        """Press a button of the check page."""
        return self.sends("submit", {}, go)

    def answers_of(self, example: str) -> dict[str, dict[str, Any]]:
        """The inputs of an example by page."""
        return example_of(self.code, example)

    def fills_in(self, example: str, **changed: Any) -> "Resident":
        """Send all pages of an example one after the other, up to the check page."""
        for page, data in example_of(self.code, example).items():
            self.sends(page, data | {name: value for name, value in changed.items() if name in data})
        return self

    def applies(self, example: str) -> "Resident":
        """The whole way from the first page to the receipt."""
        return self.opens().fills_in(example).submits()


def example_of(code: str, example: str) -> dict[str, dict[str, Any]]:
    """The inputs of an example by page."""
    offered = procedure(code)
    assert offered
    return {page: dict(data) for page, data in offered.compiled.example(example).items()}
