"""The first page and the guide page of each procedure."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from yakusho.kernel import clock
from yakusho.portal.guide import rules
from yakusho.portal.guide.queries import QUERY_CHARACTERS_MAX, results_for
from yakusho.portal.plan.queries import plan_sentence
from yakusho.portal.publications.procedures import Offered, procedures
from yakusho.portal.publications.procedures import procedure as procedure_of
from yakusho.portal.publications.queries import snapshot
from yakusho.portal.words import section_name
from yakusho.ui.dates import day_words
from yakusho.ui.errors import not_found
from yakusho.ui.guards import public
from yakusho.ui.parts import Pair

PUBLIC_SECONDS = 60


@public
@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead from the bare address to the first page, in English only for those who ask for it before Japanese."""
    asked = request.headers.get("Accept-Language", "").lower()
    english, japanese = asked.find("en"), asked.find("ja")
    language = "en" if english >= 0 and (japanese < 0 or english < japanese) else "ja"
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: find a procedure, go on with one, see how the plan is going; or what a question found."""
    query = request.GET.get("q", "").strip()[:QUERY_CHARACTERS_MAX]
    if query:
        return render(request, "guide/results.html", results_for(query, request.GET.get("after", "")))
    at = snapshot()
    everything = rules.in_reading_order(procedures(at), clock.today())
    context = {
        "cards": [_card(offered) for offered in everything],
        "plan_sentence": plan_sentence(at.all_of("plan")),
    }
    return render(request, "guide/home.html", context)


def _card(offered: Offered) -> dict[str, Any]:
    language = get_language() or "ja"
    return {
        "code": offered.code,
        "title": offered.definition.title.say(language),
        "summary": offered.definition.summary.say(language),
        "minutes": offered.definition.minutes,
        "state": offered.state(clock.today()),
    }


@public
@require_safe
@cache_control(public=True, max_age=PUBLIC_SECONDS)
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """The guide page of a procedure: whether one can apply online, and everything one needs to know before."""
    offered = procedure_of(code)
    if offered is None:
        return not_found(request, Exception())
    definition, language = offered.definition, get_language() or "ja"
    context = {
        "code": code,
        "title": definition.title.say(language),
        "summary": definition.summary.say(language),
        "state": offered.state(clock.today()),
        "minutes": definition.minutes,
        "starts": definition.effective.starts,
        "until": definition.effective.until,
        "needed": [thing.say(language) for thing in definition.needed_things],
        "other_ways": [way.say(language) for way in definition.other_ways],
        "pairs": _pairs(offered, language),
    }
    return render(request, "guide/procedure.html", context)


def _pairs(offered: Offered, language: str) -> list[Pair]:
    definition = offered.definition
    until = definition.effective.until
    return [
        Pair(_("Who can apply"), definition.who_may_apply.say(language)),
        Pair(_("Until when"), day_words(until) if until else _("At any time")),
        Pair(_("Fee"), definition.fee.say(language)),
        Pair(_("How long it takes"), definition.standard_period.say(language)),
        Pair(_("Legal basis"), definition.law.say(language)),
        Pair(_("Section in charge"), section_name(definition.section, language)),
    ]
