"""Saving a form and going on later, with nothing but the code."""

import html

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

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


def test_saving_after_the_form_was_sent_shows_its_receipt_and_keeps_no_draft():
    resident = Resident(BENEFIT).opens()
    first = resident.response
    check = resident.fills_in("family").response
    resident.submits()
    number = Submission.objects.get().number
    for page, name in ((check, "submit"), (first, "application")):
        resident.sees(page).sends(name, {}, "save")
        assert number in resident.text
        assert "保存しました" not in resident.text
    assert not Draft.objects.exists()


def test_a_form_sent_from_a_page_opened_before_it_was_saved_leaves_no_draft_behind():
    resident = Resident(BENEFIT).opens().fills_in("family")
    check = resident.response
    code = resident.submits("save").code_shown
    resident.sees(check).submits()
    number = Submission.objects.get().number
    assert 'name="name"' in resident.opens().page
    resident.sees(resident.client.post("/ja/continue/", {"code": code}, follow=True))
    assert number in resident.text
    assert "保存した" not in resident.text
    assert drafts_clear() == 1
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


def test_who_comes_back_in_this_browser_chooses_between_the_draft_and_a_new_form(saved):
    code = saved.code_shown
    saved.opens()
    assert "つづけるか、新しく始めるか" in saved.text
    assert code not in saved.page
    assert "太郎" not in saved.page
    anew = html.unescape(saved.page.partition(">新しく始める<")[0].rpartition('href="')[2].partition('"')[0])
    assert 'name="name"' in saved.opens(anew).page
    saved.sees(saved.client.post("/ja/continue/", {"code": code}, follow=True))
    assert "まだ送っていません" in saved.text


def test_several_drafts_are_listed_and_another_browser_sees_none(saved):
    saved.opens("/ja/apply/special-cash-benefit/?new=1")
    saved.sends("application", {}, "save")
    assert saved.opens().page.count("<li>保存") == 2
    assert 'name="name"' in Resident(BENEFIT).opens().page


def test_who_begins_for_the_first_time_costs_no_query(saved):
    with CaptureQueriesContext(connection) as queries:
        Resident(BENEFIT).opens()
    assert not queries
    with CaptureQueriesContext(connection) as queries:
        saved.opens()
    assert len(queries) == 1


def test_finishing_on_a_shared_computer_forgets_the_list(saved):
    saved.client.post("/ja/status/leave/")
    assert 'name="name"' in saved.opens().page


@pytest.mark.parametrize("cookie", ["broken", "A" * 3_000])
def test_a_broken_list_is_as_none(saved, cookie):
    saved.client.cookies["yakusho_portal_drafts_ja"] = cookie
    assert 'name="name"' in saved.opens().page


def test_shortly_before_its_end_a_draft_warns_and_one_press_keeps_it_longer(saved, today):
    saved.opens("/ja/status/")
    assert "あと30日保管する" not in saved.text
    today.shift((DRAFT_DAYS_MAX - 2) * 86_400)
    saved.sees(saved.client.post("/ja/continue/", {"code": saved.code_shown}, follow=True))
    assert "令和8年12月24日（木） までです" in saved.text
    form = saved.client.post("/ja/status/correct/").content.decode()
    assert "もう一度保存すると" in form
    saved.sees(saved.client.post("/ja/status/extend/", follow=True))
    assert "令和9年1月21日" in saved.text
    assert "までです" not in saved.text
    today.shift((DRAFT_DAYS_MAX - 1) * 86_400)
    assert Client().post("/ja/continue/", {"code": saved.code_shown}).status_code == 302


def test_a_draft_that_ran_out_is_not_brought_back(saved, today):
    code = saved.code_shown
    today.shift(DRAFT_DAYS_MAX * 86_400 - 1_800)
    saved.client.post("/ja/continue/", {"code": code})
    today.shift(3_000)
    assert saved.sees(saved.client.post("/ja/status/extend/", follow=True)).status == 410
