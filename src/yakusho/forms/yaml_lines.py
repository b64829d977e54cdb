"""YAML read safely, with the line of every value: no tags, no anchors, no doubled keys, bounded size and depth."""

from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from yakusho.forms import bounds
from yakusho.forms.findings import Finding, Malformed

Path = Sequence[str | int]

_TAG = "tag:yaml.org,2002:"
_AS_TEXT = frozenset({_TAG + "str", _TAG + "timestamp", _TAG + "float", _TAG + "merge", _TAG + "value"})


class Lines:
    """A YAML text as plain values, and where each of them stands."""

    def __init__(self, text: str, source: str = "") -> None:
        self._findings: list[Finding] = []
        self._root = self._compose(text, source)
        self.value: Any = self._value(self._root, 0)
        if self._findings:
            raise Malformed(self._findings, source)

    def at(self, path: Path) -> int:
        """The line from 1 of the value at `path`, or of the nearest value around it.

        Steps that the text doesn't have are passed over, because a schema names its variants in between.
        """
        node = self._root
        line = _line(node)
        for step in path:
            if isinstance(node, MappingNode):
                for key, value in node.value:
                    if key.value == step:
                        line, node = _line(key), value
                        break
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = _line(node)
        return line

    def _compose(self, text: str, source: str) -> Any:
        if len(text) > bounds.DEFINITION_CHARACTERS_MAX:
            words = f"The file is longer than {bounds.DEFINITION_CHARACTERS_MAX:,} characters."
            raise Malformed([Finding(1, words, "Split the procedure.")], source)
        if text.count("[") + text.count("{") > bounds.ITEMS_MAX * bounds.NESTING_LEVELS_MAX:
            raise Malformed([Finding(1, "The file has too many brackets.", "Write lists line by line.")], source)
        try:
            node = YAML(typ="safe", pure=True).compose(text)
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            words = f"This is no valid YAML: {error.problem or error.context or 'unreadable'}."
            raise Malformed([Finding(line, words, "Check indentation, colons and quotes near here.")], source) from None
        except (YAMLError, ValueError, RecursionError) as error:
            words = f"This is no valid YAML: {str(error).splitlines()[0] if str(error) else 'unreadable'}."
            raise Malformed([Finding(1, words, "Check the characters and the nesting of the file.")], source) from None
        if not isinstance(node, MappingNode):
            raise Malformed(
                [Finding(1, "The file holds no procedure.", "Begin with `code:` and go on from there.")], source
            )
        return node

    def _find(self, node: Any, words: str, remedy: str) -> None:
        self._findings.append(Finding(_line(node), words, remedy))

    def _value(self, node: Any, depth: int) -> Any:
        if depth > bounds.NESTING_LEVELS_MAX:
            self._find(node, f"Values are nested deeper than {bounds.NESTING_LEVELS_MAX}.", "Flatten them.")
            return None
        if node.anchor is not None:
            self._find(node, "Anchors and aliases aren't used here.", "Write the value out.")
            return None
        if isinstance(node, ScalarNode):
            return self._scalar(node)
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
        self._find(node, f"The tag {tag} isn't used here.", "Remove it.")
        return None

    def _integer(self, node: ScalarNode, raw: str) -> int | None:
        digits = raw.replace("_", "").lstrip("+-")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > bounds.NUMBER_DIGITS_MAX:
            self._find(node, f"{raw[:20]} isn't written as a plain whole number.", "Write it in decimal, or quote it.")
            return None
        if len(digits) > 1 and digits.startswith("0"):
            self._find(node, f"{raw} would lose its leading zero.", f'Put quotes around it: "{raw}".')
            return None
        return int(raw.replace("_", ""))


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1
