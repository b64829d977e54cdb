"""Saving a form and going on later, with nothing but the code."""

import pytest
from django.test import Client

from yakusho.kernel.bounds import DRAFT_DAYS_MAX
from yakusho.kernel.ids import show_code
from yakusho.portal.apply.clearing import EXPIRED_DRAFT_DAYS, drafts_clear
from yakusho.portal.apply.models import Draft, Submission
from yakusho.portal.tests.resident import BENEFIT, Resident, example_of

pytestmark = pytest.mark.usefixtures("procedures")


@pytest.fixture
def saved() -> Resident:
    """Someone who saved a form that is not complete yet."""
    resident = Resident(BENEFIT).opens()
    answers = example_of(BENEFIT, "family")["application"] | {"birth_date": "昭和の春", "phone": ""}
    return resident.sends("application", answers, "save")


def test_the_page_shows_the_code_the_link_and_until_when(saved):
    assert "令和8年12月24日" in saved.text
    assert f"/ja/c/{saved.code_shown}/" in saved.page


def test_the_code_opens_the_draft_in_another_browser_with_everything_typed(saved):
    other = Resident(BENEFIT)
    other.sees(other.client.post("/ja/continue/", {"code": show_code(saved.code_shown).lower()}, follow=True))
    assert "まだ送っていません" in other.text
    other.sees(other.client.post("/ja/status/correct/"))
    assert "見本 太郎" in other.page
    assert "昭和の春" in other.page


def test_a_draft_is_ciphertext(saved):
    assert "太郎".encode() not in bytes(Draft.objects.get().sealed)
    assert saved.code_shown not in str(Draft.objects.values().get())


def test_a_draft_that_became_an_application_is_gone(saved):
    saved.sends("application", {}, "stay")
    saved.sends("application", example_of(BENEFIT, "family")["application"]).submits()
    assert Submission.objects.exists()
    assert not Draft.objects.exists()


def test_a_draft_over_its_time_says_so_and_is_emptied(saved, today):
    today.shift((DRAFT_DAYS_MAX + 1) * 86_400)
    page = Client().post("/ja/continue/", {"code": saved.code_shown})
    assert page.status_code == 410
    assert "保管期限が過ぎました" in page.content.decode()
    assert drafts_clear() == 1
    assert bytes(Draft.objects.get().sealed) == b""
    assert Client().post("/ja/continue/", {"code": saved.code_shown}).status_code == 410
    today.shift(EXPIRED_DRAFT_DAYS * 86_400)
    assert drafts_clear() == 1
    assert not Draft.objects.exists()


def test_saving_again_keeps_the_same_code(saved):
    code = saved.code_shown
    saved.sends("application", {}, "stay")
    saved.sends("application", example_of(BENEFIT, "family")["application"], "save")
    assert saved.code_shown == code
    assert Draft.objects.count() == 1
