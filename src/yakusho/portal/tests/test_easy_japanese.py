"""The portal in easy Japanese (やさしい日本語): the same pages below `/easy/`, said more simply, with readings."""

import pytest
from django.core import mail
from django.test import Client

from yakusho.journal import blobs
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.sealing import open_submission
from yakusho.portal.apply.models import Submission
from yakusho.portal.mail.actions import news, notify_keep
from yakusho.portal.mail.sending import mails_send
from yakusho.portal.tests.resident import BENEFIT, DISCLOSURE, Resident, definition_text, publish
from yakusho.portal.words import section_name

pytestmark = pytest.mark.usefixtures("procedures")


def test_every_page_leads_to_the_same_page_in_easy_japanese_and_back():
    page = Client().get(f"/ja/procedures/{BENEFIT}/").content.decode()
    assert f'<a href="/easy/procedures/{BENEFIT}/" lang="ja" hreflang="ja">やさしい日本語</a>' in page
    easy = Client().get(f"/easy/procedures/{BENEFIT}/")
    assert easy.headers["Content-Language"] == "ja"
    page = easy.content.decode()
    assert '<html lang="ja">' in page
    assert f'href="/ja/procedures/{BENEFIT}/"' in page
    assert "<ruby>手続<rp>（</rp><rt>てつづき</rt><rp>）</rp></ruby>" in page
    assert "2027年3月31日 <ruby>水曜日" in page


def test_what_easy_japanese_lacks_is_said_in_japanese():
    text = definition_text(BENEFIT).replace("  easy: お金（かね）は いりません。\n", "", 1)
    publish(BENEFIT, 2, text=text)
    assert "かかりません。" in Client().get(f"/easy/procedures/{BENEFIT}/").content.decode()
    assert section_name("kusei-joho", "ja-easy") == "区政情報課（くせい じょうほうか）"
    assert section_name("nozei", "ja-easy") == "納税課"


def test_a_form_goes_on_in_easy_japanese_with_what_was_typed_and_says_simply_what_is_wrong():
    resident = Resident(BENEFIT).opens()
    data = resident.answers_of("family")["application"]
    resident.language = "easy"
    resident.sends("application", data | {"birth_date": "昭和60年4月1日", "kana": "漢字"}, "stay")
    assert "やさしい日本語で つづける" not in resident.page
    assert "日本語でつづける" in resident.page
    assert 'value="見本 太郎"' in resident.page
    resident.sends("application", data | {"kana": "漢字"})
    assert "カタカナで <ruby>入<rp>（</rp><rt>い</rt><rp>）</rp></ruby>れて ください" in resident.page
    resident.sends("application", data)
    assert "1985年4月1日 月曜日 （ げつようび ）" in resident.text


def test_the_office_learns_that_a_resident_reads_easy_japanese_and_the_status_page_stays_so(home):
    resident = Resident(DISCLOSURE, "easy").applies("person-viewing")
    assert "申 （ もう ） しこみを 受 （ う ） けとりました" in resident.text
    sealed = blobs.read(Submission.objects.get().receipt["entry"]["body"]["sealed"])
    assert open_submission(sealed, load_zone_keys(home / "office" / "keys").sealing).language == "ja-easy"
    assert resident.opens("/easy/status/").status == 200
    assert "担当 （ たんとう ） の 課 （ か ） に" in resident.text
    assert resident.opens("/en/status/").status == 200


def test_mails_are_in_easy_japanese_when_they_were_asked_for_in_it():
    resident = Resident(DISCLOSURE, "easy").applies("person-viewing").opens("/easy/status/mail/")
    resident.client.post("/easy/status/mail/", {"go": "mail:send", "address": "hanako@example.jp"})
    mails_send()
    assert mail.outbox[-1].subject == "板橋区（いたばしく） メールアドレスを たしかめる コード"
    assert "15分（ふん） 使（つか）えます。" in mail.outbox[-1].body
    notify_keep(subject=Submission.objects.get().subject, address="hanako@example.jp", language="ja-easy")
    news(Submission.objects.get().subject, final=False, tell=True)
    mails_send()
    assert "/easy/continue/" in mail.outbox[-1].body


def test_pages_that_are_not_there_say_so_in_easy_japanese():
    response = Client().get("/easy/procedures/nothing/")
    assert response.status_code == 404
    assert "ページが ありません" in response.content.decode()
