"""Who may act, and what is compared with the register: the names there must lead to items of the right kind."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from yakusho.forms.parts import part_ids
from yakusho.forms.schema.acting import PROVEN
from yakusho.forms.schema.items import AnyItem, GroupItem, TableItem
from yakusho.forms.schema.procedure import Procedure
from yakusho.forms.schema.register import RegisterChecks
from yakusho.kernel.findings import Fault, Place

_NAMES: Final = frozenset({"name", "kana", "text", "signature"})
_ADDRESSES: Final = frozenset({"address", "ward_address", "full_address"})


def acting_faults(procedure: Procedure) -> Iterator[Fault]:
    """Each kind of person stands once, is asked for, and shows by what right it acts."""
    items = {item.id: item for item in procedure.all_items()}
    asked = [item.id for item in items.values() if item.kind == "acting"]
    kinds = [acting.kind for acting in procedure.acts_for]
    if len(kinds) > 1 and len(asked) != 1:
        yield ("acts_for",), "The form doesn't ask who acts, or asks twice.", "Add one item of `kind: acting`."
    elif asked and len(kinds) < 2:
        yield ("acts_for",), "The form asks who acts, but there is no choice.", "Name the kinds under `acts_for:`."
    for index, acting in enumerate(procedure.acts_for):
        path: Place = ("acts_for", index)
        if acting.kind in kinds[:index]:
            yield (*path, "kind"), f"“{acting.kind}” stands here twice.", "Remove one of them."
        if acting.kind in PROVEN and not acting.proofs:
            yield path, f"“{acting.kind}” has to prove its right to act.", "Name file items under `proofs:`."
        for number, proof in enumerate(acting.proofs):
            if proof not in items or items[proof].kind != "file":
                yield (*path, "proofs", number), f"“{proof}” is no file item.", "Name a file item of a page."
        for key, name in (("name", acting.name), ("kana", acting.kana), ("address", acting.address)):
            yield from _leads_to(items, (*path, key), name, _ADDRESSES if key == "address" else _NAMES)


def consent_faults(procedure: Procedure) -> Iterator[Fault]:
    """Each person who has to agree stands once, and is shown items that are there, but no individual number."""
    items = {item.id: item for item in procedure.all_items()}
    ids = [consent.id for consent in procedure.consents]
    for index, consent in enumerate(procedure.consents):
        if consent.id in ids[:index]:
            yield ("consents", index, "id"), f"“{consent.id}” stands here twice.", "Give each its own id."
        for number, shown in enumerate(consent.shows):
            yield from _may_be_shown(items, ("consents", index, "shows", number), shown)


def _may_be_shown(items: Mapping[str, AnyItem], path: Place, name: str) -> Iterator[Fault]:
    """The item or part of that name is there, and brings no individual number along."""
    first, _, part = name.partition(".")
    item = items.get(first)
    if item is None or (part and part not in (part_ids(item) or ())):
        yield path, f"There is no item “{name}”.", "Name an item of a page, or a part as `item.part`."
        return
    inside = item.items if isinstance(item, GroupItem) else item.columns if isinstance(item, TableItem) else (item,)
    if any(each.kind == "my_number" and (not part or part.endswith(each.id)) for each in inside):
        said = f"“{name}” would show an individual number to somebody else."
        yield path, said, "Name the parts that may be shown, such as `children.name`."


def register_faults(procedure: Procedure) -> Iterator[Fault]:
    """What is compared with the register is asked in the zone of the register, by items of the right kind."""
    checks = procedure.register_checks
    if checks is None:
        return
    if procedure.zone != "mynumber":
        said = "The register is in the zone of my-number affairs."
        yield ("register_checks",), said, "Set `zone: mynumber`, or leave out `register_checks:`."
    items = {item.id: item for item in procedure.all_items()}
    yield from _base_date(procedure, checks, items)
    path: Place = ("register_checks", "applicant")
    applicant = checks.applicant
    yield from _leads_to(items, (*path, "name"), applicant.name, _NAMES)
    yield from _leads_to(items, (*path, "kana"), applicant.kana, _NAMES)
    yield from _leads_to(items, (*path, "birth_date"), applicant.birth_date, {"date"})
    yield from _leads_to(items, (*path, "address"), applicant.address, _ADDRESSES)
    yield from _leads_to(items, ("register_checks", "account"), checks.account, {"bank_account"})
    yield from _members(checks, items)


def _base_date(procedure: Procedure, checks: RegisterChecks, items: Mapping[str, AnyItem]) -> Iterator[Fault]:
    said = checks.base_date
    day = str(procedure.data.get(said, said))
    if said == "today" or (said in items and items[said].kind == "date"):
        return
    try:
        date.fromisoformat(day)
    except ValueError:
        remedy = "Give a day such as 2026-04-01, `today`, a day under `data:`, or a date item."
        yield ("register_checks", "base_date"), f"“{said}” is no day.", remedy


def _members(checks: RegisterChecks, items: Mapping[str, AnyItem]) -> Iterator[Fault]:
    members = checks.members
    if members is None:
        return
    group = items.get(members.group)
    if not isinstance(group, GroupItem):
        yield ("register_checks", "members", "group"), f"“{members.group}” is no group.", "Name a repeat group."
        return
    inside: dict[str, AnyItem] = {item.id: item for item in group.items}
    wanted = (
        ("name", members.name, _NAMES),
        ("kana", members.kana, _NAMES),
        ("birth_date", members.birth_date, {"date"}),
        ("relation", members.relation, {"relation", "choice"}),
    )
    for key, name, kinds in wanted:
        yield from _leads_to(inside, ("register_checks", "members", key), name, kinds)


def _leads_to(
    items: Mapping[str, AnyItem], path: Place, name: str | None, kinds: frozenset[str] | set[str]
) -> Iterator[Fault]:
    """The item or part of that name is there, and of one of these kinds."""
    if name is None:
        return
    first, _, part = name.partition(".")
    item = items.get(first)
    if item is None or (part and part not in (part_ids(item) or ())):
        yield path, f"There is no item “{name}”.", "Name an item of a page, or a part as `item.part`."
    elif not part and item.kind not in kinds:
        hint = f", or a part such as `{name}.name`" if item.kind == "person" else ""
        yield path, f"“{name}” is a {item.kind}.", f"Name an item of kind {' or '.join(sorted(kinds))}{hint}."
