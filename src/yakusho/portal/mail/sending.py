"""Sending the mails that wait (メールの送信): tried again with longer and longer pauses, then given up and told."""

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from yakusho.journal import problems
from yakusho.kernel import clock
from yakusho.portal.apply.token import BrokenToken, unseal
from yakusho.portal.mail.models import Mail, MailCode
from yakusho.ui.context import ward_name

STEP_MAILS_MAX = 20
TRIES_MAX = 8
RETRY_SECONDS = 60

log = logging.getLogger("yakusho.portal.mail")


def mails_send() -> int:
    """Send what is due; nothing of it is ever logged."""
    if not settings.MAIL_WAY:
        return 0
    rows = list(Mail.objects.filter(due_at__lte=clock.now()).order_by("due_at")[:STEP_MAILS_MAX])
    for row in rows:
        # Taken before it is sent: a process that dies on the way tries once more later, never at once.
        pause = timedelta(seconds=RETRY_SECONDS * 2**row.tries)
        Mail.objects.filter(id=row.id).update(tries=row.tries + 1, due_at=clock.now() + pause)
        _send(row)
    return len(rows)


def _send(row: Mail) -> None:
    try:
        _message(unseal(row.sealed)["mail"]).send()
    except (SMTPException, OSError, BrokenToken, ValueError, KeyError) as error:
        log.warning("a mail could not be sent: %s", type(error).__name__)
        if row.tries + 1 >= TRIES_MAX or not isinstance(error, OSError):  # an SMTPException is an OSError, too
            Mail.objects.filter(id=row.id).delete()
            problems.report("mail", "mail_not_sent", type(error).__name__, place="mail")
        return
    Mail.objects.filter(id=row.id).delete()
    problems.solve("mail")


def _message(content: dict[str, Any]) -> EmailMessage:
    to = content["to"] if content["kind"] == "code" else unseal(content["kept"])["to"]
    language = content["language"]
    with override(language):
        ward = ward_name(language)
        if content["kind"] == "code":
            subject = _("Code to confirm your mail address")
            text = _("Enter this code on the page that asked for it: %(code)s\nIt works for 15 minutes.\n") % content
        else:
            portal = settings.ZONE_URLS["portal"].rstrip("/")
            subject = _("There is news about your application")
            text = _("Open the page below and enter your code to read it.\n%(url)s\n") % {
                "url": portal + reverse("continue")
            }
        closing = _("If you did not ask for this mail, you need not do anything. Nobody reads answers to it.")
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(f"{ward} {subject}".strip(), f"{text}\n{closing}\n{ward}\n", to=[to], headers=headers)


def mail_codes_clear() -> int:
    """Forget codes whose hour is over."""
    return MailCode.objects.filter(made_at__lte=clock.now() - timedelta(hours=1)).delete()[0]
