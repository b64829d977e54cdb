"""One draft becomes one application, however often and by whom it is sent."""

import dataclasses

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from yakusho.journal.models import Entry
from yakusho.ledger import receipts
from yakusho.portal.apply import actions, token
from yakusho.portal.apply.models import Submission
from yakusho.portal.tests.resident import BENEFIT, DISCLOSURE, Resident, definition_text, example_of, publish

pytestmark = pytest.mark.usefixtures("procedures")

SQL_MAX = {"form": 1, "check": 1, "submit": 8}


@pytest.fixture
def checked() -> Resident:
    """Someone who sees the check page."""
    return Resident(BENEFIT).opens().fills_in("family")


def test_the_same_draft_again_gives_the_same_receipt(checked):
    page = checked.token
    checked.submits()
    number = Submission.objects.get().number
    again = checked.client.post(f"/ja/apply/{BENEFIT}/submit/", {"token": page, "go": "submit"})
    assert number in again.content.decode()
    assert Submission.objects.count() == Entry.objects.count() == 1


@pytest.mark.parametrize("meanwhile", ["withdrawn", "published anew", "a day later", "closed by date"])
def test_who_applied_in_time_gets_the_receipt_again_whatever_happened_to_the_form_since(checked, today, meanwhile):
    page = checked.token
    checked.submits()
    if meanwhile in ("withdrawn", "published anew"):
        publish(BENEFIT, 2, withdrawn=meanwhile == "withdrawn")
    else:
        today.shift(25 * 3600 if meanwhile == "a day later" else 200 * 86_400)
    again = checked.client.post(f"/ja/apply/{BENEFIT}/submit/", {"token": page, "go": "submit"})
    assert again.status_code == 200
    assert Submission.objects.get().number in again.content.decode()
    assert "すでに送られています" not in again.content.decode()


def test_other_content_under_the_same_draft_is_told_and_gets_the_first_receipt(checked):
    page = checked.token
    form = token.read(page)
    checked.submits()
    number = Submission.objects.get().number
    other = dataclasses.replace(form, answers=form.answers | {"phone": "0300000000"})
    again = checked.client.post(f"/ja/apply/{BENEFIT}/submit/", {"token": token.write(other), "go": "submit"})
    assert number in again.content.decode()
    assert "すでに送られています" in again.content.decode()
    assert Submission.objects.count() == 1


def test_answers_that_nobody_checked_today_are_checked_first(checked, today):
    today.move_to("2026-11-25 00:00:05+09:00")
    checked.submits()
    assert "内容を確かめてください" in checked.text
    assert not Submission.objects.exists()
    checked.submits()
    assert Submission.objects.exists()


def test_who_presses_again_after_midnight_gets_the_receipt_of_yesterday(checked, today):
    page = checked.token
    checked.submits()
    today.move_to("2026-11-25 00:00:05+09:00")
    again = checked.client.post(f"/ja/apply/{BENEFIT}/submit/", {"token": page, "go": "submit"})
    assert Submission.objects.get().number in again.content.decode()


def test_a_number_that_is_taken_is_drawn_again(checked, monkeypatch):
    checked.submits()
    taken = Submission.objects.get().number
    numbers = iter([taken, taken, "M-00000-00000"])
    monkeypatch.setattr(actions, "new_number", lambda letter: next(numbers))
    Resident(BENEFIT).applies("single-in-english")
    assert Submission.objects.filter(number="M-00000-00000").exists()


def test_the_receipt_proves_the_entry_and_holds_no_personal_data(checked, settings):
    checked.submits()
    receipt = Submission.objects.get().receipt
    assert receipts.verify(receipt, settings.KEY_MANIFEST) == receipts.Verdict("given", "not_final")
    assert "見本" not in str(receipt)


def test_nothing_readable_of_an_application_stays_in_the_portal(checked, home):
    checked.submits()
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            if not table.startswith("publications_"):
                cursor.execute(f'SELECT * FROM "{table}"')
                rows.append(str(cursor.fetchall()))
    for readable in ("太郎", "板橋二丁目", "0900000000", "0123456", checked.code_shown):
        assert not any(readable in row for row in rows)


def test_checking_keeps_nothing(checked):
    assert not Submission.objects.exists()
    assert not Entry.objects.exists()


def test_each_step_costs_few_queries(checked):
    counts = {}
    resident, answers = Resident(BENEFIT), example_of(BENEFIT, "family")["application"]
    with CaptureQueriesContext(connection) as queries:
        resident.opens()
    counts["form"] = len(queries)
    with CaptureQueriesContext(connection) as queries:
        resident.sends("application", answers)
    counts["check"] = len(queries)
    with CaptureQueriesContext(connection) as queries:
        resident.submits()
    counts["submit"] = len(queries)
    assert all(counts[step] <= most for step, most in SQL_MAX.items()), counts


def test_a_member_can_be_added_and_taken_away_without_javascript():
    resident = Resident(BENEFIT).opens()
    answers = example_of(BENEFIT, "family")["application"]
    resident.sends("application", answers, "add-members")
    assert 'name="members-3-name"' in resident.page
    resident.sends("application", answers, "remove-members-1")
    assert 'name="members-2-name"' not in resident.page
    assert "花子" not in resident.page
    assert "一郎" in resident.page


def test_going_back_keeps_what_was_typed_even_when_it_is_wrong():
    resident = Resident(DISCLOSURE).opens()
    pages = example_of(DISCLOSURE, "person-by-post")
    (first, answers), (second, others), *_agent = pages.items()
    resident.sends(first, answers)
    name, value = next((name, value) for name, value in others.items() if "post" in name)
    resident.sends(second, {name: "17350"}, "back")
    resident.sends(first, answers)
    assert "17350" in resident.page
    assert value != ["17350"]


def test_the_language_can_be_changed_in_the_middle():
    resident = Resident(BENEFIT).opens()
    answers = example_of(BENEFIT, "family")["application"]
    resident.language = "en"
    resident.sends("application", answers, "stay")
    assert "Full name" in resident.text
    assert "見本 太郎" in resident.page


def test_a_forged_request_is_refused(checked):
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"/ja/apply/{BENEFIT}/submit/", {"token": checked.token, "go": "submit"}).status_code == 403


def test_a_page_of_a_form_is_never_stored_by_caches(checked):
    assert "no-store" in checked.response.headers["Cache-Control"]
    assert "default-src 'none'" in checked.response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("days", "unit", "named"),
    [
        (14, "calendar_days", "令和8年12月8日（火）"),
        (11, "calendar_days", "令和8年12月7日（月）"),
        (14, "ward_days", "令和8年12月14日（月）"),
        (25, "ward_days", "令和9年1月4日（月）"),
    ],
)
def test_the_receipt_names_the_day_by_which_the_office_decides_as_the_desk_counts_it(days, unit, named):
    text = definition_text(BENEFIT).replace("unit: calendar_days", f"unit: {unit}").replace("days: 14", f"days: {days}")
    publish(BENEFIT, 2, text=text)
    assert f"{named}ごろまで" in Resident(BENEFIT).opens().fills_in("family").submits().text
