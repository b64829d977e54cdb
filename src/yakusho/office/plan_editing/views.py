"""Pages of the plan's file: versions, text, measures as forms, comparison table, continuity, decision."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from functools import lru_cache, wraps
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yakusho import plans
from yakusho.desk.staff.guards import signed_in
from yakusho.desk.staff.permissions import may
from yakusho.desk.staff.queries import acting, seat_names, section_codes
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid
from yakusho.kernel.findings import Malformed
from yakusho.kernel.ids import new_id
from yakusho.office.plan_editing import actions, queries
from yakusho.office.plan_editing.forms import indicator_fields, measure_fields
from yakusho.plans.lint import MALFORMED, Remark, lint_text
from yakusho.plans.sentences import fiscal_year_words
from yakusho.plans.versions import compare as compared
from yakusho.ui.fields import Field
from yakusho.ui.parts import Column

View = Callable[..., HttpResponse]
DRAFT = "draft"


@dataclass(frozen=True)
class Desk:
    """What lies on the desk: the ward's file, the version that stands, and the text that is worked on."""

    file: Path
    standing: int
    text: str
    revision: int

    @property
    def has_draft(self) -> bool:
        """Whether somebody has begun a draft."""
        return self.revision > 0

    def version(self, name: str) -> str | None:
        """The text of a version by its number, or of the draft."""
        if name == DRAFT:
            return self.text
        return queries.text_of(self.file, int(name)) if name.isascii() and name.isdigit() and len(name) < 7 else None


@dataclass(frozen=True)
class Said:
    """A finding as a page shows it, with the line of the file it speaks of."""

    rule: str
    where: str
    words: str
    remedy: str
    line: int | None
    source: str
    url: str


def desk() -> Desk | None:
    """What lies on the desk; None where the ward has no plan file."""
    file = queries.ward_file()
    if file is None:
        return None
    standing, draft = queries.standing_number(file.name), queries.draft_of(file)
    text = draft.text if draft is not None else queries.text_of(file, standing) or ""
    return Desk(file, standing, text, draft.revision if draft is not None else 0)


def with_desk(view: View) -> View:
    """Give the view what lies on the desk."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: str) -> HttpResponse:
        found = desk()
        if found is None:
            return render(request, "plan/none.html", status=404)
        return view(request, found, **kwargs)

    return wrapped


@lru_cache(maxsize=8)
def read_plan(text: str) -> plans.Plan | None:
    """The plan in a text; None when it can't be read."""
    try:
        return plans.load(text)
    except Malformed:
        return None


def look_over(text: str) -> list[Remark]:
    """What the linter says of a text, with the ward's own sections."""
    return list(_looked_over(text, frozenset(section_codes())))


@lru_cache(maxsize=8)
def _looked_over(text: str, sections: frozenset[str]) -> tuple[Remark, ...]:
    return tuple(lint_text(text, "", sections))


def said_of(remarks: list[Remark], text: str) -> list[Said]:
    """Findings in the reader's language, with the lines that they speak of."""
    language, lines = get_language() or "ja", text.split("\n")
    return [
        Said(
            each.rule,
            each.where(language),
            each.words.in_language(language),
            each.remedy.in_language(language),
            each.line,
            lines[each.line - 1].strip()[:160] if each.line is not None and each.line <= len(lines) else "",
            reverse("plan_editing:measure", args=[each.measure]) if each.measure else "",
        )
        for each in remarks
    ]


@signed_in
@require_safe
@with_desk
def overview(request: HttpRequest, on: Desk) -> HttpResponse:
    """All versions, and what can be done with the draft."""
    by, kept = acting(request), queries.versions(on.file)
    names = seat_names({each.seat for each in kept})
    context = {
        "on": on,
        "versions": [(each, names.get(each.seat, "")) for each in kept],
        "remarks": len(look_over(on.text)),
        "edits": may(by, actions.EDIT),
        "decides": may(by, actions.DECIDE),
        "columns": [_("Version"), _("Decided on"), _("Decided by"), _("Put in by"), _("Comparison"), _("File")],
    }
    return render(request, "plan_editing/overview.html", context)


@signed_in
@require_safe
@with_desk
def text(request: HttpRequest, on: Desk) -> HttpResponse:
    """The whole file as text, with the linter's findings beside it."""
    return text_page(request, on, on.text)


def text_page(
    request: HttpRequest, on: Desk, typed: str, invalid: Invalid | None = None, outdated: str = ""
) -> HttpResponse:
    errors = {error.path: error.sentence for error in invalid.errors} if invalid else {}
    remarks = look_over(typed)
    context = {
        "on": on,
        "field": Field(
            "text",
            _("The plan's file"),
            "textarea",
            value=typed,
            rows=30,
            error=errors.get("text", ""),
            hint=_("YAML; comments are kept. What can't be read as a plan is kept too, and told here with its line."),
            attrs=[("spellcheck", "false"), ("lang", "ja")],
        ),
        "remarks": said_of(remarks, typed),
        "malformed": any(each.rule == MALFORMED for each in remarks),
        "errors": invalid.errors if invalid else (),
        "outdated": outdated,
        "edits": may(acting(request), actions.EDIT),
    }
    return render(request, "plan_editing/text.html", context, status=409 if outdated else 422 if invalid else 200)


