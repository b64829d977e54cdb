"""What a schema can't say: names that must exist, be unique, and fit together."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from yakusho.forms import bounds
from yakusho.forms.kinds import ACCOUNT_PARTS
from yakusho.forms.rule_faults import rule_faults
from yakusho.forms.schema import (
    PAGE_GIVES,
    AnyItem,
    ChoiceItem,
    GroupItem,
    MoneyItem,
    NumberItem,
    Procedure,
    TextItem,
)
from yakusho.kernel.bounds import FIELDS_MAX
from yakusho.kernel.findings import Fault, Place

RESERVED: Final = frozenset(
    {
        *("as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop"),
        *("package", "namespace", "null", "return", "true", "var", "void", "while"),  # words of CEL
        *("today", "each"),  # of our rules
        *("go", "token", "csrfmiddlewaretoken"),  # inputs of the portal itself
    }
)
NOT_FROM_LINKS: Final = frozenset({"group", "bank_account", "file", "consent"})
INPUTS_MAX: Final = FIELDS_MAX - 10  # the portal's own inputs go with them
IDENTIFYING: Final = frozenset(
    {"name", "kana", "postcode", "address", "phone", "email", "bank_account", "file", "long_text", "text"}
)
_REPEATED_REPEAT = re.compile(r"[*+}]\)[*+{?]|[*+}][^()|]*\)[*+{]")


def faults(procedure: Procedure) -> Iterator[Fault]:
    """Every fault of a definition that its schema accepted; its rules are tried out once all else is in order."""
    found = [
        *_pages(procedure),
        *_items(procedure),
        *_references(procedure),
        *_workflow(procedure),
        *_retention(procedure),
        *_examples(procedure),
    ]
    yield from found or rule_faults(procedure)


def _pages(procedure: Procedure) -> Iterator[Fault]:
    effective = procedure.effective
    if effective.until is not None and effective.until < effective.starts:
        yield ("effective", "until"), "The last day is before the first.", "Correct `from` or `until`."
    seen: set[str] = set()
    for index, page in enumerate(procedure.pages):
        if page.id in seen:
            yield ("pages", index, "id"), f"The page “{page.id}” stands here twice.", "Give it another id."
        seen.add(page.id)
        if (inputs := sum(_inputs(item) for section in page.sections for item in section.items)) > INPUTS_MAX:
            yield ("pages", index), f"The page can have {inputs} inputs.", f"Ask for at most {INPUTS_MAX} on one page."
    if procedure.pages[0].when is not None:
        yield ("pages", 0, "when"), "The first page can't be conditional.", "Remove its `when:`."


def _places(procedure: Procedure) -> Iterator[tuple[Place, AnyItem, bool]]:
    """Every item with its path; the flag says whether it is a member of a group."""
    for p, page in enumerate(procedure.pages):
        for s, section in enumerate(page.sections):
            for i, item in enumerate(section.items):
                path: Place = ("pages", p, "sections", s, "items", i)
                yield path, item, False
                if isinstance(item, GroupItem):
                    for m, member in enumerate(item.items):
                        yield (*path, "items", m), member, True


def _items(procedure: Procedure) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    total = 0
    for path, item, is_member in _places(procedure):
        total += 1
        if not is_member:
            seen[item.id] += 1
            if seen[item.id] == 2:
                yield (*path, "id"), f"The item “{item.id}” stands here twice.", "Give it another id."
            if item.id in procedure.data:
                yield (*path, "id"), f"“{item.id}” is also a name under `data:`.", "Give one of them another name."
        if item.id in RESERVED:
            yield (*path, "id"), f"“{item.id}” is a reserved word.", "Give the item another id."
        if item.prefill and (is_member or item.kind in NOT_FROM_LINKS):
            yield (*path, "prefill"), "A link can't fill in this item.", "Leave out `prefill:` here."
        if is_member and item.when is not None:
            yield (*path, "when"), "A member of a group can't be conditional.", "Put the condition on the whole group."
        yield from _item(path, item)
    if total > bounds.ITEMS_MAX:
        yield ("pages",), f"There are more than {bounds.ITEMS_MAX} items.", "Ask for less, or make two procedures."


def _item(path: Place, item: AnyItem) -> Iterator[Fault]:
    if isinstance(item, GroupItem):
        if item.min > item.max:
            yield (*path, "min"), "`min` is greater than `max`.", "Correct one of them."
        for name, count in Counter(member.id for member in item.items).items():
            if count > 1:
                yield (*path, "items"), f"The item “{name}” stands {count} times in the group.", "Give it another id."
    elif isinstance(item, TextItem) and item.pattern is not None:
        if item.pattern_text is None:
            yield (*path, "pattern"), "The pattern has no explanation.", "Add `pattern_text:` in both languages."
        if _REPEATED_REPEAT.search(item.pattern):
            yield (*path, "pattern"), "The pattern repeats a repetition, which can take for ever.", "Write it without."
        try:
            re.compile(item.pattern)
        except re.error as error:
            yield (*path, "pattern"), f"The pattern can't be read: {error}.", "Correct the regular expression."
    elif isinstance(item, NumberItem | MoneyItem) and item.least > item.most:
        yield (*path, "least"), "`least` is greater than `most`.", "Correct one of them."
    elif isinstance(item, ChoiceItem):
        for name, count in Counter(choice.code for choice in item.choices).items():
            if count > 1:
                yield (*path, "choices"), f"The choice “{name}” stands {count} times.", "Give it another code."


def _references(procedure: Procedure) -> Iterator[Fault]:
    items = {item.id: item for item in procedure.all_items()}
    known = items.keys()
    pages = {page.id for page in procedure.pages}
    for index, check in enumerate(procedure.checks):
        group = items.get(check.each) if check.each is not None else None
        if check.each is not None and not isinstance(group, GroupItem):
            yield ("checks", index, "each"), f"“{check.each}” is no repeat group.", "Name a group of a page."
        elif check.path not in (known if group is None else _parts(group) or ()):
            yield ("checks", index, "path"), f"There is no item “{check.path}” there.", "Name an item of a page."
    given = PAGE_GIVES[procedure.offered_on] if procedure.offered_on is not None else None
    if given is not None and not (given in items and items[given].prefill):
        yield ("offered_on",), f"That page fills in “{given}”.", f"Give an item “{given}” with `prefill: true`."
    for index, calculation in enumerate(procedure.calculations):
        if calculation.page not in pages:
            yield ("calculations", index, "page"), f"There is no page “{calculation.page}”.", "Name a page."
        if calculation.id in known:
            yield ("calculations", index, "id"), f"“{calculation.id}” is also an item.", "Give it another id."


def _workflow(procedure: Procedure) -> Iterator[Fault]:
    workflow = procedure.workflow
    states = {state.id: state for state in workflow.states}
    if workflow.begins not in states:
        yield ("workflow", "begins"), f"There is no state “{workflow.begins}”.", "Name one of `states:`."
    if not any(state.ends for state in workflow.states):
        yield ("workflow", "states"), "No state ends the case.", "Add `ends: true` to the last states."
    for index, action in enumerate(workflow.actions):
        for name in (*action.starts, action.to):
            if name not in states:
                yield ("workflow", "actions", index), f"There is no state “{name}”.", "Name one of `states:`."
    reached = {workflow.begins, *(action.to for action in workflow.actions)}
    for index, state in enumerate(workflow.states):
        if state.id not in reached:
            yield ("workflow", "states", index), f"No action leads to “{state.id}”.", "Add one, or remove the state."


def _kinds(procedure: Procedure) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for item in procedure.all_items():
        kinds[item.id] = item.kind
        for member in item.items if isinstance(item, GroupItem) else ():
            kinds[f"{item.id}.{member.id}"] = member.kind
    return kinds


def _retention(procedure: Procedure) -> Iterator[Fault]:
    kinds = _kinds(procedure)
    for index, name in enumerate(procedure.retention.keep):
        path: Place = ("retention", "keep", index)
        if name not in kinds:
            yield path, f"There is no item “{name}”.", "Name an item as `item` or `group.item`."
        elif kinds[name] == "group":
            yield path, f"“{name}” is a whole group.", "Name the items of it that may survive, as `group.item`."
        elif kinds[name] in IDENTIFYING:
            yield path, f"“{name}” can identify a person, so it can't survive anonymisation.", "Remove it here."


def _examples(procedure: Procedure) -> Iterator[Fault]:
    items = {item.id: item for item in procedure.all_items()}
    for name, answers in procedure.examples.items():
        for item_id, typed in answers.items():
            path: Place = ("examples", name, item_id)
            item = items.get(item_id)
            if item is None or item.kind == "file":
                yield path, f"“{item_id}” is no item that can be typed.", "Name an item of a page, but no file."
                continue
            rows = typed if isinstance(typed, tuple) else (typed,)
            if isinstance(typed, tuple) != (item.kind == "group"):
                yield path, f"“{item_id}” has the wrong shape.", "Only a repeat group has a list of members."
                continue
            parts = _parts(item)
            for row in rows:
                if isinstance(row, dict) != (parts is not None):
                    yield path, f"“{item_id}” has the wrong shape.", "Give a text, or its parts one a line."
                elif isinstance(row, dict):
                    for unknown in sorted(row.keys() - (parts or frozenset())):
                        yield path, f"“{item_id}” has no “{unknown}”.", "Correct the name."


def _inputs(item: AnyItem) -> int:
    """How many inputs an item can send."""
    parts = len(_parts(item) or (item,))
    return parts * item.max if isinstance(item, GroupItem) else parts


def _parts(item: AnyItem) -> frozenset[str] | None:
    if isinstance(item, GroupItem):
        return frozenset(member.id for member in item.items)
    return frozenset(part.id for part in ACCOUNT_PARTS) if item.kind == "bank_account" else None
