"""What the rules of a definition may not do, and what to write instead."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from typing import Final

import cel

from yakusho.forms import bounds
from yakusho.forms.choice_lint import unknown_codes
from yakusho.forms.rules import FUNCTIONS

MACROS: Final = frozenset({"all", "exists", "exists_one", "map", "filter"})
_METHODS: Final = frozenset({"contains", "startsWith", "endsWith"})
_OPERATORS: Final = frozenset(
    {"_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_&&_", "_||_", "!_", "_+_", "_-_", "_*_", "-_", "@in", "_?_:_"}
) | {"@not_strictly_false"}
OFFERED: Final = _OPERATORS | _METHODS | FUNCTIONS.keys()

_REMEDIES: Final = {
    "size": "Write length(…) instead: it counts characters as people do and takes blank answers.",
    "matches": "Put the pattern on the item (`pattern:` and `pattern_text:`).",
    "_/_": "Write share(amount, 1, 2, 100) for a half, cut down to full 100; a plain division can fail.",
    "min": "Write least(a, b).",
    "_%_": "Use comparisons; a division can fail.",
    "_[_]": "Use all, exists or filter on the group; a position can be missing.",
    "has": "Write given(…): every item is always there, blank when it isn't answered.",
}
_NO_CONVERSION: Final = 'Numbers are whole numbers and days are texts such as "2026-04-01": no conversion is needed.'

_TOKEN = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<float>\d+\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+|\.\d+)"""
    r"""|(?P<unsigned>(?:0x[0-9a-fA-F]+|\d+)[uU])|(?P<number>0x[0-9a-fA-F]+|\d+)|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"""
    r"""|(?P<space>\s+)|(?P<sign>.)""",
    re.DOTALL,
)


