"""Questions that an answer opens (条件つきの質問): shown at once where scripts run, and told apart from mistakes.

The rules run on the server only. Where scripts run, a change of an answer that a condition speaks of posts the page and
puts each conditional question into its slot; elsewhere the next button brings it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from yakusho.forms import CompiledPage, Field
from yakusho.forms.pages import CompiledSection
from yakusho.portal.publications.procedures import Offered

_NAME = re.compile(r"[a-z]\w*")


@dataclass(frozen=True)
class Live:
    """How a page asks the server at a change, in the words of htmx: the inputs, the slots to fill, what not to send."""

    trigger: str
    slots: str
    params: str


def slot_id(name: str) -> str:
    """The id of the place in which a conditional question appears."""
    return f"s-{name}"


def is_conditional(section: CompiledSection) -> bool:
    """Whether a section may be empty, because every question in it depends on an answer."""
    return all(item.conditional for item in section.items)


def _slots(page: CompiledPage) -> Iterator[str]:
    for section in page.sections:
        if is_conditional(section):
            yield slot_id(section.items[0].id)
        else:
            yield from (slot_id(item.id) for item in section.items if item.conditional)


def live(offered: Offered, page: CompiledPage) -> Live | None:
    """How a page asks the server; None when no answer on it opens or closes a question on it."""
    conditions = {item.id: item.when for item in offered.definition.all_items() if item.when is not None}
    spoken = {name for item in page.items for name in _NAME.findall(conditions.get(item.id, ""))}
    for decision in reversed(offered.definition.decisions):  # a table may name earlier ones
        if decision.id in spoken:
            spoken.update(name for row in decision.rows for name in _NAME.findall(row.when or ""))
    inputs = [f"[name='{item.id}'],[name^='{item.id}-']" for item in page.items if item.id in spoken]
    if not inputs:
        return None
    files = [item.id for item in page.items if item.control == "file"]
    return Live(
        trigger=f"change target:({','.join(inputs)})",
        slots=",".join(f"#{slot}" for slot in (*_slots(page), "token", "opened")),
        params=f"not {','.join(files)}" if files else "*",
    )


def opened(
    page: CompiledPage, before: Collection[str], after: Collection[str], sent: Mapping[str, object]
) -> list[Field]:
    """The questions that the answers just sent have opened, and that nobody can have seen yet.

    `before` and `after` are the items asked before and after this post, `sent` what the browser sent.
    """
    answered = {name.partition("-")[0] for name in sent}
    return [
        item
        for item in page.items
        if item.conditional and item.id in after and item.id not in before and item.id not in answered
    ]
