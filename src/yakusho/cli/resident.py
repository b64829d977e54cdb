"""A sample resident: fills in a procedure's form page by page over HTTP, as a browser without JavaScript would.

Where another person has to agree, there is one, with a browser of their own.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx

from yakusho.forms import Compiled

NUMBER = re.compile(r"\b[A-Z]-\d{5}-\d{5}\b")
INVITE = re.compile(r'value="(invite:[a-z0-9_]+)"')
CONSENT = "/consent/"
LINK = re.compile(rf"/[a-z]+{CONSENT}[0-9A-Z]{{20}}/")
PAGES_MAX = 40
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
"""A PNG of one white point, for questions that ask for a file."""
OTHER = "見本 花子"
"""Who agrees where somebody else has to."""


class NotApplied(Exception):
    """The form could not be sent: what the portal answered."""


@dataclass
class _Form:
    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


class _Forms(HTMLParser):
    """The forms of a page with their hidden inputs and questions for files."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note forms and the inputs that matter."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.found.append(_Form(given.get("action", "")))
        elif tag == "input" and self.found and given.get("type") == "hidden":
            self.found[-1].hidden[given["name"]] = given.get("value", "")
        elif tag == "input" and self.found and given.get("type") == "file":
            self.found[-1].files.append(given["name"])


def apply(client: httpx.Client, compiled: Compiled, example: str) -> str:
    """Send one example of a procedure and answer the receipt number.

    Raises:
        NotApplied: the portal refused a page, or gave no number.
    """
    posts, code = compiled.example(example), compiled.procedure.code
    answer = client.get(f"/ja/apply/{code}/")
    for _ in range(PAGES_MAX):
        if answer.status_code != httpx.codes.OK:
            raise NotApplied(f"{code}: the portal answered {answer.status_code} at {answer.url.path}")
        form = find_form(answer.text, f"/apply/{code}/")
        page = form.action.rstrip("/").rpartition("/")[2]
        if page == "submit":
            return _submit(client, code, form)
        files = dict.fromkeys(form.files, ("sample.png", PICTURE, "image/png"))
        data = {**form.hidden, **posts[page], "go": "next"}
        answer = client.post(form.action, data=data, files=files or None)
    raise NotApplied(f"{code}: no last page after {PAGES_MAX} pages")


def _submit(client: httpx.Client, code: str, form: _Form) -> str:
    """Press the button that applies, once everybody has agreed who has to."""
    answer = client.post(form.action, data={**form.hidden, "go": "submit"})
    for go in INVITE.findall(answer.text):
        asking = find_form(answer.text, f"/apply/{code}/")
        answer = client.post(asking.action, data={**asking.hidden, "go": go})
        _agree(client.base_url, set(LINK.findall(answer.text)))
        form = find_form(answer.text, f"/apply/{code}/")
        answer = client.post(form.action, data={**form.hidden, "go": "submit"})
    number = NUMBER.search(answer.text)
    if number is None or form.action in answer.text:
        raise NotApplied(f"{code}: no receipt after the last page ({answer.status_code})")
    return number[0]


def _agree(portal: httpx.URL, links: set[str]) -> None:
    """Open a link as the other person does, at a browser of their own, and agree."""
    for link in links:
        with httpx.Client(base_url=portal, follow_redirects=True) as other:
            form = find_form(other.get(link).text, CONSENT)
            other.post(form.action, data={**form.hidden, "name": OTHER, "go": "agree"})


def find_form(text: str, path: str) -> _Form:
    """The form of a page that is sent to a place under `path`.

    Raises:
        NotApplied: the page has none.
    """
    forms = _Forms()
    forms.feed(text)
    try:
        return next(form for form in forms.found if path in form.action)
    except StopIteration:
        raise NotApplied(f"the page holds no form of {path}") from None
