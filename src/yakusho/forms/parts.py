"""The parts of an item by their ids, as a definition knows them."""

from yakusho.forms.kinds import parts_of
from yakusho.forms.schema.items import AnyItem, GroupItem, TableItem
from yakusho.forms.tables import NO_TABLES


def part_ids(item: AnyItem) -> tuple[str, ...] | None:
    """The member items of a group, the parts of an address, the cells of a table; None for an item of one input."""
    if isinstance(item, GroupItem):
        return tuple(member.id for member in item.items)
    if isinstance(item, TableItem):
        return tuple(f"{row.id}_{column.id}" for row in item.rows for column in item.columns)
    return tuple(part.id for part in parts_of(item, NO_TABLES)) or None
