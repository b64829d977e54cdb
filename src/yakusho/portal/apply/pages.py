"""The pages of a form under way: one step, the check page, the saved draft, the receipt."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from yakusho.forms import CompiledPage
from yakusho.forms.judging import is_file
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError
from yakusho.kernel.ids import show_code
from yakusho.portal.apply import parts, shell, token
from yakusho.portal.apply.fields_html import Filled, page_html
from yakusho.portal.apply.models import Draft
from yakusho.portal.apply.token import Form
from yakusho.portal.middleware import LANGUAGES
from yakusho.portal.publications.procedures import Offered
from yakusho.portal.status import cookie
from yakusho.portal.words import section_name
from yakusho.ui.dates import date_time_html


def _language() -> str:
    return get_language() or "ja"


def _other_languages(name: str, *arguments: str) -> list[dict[str, str]]:
    """Buttons that show the same page in another language without losing what was typed."""
    words = {"ja": "日本語でつづける", "en": "Continue in English"}
    found = []
    for code in LANGUAGES:
        if code != _language():
            with override(code):
                found.append({"code": code, "action": reverse(name, args=arguments), "words": words[code]})
    return found


def _holes(request: HttpRequest, form: Form) -> dict[str, str]:
    return {"csrf": get_token(request), "token": token.write(form), "notice": ""}


def step_page(
    request: HttpRequest,
    offered: Offered,
    form: Form,
    page: CompiledPage,
    *,
    filled: Filled | None = None,
    errors: tuple[FieldError, ...] = (),
    notice: str = "",
) -> HttpResponse:
    """One page of the form: blank, as answered before, or as typed just now with what is wrong."""
    language = _language()
    holes = _holes(request, form)
    holes["notice"] = parts.joined(notice, parts.error_summary(errors), parts.notes(offered, page, form, language))
    if filled is None and not form.answers and not form.typed:
        holes["fields"] = _blank(offered, page, language)
    else:
        holes["fields"] = page_html(page, filled or filled_from(offered, form, page, language))
    key = ("step", offered.code, offered.generation, page.id, language, bool(errors))
    return shell.page(request, key, "apply/form.html", lambda: _step_context(offered, page, bool(errors)), holes)


def _blank(offered: Offered, page: CompiledPage, language: str) -> str:
    def make() -> str:
        return page_html(page, Filled(language, offered.compiled.visible({}, clock.today()).items))

    return shell.once(("blank", offered.code, offered.generation, page.id, language), make)


def filled_from(offered: Offered, form: Form, page: CompiledPage, language: str) -> Filled:
    """What a page shows of the answers kept; what could not be read stands as it was typed."""
    typed = form.typed.get(page.id)
    if typed is None:
        typed = offered.compiled.typed(form.answers, language)
    asked = offered.compiled.visible(form.answers, clock.today()).items
    return Filled(language, asked, typed=typed, files=file_names(form), rows=_rows(page, typed))


def file_names(form: Form) -> dict[str, str]:
    """The names of the files already attached, by item."""
    return {name: answer["name"] for name, answer in form.answers.items() if is_file(answer)}


def _rows(page: CompiledPage, typed: dict[str, str]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for name in typed:
        group, _dash, rest = name.partition("-")
        if group in page.groups:
            rows[group] = max(rows.get(group, 0), int(rest.partition("-")[0]) + 1)
    return rows


def _step_context(offered: Offered, page: CompiledPage, wrong: bool) -> dict[str, Any]:
    language, pages = _language(), offered.compiled.pages
    number = [each.id for each in pages].index(page.id) + 1
    return {
        "title": offered.definition.title.say(language),
        "page_title": page.title.say(language),
        "intro": page.intro.say(language) if page.intro else "",
        "number": number,
        "total": len(pages) + 1,
        "is_first": number == 1,
        "multipart": page.has_files,
        "action": reverse("step", args=[offered.code, page.id]),
        "others": _other_languages("step", offered.code, page.id),
        "errors": wrong,
    }


def check_page(request: HttpRequest, offered: Offered, form: Form, *, notice: str = "") -> HttpResponse:
    """All answers by page, who will read them, and the button that applies."""
    language = _language()
    holes = _holes(request, form)
    holes["notice"] = notice
    holes["rows"] = parts.summary(offered.compiled.summary(form.answers, language, clock.today()))
    key = ("check", offered.code, offered.generation, language)
    return shell.page(request, key, "apply/check.html", lambda: _check_context(offered), holes)


def _check_context(offered: Offered) -> dict[str, Any]:
    language = _language()
    return {
        "title": offered.definition.title.say(language),
        "total": len(offered.compiled.pages) + 1,
        "section": section_name(offered.definition.section, language),
        "action": reverse("submit", args=[offered.code]),
        "others": _other_languages("submit", offered.code),
    }


def resident_link(code: str) -> str:
    """The address that opens a resident's draft or status page."""
    return settings.ZONE_URLS["portal"].rstrip("/") + reverse("link", args=[code])


def saved_page(request: HttpRequest, offered: Offered, form: Form, draft: Draft, page_id: str) -> HttpResponse:
    """The draft is saved: the code that opens it, and until when."""
    context = {
        "title": offered.definition.title.say(_language()),
        "code": show_code(form.code),
        "link": resident_link(form.code),
        "expires_at": draft.expires_at,
        "token": token.write(form),
        "action": reverse("step", args=[offered.code, page_id]),
    }
    return cookie.give(render(request, "apply/saved.html", context), form.code)


def receipt_page(request: HttpRequest, offered: Offered, form: Form, received: Any) -> HttpResponse:
    """The application was received: number, time, code, and what happens next."""
    language, submission = _language(), received.submission
    code = show_code(form.code)
    holes = {
        "notice": parts.sent_before(submission) if received.state == "other" else "",
        "number": submission.number,
        "received_at": date_time_html(submission.received_at),
        "code": code,
        "link": conditional_escape(resident_link(form.code)),
    }
    key = ("receipt", offered.code, offered.generation, language, form.is_correction, clock.today())
    response = shell.page(
        request, key, "apply/receipt.html", lambda: parts.receipt_context(offered, form, language), holes
    )
    return cookie.give(response, form.code)


def opened(request: HttpRequest, offered: Offered, form: Form) -> HttpResponse:
    """A saved draft or a returned application, opened at the first page that needs something."""
    noted = [page for page in offered.compiled.pages if parts.noted_items(page, form)]
    page = noted[0] if noted else offered.compiled.pages[0]
    words = _("This is your saved draft. Nothing has been sent yet.") if not form.is_correction else ""
    return step_page(request, offered, form, page, notice=parts.info(words) if words else "")
