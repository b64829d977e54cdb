"""The items of a form page as HTML: from a procedure's items to the house's input components."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yakusho.forms import CompiledPage, Field
from yakusho.forms.fields import Grid
from yakusho.forms.pages import CompiledSection
from yakusho.forms.posts import Offers
from yakusho.portal.apply.attached import Handle
from yakusho.portal.apply.conditions import is_conditional, slot_id
from yakusho.portal.apply.uploads_html import file_html
from yakusho.ui.field_html import error_html, explanation_html, field_html, grid_html, hint_html, mark
from yakusho.ui.fields import Choice, field_id
from yakusho.ui.fields import Field as Input
from yakusho.ui.markup import element, joined

_CONSENT_VALUE = "on"


@dataclass(frozen=True)
class Filled:
    """What stands in a page's inputs: `typed` text by input name, attached `files` by item, `rows` members by group.

    `errors` are sentences by input name, `offers` what else to send for a text that may mean several; `asked` the
    items that the rules ask for now.
    """

    language: str
    asked: Collection[str]
    typed: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Sequence[Handle]] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    offers: Mapping[str, Offers] = field(default_factory=dict)


def page_html(page: CompiledPage, filled: Filled) -> SafeString:
    """All sections of a page with their items."""
    return joined(*(_section(section, filled) for section in page.sections))


def _section(section: CompiledSection, filled: Filled) -> SafeString:
    """Items under their heading; conditional ones, or a section of nothing else, stand in slots that may be empty."""
    asked = [item for item in section.items if not item.conditional or item.id in filled.asked]
    if is_conditional(section):
        content = _under_heading(section, asked, filled, _item) if asked else SafeString("")
        return _slot(section.items[0].id, content)
    return _under_heading(section, section.items, filled, _place)


def _under_heading(
    section: CompiledSection, items: Sequence[Field], filled: Filled, write: Callable[..., SafeString]
) -> SafeString:
    """A heading that says the same as its first item's own legend is not said twice."""
    note = section.note.say(filled.language) if section.note else ""
    first = items[0]
    if section.heading is not None and first.control in _OWN_LEGEND and first.label == section.heading:
        return joined(write(first, filled, note), *(write(item, filled) for item in items[1:]))
    content = joined(element("p", {"class": "hint"}, note) if note else "", *(write(item, filled) for item in items))
    if section.heading is None:
        return content
    legend = element("legend", {"class": "group-legend"}, section.heading.say(filled.language))
    return element("fieldset", {"class": "group"}, legend, content)


def _place(item: Field, filled: Filled, note: str = "") -> SafeString:
    """An item, in its slot when it isn't always asked."""
    if not item.conditional:
        return _item(item, filled, note)
    return _slot(item.id, _item(item, filled, note) if item.id in filled.asked else SafeString(""))


def _slot(name: str, content: SafeString) -> SafeString:
    return element("div", {"id": slot_id(name), "hidden": not content}, content)


def _item(item: Field, filled: Filled, note: str = "") -> SafeString:
    if item.control == "group":
        return _fieldset(item, item.id, filled, note, _members(item, filled))
    if item.grid is not None:
        return _fieldset(item, item.id, filled, note, _table(item, item.grid, filled))
    if item.parts:
        return _parts(item, item.id, filled, note)
    if item.control == "words":
        words = item.text.say(filled.language) if item.text else ""
        return explanation_html(field_id(item.id), item.label.say(filled.language), words)
    if item.control == "file":
        return file_html(item, filled.language, filled.files.get(item.id, ()), filled.errors.get(item.id, ""))
    return field_html(_input(item, item.id, filled))


def _parts(item: Field, name: str, filled: Filled, note: str = "") -> SafeString:
    """An item of several inputs, such as a bank account, on a page or in the member of a repeat group."""
    inputs = [field_html(_input(part, f"{name}-{part.id}", filled)) for part in item.parts]
    return _fieldset(item, name, filled, note, joined(*inputs))


def _fieldset(item: Field, name: str, filled: Filled, note: str, content: SafeString) -> SafeString:
    """Several inputs under one legend."""
    own_id, error = field_id(name), filled.errors.get(name, "")
    hint = " ".join(filter(None, (note, _hint(item, filled))))
    described = " ".join(f"{own_id}-{part}" for part, there in (("hint", hint), ("error", error)) if there)
    legend = element("legend", {"class": "group-legend"}, item.label.say(filled.language), mark(item.required))
    values = {"class": "group", "id": own_id, "tabindex": "-1", "aria-describedby": described}
    return element("fieldset", values, legend, hint_html(own_id, hint), error_html(own_id, error), content)


def _table(item: Field, grid: Grid, filled: Filled) -> SafeString:
    """The cells of a table in its rows and columns."""
    cells = {part.id: _input(part, f"{item.id}-{part.id}", filled) for part in item.parts}
    rows = [
        (label.say(filled.language), [cells[f"{row}_{column}"] for column, _label in grid.columns])
        for row, label in grid.rows
    ]
    columns = [label.say(filled.language) for _column, label in grid.columns]
    return grid_html(item.label.say(filled.language), columns, rows)