@signed_in
@require_safe
@with_desk
def measures(request: HttpRequest, on: Desk) -> HttpResponse:
    """Every measure with the number of findings, to open one as a form."""
    plan, remarks = read_plan(on.text), look_over(on.text)
    if plan is None:
        return text_page(request, on, on.text)
    counts = {
        number: sum(each.measure == number for each in remarks) for number in (each.number for each in plan.measures)
    }
    context = {
        "on": on,
        "rows": [(each, counts[each.number]) for each in plan.measures],
        "beside": said_of([each for each in remarks if each.measure is None], on.text),
        "columns": [_("Measure"), _("Sections in charge"), Column(_("Findings"), numeric=True)],
    }
    return render(request, "plan_editing/measures.html", context)


@signed_in
@require_safe
@with_desk
def measure(request: HttpRequest, on: Desk, number: str) -> HttpResponse:
    """One measure as a form, with the linter's findings beside each indicator."""
    return measure_page(request, on, number, {})


def measure_page(
    request: HttpRequest,
    on: Desk,
    number: str,
    post: Mapping[str, str],
    invalid: Invalid | None = None,
    outdated: str = "",
) -> HttpResponse:
    plan = read_plan(on.text)
    if plan is None:
        return text_page(request, on, on.text)
    found = next((each for each in plan.measures if each.number == number), None)
    if found is None:
        raise Http404
    errors = {error.path: error.sentence for error in invalid.errors} if invalid else {}
    remarks = [each for each in look_over(on.text) if each.measure == number]
    forms = indicator_fields(found, post, errors, remarks)
    context = {
        "on": on,
        "measure": found,
        "fields": measure_fields(plan, found, post, errors),
        "indicators": [(form, said_of(form.remarks, on.text)) for form in forms],
        "remarks": said_of([each for each in remarks if each.indicator is None], on.text),
        "errors": invalid.errors if invalid else (),
        "outdated": outdated,
        "edits": may(acting(request), actions.EDIT),
    }
    return render(request, "plan_editing/measure.html", context, status=409 if outdated else 422 if invalid else 200)


@signed_in
@require_safe
@with_desk
def decide(request: HttpRequest, on: Desk) -> HttpResponse:
    """What deciding the draft would change, what is still doubtful, and the decision itself."""
    return decide_page(request, on, {})


def decide_page(
    request: HttpRequest, on: Desk, post: Mapping[str, str], invalid: Invalid | None = None, outdated: str = ""
) -> HttpResponse:
    errors = {error.path: error.sentence for error in invalid.errors} if invalid else {}
    before = on.version(str(on.standing)) or ""
    standing, draft = read_plan(before), read_plan(on.text)
    context = {
        "on": on,
        "rows": compared(standing, draft) if standing is not None and draft is not None else [],
        "lines": list(unified_diff(before.split("\n"), on.text.split("\n"), n=1, lineterm=""))[2:],
        "faults": actions.faults(on.file, on.text) if on.has_draft else (),
        "remarks": said_of([each for each in look_over(on.text) if each.rule != MALFORMED], on.text),
        "columns": [_("Measure"), _("What"), _("Old words"), _("New words")],
        "language": get_language() or "ja",
        "fields": [
            Field(
                "decided_on",
                _("Decided on"),
                "date",
                value=post.get("decided_on", clock.today().isoformat()),
                error=errors.get("decided_on", ""),
            ),
            Field(
                "decided_by",
                _("Decided by"),
                value=post.get("decided_by", ""),
                error=errors.get("decided_by", ""),
                hint=_("The body or post that decided, such as the headquarters' meeting."),
                maxlength=actions.DECIDED_BY_CHARACTERS_MAX,
            ),
            Field(
                "words",
                _("Reason of the change"),
                "textarea",
                value=post.get("words", ""),
                error=errors.get("words", ""),
                required=False,
                rows=3,
            ),
        ],
        "once": post.get("once") or new_id(),
        "errors": invalid.errors if invalid else (),
        "outdated": outdated,
        "decides": may(acting(request), actions.DECIDE),
    }
    return render(request, "plan_editing/decide.html", context, status=409 if outdated else 422 if invalid else 200)


@signed_in
@require_safe
@with_desk
def file(request: HttpRequest, on: Desk, number: str) -> HttpResponse:
    """A version's file as it was decided."""
    found = on.version(number)
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{on.file.stem}-{number}.yaml"'
    return response


def year_name(year: int) -> str:
    """A fiscal year in the reader's language."""
    return fiscal_year_words(year).in_language(get_language() or "ja")


def version_name(name: str) -> str:
    """What a version is called."""
    if name == DRAFT:
        return _("Draft")
    return _("Version %(number)s") % {"number": name} if name != "0" else _("Version 0 (the ward's file)")
