"""The panel in a real browser: accessible, with a file in every state, and copies that open."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from tests import cast
from tests.support.axe import violations
from tests.support.browser import browser
from tests.support.tree import REPOSITORY
from yakusho.desk.attachments.models import Attachment
from yakusho.desk.attachments.tests import corpus
from yakusho.desk.attachments.tests.conftest import sealed_file, work
from yakusho.desk.cases.models import Case

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

PICTURES = Path(os.environ.get("YAKUSHO_PICTURES", REPOSITORY / "build" / "pictures"))
STATES = ("waiting", "failed", "no_sandbox")


def _case(stage: cast.Stage) -> Case:
    """A case with a file in every state."""
    made = [(corpus.pdf(2), "application/pdf", "証明書（二枚）.pdf"), (corpus.located_jpeg(), "image/jpeg", "写真.jpg")]
    made += [(corpus.locked_pdf(), "application/pdf", "鍵つき.pdf")]
    made += [(corpus.pdf() + state.encode(), "application/pdf", f"{state}.pdf") for state in STATES]
    case = stage.case(files=tuple(sealed_file(*each) for each in made))
    work(rounds=3)
    for position, state in enumerate(STATES, 3):
        Attachment.objects.filter(case=case, position=position).update(state=state)
    return case


@pytest.mark.parametrize("width", [1280, 360])
def test_the_panel_is_accessible_and_copies_open(
    stage: cast.Stage, live_server: LiveServer, real_child: None, width: int
) -> None:
    case = _case(stage)
    cookie = stage.client(stage.desk_clerk).cookies[settings.SESSION_COOKIE_NAME].value
    with browser(width=width, height=1600) as driver:
        driver.get(f"{live_server.url}/healthz")
        driver.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": cookie, "path": "/"})
        driver.get(f"{live_server.url}{reverse('cases:case', args=[case.id])}")
        PICTURES.mkdir(parents=True, exist_ok=True)
        driver.execute_script("document.getElementById('attachments').scrollIntoView()")
        driver.save_screenshot(str(PICTURES / f"attachments-{width}.png"))
        assert violations(driver) == []
        assert driver.execute_script("return document.documentElement.scrollWidth") <= width
        for row in Attachment.objects.filter(case=case, state="clean").order_by("position"):
            driver.get(f"{live_server.url}{reverse('attachments:open', args=[case.id, row.id])}")
            driver.save_screenshot(str(PICTURES / f"attachment-{row.position}-{width}.png"))
            assert driver.execute_script("return document.contentType") == row.media_type
            if row.media_type == "image/jpeg":
                assert driver.execute_script("return document.images[0].naturalWidth") == 20
