"""Reading a page in tests: its elements in order, and what is wrong with its form."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

CONTROLS = ("input", "select", "textarea")
VOID = ("input", "br", "hr", "img", "link", "meta")


@dataclass
class Element:
    """One element with its attributes and all text inside."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: list["Element"] = field(default_factory=list)


class Page(HTMLParser):
    """The elements of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, inside=list(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """Elements of these tags."""
        return [element for element in self.elements if element.tag in tags]

    def one(self, tag: str) -> Element:
        """The only element of a tag."""
        (element,) = self.all(tag)
        return element

    def by_id(self, own_id: str) -> Element:
        """The only element with an id."""
        (element,) = [element for element in self.elements if element.attributes.get("id") == own_id]
        return element


def unlabelled(page: Page) -> list[str]:
    """Controls without a label with words, by name."""
    labels = {label.attributes.get("for"): label.text.strip() for label in page.all("label")}
    shown = [control for control in page.all(*CONTROLS) if control.attributes.get("type") != "hidden"]
    return [c.attributes.get("name", "?") for c in shown if not labels.get(c.attributes.get("id"))]


def loose_ends(page: Page) -> list[str]:
    """Ids that something on the page points to, but that nothing (or more than one thing) has."""
    pointed = [
        own_id
        for element in page.elements
        for name in ("aria-describedby", "aria-labelledby", "for")
        for own_id in element.attributes.get(name, "").split()
    ]
    pointed += [a.attributes["href"][1:] for a in page.all("a") if a.attributes.get("href", "").startswith("#")]
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    return [own_id for own_id in pointed if ids.count(own_id) != 1] + [i for i in set(ids) if ids.count(i) > 1]
