"""What is posted on the plan's file: texts, measures, the decision; the page comes back with everything typed."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yakusho.desk.cases.forms import posted_once
from yakusho.desk.staff.guards import needs
from yakusho.desk.staff.queries import acting
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.office.plan_editing import actions, queries
from yakusho.office.plan_editing.forms import posted_changes
from yakusho.office.plan_editing.views import Desk, decide_page, measure_page, read_plan, text_page, with_desk
from yakusho.plans.editing import changed

REVISION_DIGITS_MAX = 9


@needs(actions.EDIT)
@require_POST
@with_desk
def text_keep(request: HttpRequest, on: Desk) -> HttpResponse:
    """Keep the whole text as the draft."""
    typed = request.POST.get("text", "")
    try:
        actions.draft_keep(by=acting(request), file=on.file, text=typed, seen=_seen(request))
    except Invalid as invalid:
        return text_page(request, on, typed, invalid)
    except actions.Outdated as refusal:
        return text_page(request, on, typed, outdated=refusal.sentence)
    messages.success(request, _("The draft is kept."))
    return redirect("plan_editing:text")


@needs(actions.EDIT)
@require_POST
@with_desk
def measure_keep(request: HttpRequest, on: Desk, number: str) -> HttpResponse:
    """Keep the changes of one measure in the draft."""
    plan = read_plan(on.text)
    if plan is None:
        return text_page(request, on, on.text)
    position = next((at for at, each in enumerate(plan.measures) if each.number == number), None)
    if position is None:
        raise Http404
    post = {name: str(value) for name, value in request.POST.items()}
    try:
        changes = posted_changes(plan, position, post)
        text = changed(on.text, changes) if changes else on.text
        if changes:
            actions.draft_keep(by=acting(request), file=on.file, text=text, seen=_seen(request))
    except Invalid as invalid:
        return measure_page(request, on, number, post, invalid)
    except actions.Outdated as refusal:
        return measure_page(request, on, number, post, outdated=refusal.sentence)
    messages.success(request, _("The draft is kept.") if changes else _("Nothing was changed."))
    return redirect("plan_editing:measure", number=number)


@needs(actions.DECIDE)
@require_POST
@with_desk
def decide_now(request: HttpRequest, on: Desk) -> HttpResponse:
    """Put the draft into force."""
    post = {name: str(value) for name, value in request.POST.items()}
    once = posted_once(request.POST)
    try:
        if not queries.decided(str(once)):
            decision = _decision(post)
            actions.version_decide(by=acting(request), file=on.file, seen=_seen(request), decision=decision, once=once)
    except Invalid as invalid:
        return decide_page(request, on, post, invalid)
    except actions.Outdated as refusal:
        return decide_page(request, on, post, outdated=refusal.sentence)
    messages.success(request, _("The version is decided. It stands from now on."))
    return redirect("plan_editing:overview")


def _decision(post: dict[str, str]) -> actions.Decision:
    try:
        on = date.fromisoformat(post.get("decided_on", ""))
    except ValueError:
        raise Invalid([FieldError("decided_on", _("Write the day of the decision."))]) from None
    return actions.Decision(on, post.get("decided_by", "").strip(), post.get("words", "").strip())


def _seen(request: HttpRequest) -> int:
    """The revision of the draft that the page was shown with."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= REVISION_DIGITS_MAX else -1
