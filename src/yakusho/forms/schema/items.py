"""Every kind of item in a procedure file (項目の種類)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from yakusho.forms import bounds
from yakusho.forms.schema.texts import Choice, ItemId, ItemPath, Rule, Text
from yakusho.kernel.bounds import ANSWER_CHARACTERS_MAX
from yakusho.kernel.data_files import Part


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
    """A mail address (メールアドレス). With `confirm: code`, a code sent there must be typed before submitting."""

    kind: Literal["email"]
    confirm: Literal["code"] | None = None


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
    """A number; `unit` is shown behind it. With `decimals`, up to so many places; else it is whole.

    Rules see a number with decimals in its smallest unit: 36.5 with one decimal is 365.
    """

    kind: Literal["number"]
    decimals: Annotated[StrictInt, Field(ge=0, le=4)] = 0
    least: StrictInt = 0
    most: Annotated[StrictInt, Field(lt=10**bounds.NUMBER_DIGITS_MAX)] = 999_999_999
    unit: Text | None = None


class MoneyItem(Question):
    """An amount in whole yen."""

    kind: Literal["money"]
    least: StrictInt = 0
    most: Annotated[StrictInt, Field(lt=10**bounds.NUMBER_DIGITS_MAX)] = 9_999_999_999


class ChoiceItem(Question):
    """One of several answers, as radio buttons or as a list to open."""

    kind: Literal["choice"]
    control: Literal["radio", "select"] = "radio"
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=bounds.CHOICES_MAX)]


class SeveralItem(Question):
    """Any of several answers, as boxes to tick (複数選択); at least `least` and at most `most` of them."""

    kind: Literal["several"]
    choices: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=bounds.CHOICES_MAX)]
    least: Annotated[StrictInt, Field(ge=0, le=bounds.CHOICES_MAX)] = 0
    most: Annotated[StrictInt, Field(ge=1, le=bounds.CHOICES_MAX)] | None = None


class MyNumberItem(Question):
    """An individual number (個人番号), in the zone of my-number affairs only; shown masked, sealed on its own."""

    kind: Literal["my_number"]


class RelationItem(Question):
    """The relation to the head of household (続柄)."""

    kind: Literal["relation"]


class SignatureItem(Question):
    """A typed signature (署名): the name written out; with `same_as`, as in that item (`name`, `person.name`)."""

    kind: Literal["signature"]
    same_as: ItemPath | None = None


class ConsentItem(Question):
    """A box to tick. `required` means that one can't apply without it."""

    kind: Literal["consent"]


class PersonItem(Question):
    """A person (氏名): name and reading as one item; parts `name`, `kana`, `former_name` (旧姓), `alias` (通称).

    The last two are asked only where the file says so, and never needed.
    """

    kind: Literal["person"]
    kana: Literal["required", "optional"] = "required"
    former_name: StrictBool = False
    alias: StrictBool = False


class WardAddressItem(Question):
    """An address in the ward (区内の住所): parts `postcode`, `town` (町丁目), `number` (番・号), `building`.

    Where the ward has a table of its towns, the town is offered while typing and must go with the postcode.
    """

    kind: Literal["ward_address"]


class FullAddressItem(Question):
    """An address anywhere (住所): parts `postcode`, `prefecture`, `rest` (市区町村から番地まで), `building`."""

    kind: Literal["full_address"]


class BankAccountItem(Question):
    """A bank account that money is paid to (振込先口座).

    With `yucho`, 記号 and 番号 of a Japan Post Bank book may be typed instead; the account is worked out from them.
    """

    kind: Literal["bank_account"]
    yucho: StrictBool = False


class ChoiceOrOtherItem(Question):
    """One of several answers, or another in one's own words: parts `choice` (`other` for that) and `other`."""

    kind: Literal["choice_or_other"]
    choices: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=bounds.CHOICES_MAX)]
    other: Text | None = None
    maxlength: Annotated[StrictInt, Field(ge=1, le=ANSWER_CHARACTERS_MAX)] = 200


class Row(Part):
    """A row of a table."""

    id: ItemId
    label: Text


class ExplanationItem(Part):
    """Words between the questions (説明): no input. `label` is a small heading, `text` what is said under it."""

    kind: Literal["explanation"]
    id: ItemId
    label: Text
    text: Text
    when: Rule | None = None


class FileItem(Question):
    """A file (添付), or up to `many`: PDF or photos. With `camera`, a phone opens its camera for it."""

    kind: Literal["file"]
    many: Annotated[StrictInt, Field(ge=1, le=bounds.FILES_MAX)] = 1
    camera: StrictBool = False


class ActingItem(Question):
    """Who fills in the form (だれが手続をするか): the kinds of the procedure's `acts_for`."""

    kind: Literal["acting"]


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
    | SeveralItem
    | MyNumberItem
    | RelationItem
    | SignatureItem
    | ConsentItem
)
PartsItem = PersonItem | WardAddressItem | FullAddressItem | BankAccountItem | ChoiceOrOtherItem
CellItem = Annotated[SimpleItem, Field(discriminator="kind")]
MemberItem = Annotated[SimpleItem | PartsItem, Field(discriminator="kind")]


class GroupItem(Question):
    """A repeat group (くり返し): the same items for each of `min` to `max` members; `one` names a single member."""

    kind: Literal["group"]
    one: Text
    min: Annotated[StrictInt, Field(ge=0, le=bounds.MEMBERS_MAX)] = 1
    max: Annotated[StrictInt, Field(ge=1, le=bounds.MEMBERS_MAX)]
    items: Annotated[tuple[MemberItem, ...], Field(min_length=1, max_length=20)]


class TableItem(Question):
    """A table (表) of fixed `rows`, with the same items as `columns` in each; the parts are called `row_column`."""

    kind: Literal["table"]
    rows: Annotated[tuple[Row, ...], Field(min_length=1, max_length=bounds.TABLE_ROWS_MAX)]
    columns: Annotated[tuple[CellItem, ...], Field(min_length=1, max_length=bounds.TABLE_COLUMNS_MAX)]


AnyItem = SimpleItem | PartsItem | TableItem | FileItem | ActingItem | GroupItem | ExplanationItem
Item = Annotated[AnyItem, Field(discriminator="kind")]
