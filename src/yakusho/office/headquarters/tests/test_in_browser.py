"""The page in a real browser: accessible, and as wide as a telephone."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from tests import cast
from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.kernel.ids import new_id
from yakusho.office.headquarters import actions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.usefixtures("partly")
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_accessible_and_fits(stage: cast.Stage, live_server: LiveServer, width: int) -> None:
    cookie = stage.client(stage.secretariat).cookies[settings.SESSION_COOKIE_NAME].value
    with browser(width=width, height=900) as driver:
        driver.get(f"{live_server.url}/healthz")
        driver.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": cookie, "path": "/"})
        for at, path in enumerate(("", "?share=66", "?share=50")):
            driver.get(f"{live_server.url}/headquarters/{path}")
            assert violations(driver) == [], path
            assert driver.execute_script("return document.documentElement.scrollWidth") <= width, path
            if at == 0:
                said = actions.Decision(Decimal(75), date(2021, 5, 20), "第１回推進本部", "４つに３つを大部分とみる")
                actions.threshold_set(by=stage.secretariat, plan="plan-2025", seen=0, decision=said, once=new_id())
