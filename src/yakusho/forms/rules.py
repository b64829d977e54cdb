"""Conditions and cross-checks (条件・相互確認) in CEL, made safe.

A rule sees each item by its id, the file's `data`, and `today`; blank answers are "", null, false or an empty list.
Only what always ends quickly and can't fail is offered: comparisons, whole-number arithmetic without division, one
macro over a repeat group, and our own functions. `lint` says what else it finds; `Rule` runs what passed.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

import cel

from yakusho.japanese.names import read_kana
from yakusho.japanese.periods import spoken_age

Value = Any
"""What a rule works on: text, whole number, true/false, null, lists and objects of these."""


def length(value: Value) -> int:
    """Characters of a text or members of a list; 0 when blank. Counts what people count, unlike raw `size`."""
    return len(value) if isinstance(value, str | list) else 0


def given(value: Value) -> bool:
    """Whether there is an answer; of an account, to any of its parts."""
    if isinstance(value, dict):
        return any(map(given, value.values()))
    return value is not None and value != "" and value is not False and value != []


def age_on(birth: Value, day: Value) -> int:
    """Completed years of age on a day (満年齢), as people count them; 0 when either is blank, -1 before birth."""
    born, on = _day(birth), _day(day)
    if born is None or on is None:
        return 0
    age = spoken_age(born, on)
    return -1 if age is None else age


def days_until(start: Value, end: Value) -> int:
    """Days from `start` to `end`, negative when it has passed; 0 when either is blank."""
    first, last = _day(start), _day(end)
    return 0 if first is None or last is None else (last - first).days


def kana(value: Value) -> bool:
    """Whether a text is a reading in full-width katakana (with spaces, ー and ・), as the kind `kana` keeps it."""
    return isinstance(value, str) and value != "" and read_kana(value).text == value.replace("　", " ")


def _day(value: Value) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def total(values: Value) -> int:
    """The numbers of a list together, blank ones left out; 0 when there are none."""
    return sum(value for value in values if _is_number(value)) if isinstance(values, list) else 0


def least(one: Value, other: Value) -> Value:
    """The smaller of two numbers, such as an amount and its limit; blank when either is."""
    return min(one, other) if _is_number(one) and _is_number(other) else None


def share(amount: Value, part: Value, whole: Value, step: Value) -> int:
    """`part` of `whole` of an amount, cut down to a multiple of `step` (端数切捨て); 0 when the amount is blank.

    A division that can't fail: a share of nothing, or in steps of nothing, is 0.
    """
    numbers = (amount, part, whole, step)
    if not all(map(_is_number, numbers)) or whole < 1 or step < 1:
        return 0
    return int(amount * part // (whole * step) * step)


def _is_number(value: Value) -> bool:
    return type(value) is int


FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    **{function.__name__: function for function in (length, given, age_on, days_until, kana, least, share)},
    "sum": total,
}


class Rule:
    """One compiled rule; `names` are the variables it needs, `functions` those of ours that it calls."""

    __slots__ = ("_program", "functions", "names", "source")

    def __init__(self, source: str, known: frozenset[str]) -> None:
        self.source = source
        self._program = cel.compile(source)
        self.names = frozenset(self._program.variables()) & known
        self.functions = frozenset(self._program.functions()) & FUNCTIONS.keys()

    def __call__(self, context: cel.Context) -> Value:
        """The value of the rule."""
        return self._program.execute(context)


def context_of(values: Mapping[str, Value], functions: Mapping[str, Callable[..., Any]] = FUNCTIONS) -> cel.Context:
    """Everything rules of one look at the answers need; made once, used for all of them.

    Fewer functions make it several times as fast.
    """
    try:
        return cel.Context(dict(values), dict(functions))
    except ValueError:  # half a character in an old draft: no person typed it, and no rule can look at it
        return cel.Context({name: _whole_characters(value) for name, value in values.items()}, dict(functions))


def _whole_characters(value: Value) -> Value:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {name: _whole_characters(each) for name, each in value.items()}
    return [_whole_characters(each) for each in value] if isinstance(value, list) else value
