"""The applicant's side: an application that others have to agree to waits here until they have."""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yakusho.kernel.ids import show_code
from yakusho.messages.submissions import Consent
from yakusho.portal.apply import token
from yakusho.portal.apply.posting import files_of
from yakusho.portal.apply.token import Form
from yakusho.portal.apply.visit import Visit
from yakusho.portal.consents import cookie
from yakusho.portal.consents.actions import invitation_make, invitation_revoke, shown_rows
from yakusho.portal.consents.queries import Wanted, wanted

INVITE, REVOKE, LOOK = "invite:", "revoke:", "look"


def holds(visit: Visit, form: Form) -> bool:
    """Whether others have to agree before this form can be sent; asks nothing of the database."""
    return bool(visit.compiled.consents(form.answers, visit.today))


def passes(visit: Visit, form: Form, go: str) -> HttpResponse | tuple[Consent, ...]:
    """The consents to send with the application, or the page that says which are missing and gives out links.

    A procedure that needs none costs nothing. A correction takes along those of the application that still hold.

    Raises:
        SentBefore: the form was sent meanwhile.
        NothingFollows: a correction that can't be sent any more.
    """
    needed = visit.compiled.consents(form.answers, visit.today)
    if not needed:
        return ()
    asked = {each.id: each for each in needed}
    if go.startswith(INVITE) and go.removeprefix(INVITE) in asked:
        consent = asked[go.removeprefix(INVITE)]
        form = invitation_make(visit=visit, form=form, consent=consent, files=files_of(form))
    elif go.startswith(REVOKE) and go.removeprefix(REVOKE) in asked:
        form = invitation_revoke(form=form, consent=go.removeprefix(REVOKE), files=files_of(form))
    stands = wanted(visit, form, needed)
    given = tuple(each.given for each in stands if each.given is not None)
    if go == "submit" and len(given) == len(needed):
        return given
    return _page(visit, form, stands, ready=len(given) == len(needed))


def _page(visit: Visit, form: Form, stands: list[Wanted], *, ready: bool) -> HttpResponse:
    words = {
        "none": (_("not asked yet"), "none", ""),
        "waiting": (_("waits for an answer"), "waiting", ""),
        "agreed": (_("agreed"), "done", ""),
        "declined": (_("declined"), "stopped", _("Nothing was sent. When you have talked about it, make a new link.")),
        "over": (
            _("The link no longer works"),
            "warning",
            _("Its time is over, or it was taken back. Make a new one."),
        ),
        "changed": (
            _("agreed, but the answers have changed since"),
            "warning",
            _("Make a new link, so that this person reads the new answers."),
        ),
        "reworded": (
            _("agreed, but to other words than these"),
            "warning",
            _("Make a new link, so that this person reads the new words."),
        ),
    }
    portal = settings.ZONE_URLS["portal"].rstrip("/")
    rows = [
        {
            "id": each.consent.id,
            "label": each.consent.label.say(visit.language),
            "words": each.consent.text.say(visit.language),
            "state": words[each.state],
            "name": each.given.name if each.given else "",
            "at": datetime.fromisoformat(each.given.at) if each.given else None,
            "shown": shown_rows(visit, form, each.consent, visit.language),
            "link": portal + reverse("consent-link", args=[each.code]) if each.state == "waiting" else "",
            "expires_at": each.expires_at,
            "may_ask": each.state != "agreed" and each.state != "waiting",
            "may_revoke": bool(each.code) and each.state in ("waiting", "agreed"),
        }
        for each in stands
    ]
    context = {
        "title": visit.title,
        "number": form.number,
        "code": show_code(form.code) if form.saved else "",
        "rows": rows,
        "ready": ready,
        "waits": any(each.state == "waiting" for each in stands),
        "token": token.write(form),
        "action": reverse("submit", args=[visit.offered.code]),
    }
    response = render(visit.request, "consents/needed.html", context)
    codes = form.invitations.values()
    return cookie.remember_made(visit.request, response, codes) if codes else response
