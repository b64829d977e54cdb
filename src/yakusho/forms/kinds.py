"""Every kind of item: the one table from a kind's name to its behaviour."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from yakusho.forms import kinds_address, kinds_parts, words
from yakusho.forms.fields import Field, Grid, Kind, Whole
from yakusho.forms.kinds_choice import acting_kind, choice_kind, relation_kind, several_kind
from yakusho.forms.kinds_parts import parts_kind
from yakusho.forms.kinds_text import (
    address_kind,
    email_kind,
    kana_kind,
    long_text_kind,
    name_kind,
    phone_kind,
    postcode_kind,
    text_kind,
)
from yakusho.forms.kinds_value import consent_kind, date_kind, file_kind, money_kind, my_number_kind, number_kind
from yakusho.forms.schema.acting import Acting
from yakusho.forms.schema.items import AnyItem, ExplanationItem, GroupItem
from yakusho.forms.tables import NO_TABLES, Tables


@dataclass(frozen=True, slots=True)
class Around:
    """What an item needs to know of its procedure and of its ward."""

    acts_for: tuple[Acting, ...] = ()
    tables: Tables = NO_TABLES


NOTHING_AROUND: Final = Around()


def group_kind() -> Kind:
    """A repeat group (くり返し): a list of members."""
    return Kind(lambda text, today: words.NOT_READABLE, shape=list, blank=(), ask=words.ADD_MEMBER, control="group")


def explanation_kind() -> Kind:
    """Words between the questions (説明): nothing is asked."""
    return Kind(lambda text, today: words.NOT_READABLE, control="words")


_KINDS: Final[dict[str, Callable[[Any], Kind]]] = {
    "name": lambda item: name_kind(),
    "kana": lambda item: kana_kind(),
    "date": date_kind,
    "postcode": lambda item: postcode_kind(),
    "address": lambda item: address_kind(),
    "phone": lambda item: phone_kind(),
    "email": lambda item: email_kind(),
    "text": text_kind,
    "long_text": long_text_kind,
    "number": number_kind,
    "money": money_kind,
    "choice": choice_kind,
    "several": several_kind,
    "my_number": lambda item: my_number_kind(),
    "relation": lambda item: relation_kind(),
    "signature": lambda item: name_kind(),
    "consent": lambda item: consent_kind(),
    "file": file_kind,
    "person": lambda item: parts_kind(),
    "ward_address": lambda item: parts_kind(),
    "full_address": lambda item: parts_kind(),
    "bank_account": lambda item: parts_kind(),
    "choice_or_other": lambda item: parts_kind(),
    "table": lambda item: parts_kind("table"),
    "group": lambda item: group_kind(),
}

_PARTS: Final[dict[str, Callable[[Any, Tables], tuple[Field, ...]]]] = {
    "person": lambda item, tables: kinds_parts.person_parts(item),
    "ward_address": lambda item, tables: kinds_address.ward_address_parts(tables),
    "full_address": lambda item, tables: kinds_address.full_address_parts(),
    "bank_account": lambda item, tables: kinds_parts.account_parts(item, tables),
    "choice_or_other": lambda item, tables: kinds_parts.choice_or_other_parts(item),
    "table": lambda item, tables: kinds_parts.table_parts(item, lambda column: make_field(column, True)),
}
_WHOLES: Final[dict[str, Callable[[Any, Tables], Whole | None]]] = {
    "ward_address": lambda item, tables: kinds_address.ward_address_whole(tables),
    "full_address": lambda item, tables: kinds_address.FULL_ADDRESS_WHOLE,
    "bank_account": kinds_parts.account_whole,
    "choice_or_other": lambda item, tables: kinds_parts.CHOICE_OR_OTHER_WHOLE,
}


def make_field(item: AnyItem, inside_group: bool, around: Around = NOTHING_AROUND) -> Field:
    """The item of a definition made ready. Inside a group, browsers may not fill in: it is about other people."""
    if isinstance(item, ExplanationItem):
        return _explanation(item)
    kind = acting_kind(around.acts_for) if item.kind == "acting" else _KINDS[item.kind](item)
    group = item if isinstance(item, GroupItem) else None
    return Field(
        id=item.id,
        kind_name=item.kind,
        kind=kind,
        label=item.label,
        hint=item.hint,
        required=item.required,
        autocomplete=item.autocomplete or (None if inside_group else kind.autocomplete),
        conditional=item.when is not None,
        parts=_others(parts_of(item, around.tables)) if inside_group else parts_of(item, around.tables),
        members=tuple(make_field(member, True, around) for member in group.items) if group else (),
        one=group.one if group else None,
        min=group.min if group else 0,
        max=group.max if group else 0,
        prefill=item.prefill,
        whole=_WHOLES[item.kind](item, around.tables) if item.kind in _WHOLES else None,
        grid=_grid(item),
        many=getattr(item, "many", 1),
        camera=getattr(item, "camera", False),
        confirm=getattr(item, "confirm", None),
        same_as=getattr(item, "same_as", None),
    )


def parts_of(item: AnyItem, tables: Tables) -> tuple[Field, ...]:
    """The parts of an item; none where it has one input or is a group."""
    return _PARTS[item.kind](item, tables) if item.kind in _PARTS else ()


def _others(parts: tuple[Field, ...]) -> tuple[Field, ...]:
    """Parts that are about other people, so that a browser may not fill them in."""
    return tuple(replace(part, autocomplete=None) for part in parts)


def _grid(item: AnyItem) -> Grid | None:
    return kinds_parts.grid(item) if item.kind == "table" else None


def _explanation(item: ExplanationItem) -> Field:
    return Field(
        id=item.id,
        kind_name=item.kind,
        kind=explanation_kind(),
        label=item.label,
        hint=None,
        required=False,
        autocomplete=None,
        conditional=item.when is not None,
        text=item.text,
    )
