"""Words and shapes for states, steps, channels and due dates."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from yakusho.desk.cases.models import Case
from yakusho.desk.cases.rules import DECIDED, ENDED
from yakusho.ui.dates import days_left

SOON_DAYS = 5

STATE_SHAPES = {
    "new": "waiting",
    "corrected": "waiting",
    "taken": "current",
    "returned": "warning",
    "approved": "done",
    "rejected": "stopped",
    "withdrawn": "stopped",
}

EVENTS = {
    "received": gettext_noop("The application arrived"),
    "corrected": gettext_noop("The correction arrived"),
    "late": gettext_noop("A correction arrived after the decision; it is kept, and the decision stays"),
    "take": gettext_noop("Work began"),
    "return": gettext_noop("Returned to the applicant for correction"),
    "approve": gettext_noop("Approved"),
    "reject": gettext_noop("Rejected"),
    "note": gettext_noop("Note"),
    "ask": gettext_noop("The applicant was asked something"),
    "added": gettext_noop("The applicant added something"),
    "answered": gettext_noop("The applicant answered a question"),
    "added_late": gettext_noop("Something was added after the end of the case; it is kept, and nothing changes"),
    "withdrawn": gettext_noop("The applicant withdrew the application"),
    "withdrawn_late": gettext_noop("A withdrawal arrived after the end of the case; what was decided stays"),
    "code": gettext_noop("The applicant was given a new code at the counter"),
}


@dataclass(frozen=True)
class Word:
    """A word with the shape that stands beside it."""

    word: str
    shape: str


def state_names() -> dict[str, str]:
    """Every state in words."""
    return {
        "new": pgettext("case state", "New"),
        "corrected": pgettext("case state", "Corrected"),
        "taken": pgettext("case state", "In work"),
        "returned": pgettext("case state", "Waiting for correction"),
        "approved": pgettext("case state", "Approved"),
        "rejected": pgettext("case state", "Rejected"),
        "withdrawn": pgettext("case state", "Withdrawn"),
    }


def talk_word(talk: str) -> Word | None:
    """What stands between desk and applicant beside the state; None when nothing does."""
    words = {
        "asked": Word(pgettext("case talk", "waits for an answer"), "waiting"),
        "news": Word(pgettext("case talk", "something new"), "warning"),
    }
    return words.get(talk)


def identity_names() -> dict[str, str]:
    """Every way to show at the counter who one is, in words."""
    return {
        "individual_number_card": _("My Number card"),
        "driving_licence": _("Driving licence"),
        "passport": _("Passport"),
        "residence_card": _("Residence card"),
        "two_documents": _("Two documents without a photo"),
        "known_by_questions": _("Questions that only the applicant can answer"),
    }


def channel_names() -> dict[str, str]:
    """Every way an application comes in, in words."""
    return {
        "portal": pgettext("channel", "Online"),
        "national_portal": pgettext("channel", "National portal"),
        "counter": pgettext("channel", "Counter"),
        "post": pgettext("channel", "Post"),
        "phone": pgettext("channel", "Phone"),
        "robot": pgettext("channel", "Robot"),
    }


def state_word(state: str) -> Word:
    """A state with its shape."""
    return Word(state_names()[state], STATE_SHAPES[state])


def due_word(case: Case, today: date) -> Word:
    """How much time is left for a case; a decided one has none to count."""
    if case.state in ENDED:
        return Word(_("decided") if case.state in DECIDED else _("ended"), "none")
    if case.due_on < today:
        return Word(days_left(case.due_on), "stopped")
    if case.due_on <= today + timedelta(days=SOON_DAYS):
        return Word(days_left(case.due_on), "warning")
    return Word(days_left(case.due_on), "waiting")
