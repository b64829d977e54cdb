"""The pages of a form under way: one step, the check page, the saved draft, the receipt."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from yakusho.forms import CompiledPage
from yakusho.kernel.errors import FieldError
from yakusho.kernel.ids import show_code
from yakusho.kernel.languages import EASY, tag_of
from yakusho.portal.apply import conditions, held, parts, shell, token
from yakusho.portal.apply.actions import Received
from yakusho.portal.apply.attached import kept_files
from yakusho.portal.apply.fields_html import Filled, page_html
from yakusho.portal.apply.models import Draft
from yakusho.portal.apply.token import Form
from yakusho.portal.apply.visit import Visit
from yakusho.portal.middleware import LANGUAGES
from yakusho.portal.status import cookie
from yakusho.portal.words import section_name
from yakusho.ui.dates import date_time_html


def _other_languages(present: str, name: str, *arguments: str) -> list[dict[str, str]]:
    """Addresses of the same in another language, for buttons that lose nothing typed, or for links."""
    words = {"ja": "日本語でつづける", "en": "Continue in English", EASY: "やさしい日本語で つづける"}
    found = []
    for code in LANGUAGES:
        if code != present:
            with override(code):
                found.append({"code": tag_of(code), "action": reverse(name, args=arguments), "words": words[code]})
    return found


def _holes(visit: Visit, form: Form) -> dict[str, str]:
    return {"csrf": get_token(visit.request), "token": token.write(form), "notice": parts.runs_out(visit, form)}


def step_page(
    visit: Visit,
    form: Form,
    page: CompiledPage,
    *,
    filled: Filled | None = None,
    errors: tuple[FieldError, ...] = (),
    notice: str = "",
    opened: str = "",
) -> HttpResponse:
    """One page of the form: blank, as answered before, or as typed just now with what is wrong.

    `opened` says to someone who can't see it that questions appeared.
    """
    holes = _holes(visit, form) | {"opened": opened}
    said = (notice, parts.error_summary(errors), parts.notes(visit, page, form))
    holes["notice"] = parts.joined(holes["notice"], *said)
    if filled is None and not form.answers and not form.typed:
        holes["fields"] = _blank(visit, page)
    else:
        holes["fields"] = page_html(page, filled or filled_from(visit, form, page))
    steps = _steps(visit, form, page)
    key = visit.key("step", page.id, bool(errors), steps)
    context = partial(_step_context, visit, page, steps, wrong=bool(errors))
    return shell.page(visit.request, key, "apply/form.html", context, holes)


def _steps(visit: Visit, form: Form, page: CompiledPage | None = None) -> tuple[int, int]:
    """Which step this page is, and of how many as far as the answers tell; the check page is the last."""
    asked = visit.compiled.visible(form.answers, visit.today).pages
    total = len(asked) + 1
    return (asked.index(page.id) + 1 if page is not None and page.id in asked else total), total


def _blank(visit: Visit, page: CompiledPage) -> str:
    def make() -> str:
        return page_html(page, Filled(visit.language, visit.compiled.visible({}, visit.today).items))

    return shell.once(visit.key("blank", page.id), make)


def filled_from(visit: Visit, form: Form, page: CompiledPage) -> Filled:
    """What a page shows of the answers kept; what could not be read stands as it was typed."""
    typed = form.typed.get(page.id)
    if typed is None:
        typed = visit.compiled.typed(form.answers, visit.language)
    asked = visit.compiled.visible(form.answers, visit.today).items
    return Filled(visit.language, asked, typed=typed, files=kept_files(form), rows=_rows(page, typed))


def _rows(page: CompiledPage, typed: dict[str, str]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for name in typed:
        group, _dash, rest = name.partition("-")
        if group in page.groups:
            rows[group] = max(rows.get(group, 0), int(rest.partition("-")[0]) + 1)
    return rows


def _step_context(visit: Visit, page: CompiledPage, steps: tuple[int, int], *, wrong: bool) -> dict[str, Any]:
    return {
        "title": visit.title,
        "page_title": page.title.say(visit.language),
        "intro": page.intro.say(visit.language) if page.intro else "",
        "number": steps[0],
        "total": steps[1],
        "is_first": page is visit.compiled.pages[0],
        "is_exit": page.exit,
        "multipart": page.has_files,
        "finds_banks": page.finds_banks,
        "action": reverse("step", args=[visit.offered.code, page.id]),
        "others": _other_languages(visit.language, "step", visit.offered.code, page.id),
        "errors": wrong,
        "live": conditions.live(visit.offered, page),
    }


def check_page(visit: Visit, form: Form) -> HttpResponse:
    """All answers by page, who will read them, and the button that applies."""
    holes = _holes(visit, form)
    holes["rows"] = parts.summary(visit.compiled.summary(form.answers, visit.language, visit.today))
    _last, total = _steps(visit, form)
    key = visit.key("check", total)
    return shell.page(visit.request, key, "apply/check.html", partial(_check_context, visit, total), holes)


def _check_context(visit: Visit, total: int) -> dict[str, Any]:
    return {
        "title": visit.title,
        "total": total,
        "section": section_name(visit.offered.definition.section, visit.language),
        "action": reverse("submit", args=[visit.offered.code]),
        "others": _other_languages(visit.language, "submit", visit.offered.code),
    }


def resident_link(code: str) -> str:
    """The address that opens a resident's draft or status page."""
    return settings.ZONE_URLS["portal"].rstrip("/") + reverse("link", args=[code])


