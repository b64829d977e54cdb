"""The status page in words: steps, the present one, and what one can do now."""

from datetime import timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yakusho.kernel import clock
from yakusho.kernel.bounds import DRAFT_DAYS_MAX
from yakusho.kernel.ids import show_code
from yakusho.portal.apply.models import Draft
from yakusho.portal.apply.token import Form
from yakusho.portal.proof.queries import receipt_of
from yakusho.portal.publications.procedures import Offered, procedure
from yakusho.portal.status.queries import Application, sent_kind
from yakusho.ui.parts import TimelineStep


def procedure_title(offered: Offered | None) -> str:
    """A procedure's title in the present language."""
    return offered.definition.title.say(get_language() or "ja") if offered else _("Application")


def step_words() -> dict[str, str]:
    """What each step is called."""
    return {
        "sent": _("You applied"),
        "sent_again": _("You sent your correction"),
        "received": _("The section in charge got it"),
        "corrected": _("The section in charge got your correction"),
        "returned": _("You were asked to correct something"),
        "approved": _("It was approved"),
        "rejected": _("It was not approved"),
        "question": _("The section in charge asked you something"),
        "withdrawn": _("The application was closed, because you withdrew it"),
        "not_withdrawn": _("Your withdrawal came after the decision, so the decision stays"),
        "sent_added": _("You sent documents or a note"),
        "sent_answer": _("You answered a question"),
        "sent_withdrawal": _("You withdrew the application"),
    }


def _state_words(application: Application) -> tuple[str, str]:
    """Where it stands, in a title and a sentence."""
    return {
        "sent": (
            _("On its way to the section in charge"),
            _("You need not do anything now. This takes a few seconds."),
        ),
        "in_work": (
            _("The section in charge is looking at it"),
            _("You need not do anything now. This page shows every next step."),
        ),
        "asked": (
            _("The section in charge asks you something"),
            _("Your application goes on. Please answer the question below."),
        ),
        "withdrawing": (
            _("Your withdrawal is on its way"),
            _("You need not do anything now. This takes a few seconds."),
        ),
        "withdrawn": (
            _("You withdrew this application"),
            _("Nothing more happens. If you need it after all, please apply again."),
        ),
        "returned": (
            _("Please correct your application"),
            _("Everything you entered is still there. Change only what is named below, and send it again."),
        ),
        "approved": (_("Your application was approved"), _("Nothing more is needed from you.")),
        "rejected": (
            _("Your application was not approved"),
            _("Please read the reason below. If you have questions, ask the section in charge."),
        ),
    }[application.state]


def status_context(code: str, application: Application) -> dict[str, Any]:
    """Everything the status page shows."""
    offered = procedure(application.first.procedure)
    title, sentence = _state_words(application)
    words = step_words()
    receipt = receipt_of(application.latest)
    return {
        "title": procedure_title(offered),
        "number": application.first.number,
        "code": show_code(code),
        "state": application.state,
        "state_title": title,
        "state_sentence": sentence,
        "steps": _timeline(application, offered),
        "notes": _notes(application, offered),
        "due_on": application.due_on,
        "is_late": bool(application.due_on and application.due_on < clock.today()),
        "draft": application.draft,
        "later": [(each.sequence, each.received_at, words[sent_kind(each)]) for each in application.follow_ups],
        "questions": application.standing.questions,
        "is_open": application.standing.is_open,
        "final": "head" in receipt,
    }


def _timeline(application: Application, offered: Offered | None) -> list[TimelineStep]:
    words = step_words()
    steps = [TimelineStep(words[step.kind], step.at, "done", step.text) for step in application.steps]
    if application.state in ("sent", "in_work", "asked"):
        period = offered.definition.standard_period.say(get_language() or "ja") if offered else ""
        steps.append(TimelineStep(_("Decision"), None, "coming", period))
    elif application.state == "returned":
        steps.append(TimelineStep(_("You send your correction"), None, "coming"))
    last_done = max(index for index, step in enumerate(steps) if step.state == "done")
    present = steps[last_done]
    steps[last_done] = TimelineStep(present.title, present.when, "current", present.text)
    return steps


def _notes(application: Application, offered: Offered | None) -> list[tuple[str, str]]:
    """What the clerk asks to mend: the item's words and what to do."""
    if application.returned is None:
        return []
    labels = offered.labels(get_language() or "ja") if offered else {}
    return [(labels.get(item.path.partition("-")[0], item.path), item.note) for item in application.returned.items]


def draft_context(code: str, draft: Draft, form: Form) -> dict[str, Any]:
    """What the page of a saved draft shows."""
    now = clock.now()
    return {
        "runs_out_soon": form.runs_out_soon(now),
        "may_extend": draft.expires_at - now < timedelta(days=DRAFT_DAYS_MAX - 1),
        "days": DRAFT_DAYS_MAX,
        "title": procedure_title(procedure(draft.procedure)),
        "code": show_code(code),
        "saved_at": draft.saved_at,
        "expires_at": draft.expires_at,
    }
