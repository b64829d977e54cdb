"""What the status page says about notices by mail."""

from typing import Any
from uuid import UUID

from django.conf import settings

from yakusho.portal.mail.models import Notify


def mail_context(subject: UUID) -> dict[str, Any]:
    """Whether mail can be sent at all, and whether this application's resident gets it; never the address."""
    return {"is_on": Notify.objects.filter(subject=subject).exists()} if settings.MAIL_WAY else {}
