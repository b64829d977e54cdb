"""The page that sends a code to an address and asks for it: two steps, carried in a sealed token."""

from dataclasses import asdict, dataclass, replace
from unicodedata import normalize
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yakusho.portal import limits
from yakusho.portal.mail.actions import TooManyCodes, code_check, code_send

SEND, CHECK = "mail:send", "mail:check"


@dataclass(frozen=True)
class Asking:
    """An address that is being confirmed; `sent` is the id of the code that went there, empty before."""

    address: str
    sent: str = ""

    def as_json(self) -> dict[str, str]:
        """The same as plain values."""
        return asdict(self)


@dataclass(frozen=True)
class Step:
    """What one press of a button came to: where it stands, whether the address is right, and what is wrong."""

    asking: Asking
    confirmed: bool = False
    error: str = ""


def step(request: HttpRequest, asking: Asking) -> Step:
    """Send a code, or compare the one that was typed."""
    go = request.POST.get("go", "")
    if go == SEND:
        return _send(request, asking)
    if go != CHECK or not asking.sent:
        return Step(asking)
    if limits.CODE_LOOKUPS.wait_seconds(request):
        return Step(asking, error=_("Too many tries. Wait some minutes, then try again."))
    typed = "".join(filter(str.isdigit, normalize("NFKC", request.POST.get("mail_code", "")[:40])))
    right = code_check(id=UUID(asking.sent), address=asking.address, typed=typed)
    wrong = _("This is not the code, or it is too old. Compare it, or send a new one.")
    return Step(asking, right, "" if right else wrong)


def _send(request: HttpRequest, asking: Asking) -> Step:
    if limits.MAILS.wait_seconds(request):
        return Step(asking, error=_("Too many mails were asked for. Wait some minutes, then try again."))
    try:
        sent = code_send(address=asking.address, language=request.LANGUAGE_CODE)
    except TooManyCodes:
        return Step(
            asking, error=_("Several codes went to this address already. Look for the newest, or try in an hour.")
        )
    return Step(replace(asking, sent=str(sent)))


def shown(step: Step) -> dict[str, object]:
    """What the page shows of it."""
    return {
        "address": step.asking.address,
        "sent": bool(step.asking.sent),
        "error": step.error,
        "errors": [("mail_code" if step.asking.sent else "", step.error)] if step.error else [],
        "folder": settings.MAIL_WAY == "folder",
        "go_send": SEND,
        "go_check": CHECK,
    }
