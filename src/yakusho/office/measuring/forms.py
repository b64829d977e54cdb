"""The forms of an indicator-year: reading what they post, and their fields with everything that was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _

from yakusho.kernel.errors import FieldError, Invalid
from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.office.measuring.actions import Report
from yakusho.office.measuring.evidence import (
    FILE_ENDINGS,
    LINK_CHARACTERS_MAX,
    TITLE_CHARACTERS_MAX,
)
from yakusho.office.measuring.models import STATUSES
from yakusho.office.measuring.reading import (
    TEXT_CHARACTERS_MAX,
    Measurement,
    checklist,
    read_amount,
    read_as_of,
    read_measurement,
    read_text,
    shapes,
    whole_numbers_only,
)
from yakusho.office.measuring.rules import Cell
from yakusho.office.measuring.words import STATUSES as STATUS_WORDS
from yakusho.plans.observations import WHOLE, Observation
from yakusho.ui.fields import Field

FIRST_YEAR = 1989  # no baseline is older than the era before
_WHOLE, _PART = "whole", "part"


@dataclass(frozen=True)
class ValueForm:
    """The form of a value; `needs_reason` when it stands instead of another."""

    shape: str
    fields: list[Field]
    needs_reason: bool
    other_shape: str


def posted_section(cell: Cell, post: QueryDict, section: str) -> str:
    """The section that a form speaks for: `section` when it says that it covers that part only, else the whole."""
    return section if cell.may_be_parts and post.get("covers") == _PART else WHOLE


def posted_report(cell: Cell, post: QueryDict, section: str, today: date, *, needs_reason: bool) -> Report:
    """The report that a form posts, which speaks for `section`.

    Raises:
        Invalid: with a sentence for each wrong field.
    """
    typed = {name: str(value) for name, value in post.items()}
    shape = typed.get("shape", "")
    found = read_measurement(cell.indicator, cell.fiscal_year, shape, typed, frozenset(post.getlist("items")))
    errors = [] if isinstance(found, Measurement) else list(found)
    status = typed.get("status", "")
    if status not in STATUSES:
        errors.append(FieldError("status", _("Choose whether the value is provisional or confirmed.")))
    as_of = read_as_of(typed.get("as_of", ""), cell.fiscal_year, today)
    if isinstance(as_of, str):
        errors.append(FieldError("as_of", as_of))
    required = _("Write why this value holds instead. It is kept with the value.") if needs_reason else ""
    reason = read_text("reason", typed.get("reason", ""), required=required)
    if isinstance(reason, FieldError):
        errors.append(reason)
    if errors or isinstance(as_of, str) or isinstance(reason, FieldError) or not isinstance(found, Measurement):
        raise Invalid(errors)
    return Report(found, status, as_of, section, reason)


@dataclass(frozen=True)
class PostedBaseline:
    """What a form says of a baseline."""

    value: Decimal
    as_of: date
    reason: str


def posted_baseline(cell: Cell, post: QueryDict, today: date) -> PostedBaseline:
    """The baseline that a form posts.

    Raises:
        Invalid: with a sentence for each wrong field.
    """
    value = read_amount(post.get("baseline", ""), cell.indicator.reading.unit, whole=whole_numbers_only(cell.indicator))
    as_of = read_as_of(post.get("baseline_as_of", ""), FIRST_YEAR, today)
    words = _("Write where this number is from.")
    reason = read_text("baseline_reason", post.get("baseline_reason", ""), required=words)
    errors = [FieldError("baseline", value)] if isinstance(value, str) else []
    errors += [FieldError("baseline_as_of", as_of)] if isinstance(as_of, str) else []
    errors += [reason] if isinstance(reason, FieldError) else []
    if isinstance(value, str) or isinstance(as_of, str) or isinstance(reason, FieldError):
        raise Invalid(errors)
    return PostedBaseline(value, as_of, reason)


def value_form(
    cell: Cell,
    post: QueryDict,
    errors: Mapping[str, str],
    today: date,
    *,
    shape: str,
    seen: Observation | None,
    needs_reason: bool,
) -> ValueForm:
    """The form of a value, filled with what was typed, else with what stands now."""
    possible = shapes(cell.indicator, cell.fiscal_year)
    shape = shape if shape in possible else possible[0]
    get = {name: str(value) for name, value in post.items()} or _filled(seen)
    fields = _measurement_fields(cell, shape, get, post.getlist("items") if post else _ticked(seen))
    day = min(today, fiscal_year_days(cell.fiscal_year)[1]).isoformat()
    fields += [
        Field(
            "status",
            _("How sure it is"),
            "radios",
            value=get.get("status", "provisional"),
            choices=[(each, _(STATUS_WORDS[each])) for each in STATUSES],
        ),
        Field(
            "as_of",
            _("Counted up to"),
            value=get.get("as_of", day),
            width=12,
            hint=_("As in 2026-03-31 or 令和8年3月31日."),
        ),
    ]
    if cell.may_be_parts:
        choices = [(_WHOLE, _("The whole, of all sections")), (_PART, _("Only my section's part, which is added"))]
        fields.append(
            Field("covers", _("What the value covers"), "radios", value=get.get("covers", _WHOLE), choices=choices)
        )
    fields.append(
        Field(
            "reason",
            _("Why this value") if needs_reason else _("Remark"),
            "textarea",
            value=get.get("reason", ""),
            required=needs_reason,
            maxlength=TEXT_CHARACTERS_MAX,
            rows=3,
            hint=_("Colleagues and the secretariat read it. Write no names of residents."),
        )
    )
    others = [each for each in possible if each != shape]
    shown = [_with_error(each, errors) for each in fields]
    return ValueForm(shape, shown, needs_reason, others[0] if others else "")


def baseline_fields(cell: Cell, post: QueryDict, errors: Mapping[str, str]) -> list[Field]:
    """The fields of a baseline."""
    unit = cell.indicator.reading.unit or ""
    label = _("Baseline (%(unit)s)") % {"unit": unit} if unit else _("Baseline")
    fields = [
        Field("baseline", label, value=post.get("baseline", ""), inputmode="decimal", width=8),
        Field("baseline_as_of", _("As it stood on"), value=post.get("baseline_as_of", ""), width=12,
              hint=_("As in 2021-03-31 or 令和3年3月31日.")),
        Field("baseline_reason", _("Where the number is from"), "textarea", value=post.get("baseline_reason", ""),
              rows=2, maxlength=TEXT_CHARACTERS_MAX),
    ]  # fmt: skip
    return [_with_error(each, errors) for each in fields]


def evidence_fields(post: QueryDict, errors: Mapping[str, str]) -> dict[str, list[Field]]:
    """The fields of a file and of a link."""
    shows = _("What it shows")
    file = [
        Field("file_title", shows, value=post.get("file_title", ""), maxlength=TITLE_CHARACTERS_MAX),
        Field("file", _("File"), "file", accept=",".join(FILE_ENDINGS),
              hint=_("PDF, photo, Word, Excel, PowerPoint or CSV, up to 5 MB. Choose none with names of residents.")),
    ]  # fmt: skip
    link = [
        Field("link_title", shows, value=post.get("link_title", ""), maxlength=TITLE_CHARACTERS_MAX),
        Field("link", _("Address"), value=post.get("link", ""), inputmode="url", maxlength=LINK_CHARACTERS_MAX,
              hint=_("It begins with https://.")),
    ]  # fmt: skip
    return {"file": [_with_error(each, errors) for each in file], "link": [_with_error(each, errors) for each in link]}


def _measurement_fields(cell: Cell, shape: str, get: Mapping[str, str], ticked: list[str]) -> list[Field]:
    unit = cell.indicator.reading.unit or ""
    yes_no = [("yes", _("Yes")), ("no", _("No"))]
    if shape == "value":
        label = _("Number (%(unit)s)") % {"unit": unit} if unit else _("Number counted")
        return [Field("value", label, value=get.get("value", ""), inputmode="decimal", width=8)]
    if shape == "share":
        return [
            Field("numerator", _("Part"), value=get.get("numerator", ""), inputmode="numeric", width=8),
            Field("denominator", _("Whole"), value=get.get("denominator", ""), inputmode="numeric", width=8),
        ]
    if shape == "stage":
        names = [(str(number), f"{number} {name}") for number, name in enumerate(cell.indicator.reading.stages, 1)]
        choices = [("0", _("None yet")), *names]
        return [Field("stage", _("Stage that is reached"), "radios", value=get.get("stage", ""), choices=choices)]
    if shape == "items":
        things = [(str(place), text) for place, text in enumerate(checklist(cell.indicator, cell.fiscal_year))]
        return [Field("items", _("What is done"), "checkboxes", value=ticked, choices=things, required=False)]
    if shape == "done":
        hint = _("It counts as done once a piece of evidence is attached.")
        return [Field("done", _("Was it done?"), "radios", value=get.get("done", ""), choices=yes_no, hint=hint)]
    hint = _("It counts as done once evidence shows that work on it began.")
    label = _("Has the condition occurred?")
    return [Field("triggered", label, "radios", value=get.get("triggered", ""), choices=yes_no, hint=hint)]


def _filled(seen: Observation | None) -> dict[str, str]:
    if seen is None:
        return {}
    found = {"status": "confirmed"}
    if seen.value is not None:
        found["value"] = f"{Decimal(seen.value):f}"
    if seen.share is not None:
        found["numerator"], found["denominator"] = str(seen.share[0]), str(seen.share[1])
    if seen.stage is not None:
        found["stage"] = str(seen.stage)
    for name in ("done", "triggered"):
        answer = getattr(seen, name)
        if answer is not None:
            found[name] = "yes" if answer else "no"
    return found


def _ticked(seen: Observation | None) -> list[str]:
    return [str(place) for place, done in enumerate(seen.items or ()) if done] if seen is not None else []


def _with_error(field: Field, errors: Mapping[str, str]) -> Field:
    return replace(field, error=errors[field.name]) if field.name in errors else field
