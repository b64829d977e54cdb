"""The rules of one procedure at work: which pages and items are asked, which cross-checks fail, what is calculated."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import cel

from yakusho.forms.bounds import NUMBER_DIGITS_MAX
from yakusho.forms.deciding import DecisionTable
from yakusho.forms.fields import Answer, Field
from yakusho.forms.pages import CompiledPage
from yakusho.forms.rule_faults import scope_of
from yakusho.forms.rules import FUNCTIONS, Rule, Value, context_of
from yakusho.forms.schema.acting import OtherConsent
from yakusho.forms.schema.procedure import Procedure
from yakusho.forms.schema.rules import Calculation, Check, Decision, DecisionRow


class Visible(NamedTuple):
    """What is asked now: ids of pages and of items, in order."""

    pages: tuple[str, ...]
    items: frozenset[str]


class Settled(NamedTuple):
    """Answers without those that aren't asked, what is asked, and the day it was looked at."""

    answers: dict[str, Answer]
    visible: Visible
    today: date


class _Needs(NamedTuple):
    """What some rules speak of: items, fixed values, decision tables in their order."""

    fields: tuple[Field, ...]
    data: dict[str, Value]
    decisions: tuple[DecisionTable, ...]
    functions: dict[str, Callable[..., Any]]


class RuleBook:
    """All rules of a procedure, compiled once."""

    def __init__(self, procedure: Procedure, pages: tuple[CompiledPage, ...]) -> None:
        fields = [field for page in pages for field in page.items]
        names = scope_of(fields, procedure).names
        self._pages = pages
        self._page_items = {page.id: frozenset(field.id for field in page.items) for page in pages}
        self._fields, self._data = fields, procedure.data
        self._tables = tuple(DecisionTable(decision, names) for decision in procedure.decisions)
        self._page_rules = {page.id: Rule(page.when, names) for page in procedure.pages if page.when is not None}
        items = procedure.all_items()
        self._item_rules = {item.id: Rule(item.when, names) for item in items if item.when is not None}
        self._checks = tuple((Rule(check.expression, names), check) for check in procedure.checks)
        self._calculations = tuple((Rule(each.rule, names), each) for each in procedure.calculations)
        self._consents = tuple((Rule(each.when or "true", names), each) for each in procedure.consents)
        conditions = [*self._page_rules.values(), *self._item_rules.values()]
        self._for_conditions = self._needs(conditions, ())
        self._for_checks = self._needs([rule for rule, _ in self._checks], ())
        self._for_values = self._needs([rule for rule, _ in self._calculations], self._tables)
        self._for_consents = self._needs([rule for rule, _ in self._consents], ())
        self._always = Visible(tuple(page.id for page in pages), frozenset(field.id for field in fields))
        self.conditional = bool(conditions)

    def settle(self, answers: Mapping[str, Answer], today: date) -> Settled:
        """Leave out answers to what isn't asked; that may hide more, so it goes on until nothing changes."""
        kept = {id_: answer for id_, answer in answers.items() if id_ in self._always.items}
        if not self.conditional:
            return Settled(kept, self._always, today)
        while True:
            visible = self._visible(self._context(self._for_conditions, kept, today))
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
        context = self._context(self._for_checks, settled.answers, settled.today)
        for rule, check in self._checks:
            if check.owner not in settled.visible.items or (wrong_items and wrong_items & rule.names):
                continue
            result = rule(context)
            if check.each is not None:
                yield from ((check, number) for number, holds in enumerate(result, 1) if not holds)
            elif not result:
                yield check, 0

    def consents(self, settled: Settled) -> tuple[OtherConsent, ...]:
        """Who else has to agree, given these answers."""
        if not self._consents:
            return ()
        context = self._context(self._for_consents, settled.answers, settled.today)
        return tuple(each for rule, each in self._consents if rule(context))

    def calculated(self, settled: Settled) -> list[tuple[Calculation, int]]:
        """Calculated values in order."""
        if not self._calculations:
            return []
        context = self._context(self._for_values, settled.answers, settled.today)
        return [(calculation, rule(context)) for rule, calculation in self._calculations]

    def decided(self, settled: Settled) -> list[tuple[Decision, DecisionRow]]:
        """Each decision table with the row that holds."""
        if not self._tables:
            return []
        values = self._values(self._for_values, settled.answers, settled.today)
        return [(table.decision, table.decide(values)) for table in self._tables]

    def _visible(self, context: cel.Context) -> Visible:
        """What is asked; an exit page ends the way, yet answers further on are kept for who comes back from it."""
        hidden = {id_ for id_, rule in self._item_rules.items() if not rule(context)}
        pages: list[str] = []
        items: set[str] = set()
        ended = False
        for page in self._pages:
            rule = self._page_rules.get(page.id)
            asked = self._page_items[page.id]
            asked = asked - hidden if hidden else asked
            if (asked or page.exit) and (rule is None or rule(context)):
                items |= asked
                if not ended:
                    pages.append(page.id)
                ended = ended or page.exit
        return Visible(tuple(pages), frozenset(items))

    def _needs(self, rules: list[Rule], tables: tuple[DecisionTable, ...]) -> _Needs:
        """What these rules and tables need, with the tables that they name."""
        spoken_of = [*rules, *(rule for table in tables for rule in table.rules)]
        wanted = {table.id for table in tables}
        for table in reversed(self._tables):  # a table names earlier ones only
            if table.id not in wanted and any(table.id in rule.names for rule in spoken_of):
                wanted.add(table.id)
                spoken_of += table.rules
        needed: frozenset[str] = frozenset().union(*(rule.names for rule in spoken_of))
        spoken = frozenset(word for rule in spoken_of for word in re.findall(r"\w+", rule.source))
        return _Needs(
            tuple(_only(field, spoken) for field in self._fields if field.id in needed),
            {name: value for name, value in self._data.items() if name in needed},
            tuple(table for table in self._tables if table.id in wanted),
            {name: FUNCTIONS[name] for name in sorted(frozenset().union(*(rule.functions for rule in spoken_of)))},
        )

    def _context(self, needs: _Needs, answers: Mapping[str, Answer], today: date) -> cel.Context:
        return context_of(self._values(needs, answers, today), needs.functions)

    def _values(self, needs: _Needs, answers: Mapping[str, Answer], today: date) -> dict[str, Value]:
        values: dict[str, Value] = {"today": today.isoformat(), **needs.data}
        for field in needs.fields:
            values[field.id] = _value(field, answers.get(field.id))
        for table in needs.decisions:
            values[table.id] = table.decide(values).value
        return values


def _only(field: Field, spoken: frozenset[str]) -> Field:
    """A group with only those member items that any rule speaks of: the rest needn't be handed over."""
    return replace(field, members=tuple(member for member in field.members if member.id in spoken))


def _value(field: Field, answer: Answer) -> Any:
    """An answer as rules see it: everything is there, blank when it isn't answered."""
    if field.parts:
        return _object(field.parts, answer)
    if field.control == "group":
        return [_object(field.members, member) for member in answer] if isinstance(answer, list) else []
    if type(answer) is not field.kind.shape or (type(answer) is int and abs(answer) >= 10**NUMBER_DIGITS_MAX):
        return field.kind.blank
    if field.kind.value is None:
        return answer
    value = field.kind.value(answer)
    return field.kind.blank if value is None else value


def _object(fields: tuple[Field, ...], answer: Answer) -> dict[str, Value]:
    if not isinstance(answer, dict):
        answer = {}
    return {field.id: _value(field, answer.get(field.id)) for field in fields}
