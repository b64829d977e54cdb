"""The register in a real browser: accessible, at desk width and narrow, from the purpose to the card."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests import cast
from tests.support.axe import violations
from tests.support.browser import browser
from tests.support.tree import REPOSITORY
from yakusho.kernel import clock
from yakusho.mynumber.residents.filling import households_add
from yakusho.mynumber.residents.register import Support
from yakusho.mynumber.residents.tests.people import PERSON, desk, household

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

PICTURES = Path(os.environ.get("YAKUSHO_PICTURES", REPOSITORY / "build" / "pictures"))


def _look(driver: Chrome, name: str, width: int) -> None:
    """Nothing on the page keeps anybody out, and nothing of it is wider than the window."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    driver.save_screenshot(str(PICTURES / f"residents-{name}-{width}.png"))
    assert violations(driver) == [], name
    wide = driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, name


def _press(driver: Chrome) -> None:
    driver.find_element(By.CSS_SELECTOR, "main form button[type=submit]").click()


@pytest.mark.parametrize("width", [1280, 360])
def test_from_the_purpose_to_the_card(stage: cast.Stage, live_server: LiveServer, width: int) -> None:
    day = clock.today()
    term = Support(PERSON.number, day, None, day + timedelta(days=364), "violence", apart=True)
    households_add([household(supports=(term,))])
    client = desk(stage).supervisor
    with browser(width=width, height=2400) as driver:
        driver.get(live_server.url + "/healthz")
        name = settings.SESSION_COOKIE_NAME
        driver.add_cookie({"name": name, "value": client.cookies[name].value, "path": "/"})
        driver.get(live_server.url + "/residents/")
        _look(driver, "purpose", width)
        driver.find_element(By.CSS_SELECTOR, "input[value=counter]").click()
        _press(driver)
        driver.find_element(By.NAME, "name").send_keys("わたなべ")
        _look(driver, "search", width)
        _press(driver)
        _look(driver, "found", width)
        driver.find_element(By.PARTIAL_LINK_TEXT, "花子").click()
        assert PERSON.name in driver.find_element(By.TAG_NAME, "h1").text
        _look(driver, "card", width)
