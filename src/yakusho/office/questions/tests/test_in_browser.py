"""Asking the register in a real browser: form and answer are accessible, and as wide as a telephone."""

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from tests import cast
from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.office.questions.tests.test_asking import answer, ask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


def test_the_form_and_the_answer_are_accessible_and_fit(stage: cast.Stage, live_server: LiveServer) -> None:
    case = stage.case()
    row = {"name": "見本 一郎", "kana": "ミホン イチロウ", "birth_date": "2010-07-08", "relation": "child"}
    answer(ask(stage, case), rows=(row, row))
    answer(ask(stage, case, ask="head_on"), outcome="refused")
    cookie = stage.client(stage.desk_clerk).cookies[settings.SESSION_COOKIE_NAME].value
    for width in (1280, 360):
        with browser(width=width, height=900) as driver:
            driver.get(f"{live_server.url}/healthz")
            driver.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": cookie, "path": "/"})
            for path in (f"/questions/{case.id}/", f"/cases/{case.id}/"):
                driver.get(f"{live_server.url}{path}")
                assert violations(driver) == [], path
                assert driver.execute_script("return document.documentElement.scrollWidth") <= width, path
