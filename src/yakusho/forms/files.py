"""Reads a procedure file: YAML, then the schema, then what the schema can't say; every fault with its line."""

from typing import Any

from pydantic import ValidationError

from yakusho.forms.findings import Finding, Malformed
from yakusho.forms.schema import Procedure
from yakusho.forms.structure import faults
from yakusho.forms.yaml_lines import Lines


def load(text: str, source: str = "") -> Procedure:
    """The procedure that a YAML text defines; `source` names the file in messages.

    Raises:
        Malformed: with all findings of the first stage that found any.
    """
    lines = Lines(text, source)
    try:
        procedure = Procedure.model_validate(lines.value)
    except ValidationError as error:
        raise Malformed({_finding(fault, lines) for fault in error.errors(include_url=False)}, source) from None
    found = [Finding(lines.at(path), words, remedy) for path, words, remedy in faults(procedure)]
    if found:
        raise Malformed(found, source)
    return procedure


def _finding(fault: Any, lines: Lines) -> Finding:
    """One fault of the schema in our words."""
    path = fault["loc"]
    words, remedy = _words(fault, str(path[-1]) if path else "")
    return Finding(lines.at(path), words, remedy)


def _words(fault: Any, key: str) -> tuple[str, str]:
    context: dict[str, Any] = fault.get("ctx") or {}
    match fault["type"]:
        case "missing":
            return f"`{key}` is missing.", f"Add `{key}:` here."
        case "extra_forbidden":
            return f"`{key}` isn't known here.", "Correct its spelling or remove it."
        case "union_tag_invalid":
            return f"“{context['tag']}” is no kind of item.", f"Use one of {context['expected_tags']}."
        case "union_tag_not_found":
            return "The item has no kind.", "Add `kind:`, such as `kind: text`."
        case "literal_error":
            return f"`{key}` has a value that isn't offered.", f"Use {context['expected']}."
        case "string_type":
            return f"`{key}` must be text.", "Put quotes around it."
        case "string_pattern_mismatch":
            return f"`{key}` isn't spelled as such a name must be.", f"It must match {context['pattern']}."
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"`{key}` must have keys of its own.", "Write its keys on the next lines, indented."
        case "tuple_type" | "list_type":
            return f"`{key}` must be a list.", "Write each entry on a line that begins with `- `."
        case _:
            return f"`{key}`: {fault['msg']}.", "Correct the value."
