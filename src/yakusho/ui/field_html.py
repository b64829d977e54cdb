"""How each kind of field is written: label above, hint under it, control, error beside."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yakusho.ui.fields import TEXT_KINDS, TICKED, Choice, Field
from yakusho.ui.markup import AttributeValue, element, joined
from yakusho.ui.shapes import shape

WIDTHS = (2, 4, 8, 12, 16, 24)  # full-width characters; the style sheet has a class for each


def field_html(field: Field) -> SafeString:
    """The whole field; groups of choices come as a fieldset with a legend."""
    if field.kind == "hidden":
        return element("input", {"type": "hidden", "name": field.name, "value": str(field.value)})
    if field.kind in ("radios", "checkboxes"):
        return _choice_group(field)
    if field.kind == "checkbox":
        return _wrapped(field, _single_checkbox(field), error_html(field.id, field.error))
    label = element("label", {"class": "label", "for": field.id}, field.label, mark(field.required))
    return _wrapped(field, label, _hint(field), _control(field), error_html(field.id, field.error))


def mark(required: bool) -> SafeString:
    """Whether the answer is needed, in words."""
    if required:
        return element("span", {"class": "mark mark-required"}, pgettext("field", "required"))
    return element("span", {"class": "mark"}, pgettext("field", "optional"))


def hint_html(owner: str, hint: str) -> SafeString:
    """The line that helps to answer."""
    return element("p", {"class": "hint", "id": f"{owner}-hint"}, hint) if hint else SafeString("")


def error_html(owner: str, error: str) -> SafeString:
    """What is wrong and how to mend it, with a shape and the word before it."""
    if not error:
        return SafeString("")
    word = element("span", {"class": "visually-hidden"}, _("Error:"), " ")
    return element("p", {"class": "error", "id": f"{owner}-error"}, shape("warning"), word, error)


def _hint(field: Field) -> SafeString:
    if field.kind == "textarea" and field.maxlength:
        limit = _("Up to %(count)s characters") % {"count": f"{field.maxlength:,}"}
        return hint_html(field.id, joined(field.hint, " " if field.hint else "", limit))
    return hint_html(field.id, field.hint)


def _wrapped(field: Field, *content: object) -> SafeString:
    return element("div", {"class": _field_class(field), "id": f"{field.id}-field"}, *content)


def _field_class(field: Field) -> str:
    return "field field-wrong" if field.error else "field"


def _shared(field: Field) -> dict[str, AttributeValue]:
    return {
        "id": field.id,
        "name": field.name,
        "aria-describedby": field.described_by,
        "aria-invalid": "true" if field.error else None,
        "aria-required": "true" if field.required else None,
        "autocomplete": field.autocomplete,
        **dict(field.attrs),
    }


def _width_class(field: Field) -> str:
    if not field.width:
        return "input"
    fitting = next((width for width in WIDTHS if width >= field.width), None)
    return f"input w-{fitting}" if fitting else "input"


def _control(field: Field) -> SafeString:
    if field.kind in TEXT_KINDS:
        return _text_input(field)
    return {"textarea": _textarea, "select": _select, "file": _file}[field.kind](field)


def _text_input(field: Field) -> SafeString:
    values = {
        "class": _width_class(field),
        "type": field.kind,
        **_shared(field),
        "inputmode": field.inputmode,
        "maxlength": field.maxlength or None,
        "value": None if field.kind == "password" else str(field.value),
    }
    if field.unit:
        unit = element("span", {"id": f"{field.id}-unit"}, field.unit)
        return element("div", {"class": "with-unit"}, element("input", values), unit)
    if not field.suggestions:
        return element("input", values)
    list_id = f"{field.id}-list"
    offered = [element("option", {"value": suggestion}) for suggestion in field.suggestions]
    return joined(element("input", {**values, "list": list_id}), element("datalist", {"id": list_id}, *offered))


def _textarea(field: Field) -> SafeString:
    # A browser drops one line break right after the tag, so that an answer may begin with one.
    values = {"class": _width_class(field), "rows": field.rows, **_shared(field)}
    return element("textarea", values, "\n", str(field.value))


def _select(field: Field) -> SafeString:
    choices = field.choice_list()
    if all(choice.value for choice in choices):
        choices = [Choice("", _("Please choose")), *choices]
    options = [
        element("option", {"value": choice.value, "selected": field.chosen(choice.value)}, choice.label)
        for choice in choices
    ]
    return element("select", {"class": _width_class(field), **_shared(field)}, *options)


def _file(field: Field) -> SafeString:
    values = _shared(field) | {"aria-required": None, "autocomplete": None}
    control = element(
        "input", {"class": "file", "type": "file", **values, "accept": field.accept, "multiple": field.multiple}
    )
    if not field.uploaded:
        return control
    kept = element("p", {"class": "kept"}, shape("done"), _("Already attached:"), " ", field.uploaded)
    return joined(kept, control)


def _single_checkbox(field: Field) -> SafeString:
    values = {"type": "checkbox", "value": "yes", **_shared(field), "checked": field.value in TICKED}
    label = element("label", {"for": field.id}, field.label, mark(field.required))
    return element("div", {"class": "choice"}, element("input", values), label, _hint(field))


def _choice_group(field: Field) -> SafeString:
    legend = element("legend", {"class": "label"}, field.label, mark(field.required))
    choices = [_choice(field, index, choice) for index, choice in enumerate(field.choice_list())]
    values = {
        "class": _field_class(field),
        "id": f"{field.id}-field",
        "aria-describedby": field.described_by,
        "role": "radiogroup" if field.kind == "radios" else None,
        "aria-required": "true" if field.kind == "radios" and field.required else None,
        "aria-invalid": "true" if field.kind == "radios" and field.error else None,
    }
    return element("fieldset", values, legend, _hint(field), *choices, error_html(field.id, field.error))


def _choice(field: Field, index: int, choice: Choice) -> SafeString:
    own_id = field.id if index == 0 else f"{field.id}-{index}"
    values = {
        "type": "radio" if field.kind == "radios" else "checkbox",
        "id": own_id,
        "name": field.name,
        "aria-describedby": f"{own_id}-about" if choice.hint else None,
        **dict(field.attrs),
        "checked": field.chosen(choice.value),
    }
    control = element("input", {**values, "value": choice.value})
    label = element("label", {"for": own_id}, choice.label)
    hint = element("p", {"class": "hint", "id": f"{own_id}-about"}, choice.hint) if choice.hint else ""
    return element("div", {"class": "choice"}, control, label, hint)


def cell_html(field: Field) -> SafeString:
    """A field in a cell of a table: its label is in the heads of row and column, and said aloud before the control."""
    if field.kind in ("radios", "checkboxes", "checkbox"):
        return field_html(field)
    label = element("label", {"class": "visually-hidden", "for": field.id}, field.label)
    return joined(label, _control(field), error_html(field.id, field.error))


def grid_html(name: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Field]]]) -> SafeString:
    """Fields in a table of fixed rows and columns; it scrolls sideways where it is wider than the screen."""
    heads = [element("th", {"scope": "col"}, column) for column in columns]
    lines = [
        element(
            "tr", {}, element("th", {"scope": "row"}, title), *(element("td", {}, cell_html(cell)) for cell in cells)
        )
        for title, cells in rows
    ]
    head = element("thead", {}, element("tr", {}, element("td", {}), *heads))
    table = element("table", {}, head, element("tbody", {}, *lines))
    return element("div", {"class": "table-frame", "role": "region", "tabindex": "0", "aria-label": name}, table)


def explanation_html(own_id: str, title: str, text: str) -> SafeString:
    """Words between the fields; each line of the text is a paragraph."""
    lines = [element("p", {}, line) for line in text.splitlines() if line.strip()]
    return element("div", {"class": "card field", "id": own_id}, element("p", {"class": "label"}, title), *lines)
