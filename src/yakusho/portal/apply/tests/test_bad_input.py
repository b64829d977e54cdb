"""Whatever a browser sends gets a page that says what to do, and nothing a person typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from yakusho.kernel.bounds import UPLOAD_BYTES_MAX
from yakusho.portal.apply import token
from yakusho.portal.apply.models import Submission
from yakusho.portal.tests.resident import BENEFIT, DISCLOSURE, Resident, example_of, publish

pytestmark = pytest.mark.usefixtures("procedures")


@pytest.fixture
def resident() -> Resident:
    return Resident(BENEFIT).opens()


@pytest.fixture
def answers() -> dict:
    return example_of(BENEFIT, "family")["application"]


def test_a_field_the_page_does_not_have_is_named_and_the_rest_stays(resident, answers):
    resident.sends("application", answers | {"salary": "1"})
    assert "この画面にない項目" in resident.text
    assert "昭和６０年４月１日" in resident.page


def test_a_field_sent_twice_is_not_guessed_at(resident, answers):
    resident.sends("application", answers | {"name": ["見本 太郎", "別人 花子"]})
    assert "2回送られました" in resident.text


def test_a_day_that_no_calendar_has_is_explained(resident, answers):
    resident.sends("application", answers | {"birth_date": "昭和60年2月30日"})
    assert "暦にありません" in resident.text
    assert "昭和60年2月30日" in resident.page


def test_a_hundred_thousand_characters_are_refused_and_shown_again(resident, answers):
    resident.sends("application", answers | {"address": "あ" * 100_000})
    assert resident.status == 200
    assert "100,000文字" in resident.text
    assert "あ" * 50_000 in resident.page


def test_markup_in_an_answer_is_shown_as_text(resident, answers):
    resident.sends("application", answers | {"address": "<script>alert(1)</script>"})
    assert "<script>alert" not in resident.page
    assert "&lt;script&gt;alert" in resident.page


def test_several_errors_are_listed_with_links_to_their_inputs(resident):
    resident.sends("application", {})
    assert resident.page.count('href="#f-') > 10
    for target in re.findall(r'href="#(f-[^"]+)"', resident.page):
        assert f'id="{target}"' in resident.page
    assert re.search(r"<title>エラー", resident.page)


def test_a_broken_token_leads_back_to_the_beginning(resident, answers):
    resident.sends("application", answers, token="x" * 200)
    assert resident.status == 400
    assert "最初から始める" in resident.text


def test_a_token_of_another_procedure_is_not_taken(answers):
    other = Resident(DISCLOSURE).opens()
    resident = Resident(BENEFIT).opens()
    resident.sends("application", answers, token=other.token)
    assert resident.status == 400


def test_a_token_of_another_kind_is_not_taken(resident, answers):
    resident.sends("application", answers, token=token.seal({"status": "0" * 20, "until": 9e9}))
    assert resident.status == 400


def test_a_page_without_the_token_is_not_taken(resident, answers):
    assert Client().post(f"/ja/apply/{BENEFIT}/application/", answers).status_code == 400


def test_a_page_open_for_more_than_a_day_keeps_its_answers(resident, answers, today):
    resident.sends("application", answers)
    today.shift(25 * 3600)
    resident.submits()
    assert resident.status == 409
    resident.sends("application", {}, "stay")
    assert "見本" in resident.page
    assert not Submission.objects.exists()


def test_a_procedure_closed_meanwhile_shows_what_was_entered_and_other_ways(resident, answers):
    resident.sends("application", answers)
    publish(BENEFIT, 2, withdrawn=True)
    resident.submits()
    assert resident.status == 410
    assert "見本" in resident.text
    assert "案内のページへ" in resident.text
    assert not Submission.objects.exists()


def test_a_procedure_past_its_last_day_is_closed(today):
    today.move_to("2027-04-01 00:00:01+09:00")
    assert Resident(BENEFIT).opens().status == 410


def test_a_form_published_anew_meanwhile_carries_the_answers_over(resident, answers):
    resident.sends("application", answers)
    publish(BENEFIT, 2)
    resident.submits()
    assert resident.status == 409
    assert "新しくなりました" in resident.text
    resident.sends("application", {}, "stay")
    assert "見本" in resident.page
    resident.sends("application", answers).submits()
    assert Submission.objects.get().generation == 2


def test_an_unknown_procedure_or_page_is_no_dead_end(resident, answers):
    assert Client().get("/ja/apply/nothing-here/").status_code == 404
    assert Client().get("/ja/procedures/nothing-here/").status_code == 404
    resident.sends("nowhere", answers)
    assert resident.status == 400
    assert Client().get(f"/ja/apply/{BENEFIT}/application/").headers["Location"] == f"/ja/apply/{BENEFIT}/"


@pytest.mark.parametrize("go", ["", "fly", "add-nothing", "remove-members-99999", "remove-members-x", "edit:", "add-"])
def test_an_unknown_button_changes_nothing(resident, answers, go):
    resident.sends("application", answers, go)
    assert resident.status == 200
    assert "見本" in resident.page


def test_a_form_that_is_too_large_says_so(resident):
    assert resident.sends("application", {"name": "x" * 2_100_000}).status == 413
    resident.opens()
    assert resident.sends("application", {f"members-{n}-name": "x" for n in range(700)}).status in (400, 413)


def upload(name: str, content: bytes, kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def test_a_file_of_another_type_is_refused_whatever_it_claims(resident, answers):
    resident.sends("application", answers | {"account_proof": upload("book.pdf", b"MZ" + b"\x00" * 500)})
    assert "「book.pdf」は写真やPDFではありません" in resident.text
    assert "昭和６０年４月１日" in resident.page


def test_a_file_over_the_bound_is_refused_and_the_rest_kept(resident, answers):
    resident.sends("application", answers | {"account_proof": upload("big.pdf", b"%PDF-" + b"0" * UPLOAD_BYTES_MAX)})
    assert "5MBより大きい" in resident.text
    assert "昭和６０年４月１日" in resident.page


def test_an_empty_file_is_refused(resident, answers):
    resident.sends("application", answers | {"account_proof": upload("empty.pdf", b"")})
    assert resident.status == 200


def test_a_file_where_none_is_asked_is_not_kept(resident, answers):
    resident.sends("application", answers | {"name": upload("name.pdf", b"%PDF-1.7 x")})
    assert "「氏名」を入れてください" in resident.text
