"""Lints every rule of a definition, then tries it out on blank answers and on the greatest ones."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from yakusho.forms.decision_lint import unreached_rows
from yakusho.forms.fields import Field
from yakusho.forms.kinds import Around, make_field
from yakusho.forms.rule_lint import Scope, lint
from yakusho.forms.rules import Rule, Value, context_of
from yakusho.forms.schema.procedure import Procedure
from yakusho.forms.schema.rules import Decision
from yakusho.kernel.findings import Fault, Place

_TRIAL_DAY = "2026-04-01"


def rule_faults(procedure: Procedure) -> Iterator[Fault]:
    """Every fault of the rules: where, what is wrong, what to do."""
    around = Around(procedure.acts_for)
    fields = [make_field(item, False, around) for item in procedure.all_items()]
    scope = scope_of(fields, procedure)
    trials = [_trial(fields, procedure, full) for full in (False, True)]
    for path, source, wanted in _rules(procedure):
        found = lint(source, scope)
        for words, remedy in found or _try(source, wanted, scope, trials):
            yield path, words, remedy
    for index, decision in enumerate(procedure.decisions):
        yield from _decision_faults(procedure, index, decision, scope, trials)


def _decision_faults(
    procedure: Procedure, index: int, decision: Decision, scope: Scope, trials: list[dict[str, Value]]
) -> Iterator[Fault]:
    """The conditions of a decision table, which may name earlier tables only; then rows that nobody reaches."""
    later = frozenset(each.id for each in procedure.decisions[index:])
    narrow = replace(scope, values=scope.values - later)
    right = True
    for r, row in enumerate(decision.rows):
        if row.when is None:
            continue
        found = lint(row.when, narrow)
        for words, remedy in found or _try(row.when, bool, narrow, trials):
            right = False
            yield ("decisions", index, "rows", r, "when"), words, remedy
    if right:
        for r in unreached_rows(decision, procedure):
            path: Place = ("decisions", index, "rows", r)
            yield path, "No answers lead to this row.", "Correct its condition, move it up, or remove it."


def _rules(procedure: Procedure) -> Iterator[tuple[Place, str, type]]:
    for p, page in enumerate(procedure.pages):
        if page.when is not None:
            yield ("pages", p, "when"), page.when, bool
        for s, section in enumerate(page.sections):
            for i, item in enumerate(section.items):
                if item.when is not None:
                    yield ("pages", p, "sections", s, "items", i, "when"), item.when, bool
    for c, consent in enumerate(procedure.consents):
        if consent.when is not None:
            yield ("consents", c, "when"), consent.when, bool
    for c, check in enumerate(procedure.checks):
        yield ("checks", c, "rule"), check.expression, bool if check.each is None else list
    for c, calculation in enumerate(procedure.calculations):
        yield ("calculations", c, "rule"), calculation.rule, int


def scope_of(fields: list[Field], procedure: Procedure) -> Scope:
    """What rules may name."""
    plain = {field.id for field in fields if not field.parts and not field.members and field.control != "words"}
    decisions = {decision.id for decision in procedure.decisions}
    return Scope(
        values=frozenset(plain | procedure.data.keys() | decisions | {"today"}),
        objects={field.id: frozenset(part.id for part in field.parts) for field in fields if field.parts},
        groups={
            field.id: {member.id: frozenset(part.id for part in member.parts) for member in field.members}
            for field in fields
            if field.members
        },
        choices={**dict(_choices(fields)), **dict(_decided(procedure))},
        calculations=frozenset(each.id for each in procedure.calculations),
    )


def _choices(fields: Iterable[Field], before: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """The codes that each item can have, by its path."""
    for field in fields:
        if field.choices:
            yield before + field.id, frozenset(choice.code for choice in field.choices)
        yield from _choices((*field.parts, *field.members), f"{before}{field.id}.")


def _decided(procedure: Procedure) -> Iterator[tuple[str, frozenset[str]]]:
    """The codes that each decision table can give."""
    for decision in procedure.decisions:
        codes = frozenset(row.value for row in decision.rows if isinstance(row.value, str))
        if codes:
            yield decision.id, codes


def _trial(fields: list[Field], procedure: Procedure, full: bool) -> dict[str, Value]:
    """A record of all items: blank with one member a group, or at its greatest."""

    def value(field: Field) -> Any:
        if field.parts:
            return {part.id: value(part) for part in field.parts}
        if field.members:
            return [{member.id: value(member) for member in field.members}] * (field.max if full else 1)
        if not full:
            return field.kind.blank
        shown = field.kind.value if field.control != "file" else None
        return shown(field.kind.sample) if shown is not None else field.kind.sample

    decided = {each.id: _trial_value(each, full) for each in procedure.decisions}
    return {"today": _TRIAL_DAY, **procedure.data, **{field.id: value(field) for field in fields}, **decided}


def _trial_value(decision: Decision, full: bool) -> int | str:
    values = [row.value for row in decision.rows]
    numbers = [value for value in values if isinstance(value, int)]
    if numbers:
        return max(numbers) if full else min(numbers)
    return values[-1 if full else 0]


def _why(error: Exception) -> str:
    said = str(error).splitlines()[0]
    if "No such overload" in said:
        return "it compares or reckons with what is blank, or with another kind of value"
    return "it becomes too great a number" if "verflow" in said else said[:120].rstrip(".")


def _try(source: str, wanted: type, scope: Scope, trials: list[dict[str, Value]]) -> Iterator[tuple[str, str]]:
    rule = Rule(source, scope.names)
    for trial, answers in zip(("blank", "the greatest"), trials, strict=True):
        try:
            value = rule(context_of(answers))
        except (RuntimeError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            blank = [name for name in sorted(rule.names) if answers[name] is None]
            ask = f"given({blank[0]})" if blank else "given(…)"
            words = f"The rule fails on {trial} answers: {_why(error)}."
            yield words, f"Ask {ask} first, and compare like with like (text with text, number with number)."
            return
        results = value if wanted is list and isinstance(value, list) else [value]
        if any(type(result) is not (int if wanted is int else bool) for result in results):
            kind = "a whole number" if wanted is int else "true or false"
            yield f"The rule must give {kind}.", "Compare, count or multiply so that it does."
            return
