"""Results of a search in a real browser: accessible, readable at 320 px, and all of it without scripts."""

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver.common.by import By

from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.portal.guide.tests.test_search import published
from yakusho.search.models import Index

__all__ = ["published"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("as_migrated", "published")]


@pytest.fixture
def as_migrated(transactional_db: None) -> None:
    """Tests that commit end with a flush; the row that the migration made is there again."""
    Index.objects.get_or_create(id=1, defaults={"generation": 1})


def test_results_are_accessible_and_fit_a_narrow_screen(live_server: LiveServer) -> None:
    with browser(width=320, height=640) as driver:
        for path in ("/ja/?q=給付金", "/en/?q=給付金", "/ja/?q=の", "/ja/?q=zzz"):
            driver.get(f"{live_server.url}{path}")
            assert violations(driver) == [], path
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 320, path


def test_a_resident_finds_a_procedure_without_scripts(live_server: LiveServer) -> None:
    with browser(javascript=False) as driver:
        driver.get(f"{live_server.url}/ja/")
        field = driver.find_element(By.NAME, "q")
        field.send_keys("世帯　給付")
        field.submit()
        assert driver.find_elements(By.TAG_NAME, "mark")
        driver.find_element(By.CSS_SELECTOR, ".results h2 a").click()
        assert "/ja/procedures/" in driver.current_url
