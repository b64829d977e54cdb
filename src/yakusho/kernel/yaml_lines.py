"""YAML read safely, with the line of every value: no tags, no anchors, no doubled keys, bounded size and depth."""

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from yakusho.kernel import bounds
from yakusho.kernel.findings import Finding, Malformed, Place

_TAG = "tag:yaml.org,2002:"
_AS_TEXT = frozenset({_TAG + "str", _TAG + "timestamp", _TAG + "float", _TAG + "merge", _TAG + "value"})
_NESTED = frozenset({_TAG + "map", _TAG + "seq"})


class Lines:
    """A YAML text as plain values, and where each of them stands.

    Values are text, whole numbers, true, false, None, lists, and dicts with text as keys. Days and fractions stay text,
    for the schema to read.

    Raises:
        Malformed: the text is no such YAML.
    """

    def __init__(self, text: str, source: str = "") -> None:
        self._findings: list[Finding] = []
        self._root = _compose(text, source)
        self.value: Any = None if self._root is None else self._value(self._root, 0)
        if self._findings:
            raise Malformed(self._findings, source)

    def at(self, place: Place) -> int:
        """The line from 1 of the value at `place`, or of the nearest value around it.

        Steps that the text doesn't have are passed over, because a schema names its variants in between.
        """
        line = 1 if self._root is None else _line(self._root)
        for _, mark in self._walk(place):
            line = _line(mark)
        return line

    def name(self, place: Place) -> str:
        """What to call the value at `place`, or the nearest value around it: its key, or its number in a list."""
        name = "The file"
        for step, _ in self._walk(place):
            name = f"Entry {step + 1} of {name}" if isinstance(step, int) else f"`{step}`"
        return name

    def _walk(self, place: Place) -> Iterator[tuple[str | int, Any]]:
        """The steps of `place` that the text has, each with the node that marks its line."""
        node = self._root
        for step in place:
            if isinstance(node, MappingNode):
                for key, value in node.value:
                    if key.value == str(step):
                        node = value
                        yield key.value, key
                        break
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                yield step, node

    def _find(self, node: Any, words: str, remedy: str) -> None:
        self._findings.append(Finding(_line(node), words, remedy))

    def _value(self, node: Any, depth: int) -> Any:
        if depth > bounds.YAML_NESTING_LEVELS_MAX:
            self._find(node, f"Values are nested deeper than {bounds.YAML_NESTING_LEVELS_MAX}.", "Flatten them.")
            return None
        if node.anchor is not None:
            words = f"Anchors and aliases aren't used here, and `&{node.anchor}` is an anchor."
            self._find(node, words, "Write the value out.")
            return None
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if str(node.tag) not in _NESTED:
            self._find_tag(node)
            return None
        if isinstance(node, SequenceNode):
            return [self._value(child, depth + 1) for child in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, child in node.value:
            if not isinstance(key, ScalarNode):
                self._find(key, "A key must be one word.", "Put quotes around it or rewrite it.")
            elif key.value in values:
                self._find(key, f"`{key.value}` stands here twice.", "Remove one of them.")
            else:
                values[key.value] = self._value(child, depth + 1)
        return values

    def _scalar(self, node: ScalarNode) -> Any:
        tag, raw = str(node.tag), node.value
        if tag in _AS_TEXT:
            return raw
        if tag == _TAG + "null":
            return None
        if tag == _TAG + "bool":
            return raw.lower() == "true"
        if tag == _TAG + "int":
            return self._integer(node, raw)
        self._find_tag(node)
        return None

    def _find_tag(self, node: Any) -> None:
        self._find(node, f"The tag {node.tag} isn't used here.", "Remove it.")

    def _integer(self, node: ScalarNode, raw: str) -> int | None:
        digits = raw.replace("_", "").lstrip("+-")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > bounds.YAML_NUMBER_DIGITS_MAX:
            self._find(node, f"{raw[:20]} isn't written as a plain whole number.", "Write it in decimal, or quote it.")
            return None
        if len(digits) > 1 and digits.startswith("0"):
            self._find(node, f"{raw} would lose its leading zero.", f'Put quotes around it: "{raw}".')
            return None
        return int(raw.replace("_", ""))


def _compose(text: str, source: str) -> Any:
    """The nodes of a text; None when it is empty."""
    finding = _too_much(text)
    if finding is None:
        try:
            return YAML(typ="safe", pure=True).compose(text)
        except (YAMLError, ValueError, RecursionError) as error:
            finding = _no_yaml(error, text)
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
    line, said, remedy = 1, str(error).partition("\n")[0], "Check the characters and the nesting of the file."
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        said, remedy = error.problem or error.context, "Check indentation, colons, quotes and brackets near here."
    elif isinstance(error, ReaderError):
        line, remedy = text.count("\n", 0, error.position) + 1, "Remove this character."
    return Finding(line, f"This is no valid YAML: {said or 'unreadable'}.", remedy)


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1
