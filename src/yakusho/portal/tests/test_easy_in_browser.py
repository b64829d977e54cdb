"""The way from the first page to the status page in easy Japanese, on a telephone: accessible, and wide enough."""

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.portal.status.tests.test_in_browser import click, press
from yakusho.portal.status.tests.test_status import answer
from yakusho.portal.tests.resident import BENEFIT, Resident, publish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

WIDTH = 360
QUESTION = "0190aaaa-0000-7000-8000-000000000002"


def look(driver: Chrome, path: str) -> None:
    """Open a path, or look at the page that is open when it is none."""
    if path.startswith("/"):
        driver.get(driver.current_url.partition("/easy/")[0] + path)
    assert driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == "ja"
    assert violations(driver) == [], path
    assert driver.execute_script("return document.documentElement.scrollWidth") <= WIDTH, path


def test_a_resident_applies_and_follows_in_easy_japanese(live_server: LiveServer) -> None:
    publish(BENEFIT)
    resident = Resident(BENEFIT, "easy").applies("family")
    code = resident.code_shown
    answer(resident, 1, code, kind="question", text="同居の人はいますか。", question=QUESTION)
    with browser(width=WIDTH, height=800) as driver:
        driver.get(f"{live_server.url}/easy/")
        for path in ("home", f"/easy/procedures/{BENEFIT}/", f"/easy/apply/{BENEFIT}/"):
            look(driver, path)
        press(driver, "next")
        look(driver, "what is missing")
        press(driver, "save")
        look(driver, "saved")
        look(driver, "/easy/nothing/")
        look(driver, f"/easy/c/{code}/")
        for path in (f"answer/{QUESTION}/", "add/", "withdraw/"):
            look(driver, f"/easy/status/{path}")
        driver.get(f"{live_server.url}/easy/status/withdraw/")
        press(driver, "send")
        look(driver, "withdrawn")
        click(driver, 'nav a[href^="/ja/"]')
        assert driver.current_url.startswith(f"{live_server.url}/ja/status/")


def test_the_check_page_and_the_receipt_in_easy_japanese_are_accessible(live_server: LiveServer) -> None:
    publish(BENEFIT)
    resident = Resident(BENEFIT).opens().fills_in("family").sends("submit", {}, "save")
    code = resident.code_shown
    with browser(width=WIDTH, height=800) as driver:
        driver.get(f"{live_server.url}/easy/c/{code}/")
        look(driver, "a draft")
        click(driver, 'form[action$="/correct/"] button')
        press(driver, "next")
        look(driver, "check")
        press(driver, "submit")
        look(driver, "receipt")
