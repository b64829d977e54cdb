"""Sending files where scripts run: progress, a line that breaks, a reload, several files, giving up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.axe import violations
from tests.support.browser import browser
from tests.support.pictures import jpeg
from yakusho.portal.apply import attached, token
from yakusho.portal.tests.resident import BENEFIT, publish

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS_MAX = 20
FIELD = "#f-account_proof-field"
LINE_BREAKS = """
const real = window.fetch;
window.parts = 0;
window.said = [];
new MutationObserver(() => window.said.push(document.querySelector(arguments[0] + " [role=status]").textContent))
  .observe(document.querySelector(arguments[0] + " [role=status]"), {childList: true});
window.fetch = (address, options) => {
  if (String(address).includes("/part/") && options.method === "POST" && ++window.parts === 8) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1);
    return real(address, {...options, signal: stop.signal});
  }
  return real(address, options);
};
"""


@pytest.fixture
def window(live_server: LiveServer) -> Iterator[Chrome]:
    """The page with a file item that takes three, on a telephone where scripts run."""
    publish(BENEFIT)
    with browser(width=360, height=800) as driver:
        driver.get(f"{live_server.url}/ja/apply/{BENEFIT}/")
        yield driver


def choose(driver: Chrome, *files: Path) -> None:
    driver.find_element(By.CSS_SELECTOR, f"{FIELD} input[type=file]").send_keys("\n".join(map(str, files)))


def rows(driver: Chrome) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map((row) => row.innerText)"
    return driver.execute_script(script, f"{FIELD} li[data-file]")


def wait_for_rows(driver: Chrome, count: int) -> None:
    WebDriverWait(driver, SECONDS_MAX).until(lambda _: len(rows(driver)) == count)


def test_a_large_file_comes_through_a_line_that_breaks_and_a_reload(window, tmp_path):
    photo, other, wrong = (tmp_path / name for name in ("通帳.jpg", "ID.jpg", "memo.txt"))
    photo.write_bytes(jpeg(4_000, 3_000, content=bytes(range(256)) * 19_500))
    other.write_bytes(jpeg(content=b"x" * 700_000))
    wrong.write_text("no photo " * 99)
    window.execute_script(LINE_BREAKS, FIELD)
    choose(window, photo)
    WebDriverWait(window, SECONDS_MAX).until(lambda _: window.execute_script("return window.parts") >= 2)
    assert window.find_element(By.CSS_SELECTOR, f"{FIELD} progress").get_attribute("aria-label") == "通帳.jpg"
    assert violations(window) == []
    wait_for_rows(window, 1)
    said = window.execute_script("return window.said")
    assert said[-1] == "通帳.jpg を付けました。"
    assert len([each for each in said if "まで送りました" in each]) in range(2, 7)
    assert "通帳.jpg" in rows(window)[0]
    assert "5.0 MB" in rows(window)[0]

    choose(window, wrong)
    refused = (By.CSS_SELECTOR, f"{FIELD} .upload-wrong")
    WebDriverWait(window, SECONDS_MAX).until(lambda _: window.find_elements(*refused))
    assert "写真やPDFではありません" in window.find_element(*refused).text
    assert violations(window) == []
    assert window.execute_script("return document.documentElement.scrollWidth") <= 360
    window.find_element(*refused).find_element(By.TAG_NAME, "button").click()
    assert not window.find_elements(*refused)

    window.refresh()
    wait_for_rows(window, 1)
    choose(window, other)
    window.find_element(By.CSS_SELECTOR, "button[name=go][value=next]").click()  # waits for the file
    WebDriverWait(window, SECONDS_MAX).until(lambda _: "エラー" in window.title)
    assert [row.split()[0] for row in rows(window)] == ["通帳.jpg", "ID.jpg"]
    window.find_element(By.CSS_SELECTOR, f"{FIELD} li[data-file] button").click()
    wait_for_rows(window, 1)
    form = token.read(window.find_element(By.NAME, "token").get_attribute("value"))
    assert [file.name for file in attached.files_of(form)] == ["ID.jpg"]
