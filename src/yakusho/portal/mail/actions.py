"""Confirming an address by a code, and keeping it for notices."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.messages.sealing import derive
from yakusho.portal.apply.token import seal
from yakusho.portal.mail.models import Mail, MailCode, Notify

CODE_DIGITS = 6
CODE_MINUTES = 15
ATTEMPTS_MAX = 5
CODES_AN_HOUR_MAX = 4  # to one address, so that nobody can fill somebody's mailbox


class TooManyCodes(Exception):
    """Enough codes went to this address within the last hour."""


def _keyed(*parts: str) -> str:
    key = derive(settings.ZONE_KEYS.web.hex(), "mail/1")
    return hmac.new(key, "\n".join(parts).encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def code_send(*, address: str, language: str) -> UUID:
    """Mail a code to an address to see whether it is right (確認コードの送信); answers the id to check it by.

    Raises:
        TooManyCodes: enough codes went there lately.
    """
    now, keyed = clock.now(), _keyed("address", address.lower())
    if MailCode.objects.filter(address=keyed, made_at__gt=now - timedelta(hours=1)).count() >= CODES_AN_HOUR_MAX:
        raise TooManyCodes
    own_id, code = new_id(), f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    MailCode.objects.create(
        id=own_id,
        address=keyed,
        digest=_keyed(str(own_id), address, code),
        made_at=now,
        expires_at=now + timedelta(minutes=CODE_MINUTES),
    )
    post({"kind": "code", "to": address, "code": code, "language": language})
    return own_id


def code_check(*, id: UUID, address: str, typed: str) -> bool:
    """Whether this is the code that was mailed to this address; each try counts, and a right one only once."""
    waiting = MailCode.objects.filter(id=id, attempts__lt=ATTEMPTS_MAX, expires_at__gt=clock.now())
    if not waiting.update(attempts=F("attempts") + 1):
        return False
    stored = MailCode.objects.get(id=id)
    if not hmac.compare_digest(stored.digest, _keyed(str(id), address, typed)):
        return False
    MailCode.objects.filter(id=id).update(attempts=ATTEMPTS_MAX)
    return True


def notify_keep(*, subject: UUID, address: str, language: str) -> None:
    """Remember where somebody wants to hear of news about an application (お知らせ先)."""
    values = {"sealed": seal({"to": address}), "language": language, "since": clock.now()}
    Notify.objects.update_or_create(subject=subject, defaults=values)


def notify_stop(*, subject: UUID) -> None:
    """Forget it again, with what waits to be sent."""
    Mail.objects.filter(subject=subject).delete()
    Notify.objects.filter(subject=subject).delete()


def news(subject: UUID, *, final: bool, tell: bool) -> None:
    """Let a mail say that there is news, in the transaction of its arrival; after the last one the address goes.

    One mail at a time waits for each application, however much happens.
    """
    kept = Notify.objects.filter(subject=subject).first()
    if kept is None:
        return
    if tell and not Mail.objects.filter(subject=subject).exists():
        post({"kind": "news", "kept": kept.sealed, "language": kept.language}, subject)
    if final:
        kept.delete()


def post(content: dict[str, Any], subject: UUID | None = None) -> None:
    """Put a mail among those that wait; what is in it lies sealed."""
    Mail.objects.create(subject=subject, sealed=seal({"mail": content}), due_at=clock.now())
