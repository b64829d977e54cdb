"""The room's pages in a real browser: accessible, as wide as a telephone, and a paper registered by keyboard alone."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

from tests import cast
from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.desk.cases.models import Case
from yakusho.mynumber.paper.keys import page_code
from yakusho.mynumber.paper.tests import people

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS_MAX = 20


def _cookie(client: Client) -> dict[str, str]:
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "path": "/"}


def test_a_paper_is_registered_by_keyboard_and_every_page_is_accessible(live_server: LiveServer) -> None:
    people.register()
    desk = people.desk(cast.stage())
    clerk = desk.browser(desk.clerk)
    key = desk.printed()
    clerk.post("/paper/print/", {"procedure": desk.code, "household": people.WIDOWED})
    batch = clerk.post("/paper/batches/begin/", {"procedure": desk.code, "households": people.FAMILY})["Location"]
    pages = ["/paper/", f"/paper/{key}/", "/paper/batches/", batch, "/paper/holds/"]
    with browser(width=1280, height=900) as driver:
        driver.get(f"{live_server.url}/healthz")
        driver.add_cookie(_cookie(clerk))

        def look(axe: tuple[int, ...] = (1280,)) -> None:
            for width in (360, 1280):
                metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
                wide = driver.execute_script("return document.documentElement.scrollWidth")
                assert wide <= width, f"{driver.current_url}: {wide}"
                assert width not in axe or violations(driver) == [], driver.current_url

        for page in pages:
            driver.get(f"{live_server.url}{page}")
            look()
        driver.get(f"{live_server.url}/paper/")
        scanned = driver.switch_to.active_element
        scanned.send_keys(page_code(desk.code, 1, key, 1, 2), Keys.ENTER)
        WebDriverWait(driver, SECONDS_MAX).until(staleness_of(scanned))
        phone = driver.find_element(By.NAME, "phone")
        phone.send_keys("03-0000-0000", Keys.ENTER)
        WebDriverWait(driver, SECONDS_MAX).until(staleness_of(phone))
        assert driver.find_elements(By.ID, "f-account-number-error")
        look(axe=(360, 1280))
        for mark in ("account", "consent", "members"):
            driver.find_element(By.NAME, f"go-mark-{mark}").send_keys(Keys.SPACE)
        phone = driver.find_element(By.NAME, "phone")
        phone.send_keys(Keys.ENTER)
        WebDriverWait(driver, SECONDS_MAX).until(staleness_of(phone))
        assert Case.objects.get().number in driver.page_source
        look()
