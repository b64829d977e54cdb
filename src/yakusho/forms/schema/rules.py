"""What a procedure file decides by rules (規則): cross-checks, calculated values, decision tables."""

from typing import Annotated

from pydantic import Field, StrictInt

from yakusho.forms import bounds
from yakusho.forms.schema.texts import ItemId, Rule, Text
from yakusho.kernel.data_files import Code, Part


class Check(Part):
    """A cross-check (相互確認): `rule` must hold, else `text` is said at the item `path`.

    With `each`, the rule must hold for each member of that group, which it calls `each`; `path` is an item of it.
    """

    each: ItemId | None = None
    rule: Rule
    text: Text
    path: ItemId

    @property
    def expression(self) -> str:
        """The CEL expression to judge by; with `each`, it gives a list with one result a member."""
        return self.rule if self.each is None else f"{self.each}.map(each, {self.rule})"

    @property
    def owner(self) -> str:
        """The item of the page that it is about."""
        return self.each or self.path


class Calculation(Part):
    """A whole number worked out from the answers and shown on the check page, never asked."""

    id: ItemId
    label: Text
    rule: Rule
    page: Code
    unit: Text | None = None


class DecisionRow(Part):
    """One row of a decision table: its value counts when its condition holds and none above does.

    The last row has no `when`: it is for everybody else. `text` says the value in words.
    """

    when: Rule | None = None
    value: StrictInt | ItemId
    text: Text | None = None


class Decision(Part):
    """A decision table (判定表) for a fee, an amount or who is entitled: the first row that holds gives the value.

    Values are whole numbers, or codes such as `entitled`. Conditions, checks, calculations and later tables may name
    it; with `page` it is shown there on the check page.
    """

    id: ItemId
    label: Text
    page: Code | None = None
    unit: Text | None = None
    rows: Annotated[tuple[DecisionRow, ...], Field(min_length=2, max_length=bounds.DECISION_ROWS_MAX)]
