"""The case page in a real browser, with everything that can come and go, and the slip for the counter."""

import pytest
from django.conf import settings
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests import cast
from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.desk.cases import actions
from yakusho.desk.cases.content import open_content
from yakusho.desk.cases.models import Case
from yakusho.kernel.ids import new_id
from yakusho.messages.sealing import seal_part
from yakusho.messages.submissions import Acting, Consent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

SECONDS_MAX = 20

CONSENT = Consent(
    id="partner", name="見本 花子", at="2026-11-24T10:00:00+09:00", words="同意します。", shown=(("住所", "板橋区"),)
)


def _case(stage: cast.Stage) -> Case:
    """An agent applied, somebody agreed, a question was asked and answered, and another is open."""
    parts = seal_part({"my_number": "123456789018"}, settings.KEY_MANIFEST.sealing(settings.ZONE))
    acting = Acting(kind="agent", name="見本 代理")
    made = cast.application(stage.compiled, acting=acting, consents=(CONSENT,), parts=parts)
    cast.take(made.message)
    case = Case.objects.get(number=made.number)
    for text in ("同居の人はいますか。", "電話番号はこれでよいですか。"):
        actions.case_ask(by=stage.desk_clerk, case=case, once=new_id(), text=text)
    question = open_content(Case.objects.get(id=case.id)).open_questions()[0]
    cast.take(cast.follow_up(case, text="母がいます。", question=question))
    return case


def test_a_case_with_all_that_came_later_and_its_slip_are_accessible(
    stage: cast.Stage, live_server: LiveServer
) -> None:
    case = _case(stage)
    cookie = stage.client(stage.desk_clerk).cookies[settings.SESSION_COOKIE_NAME].value
    with browser(width=768, height=1600) as driver:
        driver.get(f"{live_server.url}/healthz")
        driver.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": cookie, "path": "/"})
        driver.get(f"{live_server.url}{reverse('cases:case', args=[case.id])}")
        assert violations(driver) == []
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 768
        summary = driver.find_element(By.XPATH, "//form[contains(@action, '/code/')]/ancestor::details/summary")
        summary.click()
        driver.find_element(By.CSS_SELECTOR, "input[name=identity][value=passport]").click()
        driver.find_element(By.CSS_SELECTOR, "form[action$='/code/'] button").click()
        code = WebDriverWait(driver, SECONDS_MAX).until(lambda page: page.find_element(By.CSS_SELECTOR, ".code-value"))
        assert code.text.count("-") == 4
        assert violations(driver) == []
