"""Small HTML writer for the components a form page is full of; everything written is escaped here.

Fields are written in Python because a form page must cost well under a millisecond; all other components are templates.
"""

from collections.abc import Mapping

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

VOID = frozenset({"input", "br", "hr", "img"})
MEANT_EMPTY = frozenset({"value"})  # `value=""` says something; an empty `id` or `class` doesn't

AttributeValue = str | int | bool | None


def attributes(values: Mapping[str, AttributeValue]) -> str:
    """Attributes as they stand in a tag: True is a bare name; None, False and "" leave it out (not `value`)."""
    written = []
    for name, value in values.items():
        if value is True:
            written.append(f" {name}")
        elif value is not None and value is not False and (value != "" or name in MEANT_EMPTY):
            written.append(f' {name}="{conditional_escape(value)}"')
    return "".join(written)


def element(tag: str, values: Mapping[str, AttributeValue], *content: object) -> SafeString:
    """One element; content that is not already safe is escaped."""
    opened = f"<{tag}{attributes(values)}>"
    if tag in VOID:
        return SafeString(opened)
    return SafeString(f"{opened}{joined(*content)}</{tag}>")


def joined(*content: object) -> SafeString:
    """Pieces side by side, each escaped unless safe."""
    return SafeString("".join(conditional_escape(piece) for piece in content))