def saved_page(visit: Visit, form: Form, draft: Draft, page_id: str) -> HttpResponse:
    """The draft is saved: the code that opens it, and until when."""
    context = {
        "title": visit.title,
        "code": show_code(form.code),
        "link": resident_link(form.code),
        "expires_at": draft.expires_at,
        "token": token.write(form),
        "action": reverse("step", args=[visit.offered.code, page_id]),
    }
    response = render(visit.request, "apply/saved.html", context)
    if not form.is_correction:
        held.give(visit.request, response, draft.draft_id)
    return cookie.give(response, form.code)


def choose_page(visit: Visit, drafts: list[Draft]) -> HttpResponse:
    """Go on with a draft that was saved in this browser, or begin anew."""
    query = visit.request.GET.copy()
    query["new"] = "1"
    context = {
        "title": visit.title,
        "drafts": drafts,
        "anew": f"{reverse('apply', args=[visit.offered.code])}?{query.urlencode()}",
    }
    return render(visit.request, "apply/choose.html", context)


def receipt_page(visit: Visit, form: Form, received: Received) -> HttpResponse:
    """The application was received: number, time, code, and what happens next."""
    submission = received.submission
    holes = {
        "notice": parts.sent_before(submission) if received.state == "other" else "",
        "number": submission.number,
        "received_at": date_time_html(submission.received_at),
        "code": show_code(form.code),
        "link": resident_link(form.code),
    }
    key = visit.key("receipt", form.is_correction, visit.today)
    context = partial(_receipt_context, visit, is_correction=form.is_correction)
    return cookie.give(shell.page(visit.request, key, "apply/receipt.html", context, holes), form.code)


def _receipt_context(visit: Visit, *, is_correction: bool) -> dict[str, Any]:
    others = _other_languages(visit.language, "status")
    return parts.receipt_context(visit, is_correction=is_correction) | {"others": others}


def opened(visit: Visit, form: Form) -> HttpResponse:
    """A saved draft or a returned application, opened at the first page that needs something."""
    noted = [page for page in visit.compiled.pages if parts.noted_items(page, form)]
    page = noted[0] if noted else visit.compiled.pages[0]
    words = "" if form.is_correction else parts.info(_("This is your saved draft. Nothing has been sent yet."))
    return step_page(visit, form, page, notice=words)
