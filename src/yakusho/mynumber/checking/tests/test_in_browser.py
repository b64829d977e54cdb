"""The findings on the case page in a real browser: accessible, and as wide as a telephone."""

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.mynumber.checking.tests.conftest import Desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


def test_the_findings_are_accessible_and_fit(desk: Desk, live_server: LiveServer) -> None:
    wrong = {**desk.answers()["account"], "holder": "スズキ　ジロウ"}
    case = desk.checked(account=wrong, members=desk.answers()["members"][:1])
    cookie = desk.stage.client(desk.stage.desk_clerk).cookies[settings.SESSION_COOKIE_NAME].value
    for width in (1280, 360):
        with browser(width=width, height=900) as driver:
            driver.get(f"{live_server.url}/healthz")
            driver.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": cookie, "path": "/"})
            driver.get(f"{live_server.url}/cases/{case.id}/")
            driver.execute_script("document.getElementById('register-check').scrollIntoView()")
            assert driver.find_elements("css selector", "form[action$='/accept/']")
            assert violations(driver) == []
            assert driver.execute_script("return document.documentElement.scrollWidth") <= width
