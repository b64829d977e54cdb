"""The whole form on one page, as it lies on the paper: each item with a box for what is missing on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yakusho.forms import Compiled, CompiledPage, Field
from yakusho.forms.posts import Offers
from yakusho.mynumber.paper.reading import MARK
from yakusho.ui.field_html import error_html, field_html, hint_html
from yakusho.ui.fields import Choice, field_id
from yakusho.ui.fields import Field as Input
from yakusho.ui.markup import element, joined

_CONTROLS = {
    "textarea": "textarea",
    "radio": "radios",
    "select": "select",
    "checkbox": "checkbox",
    "checkboxes": "checkboxes",
    "file": "file",
}
_CONSENT_VALUE = "on"


@dataclass(frozen=True)
class Shown:
    """What stands in the form: texts, errors and offered choices by input name, members by group, marked items."""

    language: str
    texts: Mapping[str, str]
    rows: Mapping[str, int]
    errors: Mapping[str, str] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()
    offers: Mapping[str, Offers] = field(default_factory=dict)


def form_html(compiled: Compiled, shown: Shown) -> SafeString:
    """Every item of every page, in the order of the form; what only some are asked is there for all."""
    return joined(*(_page(page, shown) for page in compiled.pages))


def _page(page: CompiledPage, shown: Shown) -> SafeString:
    items = [_marked(item, shown) for section in page.sections for item in section.items if item.control != "words"]
    if not items:
        return SafeString("")
    legend = element("legend", {"class": "group-legend"}, page.title.say(shown.language))
    return element("fieldset", {"class": "group"}, legend, *items)


def _marked(item: Field, shown: Shown) -> SafeString:
    """An item with the box that says: this is missing, unreadable or contradictory on the paper."""
    label = item.label.say(shown.language)
    mark = Input(
        name=f"{MARK}{item.id}",
        label=_("Missing or unclear on the paper: %(item)s") % {"item": label},
        kind="checkbox",
        value=item.id in shown.marked,
        required=False,
    )
    return element("div", {"class": "stack"}, _item(item, shown), _box(mark))


def _box(mark: Input) -> SafeString:
    """The box without the word for optional, which would stand beside every item."""
    values = {"type": "checkbox", "id": mark.id, "name": mark.name, "value": "yes", "checked": mark.value is True}
    label = element("label", {"for": mark.id}, mark.label)
    return element("div", {"class": "choice"}, element("input", values), label)


def _item(item: Field, shown: Shown) -> SafeString:
    if item.control == "group":
        return _fieldset(item, item.id, shown, _members(item, shown))
    return _asked(item, item.id, shown)


def _asked(item: Field, name: str, shown: Shown) -> SafeString:
    """An item of one input or of several, on a page or in the member of a repeat group."""
    if not item.parts:
        return field_html(_input(item, name, shown))
    inputs = [field_html(_input(part, f"{name}-{part.id}", shown)) for part in item.parts]
    return _fieldset(item, name, shown, joined(*inputs))


def _fieldset(item: Field, name: str, shown: Shown, content: SafeString) -> SafeString:
    own_id, error = field_id(name), shown.errors.get(name, "")
    hint = item.hint.say(shown.language) if item.hint else ""
    described = " ".join(f"{own_id}-{part}" for part, there in (("hint", hint), ("error", error)) if there)
    legend = element("legend", {"class": "label"}, item.label.say(shown.language))
    values = {"id": own_id, "tabindex": "-1", "aria-describedby": described}
    return element("fieldset", values, legend, hint_html(own_id, hint), error_html(own_id, error), content)


def _members(item: Field, shown: Shown) -> SafeString:
    count = min(max(shown.rows.get(item.id, 0), item.min, 1), item.max)
    one = item.one or item.label
    rows = []
    for index in range(count):
        title = element("legend", {"class": "label"}, f"{one.say(shown.language)} {index + 1}")
        inputs = [_asked(member, f"{item.id}-{index}-{member.id}", shown) for member in item.members]
        rows.append(element("fieldset", {"class": "card"}, title, *inputs))
    if count == item.max:
        return joined(*rows)
    more = {"class": "button button-outline button-md", "type": "submit", "name": "go", "value": f"add-{item.id}"}
    return joined(*rows, element("p", {}, element("button", more, _("Add another"))))


def _input(item: Field, name: str, shown: Shown) -> Input:
    kind, text = item.kind, shown.texts.get(name, "")
    control = _CONTROLS.get(item.control, "text")
    value: str | bool | list[str] = text
    choices = [Choice(choice.code, choice.label.say(shown.language)) for choice in item.choices]
    if name in shown.offers:
        control, choices = "radios", [Choice(sent, label.say(shown.language)) for sent, label in shown.offers[name]]
    if control == "checkbox":
        value = text == _CONSENT_VALUE
    elif control == "checkboxes":
        value = text.split(",")
    return Input(
        name=name,
        label=item.label.say(shown.language),
        kind=control,
        hint=item.hint.say(shown.language) if item.hint else "",
        value=value,
        error=shown.errors.get(name, ""),
        choices=choices,
        required=item.required,
        inputmode=kind.inputmode or "",
        maxlength=kind.maxlength if control == "textarea" and kind.maxlength else 0,
        rows=kind.rows or 4,
        accept=kind.accept or "",
        attrs=(("value", _CONSENT_VALUE),) if control == "checkbox" else (),
    )
