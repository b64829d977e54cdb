"""One person at one browser: looks at every page they cross, and fails on what an eye or a screen reader would."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from tests.support.axe import violations
from tests.support.browser import set_size
from tests.support.tree import REPOSITORY

MEMBER = re.compile(r"^[a-z_]+-\d+-")
PAGE_SECONDS_MAX = 20
LOOK_SECONDS = 0.05  # between two looks whether something is there
OPENED_SECONDS_MAX = 2
TABS_MAX = 200
PICTURES = Path(os.environ.get("YAKUSHO_PICTURES", REPOSITORY / "build" / "pictures"))

Typed = Mapping[str, Sequence[str]]
"""What a person types: input name to values, as a form post has them."""


_looked_at: set[tuple[str, str, int]] = set()
"""Pages that somebody has looked at closely in this run, by path, what happened on them, and width."""


@dataclass
class Walker:
    """A person with a browser window; `look` checks and pictures the page they are on."""

    driver: Chrome
    name: str
    width: int
    javascript: bool = True
    keyboard: bool = False
    pages: int = 0
    faults: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    def open(self, url: str) -> None:
        """Go to an address as from a bookmark."""
        self.driver.get(url)

    @contextmanager
    def in_new_tab(self, url: str) -> Iterator[None]:
        """Open an address in another tab of the same browser, and come back to this one at the end."""
        before = self.driver.current_window_handle
        self.driver.switch_to.new_window("tab")
        set_size(self.driver, self.width)
        self.driver.get(url)
        yield
        self.driver.close()
        self.driver.switch_to.window(before)

    def look(self, what: str) -> None:
        """Check the page: a heading, nothing wider than the window; at first sight no axe violation, and a picture.

        What the page is made of is kept in `sources`.
        """
        self.pages += 1
        self.sources.append(self.driver.page_source)
        if len(self.driver.find_elements(By.TAG_NAME, "h1")) != 1:
            self.faults.append(f"{what}: not exactly one h1")
        wide = int(self.driver.execute_script("return document.documentElement.scrollWidth"))
        if wide > self.width:
            self.faults.append(f"{what}: {wide} px wide in a window of {self.width}")
        seen = (urlsplit(self.driver.current_url).path, what, self.width)
        if seen in _looked_at:
            return
        _looked_at.add(seen)
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.driver.save_screenshot(str(PICTURES / f"{self.name}-{self.pages:02d}-{what}.png"))
        if self.javascript:
            self.faults.extend(f"{what}: {fault}" for fault in violations(self.driver))

    def text(self) -> str:
        """The visible text of the page."""
        return str(self.driver.find_element(By.TAG_NAME, "body").text)

    def inputs(self, name: str) -> list[WebElement]:
        """The visible inputs of a name."""
        return [found for found in self.driver.find_elements(By.NAME, name) if found.get_attribute("type") != "hidden"]

    def fill(self, typed: Typed) -> Typed:
        """Type a page's answers, adding rows of repeat groups as they are needed; answers what isn't asked yet."""
        later: dict[str, Sequence[str]] = {}
        for name, values in typed.items():
            while not self.inputs(name) and MEMBER.match(name):
                self.press("go", f"add-{name.partition('-')[0]}")
            if self.inputs(name) or self._appears(name):
                self._answer(name, values)
            else:
                later[name] = values
        return later

    def _appears(self, name: str) -> bool:
        """Whether a question that an answer has just opened appears, as it does where scripts run."""
        try:
            self._wait(OPENED_SECONDS_MAX if self.javascript else 0).until(lambda _: self.inputs(name))
        except TimeoutException:
            return False
        return True

    def _answer(self, name: str, values: Sequence[str]) -> None:
        """Answer a question; once more when a script has put it anew into the page meanwhile."""
        try:
            self._type(name, values)
        except StaleElementReferenceException:
            self._type(name, values)

    def _type(self, name: str, values: Sequence[str]) -> None:
        found = self.inputs(name)
        kind = found[0].get_attribute("type")
        if found[0].tag_name == "select":
            Select(found[0]).select_by_value(values[0])
        elif kind in ("radio", "checkbox"):
            for each in found:
                if (each.get_attribute("value") in values) != each.is_selected():
                    self._choose(each)
        elif kind == "file":
            found[0].send_keys(values[0])
        else:
            found[0].clear()
            found[0].send_keys(values[0])

    def _choose(self, element: WebElement) -> None:
        if self.keyboard:
            self.reach(element)
            element.send_keys(Keys.SPACE)
        else:
            element.click()

    def press(self, name: str, value: str = "") -> None:
        """Press the button of a name and value, and wait for the next page."""
        selector = f'button[name="{name}"]:not([aria-hidden])' + (f'[value="{value}"]' if value else "")
        self.press_element(self.driver.find_element(By.CSS_SELECTOR, selector))

    def press_element(self, element: WebElement) -> None:
        """Press a button or follow a link, and wait until its page is gone."""
        before = self.driver.find_element(By.TAG_NAME, "html")
        if self.keyboard:
            self.reach(element)
            element.send_keys(Keys.ENTER)
        else:
            self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
            element.click()
        self._wait(PAGE_SECONDS_MAX).until(lambda _: _is_gone(before))
        self._wait(PAGE_SECONDS_MAX).until(
            lambda driver: driver.execute_script("return document.readyState") == "complete"
        )

    def _wait(self, seconds: float) -> WebDriverWait[Chrome]:
        return WebDriverWait(self.driver, seconds, LOOK_SECONDS)

    def press_submit(self, form_action_part: str) -> None:
        """Press the submit button of the form that posts to an address."""
        form = self.driver.find_element(By.CSS_SELECTOR, f'form[action*="{form_action_part}"]')
        self.press_element(form.find_element(By.CSS_SELECTOR, "button[type=submit], button:not([type])"))

    def follow(self, href_part: str) -> None:
        """Follow the first link to an address."""
        self.press_element(self.driver.find_element(By.CSS_SELECTOR, f'a[href*="{href_part}"]'))

    def reach(self, element: WebElement) -> None:
        """Come to an element with the Tab key alone, as someone without a mouse does."""
        if element.get_attribute("type") == "radio":
            element = self._entrance(element)
        for _ in range(TABS_MAX):
            if self.driver.switch_to.active_element == element:
                return
            ActionChains(self.driver).send_keys(Keys.TAB).perform()
        self.faults.append(f"{element.get_attribute('name') or element.text}: can't be reached by keyboard")

    def _entrance(self, radio: WebElement) -> WebElement:
        """The radio button of a group that Tab stops at: the chosen one, else the first."""
        group = self.inputs(radio.get_attribute("name") or "")
        return next((each for each in group if each.is_selected()), group[0])

    def done(self) -> None:
        """Say what was wrong on the way."""
        assert not self.faults, "\n".join(self.faults)


def _is_gone(element: WebElement) -> bool:
    try:
        element.is_enabled()
    except Exception:
        return True
    return False
