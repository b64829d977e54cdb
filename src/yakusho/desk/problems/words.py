"""What a problem's codes mean in words, and what to do about it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

WHAT = {
    "message_parked": (
        gettext_noop("A message could not take effect"),
        gettext_noop("Mend the cause, then press “Try again”. Later messages of the same subject wait behind it."),
    ),
    "closing_days_end": (
        gettext_noop("The closing days are known for too short a time"),
        gettext_noop(
            "Add the coming holidays to the file and restart the zone. Due dates beyond its end may be wrong."
        ),
    ),
    "attachment_failed": (
        gettext_noop("A file can't be checked"),
        gettext_noop("Open the case of this number and press “Try again” beside the file. Its original is kept."),
    ),
    "sandbox_missing": (
        gettext_noop("This machine can't open files in isolation"),
        gettext_noop(
            "Install the Debian package bubblewrap and let the worker make user namespaces (docs/operations.md). Files"
            " that wait are then checked by themselves."
        ),
    ),
    "scanner_unreachable": (
        gettext_noop("The virus scanner doesn't answer"),
        gettext_noop("Start clamd, or mend YAKUSHO_CLAMD and restart the zone. Files wait until then."),
    ),
    "plan_unreadable": (
        gettext_noop("The plan's file can't be used"),
        gettext_noop("Mend the line that is named. What was published before stays."),
    ),
}
"""Per code: what happened, and what to do."""

REASONS = {
    "CannotOpen": gettext_noop("It isn't sealed to this zone, or was changed on its way. Compare the key manifests."),
    "Mismatch": gettext_noop("What is inside disagrees with what the journal says of it."),
    "OutOfOrder": gettext_noop("A correction came before its application. It heals when the application is here."),
    "Unpublished": gettext_noop("The procedure isn't known here yet. It heals when its publication arrives."),
    "BlobMissing": gettext_noop("Its content hasn't arrived. Check that the outer zone runs, then try again."),
    "known_until": gettext_noop("The file knows the days until the day named here."),
    "no_program": gettext_noop("The program bwrap isn't installed."),
    "not_permitted": gettext_noop("The program bwrap is here but may not make a sandbox."),
    "unreachable": gettext_noop("Nothing answers at its address."),
    "not_scanned": gettext_noop("The virus scanner refused to look at it. Its StreamMaxLength may be too small."),
    "killed": gettext_noop("The work on it was ended several times."),
    "broken": gettext_noop("The work on it failed several times."),
    "original_missing": gettext_noop("The sealed original isn't here."),
    "waits": gettext_noop("It waits behind an earlier message of the same subject."),
}
"""Per reason: what lies behind it."""


def what(code: str) -> str:
    """What happened; the code itself where no words are written for it."""
    return _(WHAT[code][0]) if code in WHAT else code


def remedy(code: str) -> str:
    """What to do about it."""
    return _(WHAT[code][1]) if code in WHAT else _("Look at the log of the worker, with the time named here.")


def reason(code: str) -> str:
    """What lies behind it; the code itself where no words are written for it."""
    return _(REASONS[code]) if code in REASONS else code
