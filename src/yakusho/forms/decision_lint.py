"""Rows of a decision table that no answers can reach (到達しない行).

Two rows with the same condition are told at once. For the rest, the conditions are tried with every combination of the
values at which they can change: each constant, its neighbours, each choice, blank. That proves a row unreached where
conditions compare single values with constants; tables that do more than that are let be.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import cel

from yakusho.forms.schema.items import ChoiceItem, ConsentItem, DateItem, MoneyItem, NumberItem, RelationItem
from yakusho.forms.schema.procedure import Procedure
from yakusho.forms.schema.rules import Decision

COMBINATIONS_MAX: Final = 5_000

_Value = int | str | bool

_CALL = re.compile(r"\b(length|age_on|days_until|given|kana)\(([^()]*)\)")
_TRUTHS = frozenset({"given", "kana"})
_TOKEN = re.compile(
    r"""\s+|"[^"\\]*"|'[^'\\]*'|(?P<number>-?[0-9]+)|(?P<name>[a-z_][a-z0-9_]*)|[=!<>]=|[<>!()\[\],]|&&|\|\||(?P<odd>.)"""
)
_TEXT = re.compile(r""""([^"]*)"|'([^']*)'""")
_NO_NAMES = frozenset({"true", "false", "null", "in"})


def unreached_rows(decision: Decision, procedure: Procedure) -> Iterator[int]:
    """Numbers of the rows, from 0, that can't give the value; every condition is sound by itself."""
    seen: set[str] = set()
    doubled = []
    for index, row in enumerate(decision.rows):
        bare = re.sub(r"\s+", "", row.when or "true")
        if bare in seen or "true" in seen or bare == "false":
            doubled.append(index)
        seen.add(bare)
    yield from doubled or _never_first([row.when or "true" for row in decision.rows], procedure)


def _never_first(rules: Sequence[str], procedure: Procedure) -> Iterator[int]:
    calls: dict[str, str] = {}
    sources = [_without_calls(rule, calls) for rule in rules]
    tokens = [token for source in sources for token in _TOKEN.finditer(source)]
    if any(token["odd"] for token in tokens):
        return
    names = {token["name"] for token in tokens if token["name"]} - _NO_NAMES
    numbers = {int(token["number"]) for token in tokens if token["number"]}
    texts = {first or second for source in sources for first, second in _TEXT.findall(source)}
    candidates: dict[str, Sequence[_Value]] = {}
    combinations = 1
    for name in sorted(names):
        found = _candidates(name, calls, numbers, texts, procedure)
        if not found:
            return
        candidates[name] = found
        combinations *= len(found)
        if combinations > COMBINATIONS_MAX:
            return
    yield from _left_over([cel.compile(source) for source in sources], candidates)


def _without_calls(rule: str, calls: dict[str, str]) -> str:
    """The rule with a name of its own for each call of a function; what it gives is tried by itself."""

    def name(found: re.Match[str]) -> str:
        call = re.sub(r"\s+", "", found[0])
        return calls.setdefault(call, f"call_{len(calls)}")

    return _CALL.sub(name, rule)


def _candidates(
    name: str, calls: dict[str, str], numbers: set[int], texts: set[str], procedure: Procedure
) -> Sequence[_Value]:
    """The values of a name at which a condition can change; none when that can't be said."""
    functions = {given: call.partition("(")[0] for call, given in calls.items()}
    if name in functions:
        return (False, True) if functions[name] in _TRUTHS else _around(numbers, procedure)
    if name in procedure.data:
        return (procedure.data[name],)
    table = next((each for each in procedure.decisions if each.id == name), None)
    if table is not None:
        return tuple(dict.fromkeys(row.value for row in table.rows))
    item = next((each for each in procedure.all_items() if each.id == name), None)
    if isinstance(item, ChoiceItem):
        return ("", *(choice.code for choice in item.choices))
    if isinstance(item, ConsentItem):
        return (False, True)
    if isinstance(item, MoneyItem) or (isinstance(item, NumberItem) and not item.decimals):
        return _around(numbers, procedure)
    if isinstance(item, RelationItem):
        return ("", "~", *sorted(texts))
    return _days(texts, procedure) if isinstance(item, DateItem) or name == "today" else ()


def _around(numbers: set[int], procedure: Procedure) -> Sequence[int]:
    fixed = numbers | {0} | {value for value in procedure.data.values() if isinstance(value, int)}
    return sorted({number + step for number in fixed for step in (-1, 0, 1)})


def _days(texts: set[str], procedure: Procedure) -> Sequence[str]:
    found = {"", "~"}
    for text in texts | {value for value in procedure.data.values() if isinstance(value, str)}:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            continue
        found |= {(day + timedelta(days=step)).isoformat() for step in (-1, 0, 1)}
    return sorted(found)


def _left_over(programs: list[cel.Program], candidates: dict[str, Sequence[_Value]]) -> Iterator[int]:
    left = set(range(len(programs)))
    for combination in itertools.product(*candidates.values()):
        context = cel.Context(dict(zip(candidates, combination, strict=True)), {})
        left.discard(next((number for number, program in enumerate(programs) if _holds(program, context)), -1))
        if not left:
            return
    yield from sorted(left)


def _holds(program: cel.Program, context: cel.Context) -> bool:
    try:
        return program.execute(context) is True
    except (RuntimeError, TypeError, ValueError):  # a blank compared with a number: other combinations try that
        return False
