"""Names in a definition that must lead to something: of checks, tables, states, what is kept, examples."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from yakusho.forms.parts import part_ids
from yakusho.forms.schema.items import AnyItem, ExplanationItem, GroupItem, TableItem
from yakusho.forms.schema.procedure import PAGE_GIVES, Procedure
from yakusho.forms.schema.rules import Decision
from yakusho.kernel.findings import Fault, Place

IDENTIFYING: Final = frozenset(
    {
        *("name", "kana", "postcode", "address", "phone", "email", "bank_account", "file", "long_text", "text"),
        *("person", "ward_address", "full_address", "my_number", "signature", "choice_or_other", "table"),
    }
)


def reference_faults(procedure: Procedure) -> Iterator[Fault]:
    """Checks, calculations and pages that lead here name what exists."""
    items = {item.id: item for item in procedure.all_items() if not isinstance(item, ExplanationItem)}
    known = items.keys()
    pages = {page.id for page in procedure.pages}
    for index, check in enumerate(procedure.checks):
        group = items.get(check.each) if check.each is not None else None
        if check.each is not None and not isinstance(group, GroupItem):
            yield ("checks", index, "each"), f"“{check.each}” is no repeat group.", "Name a group of a page."
        elif check.path not in (known if group is None else part_ids(group) or ()):
            yield ("checks", index, "path"), f"There is no item “{check.path}” there.", "Name an item of a page."
    given = PAGE_GIVES[procedure.offered_on] if procedure.offered_on is not None else None
    if given is not None and not (given in items and items[given].prefill):
        yield ("offered_on",), f"That page fills in “{given}”.", f"Give an item “{given}” with `prefill: true`."
    for index, calculation in enumerate(procedure.calculations):
        if calculation.page not in pages:
            yield ("calculations", index, "page"), f"There is no page “{calculation.page}”.", "Name a page."
        if calculation.id in known:
            yield ("calculations", index, "id"), f"“{calculation.id}” is also an item.", "Give it another id."


ACTIONS: Final = ("approve", "return", "correct", "reject")
"""What the case page offers, and the arrival of a correction: other actions would never be taken."""


def workflow_faults(procedure: Procedure) -> Iterator[Fault]:
    """States and actions fit together (処理の流れ)."""
    workflow = procedure.workflow
    states = {state.id: state for state in workflow.states}
    if workflow.begins not in states:
        yield ("workflow", "begins"), f"There is no state “{workflow.begins}”.", "Name one of `states:`."
    if not any(state.ends for state in workflow.states):
        yield ("workflow", "states"), "No state ends the case.", "Add `ends: true` to the last states."
    for index, action in enumerate(workflow.actions):
        if action.id not in ACTIONS:
            said = f"The case page has no action “{action.id}”."
            yield ("workflow", "actions", index), said, f"Use {', '.join(ACTIONS)}, and leave out others."
        for name in (*action.starts, action.to):
            if name not in states:
                yield ("workflow", "actions", index), f"There is no state “{name}”.", "Name one of `states:`."
    reached = {workflow.begins, *(action.to for action in workflow.actions)}
    for index, state in enumerate(workflow.states):
        if state.id not in reached:
            yield ("workflow", "states", index), f"No action leads to “{state.id}”.", "Add one, or remove the state."


def decision_faults(procedure: Procedure) -> Iterator[Fault]:
    """Decision tables are whole: a row for everybody else at the end, values of one kind, names of their own."""
    taken = {item.id for item in procedure.all_items()} | procedure.data.keys()
    taken |= {calculation.id for calculation in procedure.calculations}
    pages = {page.id for page in procedure.pages}
    for index, decision in enumerate(procedure.decisions):
        path: Place = ("decisions", index)
        if decision.id in taken or decision.id == "today":
            yield (*path, "id"), f"“{decision.id}” is also another name.", "Give one of them another name."
        taken.add(decision.id)
        if decision.page is not None and decision.page not in pages:
            yield (*path, "page"), f"There is no page “{decision.page}”.", "Name a page."
        yield from _decision_rows(path, decision)


def _decision_rows(path: Place, decision: Decision) -> Iterator[Fault]:
    *before, last = decision.rows
    if last.when is not None:
        yield (*path, "rows"), "The last row has a condition, so that some get no value.", "End with a row without."
    for index, row in enumerate(before):
        if row.when is None:
            said = "A row without a condition stands before the last: those below are never reached."
            yield (*path, "rows", index), said, "Give it a `when:`, or move it to the end."
    if len({type(row.value) for row in decision.rows}) > 1:
        yield (*path, "rows"), "Some values are numbers, others words.", "Give values of one kind."


def _kinds(procedure: Procedure) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for item in procedure.all_items():
        kinds[item.id] = item.kind
        for member in item.items if isinstance(item, GroupItem) else ():
            kinds[f"{item.id}.{member.id}"] = member.kind
        if item.kind == "choice_or_other":
            kinds[f"{item.id}.choice"] = "choice"
        elif isinstance(item, TableItem):
            columns = {column.id: column.kind for column in item.columns}
            kinds |= {f"{item.id}.{row.id}_{id_}": kind for row in item.rows for id_, kind in columns.items()}
    return kinds


def retention_faults(procedure: Procedure) -> Iterator[Fault]:
    """What survives anonymisation names no person (匿名化)."""
    kinds = _kinds(procedure)
    for index, name in enumerate(procedure.retention.keep):
        path: Place = ("retention", "keep", index)
        if name not in kinds and name.partition(".")[0] in kinds:
            said = f"“{name}” is a part that can't be kept."
            yield path, said, "Keep the member items of a group, as `group.item`, cells of a table, and whole choices."
        elif name not in kinds:
            yield (
                path,
                f"There is no item “{name}”.",
                "Name an item as `item` or `group.item`; nothing worked out is kept.",
            )
        elif kinds[name] == "group":
            yield path, f"“{name}” is a whole group.", "Name the items of it that may survive, as `group.item`."
        elif kinds[name] in IDENTIFYING:
            yield path, f"“{name}” can identify a person, so it can't survive anonymisation.", "Remove it here."


def example_faults(procedure: Procedure) -> Iterator[Fault]:
    """Examples have the shape of the items."""
    items = {item.id: item for item in procedure.all_items()}
    for name, answers in procedure.examples.items():
        for item_id, typed in answers.items():
            path: Place = ("examples", name, item_id)
            item = items.get(item_id)
            if item is None or item.kind in ("file", "explanation"):
                yield path, f"“{item_id}” is no item that can be typed.", "Name an item of a page, but no file."
                continue
            rows = typed if isinstance(typed, tuple) else (typed,)
            if isinstance(typed, tuple) != (item.kind == "group"):
                yield path, f"“{item_id}” has the wrong shape.", "Only a repeat group has a list of members."
                continue
            for row in rows:
                yield from _example_shape(path, item, row)


def _example_shape(path: Place, item: AnyItem, typed: str | Mapping[str, Any]) -> Iterator[Fault]:
    """A text for one input; for several, an object of those that exist."""
    parts = part_ids(item)
    if isinstance(typed, str) == (parts is not None):
        yield path, f"“{item.id}” has the wrong shape.", "Give a text, or its parts one a line."
    elif not isinstance(typed, str):
        for unknown in sorted(typed.keys() - set(parts or ())):
            yield path, f"“{item.id}” has no “{unknown}”.", "Correct the name."
        for member in item.items if isinstance(item, GroupItem) else ():
            if member.id in typed:
                yield from _example_shape((*path, member.id), member, typed[member.id])
