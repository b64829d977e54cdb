"""YAML read safely, with the line of every value: no tags, no anchors, no doubled keys, bounded size and depth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent
from yaml.reader import ReaderError

from yakusho.kernel import bounds
from yakusho.kernel.findings import Finding, Malformed, Place

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_REMEDIES = {
    "mapping values are not allowed": "Put quotes around a text or rule with a colon and a space in it (`? :` too).",
    "found a tab character": "Indent with spaces, never with tabs.",
    "cannot start any token": "Indent with spaces, never with tabs; put quotes around a text that begins with a sign.",
    "did not find expected ',' or": "Close every bracket and quote, and put a plain `, ` between entries, no 、 or ，.",
    "could not find expected ':'": "Put a plain `: ` behind every key, no ：, and close every quote.",
}
"""What to do about what the YAML parser says most often, by a part of its words."""

_NUMBER = re.compile(r"[-+]?[0-9][0-9_]*|0[box][0-9A-Fa-f_]+")


@dataclass(frozen=True, slots=True)
class _Node:
    """A value, its line, and the nodes inside it with the line of their key or entry."""

    line: int
    value: Any
    inside: dict[str | int, tuple[int, "_Node"]]


class Lines:
    """A YAML text as plain values, and where each of them stands.

    Values are text, whole numbers, true, false, None, lists, and dicts with text as keys. Days and fractions stay text,
    for the schema to read.

    Raises:
        Malformed: the text is no such YAML.
    """

    def __init__(self, text: str, source: str = "") -> None:
        self._root = _read(text, source)
        self.value: Any = self._root.value

    def at(self, place: Place) -> int:
        """The line from 1 of the value at `place`, or of the nearest value around it.

        Steps that the text doesn't have are passed over, because a schema names its variants in between.
        """
        line = self._root.line
        for _, at in self._walk(place):
            line = at
        return line

    def found(self, place: Place) -> Place:
        """The steps of `place` that the text has."""
        return tuple(step for step, _ in self._walk(place))

    def name(self, place: Place) -> str:
        """What to call the value at `place`, or the nearest value around it: its key, or its number in a list."""
        name = "The file"
        for step, _ in self._walk(place):
            name = f"Entry {step + 1} of {name}" if isinstance(step, int) else f"`{step}`"
        return name

    def _walk(self, place: Place) -> Iterator[tuple[str | int, int]]:
        """The steps of `place` that the text has, each with its line."""
        node = self._root
        for step in place:
            known = step if isinstance(node.value, list) else str(step)
            if known in node.inside:
                line, node = node.inside[known]
                yield known, line


class _Reader:
    """Builds values from the parser's events and gathers what isn't allowed; call `document` once."""

    def __init__(self, text: str) -> None:
        self.findings: list[Finding] = []
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._event = next(self._events)  # the stream begins

    def document(self) -> _Node:
        """The only document of the text."""
        node = _Node(1, None, {})
        if not self._document_begins():
            return node
        node = self._node(self._next(), 0)
        self._next()  # the document ends
        if self._document_begins():
            self._find("The file has a second part after `---`.", "Make it a file of its own.")
        return node

    def _document_begins(self) -> bool:
        return not isinstance(self._next(), StreamEndEvent)

    def _next(self) -> Any:
        self._event = next(self._events)
        return self._event

    def _find(self, words: str, remedy: str) -> None:
        self.findings.append(Finding(_line(self._event), words, remedy))

    def _node(self, event: Any, depth: int) -> _Node:
        """The value that begins with `event`; reads on to its end."""
        line = _line(event)
        if depth == bounds.YAML_NESTING_LEVELS_MAX + 1:  # told once, not again for what is in it
            self._find(f"Values are nested deeper than {bounds.YAML_NESTING_LEVELS_MAX}.", "Flatten them.")
        if isinstance(event, AliasEvent):  # its anchor stands further up and was told
            return _Node(line, None, {})
        if event.anchor is not None:
            words = f"Anchors and aliases aren't used here, and `&{event.anchor}` is an anchor."
            self._find(words, "Write the value out.")
        if event.tag is not None:
            self._find(f"The tag {event.tag} isn't used here.", "Remove it.")
        if isinstance(event, ScalarEvent):
            return _Node(line, self._scalar(event), {})
        if isinstance(event, MappingStartEvent):
            return self._mapping(line, depth)
        return self._list(line, depth)

    def _list(self, line: int, depth: int) -> _Node:
        inside: dict[str | int, tuple[int, _Node]] = {}
        while not isinstance(event := self._next(), SequenceEndEvent):
            inside[len(inside)] = _line(event), self._node(event, depth + 1)
        return _Node(line, [node.value for _, node in inside.values()], inside)

    def _mapping(self, line: int, depth: int) -> _Node:
        inside: dict[str | int, tuple[int, _Node]] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._key(event, inside, depth)
            node = self._node(self._next(), depth + 1)
            if key is not None:
                inside[key] = _line(event), node
        return _Node(line, {key: node.value for key, (_, node) in inside.items()}, inside)

    def _key(self, event: Any, inside: dict[str | int, tuple[int, _Node]], depth: int) -> str | None:
        """The key that begins with `event`; None when its value can't be kept."""
        if not isinstance(event, ScalarEvent):
            self._find("A key must be one word.", "Put quotes around it or rewrite it.")
            self._node(event, depth + 1)
            return None
        key = str(event.value)
        if key not in inside:
            return key
        self._find(f"`{key}` stands here twice.", "Remove one of them.")
        return None

    def _scalar(self, event: Any) -> Any:
        raw, plain = event.value, event.implicit[0]
        if not plain:
            return raw
        if raw in _NULLS:
            return None
        if raw in _TRUTHS:
            return _TRUTHS[raw]
        return self._integer(raw) if _NUMBER.fullmatch(raw) else raw

    def _integer(self, raw: str) -> int | None:
        digits = raw.replace("_", "").lstrip("+-")
        if not digits.isdigit() or len(digits) > bounds.YAML_NUMBER_DIGITS_MAX:
            self._find(f"{raw[:20]} isn't written as a plain whole number.", "Write it in decimal, or quote it.")
            return None
        if len(digits) > 1 and digits.startswith("0"):
            self._find(f"{raw} would lose its leading zero.", f'Put quotes around it: "{raw}".')
            return None
        return int(raw.replace("_", ""))


