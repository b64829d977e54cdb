"""A form on paper prints items that the form asks, each once, and is filled from a register that the form names."""

from collections.abc import Iterator

from yakusho.forms.schema.items import ExplanationItem
from yakusho.forms.schema.procedure import Procedure
from yakusho.kernel.findings import Fault


def paper_faults(procedure: Procedure) -> Iterator[Fault]:
    """Everything wrong with the `paper:` of a procedure."""
    if procedure.paper is None:
        return
    if procedure.register_checks is None:
        said = "Nothing says how the form is filled from the register."
        yield ("paper",), said, "Add `register_checks:`, or leave out `paper:`."
    items = {item.id for item in procedure.all_items()}
    seen: set[str] = set()
    for number, sheet in enumerate(procedure.paper.sheets):
        for place, name in enumerate(sheet):
            if name not in items:
                yield ("paper", "sheets", number, place), f"“{name}” is no item.", "Name an item of a page."
            elif name in seen:
                yield ("paper", "sheets", number, place), f"“{name}” is printed twice.", "Remove one of them."
            seen.add(name)
    for name in _needed(procedure):
        if name not in seen:
            yield ("paper", "sheets"), f"“{name}” is asked of everybody, but not printed.", "Add it to a sheet."


def _needed(procedure: Procedure) -> Iterator[str]:
    """What nobody can apply without."""
    for page in procedure.pages:
        for section in page.sections if page.when is None else ():
            for item in section.items:
                if not isinstance(item, ExplanationItem) and item.required and item.when is None:
                    yield item.id
