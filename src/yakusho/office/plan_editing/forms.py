"""The form of a measure (施策の編集欄): its fields, and the changes that a post makes to the file.

What a target is (its kind) is changed in the text; here its words and numbers are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yakusho.kernel.errors import FieldError, Invalid
from yakusho.kernel.findings import Place
from yakusho.plans import Measure, Plan
from yakusho.plans.checks import owners_of
from yakusho.plans.lint import Remark
from yakusho.plans.model import Indicator
from yakusho.plans.sentences import fiscal_year_words
from yakusho.plans.targets import ChecklistTarget, Numeric, StageTarget, Target
from yakusho.ui.fields import Field

NUMBER_DIGITS_MAX = 12
WORDS_MAX = 400


@dataclass(frozen=True)
class CellFields:
    """The fields of one target."""

    name: str
    kind: str
    fields: list[Field]


@dataclass(frozen=True)
class IndicatorFields:
    """The fields of one indicator, and what the linter says of it."""

    id: str
    title: str
    fields: list[Field]
    cells: list[CellFields]
    remarks: list[Remark]


def measure_fields(plan: Plan, measure: Measure, post: Mapping[str, str], errors: Mapping[str, str]) -> list[Field]:
    """The fields of the measure itself."""
    written = {
        "title": measure.title,
        "summary": measure.summary or "",
        "departments": measure.departments_words,
        **{f"policy-{policy.id}": measure.policies.get(policy.id, "") for policy in plan.policies},
    }
    said = {**written, **{name: post[name] for name in written if name in post}}
    weights = [("", "－"), ("◎", "◎"), ("○", "○")]
    return [
        Field("title", _("Title of the measure"), value=said["title"], error=errors.get("title", "")),
        Field("summary", _("Summary"), "textarea", value=said["summary"], required=False, rows=3),
        Field(
            "departments",
            _("Sections in charge"),
            value=said["departments"],
            error=errors.get("departments", ""),
            hint=_("Several sections are divided by 、 or ・."),
        ),
        *(
            Field(
                f"policy-{policy.id}",
                f"{policy.id} {policy.name}",
                "select",
                value=said[f"policy-{policy.id}"],
                choices=weights,
                required=False,
                width=6,
            )
            for policy in plan.policies
        ),
    ]


def indicator_fields(
    measure: Measure, post: Mapping[str, str], errors: Mapping[str, str], remarks: list[Remark]
) -> list[IndicatorFields]:
    """The fields of every indicator of a measure."""
    return [_indicator(at, each, post, errors, remarks) for at, each in enumerate(measure.indicators)]


def _indicator(
    at: int, indicator: Indicator, post: Mapping[str, str], errors: Mapping[str, str], remarks: list[Remark]
) -> IndicatorFields:
    names = {"label": (_("Heading"), indicator.label), "part": (_("Part of the heading"), indicator.part)}
    fields = [
        Field(f"i{at}-{key}", label, value=post.get(f"i{at}-{key}", written or ""), required=False)
        for key, (label, written) in names.items()
    ]
    cells = []
    for cell, target in _cells(indicator):
        name = _("All years together") if cell == "all_years" else _year(int(cell))
        asked = []
        for key, (label, written) in _inputs(target).items():
            path = f"i{at}-{cell}-{key}"
            kind = "textarea" if key == "items" else "text"
            asked.append(
                Field(
                    path,
                    f"{name}: {label}",
                    kind,
                    value=post.get(path, written),
                    error=errors.get(path, ""),
                    inputmode="numeric" if key in ("value", "stage_index") else "",
                    width=10 if key in ("value", "stage_index") else 0,
                    rows=2,
                )
            )
        cells.append(CellFields(name, target.kind, asked))
    title = " / ".join(part for part in (indicator.label, indicator.part) if part)
    mine = [remark for remark in remarks if remark.indicator == indicator.id]
    return IndicatorFields(indicator.id, title, fields, cells, mine)


def _cells(indicator: Indicator) -> Iterator[tuple[str, Target]]:
    for year, target in indicator.years.items():
        yield str(year), target
    yield "all_years", indicator.all_years


def _year(year: int) -> str:
    return fiscal_year_words(year).in_language(get_language() or "ja")


def _inputs(target: Target) -> dict[str, tuple[str, str]]:
    """What can be changed of a target: key of the file, label, present value."""
    if target.raw is None:
        return {}
    inputs = {"raw": (_("the plan's words"), target.raw)}
    if isinstance(target, Numeric):
        inputs["value"] = (_("number"), str(target.value))
        inputs["unit"] = (_("unit"), target.unit)
    elif isinstance(target, StageTarget):
        inputs["stage_index"] = (_("number of the stage"), str(target.stage_index))
    elif isinstance(target, ChecklistTarget):
        inputs["items"] = (_("things to do, one a line"), "\n".join(target.items))
    return inputs


def posted_changes(plan: Plan, position: int, post: Mapping[str, str]) -> dict[Place, Any]:
    """The changes that a post makes to the file.

    Raises:
        Invalid: a value can't stand in the file.
    """
    measure, errors, changes = plan.measures[position], list[FieldError](), dict[Place, Any]()
    place: Place = ("measures", position)
    title, departments = post.get("title", "").strip(), post.get("departments", "").strip()
    owners = [name.strip() for name in owners_of(departments)]
    if not 0 < len(title) <= WORDS_MAX:
        errors.append(FieldError("title", _("Write a title of up to %(max)s characters.") % {"max": WORDS_MAX}))
    if not all(owners):
        errors.append(FieldError("departments", _("Write at least one section, and none twice divided.")))
    if title != measure.title:
        changes[*place, "title"] = title
    if post.get("summary", "").strip() != (measure.summary or ""):
        changes[*place, "summary"] = post.get("summary", "").strip() or None
    if departments != measure.departments_words:
        changes[*place, "departments"] = owners
        changes[*place, "departments_raw"] = departments
    policies = {each.id: said for each in plan.policies if (said := post.get(f"policy-{each.id}", "")) in ("◎", "○")}
    if policies != measure.policies:
        main = [policy for policy, weight in policies.items() if weight == "◎"]
        changes[*place, "policies"] = policies
        changes[*place, "primary_policy"] = main[0] if len(main) == 1 else None
    for at, indicator in enumerate(measure.indicators):
        _indicator_changes((*place, "indicators", at), f"i{at}", indicator, post, changes, errors)
    if errors:
        raise Invalid(errors)
    return changes


def _indicator_changes(
    place: Place,
    prefix: str,
    indicator: Indicator,
    post: Mapping[str, str],
    changes: dict[Place, Any],
    errors: list[FieldError],
) -> None:
    for key, written in (("label", indicator.label), ("part", indicator.part)):
        said = post.get(f"{prefix}-{key}", "").strip()
        if said != (written or ""):
            changes[*place, key] = said or None
    for cell, target in _cells(indicator):
        where: Place = (*place, cell) if cell == "all_years" else (*place, "years", int(cell))
        for key, (_label, written) in _inputs(target).items():
            path = f"{prefix}-{cell}-{key}"
            said = post.get(path, written).replace("\r\n", "\n").strip()
            if said != written:
                value = _value(key, said)
                if value is None:
                    errors.append(FieldError(path, _WRONG[key]()))
                else:
                    changes[*where, key] = value


def _value(key: str, said: str) -> Any:
    """What stands in the file for what was typed; None when it can't."""
    if key in ("value", "stage_index"):
        digits = said.replace(",", "")
        fine = digits.isascii() and digits.isdigit() and len(digits) <= NUMBER_DIGITS_MAX
        return int(digits) if fine and (key == "value" or int(digits) > 0) else None
    if key == "items":
        items = [line.strip() for line in said.split("\n") if line.strip()]
        return items or None
    return said if 0 < len(said) <= WORDS_MAX else None


_WRONG = {
    "raw": lambda: _("Write the words as the plan prints them, up to %(max)s characters.") % {"max": WORDS_MAX},
    "value": lambda: _("Write a whole number in digits, such as 36000."),
    "unit": lambda: _("Write the unit, such as 件."),
    "stage_index": lambda: _("Write the number of the stage, from 1."),
    "items": lambda: _("Write at least one thing, each on a line of its own."),
}
