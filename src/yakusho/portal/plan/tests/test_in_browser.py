"""The plan's public pages in a real browser: accessible, and readable at 320 px without scripts."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.portal.plan.tests.test_pages import nothing_remembered, publish_plan

__all__ = ["nothing_remembered"]

PAGES = (
    "/ja/plan/",
    "/ja/plan/11/",
    "/en/plan/15-3/",
    "/ja/plan/11-2/",
    "/ja/plan/04-1/",
    "/ja/plan/previous/",
    "/ja/plan/changes/",
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_pages_are_accessible_and_fit_a_narrow_screen(live_server: LiveServer) -> None:
    publish_plan(12, 1)
    publish_plan(13, 2)
    with browser(width=320, height=640) as driver:
        for path in PAGES:
            driver.get(f"{live_server.url}{path}")
            assert violations(driver) == [], path
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 320, path
