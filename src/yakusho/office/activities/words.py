"""Words and shapes for kinds, phases, answers, and why something can't be done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from yakusho.kernel.errors import Refused
from yakusho.office.activities.repeats import Every

PHASE_SHAPES = {
    "coming": "waiting",
    "running": "current",
    "to_report": "warning",
    "reported": "done",
    "cancelled": "stopped",
}
ANSWER_SHAPES = {"going": "done", "waiting": "waiting", "declined": "none", "": "warning"}

EVENTS = {
    "plan": gettext_noop("Planned"),
    "edit": gettext_noop("Changed"),
    "invite": gettext_noop("People were invited"),
    "cancel": gettext_noop("Cancelled"),
    "restore": gettext_noop("The cancellation was taken back"),
    "report": gettext_noop("It was reported"),
    "correct": gettext_noop("The report was corrected"),
    "withdraw": gettext_noop("The report was withdrawn"),
    "file": gettext_noop("A file was added"),
    "unfile": gettext_noop("A file was removed"),
    "question": gettext_noop("A question was added"),
    "unquestion": gettext_noop("A question was removed"),
}

_WHY = {
    "already_cancelled": gettext_noop("This activity is cancelled."),
    "already_reported": gettext_noop("This activity is reported. Withdraw the report first."),
    "not_reported": gettext_noop("This activity has no report yet."),
    "not_cancelled": gettext_noop("This activity is not cancelled."),
    "is_over": gettext_noop("The time for this is over."),
    "doors_closed": gettext_noop("Attendance is recorded from an hour before the start to an hour after the end."),
    "not_held_yet": gettext_noop("Report it once it has taken place."),
    "held_far_off": gettext_noop("Choose a day within a year of the planned one."),
    "no_evidence": gettext_noop("A count in the plan must be provable. Add minutes or photos, or record who attended."),
    "was_not_there": gettext_noop("Only those who were there answer the questionnaire."),
    "answered_already": gettext_noop("You have answered already. Thank you."),
}

FILE_PROBLEMS = {
    "empty": gettext_noop("Choose a file that is not empty."),
    "too_large": gettext_noop("The file is larger than 10 MB. Make it smaller, or put in several."),
    "wrong_type": gettext_noop(
        "Choose a PDF, a photo (JPEG, PNG), or a Word, Excel or PowerPoint file without macros."
    ),
    "too_many": gettext_noop("There are too many files here. Remove one first."),
}


@dataclass(frozen=True)
class Word:
    """A word with the shape that stands beside it."""

    word: str
    shape: str


def why(reason: str) -> str:
    """A rule's reason as a sentence for the person."""
    return _(_WHY[reason])


def refuse_for(reason: str | None) -> None:
    """Raise `Refused` with the sentence of a rule's reason; go on for None."""
    if reason is not None:
        raise Refused(why(reason))


def category_names() -> dict[str, str]:
    """Every kind of activity in words."""
    return {
        "training": pgettext("activity", "Training"),
        "briefing": pgettext("activity", "Briefing"),
        "drill": pgettext("activity", "Drill"),
        "outreach": pgettext("activity", "Outreach"),
        "meeting": pgettext("activity", "Meeting"),
    }


def phase_names() -> dict[str, str]:
    """Every phase in words."""
    return {
        "coming": pgettext("activity", "Planned"),
        "running": pgettext("activity", "Running now"),
        "to_report": pgettext("activity", "Waits for its report"),
        "reported": pgettext("activity", "Reported"),
        "cancelled": pgettext("activity", "Cancelled"),
    }


def phase_word(phase: str) -> Word:
    """A phase with its shape."""
    return Word(phase_names()[phase], PHASE_SHAPES[phase])


def answer_word(answer: str) -> Word:
    """What a person said to an invitation, with its shape; empty while they said nothing."""
    names = {
        "going": pgettext("activity", "Taking part"),
        "waiting": pgettext("activity", "On the waiting list"),
        "declined": pgettext("activity", "Not taking part"),
        "": pgettext("activity", "Not answered yet"),
    }
    return Word(names[answer], ANSWER_SHAPES[answer])


def way_names() -> dict[str, str]:
    """Every way to record an attendance, in words."""
    return {
        "qr": pgettext("attendance", "by QR code"),
        "code": pgettext("attendance", "by the code on the screen"),
        "hand": pgettext("attendance", "by the list"),
    }


def purpose_names() -> dict[str, str]:
    """What a file is for, in words."""
    return {
        "material": pgettext("activity file", "Material"),
        "minutes": pgettext("activity file", "Minutes or report"),
        "photo": pgettext("activity file", "Photo"),
    }


def every_names() -> dict[Every, str]:
    """Every way to repeat, in words."""
    return {
        "once": pgettext("repeat", "Once"),
        "week": pgettext("repeat", "Every week"),
        "month": pgettext("repeat", "Every month on the same date"),
        "month_weekday": pgettext("repeat", "Every month on the same weekday"),
    }


def question_names() -> dict[str, str]:
    """Every kind of question in words."""
    return {
        "scale": pgettext("question", "From 1 to 5"),
        "one": pgettext("question", "One of several"),
        "many": pgettext("question", "Any of several"),
        "text": pgettext("question", "In one's own words"),
    }
