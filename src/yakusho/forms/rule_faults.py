"""Lints every rule of a definition, then tries it out on blank answers and on the greatest ones."""

from collections.abc import Iterator, Mapping
from typing import Any

from yakusho.forms.fields import Field
from yakusho.forms.kinds import make_field
from yakusho.forms.rule_lint import Scope, lint
from yakusho.forms.rules import Rule, Value, context_of
from yakusho.forms.schema import Procedure
from yakusho.kernel.findings import Fault, Place

_TRIAL_DAY = "2026-04-01"


def rule_faults(procedure: Procedure) -> Iterator[Fault]:
    """Every fault of the rules: where, what is wrong, what to do."""
    fields = [make_field(item, False) for item in procedure.all_items()]
    scope = scope_of(fields, procedure.data)
    trials = [_trial(fields, procedure.data, full) for full in (False, True)]
    for path, source, wanted in _rules(procedure):
        found = lint(source, scope)
        for words, remedy in found or _try(source, wanted, scope, trials):
            yield path, words, remedy


def _rules(procedure: Procedure) -> Iterator[tuple[Place, str, type]]:
    for p, page in enumerate(procedure.pages):
        if page.when is not None:
            yield ("pages", p, "when"), page.when, bool
        for s, section in enumerate(page.sections):
            for i, item in enumerate(section.items):
                if item.when is not None:
                    yield ("pages", p, "sections", s, "items", i, "when"), item.when, bool
    for c, check in enumerate(procedure.checks):
        yield ("checks", c, "rule"), check.expression, bool if check.each is None else list
    for c, calculation in enumerate(procedure.calculations):
        yield ("calculations", c, "rule"), calculation.rule, int


def scope_of(fields: list[Field], data: Mapping[str, Value]) -> Scope:
    """What rules may name."""
    plain = {field.id for field in fields if not field.parts and not field.members}
    return Scope(
        values=frozenset(plain | data.keys() | {"today"}),
        objects={field.id: frozenset(part.id for part in field.parts) for field in fields if field.parts},
        groups={field.id: frozenset(member.id for member in field.members) for field in fields if field.members},
    )


def _trial(fields: list[Field], data: Mapping[str, Value], full: bool) -> dict[str, Value]:
    """A record of all items: blank with one member a group, or at its greatest."""

    def value(field: Field) -> Any:
        if field.parts:
            return {part.id: value(part) for part in field.parts}
        if field.members:
            return [{member.id: value(member) for member in field.members}] * (field.max if full else 1)
        return field.kind.sample if full else field.kind.blank

    return {"today": _TRIAL_DAY, **data, **{field.id: value(field) for field in fields}}


def _try(source: str, wanted: type, scope: Scope, trials: list[dict[str, Value]]) -> Iterator[tuple[str, str]]:
    rule = Rule(source, scope.names)
    for trial, answers in zip(("blank", "the greatest"), trials, strict=True):
        try:
            value = rule(context_of(answers))
        except (RuntimeError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            words = f"The rule fails on {trial} answers: {str(error).splitlines()[0][:120]}"
            yield words, "Ask given(…) first, and compare like with like (text with text, number with number)."
            return
        results = value if wanted is list and isinstance(value, list) else [value]
        if any(type(result) is not (int if wanted is int else bool) for result in results):
            kind = "a whole number" if wanted is int else "true or false"
            yield f"The rule must give {kind}.", "Compare, count or multiply so that it does."
            return
