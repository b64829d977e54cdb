"""The shape of a procedure file (手続定義ファイル)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr

from yakusho.forms import bounds
from yakusho.forms.schema.acting import Acting, OtherConsent
from yakusho.forms.schema.items import AnyItem, Item
from yakusho.forms.schema.paper import Paper
from yakusho.forms.schema.register import RegisterChecks
from yakusho.forms.schema.rules import Calculation, Check, Decision
from yakusho.forms.schema.texts import ItemId, ItemPath, Rule, Text
from yakusho.kernel.data_files import Code, Part


class Effective(Part):
    """The window in which applications are taken (受付期間), both days included; `closed` ends it early."""

    starts: date = Field(alias="from")
    until: date | None = None
    closed: StrictBool = False


class Period(Text):
    """The standard processing period (標準処理期間, 行政手続法6条) in words and in days of a unit.

    Ward days are those on which the office is open; calendar days count all.
    """

    days: Annotated[StrictInt, Field(ge=0, le=730)]
    unit: Literal["ward_days", "calendar_days"] = "ward_days"


class Fee(Text):
    """The fee (手数料) in words and in yen."""

    yen: Annotated[StrictInt, Field(ge=0, le=10_000_000)] = 0


class Section(Part):
    """Items that belong together under one heading (a fieldset)."""

    heading: Text | None = None
    note: Text | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class Page(Part):
    """One step of the form; with `exit`, the end of the way for those it is shown to, said in `intro`."""

    id: Code
    title: Text
    intro: Text | None = None
    when: Rule | None = None
    exit: StrictBool = False
    sections: tuple[Section, ...] = ()


class State(Part):
    """One state of a case."""

    id: ItemId
    label: Text
    ends: StrictBool = False


class Action(Part):
    """What staff may do, from which states, and the state after it."""

    id: ItemId
    label: Text
    starts: Annotated[tuple[ItemId, ...], Field(min_length=1, alias="from")]
    to: ItemId


class Workflow(Part):
    """States and actions of a case (処理の流れ)."""

    begins: ItemId
    states: Annotated[tuple[State, ...], Field(min_length=2)]
    actions: Annotated[tuple[Action, ...], Field(min_length=1)]


class Retention(Part):
    """Years a completed case is kept (保存期間) and the items that survive anonymisation, as `item` or `group.item`."""

    years: Annotated[StrictInt, Field(ge=1, le=100)]
    keep: tuple[ItemPath, ...] = ()


PAGE_GIVES = {"plan_indicator": "indicator"}
"""Pages of the portal that can lead to a form, and the item that such a page fills in."""

Typed = StrictStr
ExampleParts = dict[ItemId, Typed]
ExampleAnswer = Typed | ExampleParts | tuple[dict[ItemId, Typed | ExampleParts], ...]


class Procedure(Part):
    """A procedure (手続) as its file declares it; `offered_on` names the pages that lead to its form."""

    code: Code
    zone: Literal["office", "mynumber"]
    section: Code
    title: Text
    summary: Text
    effective: Effective
    law: Text
    standard_period: Period
    fee: Fee
    who_may_apply: Text
    acts_for: tuple[Acting, ...] = ()
    consents: Annotated[tuple[OtherConsent, ...], Field(max_length=bounds.CONSENTS_MAX)] = ()
    needed_things: tuple[Text, ...]
    other_ways: tuple[Text, ...]
    minutes: Annotated[StrictInt, Field(ge=1, le=240)]
    identity_level: Literal["none", "copy", "signature", "in_person"]
    offered_on: Literal["plan_indicator"] | None = None
    data: dict[ItemId, StrictInt | StrictStr] = {}
    pages: Annotated[tuple[Page, ...], Field(min_length=1, max_length=bounds.PAGES_MAX)]
    checks: Annotated[tuple[Check, ...], Field(max_length=bounds.RULES_MAX)] = ()
    calculations: Annotated[tuple[Calculation, ...], Field(max_length=20)] = ()
    decisions: Annotated[tuple[Decision, ...], Field(max_length=bounds.DECISIONS_MAX)] = ()
    register_checks: RegisterChecks | None = None
    paper: Paper | None = None
    workflow: Workflow
    retention: Retention
    examples: Annotated[dict[Code, dict[ItemId, ExampleAnswer]], Field(min_length=2)]

    def all_items(self) -> list[AnyItem]:
        """Every item of every page, in order; members of groups are inside their group."""
        return [item for page in self.pages for section in page.sections for item in section.items]
