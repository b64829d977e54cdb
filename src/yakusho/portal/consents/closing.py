"""How invitations end: with the application, or when their time is over."""

from collections.abc import Iterable

from yakusho.kernel import clock
from yakusho.messages.sealing import draft_id
from yakusho.portal.apply.token import Form
from yakusho.portal.consents.models import Invitation


def invitations_close(form: Form) -> None:
    """Delete the invitations of a form that is being sent, in the caller's transaction: the consents travel with it."""
    invitations_end([draft_id(form.code, form.revision)])


def invitations_end(drafts: Iterable[str]) -> None:
    """Delete the invitations made for these drafts, in the caller's transaction; their links open nothing any more."""
    Invitation.objects.filter(form__in=drafts).delete()


def invitations_clear() -> int:
    """Delete invitations whose time is over, with what was answered to them."""
    return Invitation.objects.filter(expires_at__lte=clock.now()).delete()[0]
