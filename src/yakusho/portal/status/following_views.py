"""What can follow an application: documents and notes, the answer to a question, a withdrawal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yakusho.portal import limits
from yakusho.portal.apply import following
from yakusho.portal.apply.token import BrokenToken
from yakusho.portal.publications.procedures import procedure
from yakusho.portal.status import cookie, queries, sheets
from yakusho.portal.status.presenting import procedure_title
from yakusho.portal.status.queries import Application
from yakusho.portal.status.sheets import Filled, Sheet
from yakusho.portal.status.views import unknown
from yakusho.ui.errors import too_many
from yakusho.ui.guards import public


@public
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Send documents or a note after the application."""
    return _take(request) if request.method == "POST" else _blank(request, kind="added")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, question: UUID) -> HttpResponse:
    """Answer a question of the section in charge."""
    return _take(request) if request.method == "POST" else _blank(request, kind="added", question=str(question))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw the application: asked once more before, because it can't be undone."""
    return _take(request) if request.method == "POST" else _blank(request, kind="withdrawn")


@cookie.with_code
def _blank(request: HttpRequest, code: str, *, kind: str, question: str = "") -> HttpResponse:
    application = queries.application(code)
    if application is None:
        return unknown(request, code)
    sheet = sheets.begin(kind, code, question)
    in_the_way = _in_the_way(request, application, sheet)
    return in_the_way or _page(request, application, Filled(sheet, "", {}))


def _take(request: HttpRequest) -> HttpResponse:
    """A sheet as sent; it carries its own code, so that nothing is lost when the cookie's hour is over."""
    seconds = limits.FORM_POSTS.wait_seconds(request) or limits.SUBMISSIONS.wait_seconds(request)
    if seconds:
        return too_many(request, seconds)
    try:
        sheet = sheets.read(request.POST.get("token", ""))
    except BrokenToken:
        return _broken(request)
    application = queries.application(sheet.code)
    if application is None:
        return unknown(request, sheet.code)
    filled = sheets.posted(request, sheet)
    in_the_way = _in_the_way(request, application, sheet, filled.text)
    if in_the_way is not None:
        return in_the_way
    if sheet.is_too_old:
        words = _("The page was open for more than a day. Look through it, choose your files again, and send it.")
        return _page(request, application, Filled(sheet.renewed(), filled.text, {"text": words}))
    if filled.errors or request.POST.get("go", "").startswith(sheets.DROP):
        return _page(request, application, filled)
    return _send(request, application, filled)


def _send(request: HttpRequest, application: Application, filled: Filled) -> HttpResponse:
    sheet = filled.sheet
    letter = following.Letter(
        kind=sheet.kind,
        once=sheet.id,
        language=request.LANGUAGE_CODE,
        text=filled.text,
        question=sheet.question,
        files=sheet.files,
    )
    try:
        following.follow_up_receive(code=sheet.code, application=application.first, letter=letter)
    except following.AnsweredBefore:
        return _answered(request, filled.text)
    except following.NoMore:
        return _no_more(request, application, filled.text)
    return cookie.give(HttpResponseRedirect(reverse("status")), sheet.code)


def _in_the_way(request: HttpRequest, application: Application, sheet: Sheet, text: str = "") -> HttpResponse | None:
    """The page that says why nothing can be sent now; None when it can, or when this very sheet was sent already."""
    if any(each.id == following.id_of(application.first, sheet.kind, sheet.id) for each in application.follow_ups):
        return cookie.give(HttpResponseRedirect(reverse("status")), sheet.code)
    if not application.standing.is_open:
        return _no_more(request, application, text)
    if sheet.question and application.question(sheet.question) is None:
        return _answered(request, text)
    return None


def _page(request: HttpRequest, application: Application, filled: Filled) -> HttpResponse:
    sheet = filled.sheet
    asked = application.question(sheet.question) if sheet.question else None
    titles = {"added": _("Send documents or a note"), "withdrawn": _("Withdraw the application")}
    context = {
        "title": procedure_title(procedure(application.first.procedure)),
        "number": application.first.number,
        "heading": _("Answer the question") if asked else titles[sheet.kind],
        "kind": sheet.kind,
        "question": asked.text if asked else "",
        "fields": sheets.fields(filled),
        "files": sheets.files_html(filled),
        "token": sheets.write(sheet),
        "errors": list(filled.errors.items()),
    }
    return render(request, "status/sheet.html", context, status=422 if filled.errors else 200)


def _notice(request: HttpRequest, title: str, sentence: str, text: str = "", status: int = 409) -> HttpResponse:
    return render(request, "status/notice.html", {"title": title, "sentence": sentence, "written": text}, status=status)


def _no_more(request: HttpRequest, application: Application, text: str) -> HttpResponse:
    if application.state in ("withdrawn", "withdrawing"):
        title = _("This application was withdrawn")
        sentence = _("Nothing more can be sent to it. If you need it after all, please apply again.")
    elif application.standing.is_open:
        title = _("Too much was sent to this application")
        sentence = _("Please call the section in charge.")
    else:
        title = _("This application is decided")
        sentence = _("Nothing more can be sent to it, and it can’t be withdrawn. Please call the section in charge.")
    return _notice(request, title, sentence, text)


def _answered(request: HttpRequest, text: str) -> HttpResponse:
    sentence = _("The first answer counts. If you want to add to it, send a note from the page of your application.")
    return _notice(request, _("This question is answered already"), sentence, text)


def _broken(request: HttpRequest) -> HttpResponse:
    sentence = _("The page you sent is incomplete. Nothing was sent to the ward office. Please open it again.")
    return _notice(request, _("We could not read this page"), sentence, request.POST.get("text", "")[:10_000], 400)
