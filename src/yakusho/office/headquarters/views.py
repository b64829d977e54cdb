"""The page of headquarters: which share counts as most, what a share would change, who set it when and why."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yakusho.desk.cases.forms import posted_once
from yakusho.desk.staff.guards import needs, signed_in
from yakusho.desk.staff.permissions import may
from yakusho.desk.staff.queries import acting, seat_names
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid
from yakusho.kernel.findings import Malformed
from yakusho.kernel.ids import new_id
from yakusho.office.headquarters import actions, queries
from yakusho.office.headquarters.forms import decision_fields, posted_decision, share_field
from yakusho.office.headquarters.models import PERCENT_MAX
from yakusho.office.headquarters.rules import Effect, effect, percent_text, read_percent
from yakusho.office.plan import queries as plan
from yakusho.office.plan.queries import Standing
from yakusho.plans.freezing import freeze
from yakusho.plans.states import STATE_WORDS, State
from yakusho.plans.words import STATE_SHAPES
from yakusho.ui.parts import Column

View = Callable[..., HttpResponse]
NUMBER_DIGITS_MAX = 9


def _with_plan(view: View) -> View:
    """Give the view the plan as it stands; where it can't be used, the plan's own page says what to mend."""

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        try:
            standing = plan.standing()
        except (Malformed, plan.NoPlan):
            return redirect("plan:overview")
        return view(request, standing)

    return wrapped


@signed_in
@require_safe
@_with_plan
def overview(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The present share, and what another one would change."""
    return _page(request, standing, {"share": share} if (share := request.GET.get("share", "").strip()) else {})


@needs(actions.SET)
@require_POST
@_with_plan
def threshold(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Set the share that headquarters decided."""
    post = {name: str(value) for name, value in request.POST.items()}
    once = posted_once(request.POST)
    try:
        if not queries.was_set(once):
            decision = posted_decision(post, clock.today())
            code, seen = standing.snapshot.code, _seen(post.get("seen", ""))
            actions.threshold_set(by=acting(request), plan=code, seen=seen, decision=decision, once=once)
    except Invalid as invalid:
        return _page(request, standing, post, invalid)
    except actions.Outdated as refusal:
        return _page(request, standing, post, outdated=refusal.sentence)
    messages.success(request, _("The share is set. The plan's ratings follow it from now on."))
    return redirect("headquarters:overview")


def _page(
    request: HttpRequest,
    standing: Standing,
    typed: Mapping[str, str],
    invalid: Invalid | None = None,
    outdated: str = "",
) -> HttpResponse:
    rows = queries.history(standing.snapshot.code)
    names, present = seat_names(row.seat for row in rows), standing.snapshot.majority_threshold
    share = read_percent(typed["share"]) if "share" in typed else None
    wrong = share if isinstance(share, str) else ""
    errors = {error.path: error.sentence for error in invalid.errors} if invalid else {}
    context = {
        "snapshot": standing.snapshot,
        "present": f"{percent_text(Decimal(str(present)) * PERCENT_MAX)}%" if present is not None else "",
        "set_here": rows[0] if rows else None,
        "waiting": sum(each.state is State.NEEDS_THRESHOLD for each in standing.snapshot.measures),
        "share_field": share_field(typed.get("share", ""), wrong),
        "share": f"{percent_text(share)}%" if isinstance(share, Decimal) else "",
        "typed_share": percent_text(share) if isinstance(share, Decimal) else "",
        "effect": _spoken(_effect_of(standing, share)) if isinstance(share, Decimal) else None,
        "state_columns": [_("Rating"), Column(_("Now"), numeric=True), Column(_("At this share"), numeric=True)],
        "moved_columns": [_("Measure"), Column(_("Indicators met"), numeric=True), _("Now"), _("At this share")],
        "may_set": may(acting(request), actions.SET),
        "fields": decision_fields(typed, errors, clock.today()),
        "seen": rows[0].number if rows else 0,
        "once": typed.get("once") or new_id(),
        "errors": invalid.errors if invalid else [("share", wrong)] if wrong else (),
        "outdated": outdated,
        "history": [(row, f"{percent_text(row.percent)}%", names.get(str(row.seat), "")) for row in rows],
        "history_columns": [_("Share"), _("Decided on"), _("Meeting and reason"), _("Entered by")],
    }
    status = 409 if outdated else 422 if invalid or wrong else 200
    return render(request, "headquarters/overview.html", context, status=status)


def _effect_of(standing: Standing, percent: Decimal) -> Effect:
    """What the share would change, judged as the plan is: all of it once more, with this share."""
    known = replace(standing.known, majority_threshold=percent / PERCENT_MAX)
    return effect(standing.snapshot, freeze(standing.ward.plan, standing.ward.bindings, known))


def _spoken(found: Effect) -> dict[str, object]:
    """An effect in the reader's words."""

    def say(state: State) -> tuple[str, str]:
        return STATE_WORDS[state].in_language(get_language() or "ja"), STATE_SHAPES[state]

    return {
        "states": [(say(state), before, after) for state, before, after in found.states],
        "moved": [(each, say(each.before), say(each.after)) for each in found.moved],
    }


def _seen(typed: str) -> int:
    """The number of the row that the page was shown with; -1, which none has, when it doesn't say."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= NUMBER_DIGITS_MAX else -1
