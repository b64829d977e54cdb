"""Words of the room: why a household waits, how work stands."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def hold_words(reason: str) -> str:
    """Why a person sees to a household."""
    return {
        "protected": _("A support measure is in force"),
        "died": _("The head of household has died"),
        "unknown": _("No such household with a head on the base date"),
        "layout": _("The form has no room for it"),
    }[reason]


def state_words(state: str) -> str:
    """How a piece of work stands."""
    return {
        "waiting": pgettext("work", "Under way"),
        "working": pgettext("work", "Under way"),
        "done": pgettext("work", "Finished"),
        "failed": pgettext("work", "Stopped by a fault"),
    }[state]
