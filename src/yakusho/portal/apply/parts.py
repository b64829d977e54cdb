"""Pieces of form pages as HTML."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yakusho.forms import CompiledPage, Field, SummaryPage, SummaryRow
from yakusho.japanese.periods import deadline
from yakusho.kernel import clock
from yakusho.kernel.bounds import DRAFT_DAYS_MAX
from yakusho.kernel.errors import FieldError
from yakusho.portal.apply.models import Submission
from yakusho.portal.apply.token import Form
from yakusho.portal.apply.visit import Visit
from yakusho.ui.dates import date_time_html, day_words
from yakusho.ui.fields import field_id
from yakusho.ui.markup import element, joined
from yakusho.ui.parts import TimelineStep
from yakusho.ui.templatetags.ui import banner
from yakusho.ui.templatetags.ui import error_summary as error_list
from yakusho.ui.ward_calendar import ward_calendar

__all__ = [
    "error_summary",
    "info",
    "joined",
    "noted_items",
    "notes",
    "opened_notice",
    "opened_words",
    "receipt_context",
    "runs_out",
    "sent_before",
    "summary",
]


def info(title: str, text: str = "") -> SafeString:
    """Something to know before going on."""
    return SafeString(banner("info", title, text))


def error_summary(errors: Iterable[FieldError]) -> SafeString:
    """What is wrong on the page, each line leading to its input."""
    found = tuple(errors)
    return SafeString(render_to_string("ui/parts/error_summary.html", error_list(found))) if found else SafeString("")


def runs_out(visit: Visit, form: Form) -> SafeString:
    """That the saved draft of this form is kept for a few more days only, and how to keep it longer."""
    if not form.runs_out_soon(visit.now):
        return SafeString("")
    day = day_words(datetime.fromtimestamp(form.until, clock.TOKYO).date())
    title = _("Your saved draft is kept until %(day)s") % {"day": day}
    sentence = _("Save it again to keep it for %(days)s more days.") % {"days": DRAFT_DAYS_MAX}
    return SafeString(banner("warning", title, sentence))


def opened_words(opened: Collection[Field]) -> str:
    """How many questions the answers opened."""
    count = len(opened)
    return ngettext("%(count)s more question", "%(count)s more questions", count) % {"count": count} if count else ""


def opened_notice(opened: Sequence[Field], language: str, *, first: bool) -> SafeString:
    """The questions that the answers opened, leading to the first of them; reached at once when it stands first."""
    if not opened:
        return SafeString("")
    link = element("a", {"href": f"#{field_id(opened[0].id)}"}, opened[0].label.say(language))
    sentence = joined(_("Because of what you answered, there is more to answer:"), " ", link)
    return element("div", {"tabindex": "-1", "autofocus": first}, info(opened_words(opened), sentence))


def noted_items(page: CompiledPage, form: Form) -> list[str]:
    """Paths on this page that the clerk asked to mend."""
    items = {item.id for item in page.items}
    return [path for path in form.notes if path.partition("-")[0] in items]


def notes(visit: Visit, page: CompiledPage, form: Form) -> SafeString:
    """What the clerk asks to mend on this page."""
    if not form.notes:
        return SafeString("")
    labels = visit.offered.labels(visit.language)
    lines = [
        element(
            "li",
            {},
            element("a", {"href": f"#{field_id(path)}"}, labels.get(path.partition("-")[0], path)),
            ": ",
            form.notes[path],
        )
        for path in noted_items(page, form)
    ]
    if not lines:
        return info(_("Nothing needs to be corrected on this page."))
    return SafeString(banner("warning", _("Please correct this"), element("ul", {}, *lines)))


def sent_before(submission: Submission) -> SafeString:
    """This form was sent before with other answers; the first one counts."""
    title = _("You have sent this application before")
    sentence = _("The answers sent the first time count. If something has changed, please tell the section in charge.")
    return SafeString(
        banner(
            "warning",
            title,
            joined(element("p", {}, date_time_html(submission.received_at)), element("p", {}, sentence)),
        )
    )


def summary(pages: Iterable[SummaryPage], *, may_change: bool = True) -> SafeString:
    """All answers by page, each page with a button to change it.

    Written out by hand, because a check page has some forty answers and has to cost well under a millisecond.
    """
    change = _button_words() if may_change else ""
    return SafeString("".join(_summary_page(page, change) for page in pages))


def _summary_page(page: SummaryPage, change: str) -> str:
    title = _escaped(page.title)
    button = (
        '<button class="button button-outline button-sm" type="submit" name="go" value="edit:'
        f'{_escaped(page.page_id)}">{change}<span class="visually-hidden"> {title}</span></button>'
    )
    head = f'<div class="cluster"><h2>{title}</h2>{button if change else ""}</div>'
    return f"<section>{head}{''.join(_run(member, rows) for member, rows in page.by_member)}</section>"


def _run(member: str, rows: Iterable[SummaryRow]) -> str:
    """The answers of one member under its word, or those of no member."""
    pairs = (
        f"<div><dt>{_escaped(row.short or row.label)}</dt><dd>{escape(row.shown).replace(chr(10), '<br>')}</dd></div>"
        for row in rows
    )
    head = f"<h3>{_escaped(member)}</h3>" if member else ""
    return f'{head}<dl class="pairs">{"".join(pairs)}</dl>'


_escaped = lru_cache(maxsize=4_000)(escape)  # for a procedure's own words only, never for what a person typed


def _button_words() -> str:
    return escape(_("Change"))


def receipt_context(visit: Visit, *, is_correction: bool) -> dict[str, Any]:
    """What all receipts of one day and procedure have in common: the title and the steps to come."""
    period = visit.offered.definition.standard_period
    decided_by = deadline(visit.today, period.days, ward_calendar(), period.unit)
    by = _("by about %(day)s") % {"day": day_words(decided_by)}
    missing = _("If something is missing, your status page says so.")
    steps = [
        TimelineStep(_("Received"), visit.today, "current"),
        TimelineStep(_("The section in charge looks at it"), None, "coming", missing),
        TimelineStep(_("Decision"), by, "coming", period.say(visit.language)),
    ]
    return {"title": visit.title, "correction": is_correction, "steps": steps}
