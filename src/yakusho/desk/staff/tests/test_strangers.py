"""Every address, walked by somebody who isn't signed in and by somebody from elsewhere."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests import cast
from yakusho.kernel.ids import new_id


def _routes(patterns, prefix: str = ""):
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, prefix + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield prefix + str(each.pattern), each.callback


def _address(route: str) -> str:
    """A route with something made up in each of its places."""
    return "/" + re.sub(r"<(\w+):\w+>", lambda place: str(new_id()) if place[1] == "uuid" else "1", route)


STAFF_ROUTES = [
    (route, view)
    for route, view in _routes(get_resolver().url_patterns)
    if "^" not in route and getattr(view, "guard", "").startswith(("signed_in", "needs:", "own_account"))
]


def test_there_is_something_to_walk() -> None:
    assert len(STAFF_ROUTES) > 20


@pytest.mark.parametrize("route", [route for route, _ in STAFF_ROUTES])
def test_a_stranger_is_led_to_the_way_in(db, route: str) -> None:
    for method in ("get", "post"):
        response = getattr(Client(), method)(_address(route))
        assert response.status_code == 302
        assert response.url.startswith("/account/login/")


def test_somebody_without_a_function_gets_a_sentence(stage: cast.Stage) -> None:
    client = stage.client(stage.clerk_elsewhere)
    for route, view in STAFF_ROUTES:
        function = view.guard.partition(":")[2]
        if not function or function in stage.clerk_elsewhere.functions:
            continue
        for method in ("get", "post"):
            response = getattr(client, method)(_address(route))
            assert response.status_code == 403
            assert "<h1" in response.content.decode()


def test_somebody_without_a_seat_today_sees_nothing(stage: cast.Stage) -> None:
    from django.contrib.auth import get_user_model

    client = Client()
    client.force_login(get_user_model().objects.create_user("idle", None))
    for route, view in STAFF_ROUTES:
        if view.guard != "own_account":
            assert client.get(_address(route)).status_code == 403
