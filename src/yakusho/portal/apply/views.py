"""Filling in a form: its pages, the check page, and the submit that answers with a receipt."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yakusho.kernel import clock
from yakusho.portal import limits
from yakusho.portal.apply import actions, notices, pages, posting, token
from yakusho.portal.apply.posting import Turn
from yakusho.portal.apply.token import BrokenToken, Form
from yakusho.portal.publications.procedures import Offered, procedure
from yakusho.ui.errors import not_found, too_many
from yakusho.ui.guards import public


@public
@require_GET
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The first page of a new form."""
    offered = procedure(code)
    if offered is None:
        return not_found(request, Exception())
    if offered.state(clock.today()) != "open":
        return notices.closed(request, offered)
    form = token.begin(code, offered.generation)
    return pages.step_page(request, offered, form, offered.compiled.pages[0])


@public
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, code: str, page_id: str) -> HttpResponse:
    """One page as sent: read it, then go where the button leads."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("apply", args=[code]))
    return _with_form(request, code, lambda offered, form: _step(request, offered, form, page_id))


@public
@require_POST
def submit(request: HttpRequest, code: str) -> HttpResponse:
    """The check page as sent: apply, or go back to a page."""
    return _with_form(request, code, lambda offered, form: _submit(request, offered, form))


def _with_form(request: HttpRequest, code: str, go_on: Callable[[Offered, Form], HttpResponse]) -> HttpResponse:
    """Open the form that a page carries; whatever is in its way gets a page with a way on, and no answer is lost."""
    seconds = limits.FORM_POSTS.wait_seconds(request)
    if seconds:
        return too_many(request, seconds)
    offered = procedure(code)
    if offered is None:
        return not_found(request, Exception())
    try:
        form = token.read(request.POST.get("token", ""))
    except BrokenToken:
        return notices.broken(request, offered)
    if form.procedure != code:
        return notices.broken(request, offered)
    if not form.is_correction and offered.state(clock.today()) != "open":
        return notices.closed(request, offered, form)
    if form.is_too_old:
        return notices.too_old(request, offered, form)
    if form.generation != offered.generation:
        return notices.changed(request, offered, form)
    return go_on(offered, form)


def _step(request: HttpRequest, offered: Offered, form: Form, page_id: str) -> HttpResponse:
    try:
        page = offered.compiled.page(page_id)
    except KeyError:
        return notices.broken(request, offered)
    go = request.POST.get("go", "next")
    if go == "stay" and set(request.POST) <= posting.RESERVED:
        return pages.step_page(request, offered, form, page)
    turn = posting.read(request, offered, form, page)
    if go == "next":
        return _next(request, offered, turn)
    if go == "save":
        return _save(request, offered, turn.kept(), page_id)
    if go == "back":
        before = offered.compiled.previous_page(page_id, turn.form.answers, clock.today())
        return pages.step_page(request, offered, turn.kept(), offered.compiled.page(before or page_id))
    return pages.step_page(request, offered, turn.form, page, filled=turn.filled())


def _next(request: HttpRequest, offered: Offered, turn: Turn) -> HttpResponse:
    if turn.errors:
        return pages.step_page(request, offered, turn.form, turn.page, filled=turn.filled(True), errors=turn.errors)
    is_last = turn.page is offered.compiled.pages[-1]
    after = None if is_last else offered.compiled.next_page(turn.page.id, turn.form.answers, clock.today())
    if after is not None:
        return pages.step_page(request, offered, turn.form, offered.compiled.page(after))
    return _check(request, offered, turn.form)


def _check(request: HttpRequest, offered: Offered, form: Form) -> HttpResponse:
    """The check page, or the first page on which something is still wrong."""
    today = clock.today()
    found = offered.compiled.check(form.answers, today, get_language() or "ja")
    if not found:
        return pages.check_page(request, offered, replace(form, checked=today.isoformat()))
    page = offered.compiled.page_of(found[0].path)
    here = tuple(error for error in found if offered.compiled.page_of(error.path) is page)
    filled = pages.filled_from(offered, form, page, get_language() or "ja")
    filled = replace(filled, errors={error.path: error.sentence for error in here})
    return pages.step_page(request, offered, form, page, filled=filled, errors=here)


def _submit(request: HttpRequest, offered: Offered, form: Form) -> HttpResponse:
    go = request.POST.get("go", "submit")
    if go == "save":
        return _save(request, offered, form, offered.compiled.pages[-1].id)
    if go == "back" or go.startswith("edit:"):
        wanted = go.removeprefix("edit:")
        page = next((each for each in offered.compiled.pages if each.id == wanted), offered.compiled.pages[-1])
        return pages.step_page(request, offered, form, page)
    if go != "submit":
        return _check(request, offered, form)
    seconds = limits.SUBMISSIONS.wait_seconds(request)
    if seconds:
        return too_many(request, seconds)
    return _receive(request, offered, form)


def _receive(request: HttpRequest, offered: Offered, form: Form) -> HttpResponse:
    if form.checked != clock.today().isoformat():
        return _check(request, offered, form)
    try:
        received = actions.submission_receive(
            form=form, offered=offered, files=posting.files_of(form), language=get_language() or "ja"
        )
    except actions.FilesGone:
        return notices.files_gone(request, offered, form)
    return pages.receipt_page(request, offered, form, received)


def _save(request: HttpRequest, offered: Offered, form: Form, page_id: str) -> HttpResponse:
    saved, draft = actions.draft_save(form=form, files=posting.files_of(form))
    return pages.saved_page(request, offered, saved, draft, page_id)
