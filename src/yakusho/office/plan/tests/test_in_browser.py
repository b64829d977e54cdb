"""The plan's staff pages in a real browser: accessible, from the overview down to one entry."""

from collections.abc import Callable

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from tests import cast
from tests.support.axe import violations
from tests.support.browser import browser

PAGES = (
    "/plan/",
    "/plan/?policy=II",
    "/plan/11/",
    "/plan/15-3/",
    "/plan/04-1/",
    "/plan/previous/",
    "/plan/15-3/entries/",
    "/journal/portal/0/",
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_pages_are_accessible_and_fit_a_small_screen(
    stage: cast.Stage,
    live_server: LiveServer,
    applications_arrive: Callable[..., None],
    procedure_opens: Callable[[str], None],
) -> None:
    procedure_opens("one")
    applications_arrive(3)
    cookie = stage.client(stage.secretariat).cookies[settings.SESSION_COOKIE_NAME].value
    with browser(width=768, height=900) as driver:
        driver.get(f"{live_server.url}/healthz")
        driver.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": cookie, "path": "/"})
        for path in PAGES:
            driver.get(f"{live_server.url}{path}")
            assert driver.current_url == f"{live_server.url}{path}"
            assert violations(driver) == [], path
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 768, path
