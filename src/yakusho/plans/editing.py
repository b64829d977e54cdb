"""Changing values inside a plan file (計画ファイルの編集) while comments, order and quotes stay as they are."""

import io
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML

from yakusho.kernel.findings import Place

_WIDTH = 100_000  # lines are not broken


class Missing(Exception):
    """A place that the file does not have."""


def changed(text: str, changes: Mapping[Place, Any]) -> str:
    """The text with other values at some places; None removes a key, a key that wasn't there is added at the end.

    Raises:
        Missing: the way to a place is not in the text.
    """
    editor = YAML()
    editor.preserve_quotes = True
    editor.width = _WIDTH
    editor.indent(mapping=2, sequence=4, offset=2)
    document = editor.load(text)
    for place, value in changes.items():
        _set(document, place, value)
    written = io.StringIO()
    editor.dump(document, written)
    return written.getvalue()


def _set(document: Any, place: Place, value: Any) -> None:
    node = document
    for step in place[:-1]:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            raise Missing(".".join(str(each) for each in place)) from None
    last = place[-1]
    if not isinstance(node, dict):
        raise Missing(".".join(str(each) for each in place))
    if value is None:
        node.pop(last, None)
    elif node.get(last) != value:
        node[last] = value
