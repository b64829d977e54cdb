"""The room's pages in a real browser: accessible, as wide as a telephone, and usable without scripts' help."""

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

from tests import cast
from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.office.plan_editing import actions, queries

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS_MAX = 20


def _versions(stage: cast.Stage) -> None:
    """One decided version, and a draft over it with a fault that can be mended."""
    file = queries.ward_file()
    assert file is not None
    text = file.read_text("utf-8").replace("title: RPA事業の拡大", "title: 自動化の拡大")
    draft = actions.draft_keep(by=stage.secretariat, file=file, text=text, seen=0)
    decision = actions.Decision(clock.today(), "推進本部", "見直しのため")
    actions.version_decide(by=stage.secretariat, file=file, seen=draft.revision, decision=decision, once=new_id())
    text = text.replace("raw: １回, kind", "raw: ２回, kind", 1)
    actions.draft_keep(by=stage.secretariat, file=file, text=text, seen=0)


@pytest.mark.parametrize("width", [pytest.param(360, marks=pytest.mark.long), 1280])
def test_pages_are_accessible_and_fit(stage: cast.Stage, live_server: LiveServer, width: int) -> None:
    _versions(stage)
    cookie = stage.client(stage.secretariat).cookies[settings.SESSION_COOKIE_NAME].value
    paths = ["", "measures/", "measures/02/", "text/", "compare/", "compare/?old=0&new=1", "continuity/", "decide/"]
    with browser(width=width, height=900) as driver:
        driver.get(f"{live_server.url}/healthz")
        driver.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": cookie, "path": "/"})
        for path in paths:
            driver.get(f"{live_server.url}/plan/versions/{path}")
            assert width < 500 or violations(driver) == [], path
            wide = driver.execute_script("return document.documentElement.scrollWidth")
            assert wide <= width, f"{path}: {wide}"


def test_a_measure_is_changed_compared_and_decided(stage: cast.Stage, live_server: LiveServer) -> None:
    cookie = stage.client(stage.secretariat).cookies[settings.SESSION_COOKIE_NAME].value
    with browser(width=1280, height=900) as driver:
        driver.get(f"{live_server.url}/healthz")
        driver.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": cookie, "path": "/"})
        driver.get(f"{live_server.url}/plan/versions/measures/02/")
        title = driver.find_element(By.ID, "f-title")
        title.clear()
        title.send_keys("自動化の拡大")
        title.submit()
        WebDriverWait(driver, SECONDS_MAX).until(staleness_of(title))
        driver.get(f"{live_server.url}/plan/versions/decide/")
        assert "自動化の拡大" in driver.page_source
        driver.find_element(By.ID, "f-decided_by").send_keys("推進本部")
        decide = driver.find_element(By.CSS_SELECTOR, "button[value=decide]")
        decide.click()
        WebDriverWait(driver, SECONDS_MAX).until(staleness_of(decide))
        driver.get(f"{live_server.url}/plan/")
        assert "自動化の拡大" in driver.page_source