def _hint(item: Field, filled: Filled) -> str:
    return item.hint.say(filled.language) if item.hint else ""


def _members(item: Field, filled: Filled) -> SafeString:
    """The members of a repeat group, each with a button to take it away, and one to add another."""
    least = max(item.min if item.required else 0, 1)
    count = max(filled.rows.get(item.id, 0), least)
    members = [_member(item, index, filled, count > least) for index in range(count)]
    add = _go(f"add-{item.id}", _("Add another"), "button button-outline button-md") if count < item.max else ""
    return element("div", {"class": "stack"}, *members, element("p", {}, add))


def _member(item: Field, index: int, filled: Filled, may_go: bool) -> SafeString:
    one = item.one.say(filled.language) if item.one else item.label.say(filled.language)
    title = f"{one} {index + 1}" if filled.language.startswith("en") else f"{one}{index + 1}"
    legend = element("legend", {"class": "label"}, title)
    inputs = [_member_item(member, f"{item.id}-{index}-{member.id}", filled) for member in item.members]
    remove = ""
    if may_go:
        words = joined(_("Remove"), element("span", {"class": "visually-hidden"}, " ", title))
        remove = element("p", {}, _go(f"remove-{item.id}-{index}", words, "button button-text button-sm"))
    return element("div", {"class": "card"}, element("fieldset", {}, legend, *inputs), remove)


def _member_item(item: Field, name: str, filled: Filled) -> SafeString:
    return _parts(item, name, filled) if item.parts else field_html(_input(item, name, filled))


def _go(value: str, words: str, classes: str) -> SafeString:
    return element("button", {"class": classes, "type": "submit", "name": "go", "value": value}, words)


def _input(item: Field, name: str, filled: Filled) -> Input:
    """One input of the house for one item, with what was typed and what is wrong with it."""
    kind, typed = item.kind, filled.typed.get(name, "")
    control = _CONTROLS.get(item.control, "text")
    if control == "text":
        control = kind.input_type if kind.input_type in ("email", "tel") else "text"
    choices = [Choice(choice.code, choice.label.say(filled.language)) for choice in item.choices]
    if name in filled.offers:
        control, choices = "radios", [Choice(text, label.say(filled.language)) for text, label in filled.offers[name]]
    attrs = (("value", _CONSENT_VALUE),) if control == "checkbox" else ()
    if kind.finds:
        attrs = (("data-finds", kind.finds), ("autocomplete", "off"))
    offered_before = _same_of_first_member(name) if kind.suggestions else ""
    if offered_before:
        attrs = (("list", f"{field_id(offered_before)}-list"),)
    return Input(
        name=name,
        label=item.label.say(filled.language),
        kind=control,
        hint=_hint(item, filled),
        value=_value(control, typed),
        error=filled.errors.get(name, ""),
        choices=choices,
        required=item.required,
        autocomplete=item.autocomplete or "",
        inputmode=kind.inputmode or "",
        maxlength=kind.maxlength if control == "textarea" and kind.maxlength else 0,
        rows=kind.rows or 4,
        width=_width(item),
        attrs=attrs,
        suggestions=() if offered_before else kind.suggestions,
        unit=kind.unit.say(filled.language).strip() if kind.unit else "",
    )


def _same_of_first_member(name: str) -> str:
    """The input that asks the same of the first member, whose suggestions serve all; empty for itself and elsewhere."""
    group, _dash, rest = name.partition("-")
    row, _dash, inner = rest.partition("-")
    return f"{group}-0-{inner}" if row.isdecimal() and row != "0" else ""


def _value(control: str, typed: str) -> str | bool | tuple[str, ...]:
    """What was typed, as the input takes it: ticked or not, which boxes are ticked, text."""
    if control == "checkbox":
        return typed == _CONSENT_VALUE
    return tuple(typed.split(",")) if control == "checkboxes" else typed


_CONTROLS = {
    "textarea": "textarea",
    "radio": "radios",
    "select": "select",
    "checkbox": "checkbox",
    "checkboxes": "checkboxes",
}
_OWN_LEGEND = ("group", "parts", "table")


def _width(item: Field) -> int:
    """How long an answer is likely to be, in full-width characters; 0 where it fills the line."""
    if item.kind_name in _LIKELY:
        return _LIKELY[item.kind_name]
    if item.control != "input" or (item.kind.maxlength or 99) > 20:
        return 0
    return item.kind.maxlength // 2 if item.kind.inputmode == "numeric" else item.kind.maxlength


_LIKELY = {
    "postcode": 8,
    "date": 12,
    "phone": 12,
    "kana": 16,
    "name": 16,
    "signature": 16,
    "my_number": 12,
    "number": 8,
    "money": 8,
    "relation": 12,
}
