"""Guards of staff pages: exactly one on each view; `tests/test_walls.py` checks that none is forgotten."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yakusho.desk.staff.permissions import FUNCTIONS, permit
from yakusho.desk.staff.queries import staff_of
from yakusho.ui.guards import PUBLIC, mark

View = Callable[..., HttpResponse]

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def _has_second_factor(request: HttpRequest) -> bool:
    return settings.SAMPLE_HOME or get_adapter().is_mfa_enabled(request.user, SECOND_FACTORS)


def _step_in(request: HttpRequest) -> HttpResponse | None:
    """What a person must do before they see a staff page: sign in, set up a second factor, hold a seat."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not _has_second_factor(request):
        return redirect("mfa_index")
    if staff_of(request) is None:
        return render(request, "staff/no_seat.html", status=403)
    return None


def signed_in(view: View) -> View:
    """For everybody who is signed in with a second factor and holds a seat today."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _step_in(request) or view(request, *args, **kwargs)

    return mark(guarded, "signed_in")


def needs(function: str) -> Callable[[View], View]:
    """For people whose seat has a function; which section and procedure, the action decides."""
    if function not in FUNCTIONS:
        raise KeyError(function)

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            first = _step_in(request)
            if first is not None:
                return first
            staff = staff_of(request)
            assert staff is not None
            permit(staff, function)
            return view(request, *args, **kwargs)

        return mark(guarded, f"needs:{function}")

    return guard


def own_account(view: View) -> View:
    """For a signed-in person's own account pages, which are open before a second factor is set up."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return mark(guarded, "own_account")


def entrance(view: View) -> View:
    """For the pages through which people sign in and out; rate limits stand inside."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return mark(guarded, PUBLIC)
