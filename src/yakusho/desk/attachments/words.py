"""Words for states, methods and reasons of attachments, each with what to do next."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

STATE_SHAPES = {
    "waiting": "waiting",
    "working": "current",
    "clean": "done",
    "suspicious": "stopped",
    "failed": "warning",
    "no_sandbox": "warning",
}

METHODS = {
    "pictures": gettext_noop("drawn anew, page by page, as pictures"),
    "stripped": gettext_noop("text kept; programs, forms, links and attached files taken out"),
    "reencoded": gettext_noop("picture made anew, without its place, time and device"),
    "parts": gettext_noop("only plain parts kept"),
}

REASONS = {
    "animated": gettext_noop("It is a moving picture."),
    "cannot_open": gettext_noop("It isn't sealed with the key that came with it."),
    "crashed": gettext_noop("The program that drew it broke down over it."),
    "empty": gettext_noop("It holds nothing."),
    "encrypted": gettext_noop("It is locked with a password."),
    "external": gettext_noop("It fetches content from elsewhere."),
    "killed": gettext_noop("The work on it was ended several times."),
    "broken": gettext_noop("The work on it failed several times."),
    "macros": gettext_noop("It holds a program (macro)."),
    "not_scanned": gettext_noop("The virus scanner refused to look at it."),
    "original_missing": gettext_noop("The sealed original isn't here."),
    "other_kind": gettext_noop("It is another kind of file than it says."),
    "part_not_allowed": gettext_noop("It holds parts that aren't known to be harmless."),
    "time": gettext_noop("Drawing it took too long."),
    "too_large": gettext_noop("It unpacks to too much."),
    "too_many_pages": gettext_noop("It has too many pages."),
    "too_many_pixels": gettext_noop("The picture is larger than any photograph."),
    "unknown_kind": gettext_noop("It is none of the kinds of file that we take."),
    "unreadable": gettext_noop("It is broken, or was made to look like a file of this kind."),
    "virus": gettext_noop("The virus scanner found something in it."),
}
"""Per reason: why there is no copy, in one sentence."""


def state_word(state: str) -> str:
    """A state in words."""
    return {
        "waiting": pgettext("attachment state", "Waits for its check"),
        "working": pgettext("attachment state", "Being checked"),
        "clean": pgettext("attachment state", "Clean copy"),
        "suspicious": pgettext("attachment state", "Suspicious"),
        "failed": pgettext("attachment state", "Not checked"),
        "no_sandbox": pgettext("attachment state", "No isolation here"),
    }[state]


def method_words(method: str) -> str:
    """How the copy was made; empty when there is none."""
    return _(METHODS[method]) if method else ""


def reason_words(reason: str, signature: str = "") -> str:
    """Why there is no copy; empty when nothing is known."""
    if not reason:
        return ""
    words = _(REASONS[reason]) if reason in REASONS else reason
    return f"{words} ({signature})" if signature else words


def why_closed(state: str, reason: str, signature: str = "") -> str:
    """Why this attachment can't be opened, and what to do."""
    if (state, reason) == ("suspicious", "time"):
        todo = _("Press “Try again” when the system is less busy, or ask the applicant for another file.")
    elif state == "suspicious":
        todo = _("Ask the applicant for another file, or for the paper.")
    elif state == "failed":
        todo = _("Press “Try again”. If it fails once more, tell those who run the system.")
    elif state == "no_sandbox":
        todo = _(
            "Files are opened in isolation only, and this machine can't do that yet. Tell those who run the system."
        )
    else:
        todo = _("The check takes some seconds. Load this page again.")
    return " ".join(part for part in (reason_words(reason, signature), todo) if part)
