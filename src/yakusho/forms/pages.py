"""A page made ready: its sections, its items, and the names of its inputs."""

from collections.abc import Mapping
from dataclasses import dataclass

from yakusho.forms.fields import Field
from yakusho.forms.schema.texts import Text


@dataclass(frozen=True, slots=True)
class CompiledSection:
    """Items under one heading (a fieldset)."""

    heading: Text | None
    note: Text | None
    items: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class CompiledPage:
    """One step of the form (画面). `names` are its inputs outside of groups; `groups` its groups by id.

    With `exit`, it is the end of the way for those who see it: nothing to fill in, nothing to go on to.
    `members` finds group, row and the rest of the name (`name`, `home-town`) of every input that a group can send.
    """

    id: str
    title: Text
    intro: Text | None
    sections: tuple[CompiledSection, ...]
    items: tuple[Field, ...]
    names: frozenset[str]
    groups: Mapping[str, Field]
    members: Mapping[str, tuple[str, int, str]]
    exit: bool = False

    @property
    def has_files(self) -> bool:
        """Whether the page takes uploads, so that its form must be sent as multipart."""
        return any(field.control == "file" for field in self.items)

    @property
    def finds_banks(self) -> bool:
        """Whether banks and branches are offered while typing."""
        return any(part.kind.finds for each in self.items for item in (each, *each.members) for part in item.parts)


def input_names(field: Field) -> tuple[str, ...]:
    """The names of the inputs of an item outside of repeat groups, or of a member item within its row."""
    if field.control == "words":
        return ()
    return tuple(f"{field.id}-{part.id}" for part in field.parts) if field.parts else (field.id,)


def member_inputs(field: Field) -> dict[str, tuple[str, int, str]]:
    """The inputs that a repeat group can send, with group, row and the name within the row."""
    inner = [name for member in field.members for name in input_names(member)]
    return {f"{field.id}-{row}-{name}": (field.id, row, name) for row in range(field.max) for name in inner}


def label_of(field: Field, language: str, group: Field, number: int) -> str:
    """An item's label; of a member with the member's number, so that it stands alone in a list of errors."""
    label = field.label.say(language)
    one = member_word(group, language, number)
    if not one or field is group:
        return label
    return f"{one}: {label}" if language.startswith("en") else f"{one}の{label}"


def member_word(group: Field, language: str, number: int) -> str:
    """What the member of a number is called; empty where the group has no word for one."""
    if group.one is None:
        return ""
    one = group.one.say(language)
    return f"{one} {number}" if language.startswith("en") else f"{one}{number}"
