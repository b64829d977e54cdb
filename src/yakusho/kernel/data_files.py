"""The ward's data files as typed values (区のデータ): YAML, then its schema, then what no schema can say."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from yakusho.kernel.findings import Fault, Finding, Malformed, Place
from yakusho.kernel.yaml_lines import Lines

Model = TypeVar("Model", bound=BaseModel)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]

_CORRECT = "Correct the value."
_QUOTE = "If it is part of a text, put quotes around the whole text: it holds a comma or a colon."
_SPELLINGS = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "Use small letters, digits and hyphens, a letter first: `child-care`.",
    r"^[a-z][a-z0-9_]*$": "Use small letters, digits and `_`, a letter first: `birth_date`.",
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$": "Name an item, or a part of it behind a dot: `applicant.name`.",
}
"""What names of these patterns look like, in words."""

_WORD = re.compile(r"[A-Za-z0-9_-]+")
_BOUNDS = {
    "too_short": "{name} must have at least {min_length} entries.",
    "too_long": "{name} must have at most {max_length} entries.",
    "string_too_short": "{name} is blank.",
    "string_too_long": "{name} is longer than {max_length} characters.",
    "greater_than_equal": "{name} must be {ge} or more.",
    "less_than_equal": "{name} must be {le} or less.",
    "bool_type": "{name} must be true or false.",
    "bool_parsing": "{name} must be true or false.",
}
"""What is wrong with a value out of its bounds, by what the schema calls it."""
_QUOTES = "'"


class Part(BaseModel):
    """Base of everything in a data file: immutable, and nothing undeclared is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _no_faults(document: BaseModel) -> Iterable[Fault]:
    return ()


def read(
    text: str, model: type[Model], source: str = "", faults: Callable[[Model], Iterable[Fault]] = _no_faults
) -> Model:
    """The `model` that a YAML text holds; `source` names the file in messages.

    `faults` finds the contradictions in a document that has the right shape.

    Raises:
        Malformed: with all findings of the first stage that found any.
    """
    return read_lines(Lines(text, source), model, source, faults)


def read_lines(
    lines: Lines, model: type[Model], source: str = "", faults: Callable[[Model], Iterable[Fault]] = _no_faults
) -> Model:
    """As `read`, from a text whose lines are known already.

    Raises:
        Malformed: as `read`.
    """
    if not isinstance(lines.value, dict):
        raise Malformed([_no_keys(model)], source)
    try:
        document = model.model_validate(lines.value)
    except ValidationError as error:
        raise Malformed(
            (_finding(each, lines) for each in _once(error.errors(include_url=False), lines)), source
        ) from None
    found = [Finding(lines.at(place), words, remedy) for place, words, remedy in faults(document)]
    if found:
        raise Malformed(found, source)
    return document


def _no_keys(model: type[BaseModel]) -> Finding:
    name, field = next(iter(model.model_fields.items()))
    remedy = f"Begin with `{field.alias or name}:` and go on from there."
    return Finding(1, "The file holds no keys with values.", remedy)


def _once(errors: Sequence[ErrorDetails], lines: Lines) -> Iterable[ErrorDetails]:
    """Where a value may have several shapes, only what is wrong with the shape that comes nearest to it."""
    places = [lines.found(each["loc"]) for each in errors]
    shapes: dict[Place, ErrorDetails] = {}
    for error, place in zip(errors, places, strict=True):
        deeper = any(other[: len(place)] == place and len(other) > len(place) for other in places)
        if error["type"] in ("missing", "extra_forbidden") or error["type"] in _BOUNDS:
            yield error
        elif not deeper:
            known = shapes.setdefault(place, error)
            if error["type"] == "string_type" and known["type"] != "string_pattern_mismatch":
                shapes[place] = error
    yield from shapes.values()


def _finding(error: ErrorDetails, lines: Lines) -> Finding:
    """One error of the schema in our words."""
    place = error["loc"]
    key = str(next((step for step in reversed(place) if step != "[key]"), ""))
    words, remedy = _words(error, lines.name(place), key)
    return Finding(lines.at(place), words, remedy)


def _words(error: ErrorDetails, name: str, key: str) -> tuple[str, str]:
    """What is wrong with the value called `name`, and what to do; `key` is the last step to it, there or not."""
    context: dict[str, Any] = error.get("ctx") or {}
    match error["type"]:
        case "missing":
            return f"`{key}` is missing.", f"Add `{key}:` here."
        case "extra_forbidden":
            return f"`{key}` isn't known here.", "Correct its spelling or remove the key." if _WORD.fullmatch(
                key
            ) else _QUOTE
        case "union_tag_invalid":
            said = f"“{context['tag']}” is no {context['discriminator'].strip(_QUOTES)} known here."
            near = get_close_matches(str(context["tag"]), context["expected_tags"].replace(_QUOTES, "").split(", "), 1)
            offered = f"Use one of {context['expected_tags']}."
            return said, f"Perhaps {near[0]} is meant. {offered}" if near else offered
        case "union_tag_not_found":
            discriminator = context["discriminator"].strip(_QUOTES)
            return (
                f"{name} has no {discriminator}.",
                f"Add `{discriminator}:` with a word that the entries around it have.",
            )
        case "literal_error":
            return f"{name} has a value that isn't offered.", f"Use {context['expected']}."
        case "string_type":
            return f"{name} must be text.", "Put quotes around it."
        case "string_pattern_mismatch":
            if error["loc"][-1:] == ("[key]",) and not _WORD.fullmatch(key):
                return f"`{key}` isn't known here.", _QUOTE
            how = _SPELLINGS.get(context["pattern"], f"It must match {context['pattern']}.")
            return f"{name} isn't spelled as such a name must be.", how
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"{name} must have keys of its own.", "Write its keys on the next lines, indented."
        case "tuple_type" | "list_type":
            return f"{name} must be a list.", "Write each entry on a line that begins with `- `."
        case "int_type" | "int_parsing":
            return f"{name} must be a whole number.", _CORRECT
        case "date_type" | "date_parsing" | "date_from_datetime_parsing":
            return f"{name} must be a day of the calendar.", "Correct it; a day is written as in 2026-04-01."
        case "told":
            return f"{name} {error['msg']}.", context["remedy"]
        case bound if bound in _BOUNDS:
            return _BOUNDS[bound].format(name=name, **context), _CORRECT
        case "value_error":
            return f"{name}: {context['error']}.", _CORRECT
        case _:
            return f"{name}: {error['msg']}.", _CORRECT
