"""The places on the rail that both staff zones have."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yakusho.desk.staff.queries import staff_of
from yakusho.ui.context import RailLink


def has(*functions: str) -> Callable[[HttpRequest], bool]:
    """Shown to people whose seat has one of these functions."""

    def shown(request: HttpRequest) -> bool:
        staff = staff_of(request) if hasattr(request, "user") else None
        return staff is not None and not staff.functions.isdisjoint(functions)

    return shown


def signed_in(request: HttpRequest) -> bool:
    """Shown to everybody with a seat."""
    return hasattr(request, "user") and staff_of(request) is not None


INBOX = RailLink(_("Inbox"), "/inbox/", has("applications.view"))
PROBLEMS = RailLink(_("Problems"), "/problems/", has("operations.problems"))
STAFF = RailLink(_("Staff"), "/account/staff/", has("staff.manage"))
ACCOUNT = RailLink(_("Sign-in and security"), "/account/2fa/", signed_in)
