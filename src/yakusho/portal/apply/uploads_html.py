"""The input for files as HTML: what is attached already, what is under way, and a button to take each out.

Without scripts it is a plain input of a form, and files come with the form. Where scripts run, `upload.js` sends each
file in parts as soon as it is chosen, and writes what is under way into copies of the `template` here.
"""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yakusho.forms import Field
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX, UPLOADS_BYTES_MAX
from yakusho.portal.apply.attached import DROP, INPUT, MEGABYTE, Handle, mark
from yakusho.portal.apply.upload_parts import PART_BYTES
from yakusho.ui.field_html import error_html, hint_html
from yakusho.ui.field_html import mark as needed
from yakusho.ui.fields import field_id
from yakusho.ui.markup import element, joined
from yakusho.ui.shapes import shape

_SMALL = "button button-outline button-sm"


def file_html(item: Field, language: str, files: Sequence[Handle], error: str) -> SafeString:
    """The whole field of a file item."""
    own_id = field_id(item.id)
    hint = " ".join(filter(None, (item.hint.say(language) if item.hint else "", _bounds(item))))
    described = " ".join(f"{own_id}-{part}" for part, there in (("hint", hint), ("error", error)) if there)
    values = {
        "class": "file",
        "type": "file",
        "id": own_id,
        "name": item.id,
        "aria-describedby": described,
        "aria-invalid": "true" if error else None,
        "accept": item.kind.accept or "",
        "multiple": item.many > 1,
        "capture": "environment" if item.camera else None,
        "data-upload": PART_BYTES,
    }
    return element(
        "div",
        {"class": "field field-wrong" if error else "field", "id": f"{own_id}-field"},
        element("label", {"class": "label", "for": own_id}, item.label.say(language), needed(item.required)),
        hint_html(own_id, hint),
        _list(item, files),
        element("input", values),
        error_html(own_id, error),
        _under_way(),
        element("p", {"class": "visually-hidden", "role": "status"}),
    )


def _bounds(item: Field) -> str:
    """What may be attached, and how much of it."""
    kinds = _("JPEG, PNG or PDF, each up to %(megabytes)s MB.") % {"megabytes": UPLOAD_BYTES_MAX // MEGABYTE}
    if item.many == 1:
        return kinds
    count = ngettext("Up to %(count)s file", "Up to %(count)s files", item.many) % {"count": item.many}
    together = _("%(files)s, all files of this form together up to %(megabytes)s MB.")
    return joined(kinds, " ", together % {"files": count, "megabytes": UPLOADS_BYTES_MAX // MEGABYTE})


def _list(item: Field, files: Sequence[Handle]) -> SafeString:
    values = {"class": "uploads", "aria-label": _("Attached files"), "hidden": not files}
    return element("ul", values, *(kept_row(item.id, each) for each in files))


def kept_row(item: str, handle: Handle, sealed: str = "") -> SafeString:
    """A file that is attached; one that the form doesn't know of yet brings along its sealed handle."""
    name = element("span", {"class": "upload-name"}, shape("done"), handle["name"], " ", _size(handle["size_bytes"]))
    hidden = element("input", {"type": "hidden", "name": INPUT, "value": sealed}) if sealed else ""
    words = joined(_("Remove"), element("span", {"class": "visually-hidden"}, " ", handle["name"]))
    go = {"class": _SMALL, "type": "submit", "name": "go", "value": f"{DROP}{item}-{mark(handle)}"}
    return element("li", {"data-file": mark(handle)}, name, hidden, element("button", go, words))


def _size(size_bytes: int) -> SafeString:
    kilobytes = -(-size_bytes // 1_000)
    words = f"{kilobytes} kB" if kilobytes < 1_000 else f"{size_bytes / MEGABYTE:.1f} MB"
    return element("span", {"class": "muted"}, words)


def _under_way() -> SafeString:
    """What the script copies for each file under way, with the words it says."""
    words = {
        "data-waiting": _("waiting"),
        "data-sending": _("%s% sent"),
        "data-lost": _("The line is down. It goes on by itself."),
        "data-again": _("stopped. Choose the same file again to go on."),
        "data-done": _("is attached."),
        "data-failed": _("This file could not be sent. Choose it again, or reload the page."),
        "data-next": _("The next page comes as soon as the files are attached."),
    }
    name = element("span", {"class": "upload-name"}, element("span", {}), " ", element("span", {"class": "muted"}))
    words_of_cancel = joined(_("Cancel"), element("span", {"class": "visually-hidden"}))
    button = element("button", {"class": _SMALL, "type": "button"}, words_of_cancel)
    row = element("li", {}, name, element("progress", {"max": 100, "value": 0}), button)
    return element("template", words, row)
