"""Coming and going in a real browser: every page is accessible and fits a telephone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import presence_of_element_located, staleness_of
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.axe import violations
from tests.support.browser import browser
from tests.support.pictures import jpeg
from yakusho.portal.consents.tests.test_consents import CONSENTS, link
from yakusho.portal.status.tests.test_status import answer
from yakusho.portal.tests.resident import BENEFIT, Resident, definition_text, publish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

WIDTH, SECONDS_MAX = 360, 20
QUESTION = "0190aaaa-0000-7000-8000-000000000001"

Look = Callable[[str], None]


def looker(driver: Chrome, url: str) -> Look:
    """Open a path, or look at the page that is open when there is none, and say what is wrong with it."""

    def look(path: str) -> None:
        if path.startswith("/"):
            driver.get(f"{url}{path}")
        assert violations(driver) == [], path
        assert driver.execute_script("return document.documentElement.scrollWidth") <= WIDTH, path
        assert len(driver.find_elements(By.TAG_NAME, "h1")) == 1, path

    return look


def press(driver: Chrome, value: str) -> None:
    """Press the button of a value, and wait for the page behind it."""
    click(driver, f'button[value="{value}"]')


def click(driver: Chrome, selector: str) -> None:
    """Click something that leads to another page, and wait for that."""
    before = driver.find_element(By.TAG_NAME, "html")
    driver.find_element(By.CSS_SELECTOR, selector).click()
    # A driver that looks just while the page goes fails in other ways than saying that it is gone.
    WebDriverWait(driver, SECONDS_MAX, ignored_exceptions=[WebDriverException]).until(staleness_of(before))


def test_a_resident_answers_adds_withdraws_and_asks_for_mail_on_a_telephone(
    live_server: LiveServer, tmp_path: Path
) -> None:
    photo = tmp_path / "通帳.jpg"
    photo.write_bytes(jpeg(content=b"x" * 600_000))
    publish(BENEFIT)
    resident = Resident(BENEFIT).applies("family")
    code = resident.code_shown
    answer(resident, 1, code, kind="question", text="同居の人はいますか。", question=QUESTION)
    with browser(width=WIDTH, height=800) as driver:
        look = looker(driver, live_server.url)
        look(f"/ja/c/{code}/")
        for path in (f"answer/{QUESTION}/", "add/", "withdraw/", "mail/"):
            look(f"/ja/status/{path}")
        driver.find_element(By.NAME, "address").send_keys("hanako@example.jp")
        press(driver, "mail:send")
        look("a code is asked for")
        driver.get(f"{live_server.url}/ja/status/add/")
        press(driver, "send")
        look("nothing was written")
        driver.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(photo))
        attached = (By.CSS_SELECTOR, "li[data-file] button")
        WebDriverWait(driver, SECONDS_MAX).until(presence_of_element_located(attached))
        look("a file came in parts")
        press(driver, "send")
        assert "書類かメモを送りました" in driver.find_element(By.TAG_NAME, "main").text
        driver.get(f"{live_server.url}/ja/status/withdraw/")
        press(driver, "send")
        look("withdrawn")
        look("/ja/status/add/")


def test_a_draft_waits_for_somebody_who_agrees_in_another_browser(live_server: LiveServer) -> None:
    publish(BENEFIT, text=definition_text(BENEFIT).replace("needed_things:\n", CONSENTS, 1))
    resident = Resident(BENEFIT).opens().fills_in("family").submits().submits("invite:partner")
    code, path = resident.code_shown, link(resident)
    with browser(width=WIDTH, height=800) as driver:
        look = looker(driver, live_server.url)
        look(f"/ja/c/{code}/")
        click(driver, "form[action$='/correct/'] button")
        press(driver, "save")
        look(f"/ja/apply/{BENEFIT}/")
        driver.get(f"{live_server.url}/ja/c/{code}/")
        click(driver, "form[action$='/correct/'] button")
        press(driver, "next")
        press(driver, "submit")
        look("others have to agree")
        look(path)
        driver.get(f"{live_server.url}/ja/consent/x/")
        driver.delete_all_cookies()
        look(path)
        driver.find_element(By.NAME, "name").send_keys("見本 花子")
        press(driver, "agree")
        look("agreed")
