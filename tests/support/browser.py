"""A real browser (Debian's Chromium) for checks: new profile, no calls to anywhere but the page under test."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

CHROMIUM = "/usr/bin/chromium"
CHROMEDRIVER = "/usr/bin/chromedriver"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
HEIGHT = 900
PAGE_SECONDS_MAX = 30
BLOCKED = 2  # Chromium's content setting


@contextmanager
def browser(
    *, width: int = 1280, height: int = HEIGHT, javascript: bool = True, languages: str = "ja"
) -> Iterator[Chrome]:
    """A headless browser window of `width` × `height` CSS pixels, closed at the end."""
    with TemporaryDirectory(prefix="yakusho-browser-", ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = CHROMIUM
        for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}", f"--lang={languages}"):
            options.add_argument(flag)
        preferences: dict[str, object] = {"intl.accept_languages": languages}
        if not javascript:
            preferences["profile.managed_default_content_settings.javascript"] = BLOCKED
        options.add_experimental_option("prefs", preferences)
        driver = Chrome(options=options, service=Service(CHROMEDRIVER))
        try:
            driver.set_page_load_timeout(PAGE_SECONDS_MAX)
            set_size(driver, width, height)
            yield driver
        finally:
            driver.quit()


def set_size(driver: Chrome, width: int, height: int = HEIGHT) -> None:
    """Narrow pages too: a window has a smallest width, the page's measures do not."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
