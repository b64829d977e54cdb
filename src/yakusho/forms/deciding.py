"""Decision tables at work (判定表): the first row whose condition holds gives the value."""

from collections.abc import Mapping

from yakusho.forms.rules import FUNCTIONS, Rule, Value, context_of
from yakusho.forms.schema.rules import Decision, DecisionRow


class DecisionTable:
    """A decision table, its conditions compiled once."""

    __slots__ = ("_functions", "_rows", "decision", "id", "rules")

    def __init__(self, decision: Decision, names: frozenset[str]) -> None:
        self.decision = decision
        self.id = decision.id
        self._rows = tuple((Rule(row.when, names) if row.when is not None else None, row) for row in decision.rows)
        self.rules = tuple(rule for rule, _ in self._rows if rule is not None)
        self._functions = {name: FUNCTIONS[name] for rule in self.rules for name in rule.functions}

    def decide(self, values: Mapping[str, Value]) -> DecisionRow:
        """The row that counts; the last one is for everybody else."""
        context = context_of(values, self._functions)
        for rule, row in self._rows:
            if rule is None or rule(context):
                return row
        return self.decision.rows[-1]
