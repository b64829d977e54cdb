"""The shape of a procedure file (手続定義ファイル)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr, StringConstraints

from yakusho.forms import bounds
from yakusho.kernel.bounds import ANSWER_CHARACTERS_MAX
from yakusho.kernel.data_files import Code, Part

Language = Literal["ja", "en"]
ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Rule = Annotated[str, StringConstraints(min_length=1, max_length=bounds.RULE_CHARACTERS_MAX)]
Say = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class Text(Part):
    """Words for people in both languages; Japanese is the default language."""

    ja: Say
    en: Say

    def say(self, language: str) -> str:
        """The words in `language` (a tag such as `en-GB` counts as `en`)."""
        return self.en if language.startswith("en") else self.ja


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


class Question(Part):
    """What all items share. `when` is a CEL condition: the item is asked only while it holds.

    With `prefill`, a link to the form may fill it in (`?item=text`), under the same rules as typed text.
    """

    id: ItemId
    label: Text
    hint: Text | None = None
    required: StrictBool = True
    when: Rule | None = None
    autocomplete: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9 -]*$", max_length=40)] | None = None
    prefill: StrictBool = False


class NameItem(Question):
    """A person's name (氏名), kept as typed."""

    kind: Literal["name"]


class KanaItem(Question):
    """A reading in katakana (フリガナ)."""

    kind: Literal["kana"]


class DateItem(Question):
    """A day, typed as one text in 和暦 or western years. Limits are ISO days or `today`."""

    kind: Literal["date"]
    earliest: date | Literal["today"] | None = None
    latest: date | Literal["today"] | None = None


class PostcodeItem(Question):
    """A postcode (郵便番号)."""

    kind: Literal["postcode"]


class AddressItem(Question):
    """An address (住所) in one text."""

    kind: Literal["address"]


class PhoneItem(Question):
    """A telephone number (電話番号)."""

    kind: Literal["phone"]


class EmailItem(Question):
    """A mail address (メールアドレス)."""

    kind: Literal["email"]


class TextItem(Question):
    """One line of text, optionally of a pattern that `pattern_text` explains."""

    kind: Literal["text"]
    maxlength: Annotated[StrictInt, Field(ge=1, le=ANSWER_CHARACTERS_MAX)] = 200
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    pattern_text: Text | None = None


class LongTextItem(Question):
    """Several lines of text."""

    kind: Literal["long_text"]
    maxlength: Annotated[StrictInt, Field(ge=1, le=ANSWER_CHARACTERS_MAX)] = 2_000
    rows: Annotated[StrictInt, Field(ge=2, le=20)] = 5


class NumberItem(Question):
    """A whole number; `unit` is shown behind it."""

    kind: Literal["number"]
    least: StrictInt = 0
    most: Annotated[StrictInt, Field(lt=10**bounds.NUMBER_DIGITS_MAX)] = 999_999_999
    unit: Text | None = None


class MoneyItem(Question):
    """An amount in whole yen."""

    kind: Literal["money"]
    least: StrictInt = 0
    most: Annotated[StrictInt, Field(lt=10**bounds.NUMBER_DIGITS_MAX)] = 9_999_999_999


class Choice(Part):
    """One answer to choose, with the code that is kept."""

    code: ItemId
    label: Text


class ChoiceItem(Question):
    """One of several answers, as radio buttons or as a list to open."""

    kind: Literal["choice"]
    control: Literal["radio", "select"] = "radio"
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=bounds.CHOICES_MAX)]


class RelationItem(Question):
    """The relation to the head of household (続柄)."""

    kind: Literal["relation"]


class ConsentItem(Question):
    """A box to tick. `required` means that one can't apply without it."""

    kind: Literal["consent"]


class BankAccountItem(Question):
    """A bank account that money is paid to (振込先口座)."""

    kind: Literal["bank_account"]


class FileItem(Question):
    """One file: PDF, JPEG or PNG."""

    kind: Literal["file"]


SimpleItem = (
    NameItem
    | KanaItem
    | DateItem
    | PostcodeItem
    | AddressItem
    | PhoneItem
    | EmailItem
    | TextItem
    | LongTextItem
    | NumberItem
    | MoneyItem
    | ChoiceItem
    | RelationItem
    | ConsentItem
)
MemberItem = Annotated[SimpleItem, Field(discriminator="kind")]


class GroupItem(Question):
    """A repeat group (くり返し): the same items for each of `min` to `max` members; `one` names a single member."""

    kind: Literal["group"]
    one: Text
    min: Annotated[StrictInt, Field(ge=0, le=bounds.MEMBERS_MAX)] = 1
    max: Annotated[StrictInt, Field(ge=1, le=bounds.MEMBERS_MAX)]
    items: Annotated[tuple[MemberItem, ...], Field(min_length=1, max_length=20)]


AnyItem = SimpleItem | BankAccountItem | FileItem | GroupItem
Item = Annotated[AnyItem, Field(discriminator="kind")]


class Section(Part):
    """Items that belong together under one heading (a fieldset)."""

    heading: Text | None = None
    note: Text | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class Page(Part):
    """One step of the form."""

    id: Code
    title: Text
    intro: Text | None = None
    when: Rule | None = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]


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
    keep: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")], ...] = ()


PAGE_GIVES = {"plan_indicator": "indicator"}
"""Pages of the portal that can lead to a form, and the item that such a page fills in."""

Typed = StrictStr
ExampleAnswer = Typed | dict[ItemId, Typed] | tuple[dict[ItemId, Typed], ...]


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
    needed_things: tuple[Text, ...]
    other_ways: tuple[Text, ...]
    minutes: Annotated[StrictInt, Field(ge=1, le=240)]
    identity_level: Literal["none", "copy", "signature", "in_person"]
    offered_on: Literal["plan_indicator"] | None = None
    data: dict[ItemId, StrictInt | StrictStr] = {}
    pages: Annotated[tuple[Page, ...], Field(min_length=1, max_length=bounds.PAGES_MAX)]
    checks: Annotated[tuple[Check, ...], Field(max_length=bounds.RULES_MAX)] = ()
    calculations: Annotated[tuple[Calculation, ...], Field(max_length=20)] = ()
    workflow: Workflow
    retention: Retention
    examples: Annotated[dict[Code, dict[ItemId, ExampleAnswer]], Field(min_length=2)]

    def all_items(self) -> list[AnyItem]:
        """Every item of every page, in order; members of groups are inside their group."""
        return [item for page in self.pages for section in page.sections for item in section.items]
