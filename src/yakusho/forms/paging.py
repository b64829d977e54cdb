"""Makes the pages of a definition ready."""

from types import MappingProxyType

from yakusho.forms.kinds import Around, make_field
from yakusho.forms.pages import CompiledPage, CompiledSection, input_names, member_inputs
from yakusho.forms.schema.procedure import Page


def compiled_page(page: Page, around: Around) -> CompiledPage:
    """One step of the form with its items and the names of their inputs."""
    sections = tuple(
        CompiledSection(section.heading, section.note, tuple(make_field(item, False, around) for item in section.items))
        for section in page.sections
    )
    items = tuple(field for section in sections for field in section.items)
    groups = {field.id: field for field in items if field.control == "group"}
    names = frozenset(name for field in items if field.control != "group" for name in input_names(field))
    members = {name: place for field in groups.values() for name, place in member_inputs(field).items()}
    return CompiledPage(
        page.id,
        page.title,
        page.intro,
        sections,
        items,
        names,
        MappingProxyType(groups),
        MappingProxyType(members),
        page.exit,
    )
