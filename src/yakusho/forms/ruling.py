"""The rules of one procedure at work: which pages and items are asked, which cross-checks fail, what is calculated."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import cel

from yakusho.forms.bounds import NUMBER_DIGITS_MAX
from yakusho.forms.fields import Answer, Field
from yakusho.forms.pages import CompiledPage
from yakusho.forms.rule_faults import scope_of
from yakusho.forms.rules import Rule, Value, context_of
from yakusho.forms.schema import Calculation, Check, Procedure


class Visible(NamedTuple):
    """What is asked now: ids of pages and of items, in order."""

    pages: tuple[str, ...]
    items: frozenset[str]


class Settled(NamedTuple):
    """Answers without those that aren't asked, what is asked, and the day it was looked at."""

    answers: dict[str, Answer]
    visible: Visible
    today: date


class RuleBook:
    """All rules of a procedure, compiled once."""

    def __init__(self, procedure: Procedure, pages: tuple[CompiledPage, ...]) -> None:
        fields = [field for page in pages for field in page.items]
        names = scope_of(fields, procedure.data).names
        self._pages = pages
        self._page_rules = {page.id: Rule(page.when, names) for page in procedure.pages if page.when is not None}
        items = procedure.all_items()
        self._item_rules = {item.id: Rule(item.when, names) for item in items if item.when is not None}
        self._checks = tuple((Rule(check.expression, names), check) for check in procedure.checks)
        self._calculations = tuple((Rule(each.rule, names), each) for each in procedure.calculations)
        rules = [*self._page_rules.values(), *self._item_rules.values()]
        rules += [rule for rule, _ in (*self._checks, *self._calculations)]
        needed: frozenset[str] = frozenset().union(*(rule.names for rule in rules))
        spoken = frozenset(word for rule in rules for word in re.findall(r"\w+", rule.source))
        self._needed = tuple(_only(field, spoken) for field in fields if field.id in needed)
        self._data = {name: value for name, value in procedure.data.items() if name in needed}
        self._always = Visible(tuple(page.id for page in pages), frozenset(field.id for field in fields))
        self.conditional = bool(self._page_rules or self._item_rules)

    def settle(self, answers: Mapping[str, Answer], today: date) -> Settled:
        """Leave out answers to what isn't asked; that may hide more, so it goes on until nothing changes."""
        kept = {id_: answer for id_, answer in answers.items() if id_ in self._always.items}
        if not self.conditional:
            return Settled(kept, self._always, today)
        while True:
            visible = self._visible(self._context(kept, today))
            asked = {id_: answer for id_, answer in kept.items() if id_ in visible.items}
            if len(asked) == len(kept):
                return Settled(kept, visible, today)
            kept = asked

    def failed(self, settled: Settled, wrong_items: set[str]) -> Iterator[tuple[Check, int]]:
        """Cross-checks that don't hold, with the number of the member from 1 or 0.

        Those about items that are wrong in themselves wait.
        """
        if not self._checks:
            return
        context = self._context(settled.answers, settled.today)
        for rule, check in self._checks:
            if check.owner not in settled.visible.items or (wrong_items and wrong_items & rule.names):
                continue
            result = rule(context)
            if check.each is not None:
                yield from ((check, number) for number, holds in enumerate(result, 1) if not holds)
            elif not result:
                yield check, 0

    def calculated(self, settled: Settled) -> list[tuple[Calculation, int]]:
        """Calculated values in order."""
        if not self._calculations:
            return []
        context = self._context(settled.answers, settled.today)
        return [(calculation, rule(context)) for rule, calculation in self._calculations]

    def _visible(self, context: cel.Context) -> Visible:
        hidden = {id_ for id_, rule in self._item_rules.items() if not rule(context)}
        pages = []
        items: set[str] = set()
        for page in self._pages:
            rule = self._page_rules.get(page.id)
            asked = {field.id for field in page.items if field.id not in hidden}
            if asked and (rule is None or rule(context)):
                pages.append(page.id)
                items |= asked
        return Visible(tuple(pages), frozenset(items))

    def _context(self, answers: Mapping[str, Answer], today: date) -> cel.Context:
        values: dict[str, Value] = {"today": today.isoformat(), **self._data}
        for field in self._needed:
            values[field.id] = _value(field, answers.get(field.id))
        return context_of(values)


def _only(field: Field, spoken: frozenset[str]) -> Field:
    """A group with only those member items that any rule speaks of: the rest needn't be handed over."""
    return replace(field, members=tuple(member for member in field.members if member.id in spoken))


def _value(field: Field, answer: Answer) -> Any:
    """An answer as rules see it: everything is there, blank when it isn't answered."""
    if field.control == "parts":
        return _object(field.parts, answer)
    if field.control == "group":
        return [_object(field.members, member) for member in answer] if isinstance(answer, list) else []
    if type(answer) is not field.kind.shape or (type(answer) is int and abs(answer) >= 10**NUMBER_DIGITS_MAX):
        return field.kind.blank
    return str(answer.get("name", "")) if isinstance(answer, dict) else answer


def _object(fields: tuple[Field, ...], answer: Answer) -> dict[str, Value]:
    if not isinstance(answer, dict):
        answer = {}
    return {field.id: _value(field, answer.get(field.id)) for field in fields}
