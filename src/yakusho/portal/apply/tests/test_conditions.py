"""Questions that depend on an answer: they come without being called mistakes, and at once where scripts run."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.portal.apply import token
from yakusho.portal.tests.resident import BENEFIT, DISCLOSURE, Resident, example_of, publish

ANSWER_SECONDS_MAX = 10
PAGE_BYTES_MAX = 60_000


@pytest.mark.usefixtures("procedures")
class TestWithoutScripts:
    """The next button brings what an answer opened."""

    @pytest.fixture
    def resident(self) -> Resident:
        return Resident(DISCLOSURE).opens()

    @pytest.fixture
    def seen(self, resident) -> dict:
        """What someone types who sees the unconditional questions only, and chooses to be sent copies."""
        answers = next(iter(example_of(DISCLOSURE, "person-by-post").values()))
        return {name: value for name, value in answers.items() if f'name="{name}"' in resident.page}

    @pytest.fixture
    def first(self) -> str:
        return next(iter(example_of(DISCLOSURE, "person-by-post")))

    def test_new_questions_are_announced_and_nothing_is_called_a_mistake(self, resident, seen, first):
        resident.sends(first, seen)
        assert "質問があと2件あります" in resident.text
        assert "エラー" not in resident.page
        assert "aria-invalid" not in resident.page

    def test_the_banner_is_reached_first_and_leads_to_the_first_new_question(self, resident, seen, first):
        resident.sends(first, seen)
        banner = re.search(r'<div tabindex="-1" autofocus>.*?href="#([^"]+)"', resident.page, re.DOTALL)
        assert f'id="{banner[1]}"' in resident.page

    def test_questions_left_blank_once_they_were_seen_are_mistakes(self, resident, seen, first):
        resident.sends(first, seen).sends(first, seen)
        assert "エラー" in resident.page

    def test_real_mistakes_are_told_beside_the_new_questions(self, resident, seen, first):
        text = next(name for name in seen if name != "receive_by")
        resident.sends(first, seen | {text: ""})
        assert "質問があと2件あります" in resident.text
        assert resident.page.count('aria-invalid="true"') == 1

    def test_who_sends_the_answers_at_once_is_not_asked_again(self, resident, first):
        resident.sends(first, example_of(DISCLOSURE, "person-by-post")[first])
        assert "あなたのこと" in resident.text

    def test_a_page_without_conditions_loads_no_script_for_them(self):
        assert "htmx" not in Client().get(f"/ja/apply/{BENEFIT}/").content.decode()

    def test_the_page_with_everything_it_loads_is_small_enough_for_a_slow_line(self, resident):
        loaded = re.findall(r'(?:href|src)="/static/([^"]+?)(?:\.[0-9a-f]{12})?(\.\w+)"', resident.page)
        assert any("htmx" in name for name, _ in loaded)
        files = [Path(finders.find(name + suffix)).read_bytes() for name, suffix in loaded]
        assert sum(len(gzip.compress(content)) for content in (resident.page.encode(), *files)) <= PAGE_BYTES_MAX


@pytest.fixture
def window(live_server: LiveServer, transactional_db: None) -> Chrome:
    """The first page of the form with conditions, where scripts run."""
    publish(DISCLOSURE)
    with browser(width=360, height=700) as driver:
        driver.get(f"{live_server.url}/ja/apply/{DISCLOSURE}/")
        yield driver


def choose(driver: Chrome, value: str) -> None:
    driver.find_element(By.CSS_SELECTOR, f"[name=receive_by][value={value}]").click()


def wait_for(driver: Chrome, name: str, there: bool = True) -> None:
    WebDriverWait(driver, ANSWER_SECONDS_MAX).until(lambda _: bool(driver.find_elements(By.NAME, name)) == there)


def test_with_scripts_a_question_appears_as_soon_as_it_is_needed(window):
    wide = window.find_element(By.TAG_NAME, "html")
    written = next(each for each in window.find_elements(By.CSS_SELECTOR, "textarea, input[type=text]"))
    written.send_keys("見本の文書")
    choose(window, "post")
    written.send_keys("、令和8年度分")
    wait_for(window, "post_to")
    assert wide.is_enabled()  # still the same page
    assert written.get_attribute("value") == "見本の文書、令和8年度分"
    assert "質問があと2件あります" in window.find_element(By.ID, "opened").get_attribute("textContent")
    assert violations(window) == []
    window.find_element(By.CSS_SELECTOR, "[name=post_to][value=elsewhere]").click()
    wait_for(window, "post_address")
    assert window.switch_to.active_element.get_attribute("value") == "elsewhere"
    choose(window, "electronic")
    wait_for(window, "post_to", there=False)
    assert violations(window) == []


def test_with_the_keyboard_the_focus_stays_where_it_is(window):
    radio = window.find_element(By.CSS_SELECTOR, "[name=receive_by]")
    radio.send_keys(Keys.SPACE)
    for _ in range(3):
        window.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    wait_for(window, "post_to")
    assert window.switch_to.active_element.get_attribute("name") == "receive_by"


def test_what_was_revealed_is_known_to_the_next_button(window):
    choose(window, "post")
    wait_for(window, "post_to")
    form = token.read(window.find_element(By.NAME, "token").get_attribute("value"))
    assert form.answers["receive_by"] == "post"
    window.find_element(By.CSS_SELECTOR, "button[name=go][value=next]").click()
    WebDriverWait(window, ANSWER_SECONDS_MAX).until(lambda _: "エラー" in window.title)
    assert window.execute_script("return document.documentElement.scrollWidth") <= 360
