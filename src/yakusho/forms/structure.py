"""What a schema can't say: names that must exist, be unique, and fit together."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from yakusho.forms import bounds
from yakusho.forms.kinds_parts import OTHER
from yakusho.forms.paper_faults import paper_faults
from yakusho.forms.parts import part_ids
from yakusho.forms.people_faults import acting_faults, consent_faults, register_faults
from yakusho.forms.reference_faults import (
    decision_faults,
    example_faults,
    reference_faults,
    retention_faults,
    workflow_faults,
)
from yakusho.forms.rule_faults import rule_faults
from yakusho.forms.schema.items import (
    AnyItem,
    ChoiceItem,
    ChoiceOrOtherItem,
    ExplanationItem,
    GroupItem,
    MoneyItem,
    NumberItem,
    SeveralItem,
    TableItem,
    TextItem,
)
from yakusho.forms.schema.procedure import Page, Procedure
from yakusho.kernel.bounds import FIELDS_MAX
from yakusho.kernel.findings import Fault, Place

RESERVED: Final = frozenset(
    {
        *("as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop"),
        *("package", "namespace", "null", "return", "true", "var", "void", "while"),  # words of CEL
        *("today", "each"),  # of our rules
        *("go", "token", "csrfmiddlewaretoken", "exit"),  # inputs and paths of the portal itself
    }
)
NOT_FROM_LINKS: Final = frozenset(
    {
        *("group", "bank_account", "file", "consent", "signature", "my_number", "acting"),
        *("person", "ward_address", "full_address", "choice_or_other", "table"),
    }
)
INPUTS_MAX: Final = FIELDS_MAX - 10  # the portal's own inputs go with them
_REPEATED_REPEAT = re.compile(r"[*+}]\)[*+{?]|[*+}][^()|]*\)[*+{]")


def faults(procedure: Procedure) -> Iterator[Fault]:
    """Every fault of a definition that its schema accepted; its rules are tried out once all else is in order."""
    found = [
        *_pages(procedure),
        *_items(procedure),
        *acting_faults(procedure),
        *consent_faults(procedure),
        *register_faults(procedure),
        *paper_faults(procedure),
        *reference_faults(procedure),
        *decision_faults(procedure),
        *workflow_faults(procedure),
        *retention_faults(procedure),
        *example_faults(procedure),
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
        yield from _page(index, page)
        if (inputs := sum(_inputs(item) for section in page.sections for item in section.items)) > INPUTS_MAX:
            yield ("pages", index), f"The page can have {inputs} inputs.", f"Ask for at most {INPUTS_MAX} on one page."
    if procedure.pages[0].when is not None:
        yield ("pages", 0, "when"), "The first page can't be conditional.", "Remove its `when:`."


def _page(index: int, page: Page) -> Iterator[Fault]:
    """A page asks something, or ends the way and says so."""
    asks = any(item.kind != "explanation" for section in page.sections for item in section.items)
    if not page.exit:
        if not page.sections:
            yield ("pages", index), "The page has no sections.", "Add `sections:` with items, or `exit: true`."
        return
    if page.when is None:
        yield ("pages", index, "exit"), "An exit page is for some only.", "Add the `when:` that leads to it."
    if page.intro is None:
        yield ("pages", index, "exit"), "An exit page says why the way ends.", "Say it kindly in `intro:`."
    if asks:
        yield ("pages", index, "exit"), "An exit page can't ask anything.", "Move its items to another page."


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
                elif isinstance(item, TableItem):
                    for c, column in enumerate(item.columns):
                        yield (*path, "columns", c), column, True


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
        if isinstance(item, ExplanationItem):
            continue
        if item.prefill and (is_member or item.kind in NOT_FROM_LINKS):
            yield (*path, "prefill"), "A link can't fill in this item.", "Leave out `prefill:` here."
        if item.kind == "my_number" and procedure.zone != "mynumber":
            said = "An individual number may be asked for in the zone of my-number affairs only."
            yield (*path, "kind"), said, "Set `zone: mynumber`, or leave out the item."
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
    elif isinstance(item, ChoiceItem | ChoiceOrOtherItem | SeveralItem):
        yield from _choices(path, item)
    elif isinstance(item, TableItem):
        for name, count in Counter(part_ids(item) or ()).items():
            if count > 1:
                yield (*path, "rows"), f"Two cells are called “{name}”.", "Give a row or a column another id."


def _choices(path: Place, item: ChoiceItem | ChoiceOrOtherItem | SeveralItem) -> Iterator[Fault]:
    for name, count in Counter(choice.code for choice in item.choices).items():
        if count > 1:
            yield (*path, "choices"), f"The choice “{name}” stands {count} times.", "Give it another code."
        elif isinstance(item, ChoiceOrOtherItem) and name == OTHER:
            yield (*path, "choices"), "The choice “other” is there already.", "Leave it out, or word it in `other:`."
    if isinstance(item, SeveralItem):
        most = len(item.choices) if item.most is None else item.most
        if most > len(item.choices) or item.least > most:
            yield (*path, "choices"), "`least` and `most` don't fit the choices.", "Correct one of them."


def _inputs(item: AnyItem) -> int:
    """How many inputs an item can send."""
    if isinstance(item, ExplanationItem):
        return 0
    if isinstance(item, GroupItem):
        return sum(map(_inputs, item.items)) * item.max
    return len(part_ids(item) or (item,))
