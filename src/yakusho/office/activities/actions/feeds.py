"""The secret calendar address of a seat (予定表の購読): made, replaced and ended by its holder."""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.db import transaction

from yakusho.desk.staff.permissions import Staff
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.office.activities.facts import FeedClosed, FeedOpened
from yakusho.office.activities.models import Feed


def secret_hash(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def feed_open(*, by: Staff, once: UUID) -> str:
    """Make a secret address, which ends an earlier one; answers the secret, shown this once.

    The same form sent again answers the same secret.
    """
    words = f"calendar/{by.actor}/{once}".encode()
    secret = hmac.new(settings.ZONE_KEYS.web, words, hashlib.sha256).hexdigest()
    values = {"secret_hash": secret_hash(secret), "made_at": clock.now()}
    stored = Feed.objects.select_for_update().filter(seat=by.seat.id).first()
    if stored is None or stored.secret_hash != values["secret_hash"]:
        Feed.objects.update_or_create(seat_id=by.seat.id, defaults=values)
        append(FeedOpened(seat=by.actor), subject=by.actor, actor=by.actor, section=by.seat.section)
    return secret


@transaction.atomic
def feed_close(*, by: Staff) -> None:
    """End the secret address; again changes nothing."""
    gone, _rows = Feed.objects.filter(seat=by.seat.id).delete()
    if gone:
        append(FeedClosed(seat=by.actor), subject=by.actor, actor=by.actor, section=by.seat.section)