@dataclass(frozen=True)
class Scope:
    """What a rule may name: plain values, objects (accounts) with their parts, groups with member items and parts.

    `choices` are the codes that an item, a part, a member item or a decision table can have, by its path; no rule can
    name the `calculations`.
    """

    values: frozenset[str]
    objects: Mapping[str, frozenset[str]] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    calculations: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Every name."""
        return self.values | self.objects.keys() | self.groups.keys()


Fault = tuple[str, str]
"""What is wrong, and what to do."""


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


def lint(source: str, scope: Scope) -> list[Fault]:
    """Every fault of one rule, without running it."""
    everything = [_Token(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(source)]
    tokens = [token for token in everything if token.kind != "space"]
    faults = [*_bounds(source, tokens), *_spelling(everything), *_literals(tokens)]
    if faults:
        return faults
    try:
        program = cel.compile(source)
    except ValueError as error:
        return [(f"The rule can't be read: {_first_line(error)}", _remedy_for_unreadable(tokens))]
    faults += _functions(program.functions())
    macros = list(_macros(tokens))
    faults += _macro_use(macros, scope)
    bound = {macro.variable: scope.groups.get(macro.group, {}) for macro in macros}
    for name in sorted(set(program.variables()) - scope.names - bound.keys()):
        faults.append(_unknown_name(name, scope))
    members = {macro.variable: macro.group for macro in macros}
    return faults or [*_fields(tokens, scope, bound), *unknown_codes(source, scope.choices, members)]


def _unknown_name(name: str, scope: Scope) -> Fault:
    words, remedy = f"“{name}” is no item, no data and not `today`.", "Correct the name or add it under `data:`."
    if name in scope.calculations:
        return (
            f"“{name}” is a calculation, which no rule can name.",
            "Write out its rule here, or use a decision table.",
        )
    if name == "data":
        return words, "Write the name under `data:` alone, without `data.` before it."
    if any(name in codes for codes in scope.choices.values()):
        return words, f'Put quotes around a code: "{name}".'
    near = get_close_matches(name, scope.names, 1)
    return words, f"Perhaps “{near[0]}” is meant. {remedy}" if near else remedy


def _remedy_for_unreadable(tokens: list[_Token]) -> str:
    """What to write instead of what other languages write."""
    if any(token.kind == "word" and token.text.lower() in ("and", "or", "not") for token in tokens):
        return "Write && for and, || for or, ! for not."
    signs = [token.text if token.kind == "sign" else "" for token in tokens]
    if any(ord(sign) > 127 for sign in signs if sign):
        return "Write signs and quotes in half width."
    for before, sign, after in zip(["", *signs], signs, [*signs[1:], ""], strict=False):
        if sign == "=" and before not in ("=", "!", "<", ">") and after != "=":
            return "Write == to compare."
    return "Correct the expression: look for a missing bracket, quote or sign."


def _first_line(error: ValueError) -> str:
    words = str(error).split("Syntax error: ", 1)[-1].splitlines()[0]
    return words if len(words) <= 120 else words[:117] + "…"


def _bounds(source: str, tokens: list[_Token]) -> Iterator[Fault]:
    if len(source) > bounds.RULE_CHARACTERS_MAX:
        yield f"The rule is longer than {bounds.RULE_CHARACTERS_MAX} characters.", "Split it into several rules."
    depth = deepest = 0
    for token in tokens:
        depth += (token.text in "([") - (token.text in ")]") if token.kind == "sign" else 0
        deepest = max(deepest, depth)
    if deepest > bounds.RULE_PARENTHESES_MAX:
        yield f"Brackets are nested deeper than {bounds.RULE_PARENTHESES_MAX}.", "Split it into several rules."


def _spelling(tokens: list[_Token]) -> Iterator[Fault]:
    """Only what reads the same to us and to CEL: no comments, no raw or tripled quotes."""
    for before, token in pairwise(tokens):
        if before.text == token.text == "/":
            yield "A rule holds no comments.", "Write the comment as YAML, after a `#` on a line of its own."
        elif token.kind == "text" and before.kind in ("text", "word"):
            yield "Quotes stand right after another word or quote.", 'Use plain quotes: "text".'


def _literals(tokens: list[_Token]) -> Iterator[Fault]:
    for index, token in enumerate(tokens):
        if token.kind in ("float", "unsigned"):
            yield f"“{token.text}” is no whole number; number types can't be mixed.", "Use whole numbers only."
        elif token.kind == "sign" and token.text == "{":
            yield "Objects can't be built in a rule.", "Put fixed values under `data:`."
        elif token.text == "has" and _next_is(tokens, index, "("):
            yield "“has” isn't offered.", _REMEDIES["has"]


def _next_is(tokens: list[_Token], index: int, text: str) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].text == text


def _functions(names: list[str]) -> Iterator[Fault]:
    for name in names:
        if name in OFFERED:
            continue
        if name in ("int", "uint", "double", "string", "bytes", "timestamp", "duration"):
            yield f"“{name}” isn't offered.", _NO_CONVERSION
        else:
            shown = name.replace("_", "") if name in _REMEDIES else name
            yield f"“{shown}” isn't offered.", _REMEDIES.get(name, f"Offered are {', '.join(sorted(FUNCTIONS))}.")


@dataclass(frozen=True)
class _Macro:
    """A use of `group.macro(variable, …)` with its depth among macros."""

    name: str
    group: str
    variable: str
    nested: bool


def _macros(tokens: list[_Token]) -> Iterator[_Macro]:
    open_macros: list[int] = []  # bracket depths at which a macro's arguments began
    depth = 0
    for index, token in enumerate(tokens):
        if token.text in MACROS and index and tokens[index - 1].text == "." and _next_is(tokens, index, "("):
            group = tokens[index - 2].text if index >= 2 and tokens[index - 2].kind == "word" else ""
            if index >= 3 and tokens[index - 3].text == ".":
                group = ""
            variable = tokens[index + 2].text if index + 2 < len(tokens) else ""
            yield _Macro(token.text, group, variable, nested=bool(open_macros))
            open_macros.append(depth)
        if token.kind == "sign" and token.text in "([":
            depth += 1
        elif token.kind == "sign" and token.text in ")]":
            depth -= 1
            if open_macros and open_macros[-1] == depth:
                open_macros.pop()


def _macro_use(macros: list[_Macro], scope: Scope) -> Iterator[Fault]:
    for macro in macros:
        if macro.nested:
            yield f"“{macro.name}” stands inside another macro.", "Write two rules, or compare with one fixed value."
        elif macro.group not in scope.groups:
            yield f"“{macro.name}” doesn't follow a repeat group.", f"Write group.{macro.name}(member, …)."
        elif macro.variable in scope.names:
            yield (
                f"“{macro.variable}” is already the name of an item.",
                "Use another name, such as `m`, inside the macro.",
            )


def _fields(tokens: list[_Token], scope: Scope, bound: Mapping[str, Mapping[str, frozenset[str]]]) -> Iterator[Fault]:
    """Fields are named by accounts, members and their items of several inputs only, and only those that exist."""
    for index, token in enumerate(tokens):
        if token.kind != "word" or not _next_is(tokens, index, "."):
            continue
        if index and tokens[index - 1].text == ".":
            continue
        field_name = _field_after(tokens, index)
        if not field_name:
            continue
        items = bound.get(token.text, {})
        known = frozenset(items) or scope.objects.get(token.text, frozenset())
        if field_name not in known:
            yield f"“{token.text}” has no “{field_name}”.", _remedy_for_field(token.text, known, scope)
        elif _next_is(tokens, index + 2, ".") and (part := _field_after(tokens, index + 2)):
            parts = items.get(field_name, frozenset())
            if part not in parts:
                yield f"“{field_name}” has no “{part}”.", _remedy_for_field(field_name, parts, scope)


def _field_after(tokens: list[_Token], index: int) -> str:
    """The field named behind a word and its dot; empty where it is a macro or a method that is called."""
    name = tokens[index + 2].text if index + 2 < len(tokens) else ""
    return "" if _next_is(tokens, index + 2, "(") and name in MACROS | _METHODS else name


def _remedy_for_field(name: str, known: frozenset[str], scope: Scope) -> str:
    if known:
        return f"It has {', '.join(sorted(known))}."
    if name in scope.groups:
        return "Use all, exists or filter to look at the members of a group."
    return "Name the item alone."
