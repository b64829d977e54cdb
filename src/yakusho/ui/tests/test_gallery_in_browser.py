"""The gallery in a real browser: accessible, readable at 320 px and without scripts, usable by keys, printable."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.support.axe import violations
from tests.support.browser import browser

pytestmark = pytest.mark.urls("yakusho.ui.tests.urls")

LAYOUTS = ["portal", "office", "mynumber"]


@pytest.fixture(scope="module")
def window() -> Iterator[Chrome]:
    with browser() as driver:
        yield driver


def open_gallery(driver: Chrome, server: LiveServer, settings: Settings, zone: str) -> None:
    settings.ZONE, settings.ROOMS = zone, "yakusho.ui.tests.rooms"
    driver.get(f"{server.url}/gallery/")


def sideways(driver: Chrome) -> int:
    """By how many pixels the page is wider than its window."""
    return driver.execute_script("return document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("zone", LAYOUTS)
def test_nothing_hinders_people_with_disabilities(
    window: Chrome, live_server: LiveServer, settings: Settings, zone: str
) -> None:
    open_gallery(window, live_server, settings, zone)
    assert violations(window) == []


@pytest.mark.parametrize("zone", LAYOUTS)
def test_a_narrow_screen_or_large_letters_need_no_scrolling_sideways(
    live_server: LiveServer, settings: Settings, zone: str
) -> None:
    with browser(width=320, height=640, javascript=False) as driver:
        open_gallery(driver, live_server, settings, zone)
        assert sideways(driver) <= 0
        assert too_small_to_touch(driver) == []


def too_small_to_touch(driver: Chrome) -> list[str]:
    """Buttons that a thumb would miss."""
    buttons = driver.find_elements(By.CSS_SELECTOR, ".button")
    return [button.text for button in buttons if button.is_displayed() and button.size["height"] < 44]


def test_the_first_stop_is_the_error_summary_and_its_links_reach_the_fields(
    window: Chrome, live_server: LiveServer, settings: Settings
) -> None:
    open_gallery(window, live_server, settings, "portal")
    assert window.switch_to.active_element.get_attribute("id") == "error-summary"
    window.find_element(By.CSS_SELECTOR, "#error-summary a").send_keys(Keys.ENTER)
    assert window.switch_to.active_element.get_attribute("id") == "f-birthday"


def test_keys_move_through_rows_and_typing_is_left_alone(
    window: Chrome, live_server: LiveServer, settings: Settings
) -> None:
    open_gallery(window, live_server, settings, "office")
    body = window.find_element(By.TAG_NAME, "body")
    body.send_keys("j")
    first = window.switch_to.active_element.text
    window.switch_to.active_element.send_keys("j")
    assert (first, window.switch_to.active_element.text) == ("M-48219-03756", "M-10482-77120")
    window.switch_to.active_element.send_keys("k")
    assert window.switch_to.active_element.text == first
    field = window.find_element(By.ID, "f-family_name")
    field.send_keys("jk/gi")
    assert field.get_attribute("value") == "jk/gi"
    window.find_element(By.TAG_NAME, "main").send_keys("g", "i")
    assert window.current_url.endswith("/inbox/")


def test_paper_shows_the_sample_mark_and_no_navigation(
    window: Chrome, live_server: LiveServer, settings: Settings
) -> None:
    open_gallery(window, live_server, settings, "office")
    window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = {name: window.find_element(By.CSS_SELECTOR, name).is_displayed() for name in (".sample", ".rail", ".tabs")}
    window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == {".sample": True, ".rail": False, ".tabs": False}
