"""Filling in a form: its pages, the check page, and the submit that answers with a receipt."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yakusho.messages.sealing import lookup_id
from yakusho.messages.submissions import Consent
from yakusho.portal import limits
from yakusho.portal.apply import actions, held, notices, pages, parts, posting, token
from yakusho.portal.apply.posting import Turn
from yakusho.portal.apply.token import BrokenToken, Form
from yakusho.portal.apply.visit import Visit, visit
from yakusho.portal.consents import gate
from yakusho.portal.mail import gate as mail_gate
from yakusho.portal.publications.procedures import procedure
from yakusho.ui.errors import not_found, too_many
from yakusho.ui.guards import public


@public
@require_safe
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The first page of a new form; a link may have filled in what the procedure allows."""
    offered = procedure(code)
    if offered is None:
        return not_found(request, Exception())
    here = visit(request, offered)
    if not here.is_open:
        return notices.closed(here)
    drafts = [] if "new" in request.GET else held.held(request, code)
    if drafts:
        return pages.choose_page(here, drafts)
    form = token.begin(code, offered.generation, here.now)
    given = offered.compiled.prefilled(dict(request.GET.lists()), here.language, here.today)
    return pages.step_page(here, form.with_answers(given) if given else form, offered.compiled.pages[0])


@public
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, code: str, page_id: str) -> HttpResponse:
    """One page as sent: read it, then go where the button leads."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("apply", args=[code]))
    return _with_form(request, code, lambda here, form: _step(here, form, page_id))


@public
@require_POST
def submit(request: HttpRequest, code: str) -> HttpResponse:
    """The check page as sent: apply, or go back to a page."""
    return _with_form(request, code, _submit)


def _with_form(request: HttpRequest, code: str, go_on: Callable[[Visit, Form], HttpResponse]) -> HttpResponse:
    """Open the form that a page carries; whatever is in its way gets a page with a way on, and no answer is lost."""
    seconds = limits.FORM_POSTS.wait_seconds(request)
    if seconds:
        return too_many(request, seconds)
    offered = procedure(code)
    if offered is None:
        return not_found(request, Exception())
    here = visit(request, offered)
    try:
        form = token.read(request.POST.get("token", ""))
    except BrokenToken:
        return notices.broken(here)
    if form.procedure != code:
        return notices.broken(here)
    try:
        in_the_way = _in_the_way(here, form)
        if in_the_way is None:
            return go_on(here, form)
        actions.refuse_sent(form)
        return in_the_way(here, form)
    except actions.SentBefore as before:
        return _receipt(here, form, before.received)
    except actions.NothingFollows:
        return notices.nothing_follows(here)


def _in_the_way(here: Visit, form: Form) -> Callable[[Visit, Form], HttpResponse] | None:
    """The notice of what changed since the page was opened; None when the form may go on."""
    if not form.is_correction and not here.is_open:
        return notices.closed
    if form.is_too_old(here.now):
        return notices.too_old
    return notices.changed if form.generation != here.offered.generation else None


def _step(here: Visit, form: Form, page_id: str) -> HttpResponse:
    try:
        page = here.compiled.page(page_id)
    except KeyError:
        return notices.broken(here)
    go = here.request.POST.get("go", "next")
    if go == "stay" and set(here.request.POST) <= posting.RESERVED:
        return pages.step_page(here, form, page)
    turn = posting.read(here, form, page)
    if go == "next":
        return _next(here, turn)
    if go == "save":
        return _save(here, turn.kept(), page_id)
    if go == "back":
        before = here.compiled.previous_page(page_id, turn.form.answers, here.today)
        return pages.step_page(here, turn.kept(), here.compiled.page(before or page_id))
    return pages.step_page(here, turn.form, page, filled=turn.filled(), opened=parts.opened_words(turn.opened))


def _next(here: Visit, turn: Turn) -> HttpResponse:
    if turn.errors or turn.opened:
        filled = turn.filled(show_errors=True)
        notice = parts.opened_notice(turn.opened, here.language, first=not turn.errors)
        return pages.step_page(here, turn.form, turn.page, filled=filled, errors=turn.errors, notice=notice)
    is_last = turn.page is here.compiled.pages[-1]
    after = None if is_last else here.compiled.next_page(turn.page.id, turn.form.answers, here.today)
    if after is not None:
        return pages.step_page(here, turn.form, here.compiled.page(after))
    return _check(here, turn.form)


def _check(here: Visit, form: Form) -> HttpResponse:
    """The check page, or the first page on which something is still wrong."""
    found = here.compiled.check(form.answers, here.today, here.language)
    if not found:
        return pages.check_page(here, replace(form, checked=here.today.isoformat()))
    page = here.compiled.page_of(found[0].path)
    if page.exit:
        return pages.step_page(here, form, page)
    wrong = tuple(error for error in found if here.compiled.page_of(error.path) is page)
    filled = pages.filled_from(here, form, page)
    filled = replace(filled, errors={error.path: error.sentence for error in wrong})
    return pages.step_page(here, form, page, filled=filled, errors=wrong)


def _submit(here: Visit, form: Form) -> HttpResponse:
    go = here.request.POST.get("go", "submit")
    if go == "save":
        return _save(here, form, here.compiled.pages[-1].id)
    if go == "back" or go.startswith("edit:"):
        wanted = go.removeprefix("edit:")
        page = next((each for each in here.compiled.pages if each.id == wanted), here.compiled.pages[-1])
        return pages.step_page(here, form, page)
    known = go in ("submit", gate.LOOK, *mail_gate.GO) or go.startswith((gate.INVITE, gate.REVOKE))
    if form.checked != here.today.isoformat() or not known:
        if form.checked:
            actions.refuse_sent(form)  # it may have been sent yesterday
        return _check(here, form)
    if mail_gate.holds(here, form) or gate.holds(here, form):
        actions.refuse_sent(form)  # its answer was lost on the way: consents and code are used up, the receipt counts
    confirmed = mail_gate.passes(here, form)
    if isinstance(confirmed, HttpResponse):
        return confirmed
    form, go = confirmed, "submit" if go in mail_gate.GO else go
    consents = gate.passes(here, form, go)
    if isinstance(consents, HttpResponse):
        return consents
    seconds = limits.SUBMISSIONS.wait_seconds(here.request)
    if seconds:
        return too_many(here.request, seconds)
    return _receive(here, form, consents)


def _receive(here: Visit, form: Form, consents: tuple[Consent, ...]) -> HttpResponse:
    try:
        received = actions.submission_receive(
            form=form,
            offered=here.offered,
            files=posting.files_of(form),
            language=here.language,
            consents=consents,
        )
    except actions.FilesGone:
        return notices.files_gone(here, form)
    return _receipt(here, form, received)


def _receipt(here: Visit, form: Form, received: actions.Received) -> HttpResponse:
    """The receipt, of the first time when it was sent before; its code opens nothing when a newer one was given out."""
    if received.state != "new" and received.submission.lookup != lookup_id(form.code):
        return notices.code_replaced(here)
    return pages.receipt_page(here, form, received)


def _save(here: Visit, form: Form, page_id: str) -> HttpResponse:
    saved, draft = actions.draft_save(form=form, files=posting.files_of(form))
    return pages.saved_page(here, saved, draft, page_id)