def _read(text: str, source: str) -> _Node:
    """The root of a text; its value is None when the text is empty."""
    finding = _too_much(text)
    if finding is None:
        try:
            reader = _Reader(text)
            root = reader.document()
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            finding = _no_yaml(error, text)
        else:
            if reader.findings:
                raise Malformed(reader.findings, source)
            return root
    raise Malformed([finding], source)


def _too_much(text: str) -> Finding | None:
    """Why a text isn't even tried: it could take too long."""
    if len(text) > bounds.YAML_CHARACTERS_MAX:
        words = f"The file is longer than {bounds.YAML_CHARACTERS_MAX:,} characters."
        return Finding(1, words, "Shorten it, or divide it.")
    if text.count("[") + text.count("{") > bounds.YAML_BRACKETS_MAX:
        words = f"The file has more than {bounds.YAML_BRACKETS_MAX:,} opening brackets."
        return Finding(1, words, "Write lists line by line.")
    return None


def _no_yaml(error: Exception, text: str) -> Finding:
    said: str | None
    line, said, remedy = 1, str(error).partition("\n")[0], "Check the characters and the nesting of the file."
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        said, remedy = error.problem or error.context, "Check indentation, colons, quotes and brackets near here."
        remedy = next((what for part, what in _REMEDIES.items() if part in (said or "")), remedy)
    elif isinstance(error, ReaderError):
        line = text.encode("utf-8").count(b"\n", 0, error.position) + 1  # the position counts bytes
        said, remedy = error.reason, "Remove this character."
    elif isinstance(error, UnicodeEncodeError):
        line, said, remedy = text.count("\n", 0, error.start) + 1, "half a character", "Remove this character."
    return Finding(line, f"This is no valid YAML: {said or 'unreadable'}.", remedy)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
