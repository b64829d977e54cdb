"""Every kind of item on a telephone and on a desk, without scripts: nothing too wide, nothing that hinders anybody."""

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.forms.tests.every_kind import EVERY
from yakusho.portal.publications.procedures import procedure
from yakusho.portal.tests.resident import publish

CODE = "every-kind"
HOME = {"home-postcode": "173-0004", "home-town": "板橋2丁目"}
pytestmark = pytest.mark.django_db(transaction=True)

SECONDS_MAX = 20


def fill(driver: Chrome, answers: dict[str, list[str]]) -> None:
    for name, (text,) in answers.items():
        for control in driver.find_elements(By.NAME, name):
            if control.get_attribute("type") != "radio":
                control.send_keys(text)
            elif control.get_attribute("value") == text:
                control.click()
    go_on = driver.find_element(By.CSS_SELECTOR, "button[value=next].button")
    go_on.click()
    WebDriverWait(driver, SECONDS_MAX).until(staleness_of(go_on))


def hinders(driver: Chrome) -> list[object]:
    wide = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
    return [*violations(driver), *(["wider than the screen"] if wide > 0 else [])]


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.long)])
def test_every_kind_can_be_filled_in_on_a_narrow_and_a_wide_screen(live_server: LiveServer, width: int) -> None:
    publish(CODE, text=EVERY)
    offered = procedure(CODE)
    assert offered
    answers = offered.compiled.example("alone")
    with browser(width=width, height=800) as driver:
        driver.get(f"{live_server.url}/ja/apply/{CODE}/")
        assert hinders(driver) == []
        fill(driver, answers["people"] | {name: [text] for name, text in HOME.items()})
        assert driver.find_element(By.ID, "f-hours").is_displayed()
        assert hinders(driver) == []
        fill(driver, {"account-bank_name": ["三井住友信"], "account-branch_name": ["いけぶくろ"]})
        assert "三井住友信託銀行（0294）" in driver.find_element(By.ID, "f-account").text
        assert hinders(driver) == []
        fill(driver, {"account-bank_name": [""]})
        driver.find_element(By.NAME, "account-branch_name").clear()
        fill(driver, answers["things"])
        assert "見本 太郎" in driver.find_element(By.TAG_NAME, "main").text.replace("\u3000", " ")


@pytest.mark.long
def test_a_bank_is_offered_while_it_is_typed(live_server: LiveServer) -> None:
    publish(CODE, text=EVERY)
    offered = procedure(CODE)
    assert offered
    answers = offered.compiled.example("alone")
    with browser() as driver:
        driver.get(f"{live_server.url}/ja/apply/{CODE}/")
        fill(driver, answers["people"] | {name: [text] for name, text in HOME.items()})
        for part, typed, found in (("bank", "じょうほく", "城北信用金庫"), ("branch", "ときわだい", "常盤台")):
            driver.find_element(By.NAME, f"account-{part}_name").send_keys(typed)
            option = f"#f-account-{part}_name-list option[value='{found}']"
            WebDriverWait(driver, SECONDS_MAX).until(lambda now, css=option: now.find_elements(By.CSS_SELECTOR, css))
