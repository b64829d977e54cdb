"""A resident asks for notices by mail, confirms an address by a code, and is told that there is news, nothing else."""

import re
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from yakusho.journal.models import Problem
from yakusho.kernel import clock
from yakusho.messages.sealing import reply_key, seal_reply
from yakusho.messages.submissions import Reply
from yakusho.portal.apply.models import Draft, Submission
from yakusho.portal.mail.actions import CODES_AN_HOUR_MAX
from yakusho.portal.mail.models import Mail, MailCode, Notify
from yakusho.portal.mail.outgoing import mail_settings
from yakusho.portal.mail.sending import TRIES_MAX, mail_codes_clear, mails_send
from yakusho.portal.status.actions import reply_take
from yakusho.portal.tests.resident import BENEFIT, Resident, definition_text, example_of, message, publish

pytestmark = pytest.mark.usefixtures("procedures")

ADDRESS = "hanako@example.jp"
ITEM = "{id: email, kind: email, confirm: code, required: false, label: {ja: メールアドレス, en: Mail address}}"


@pytest.fixture
def resident() -> Resident:
    """Someone who has applied."""
    return Resident(BENEFIT).applies("family")


def mailed_code() -> str:
    """The code in the newest mail."""
    mails_send()
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def presses(resident: Resident, go: str, **more: str) -> Resident:
    """Press a button of the page of notices."""
    form = {"go": go, **({"token": resident.token} if 'name="token"' in resident.page else {}), **more}
    return resident.sees(resident.client.post("/ja/status/mail/", form))


def wants_mail(resident: Resident) -> Resident:
    """The whole way to notices."""
    presses(resident.opens("/ja/status/mail/"), "mail:send", address=ADDRESS)
    return presses(resident, "mail:check", mail_code=mailed_code())


def reply(resident_code: str, sequence: int, *, news: bool = True, final: bool = False) -> None:
    """Something comes back from the section in charge."""
    sealed = seal_reply(Reply(kind="question", at=clock.rfc3339(clock.now()), text="秘密"), reply_key(resident_code))
    body = {"sequence": sequence, "sealed": sealed, "news": news, "final": final}
    reply_take(message("reply.sent", str(Submission.objects.get().subject), body))


def test_news_are_told_without_saying_anything_about_anybody(resident):
    code = resident.code_shown
    assert wants_mail(resident).response.url == "/ja/status/"
    assert "もうメールを送らない" in resident.opens("/ja/status/").text
    reply(code, 1)
    mails_send()
    told = mail.outbox[-1]
    assert told.to == [ADDRESS]
    assert "/ja/continue/" in told.body
    for secret in (code, Submission.objects.get().number, "秘密", "太郎", "給付金"):
        assert secret not in told.subject + told.body
    assert mails_send() == 0


def test_an_address_lies_sealed_and_goes_when_the_case_ends(resident):
    code = resident.code_shown
    wants_mail(resident)
    assert ADDRESS not in str(list(Notify.objects.values()) + list(MailCode.objects.values()))
    reply(code, 1, final=True)
    assert not Notify.objects.exists()
    assert ADDRESS not in str(list(Mail.objects.values()))
    mails_send()
    assert len(mail.outbox) == 2
    assert not Mail.objects.exists()


def test_however_much_happens_one_mail_waits_and_confirmations_send_none(resident):
    code = resident.code_shown
    wants_mail(resident)
    reply(code, 1, news=False)
    assert not Mail.objects.exists()
    for sequence in (2, 3, 4):
        reply(code, sequence)
    assert Mail.objects.count() == 1


def test_who_wants_no_more_mail_gets_none(resident):
    code = resident.code_shown
    wants_mail(resident)
    reply(code, 1)
    resident.client.post("/ja/status/mail/stop/")
    assert not Notify.objects.exists()
    assert mails_send() == 0


def test_a_wrong_code_confirms_nothing_and_five_are_enough(resident):
    presses(resident.opens("/ja/status/mail/"), "mail:send", address=ADDRESS)
    right = mailed_code()
    for _ in range(5):
        assert presses(resident, "mail:check", mail_code="000000" if right != "000000" else "111111").status == 422
    assert presses(resident, "mail:check", mail_code=right).status == 422
    assert not Notify.objects.exists()


def test_a_code_works_for_a_quarter_of_an_hour_and_once(resident, today):
    presses(resident.opens("/ja/status/mail/"), "mail:send", address=ADDRESS)
    code = mailed_code()
    today.shift(16 * 60)
    assert presses(resident, "mail:check", mail_code=code).status == 422
    presses(resident, "mail:send")
    wide = "".join(chr(ord(each) + 0xFEE0) for each in mailed_code())
    token = resident.token
    assert presses(resident, "mail:check", mail_code=wide).status == 302
    again = resident.client.post("/ja/status/mail/", {"token": token, "go": "mail:check", "mail_code": wide})
    assert again.status_code == 422
    today.shift(60 * 60)
    assert mail_codes_clear() == 2


def test_nobody_can_fill_a_mailbox(resident):
    for _ in range(CODES_AN_HOUR_MAX + 2):
        presses(resident.opens("/ja/status/mail/"), "mail:send", address=ADDRESS)
    assert Mail.objects.count() == CODES_AN_HOUR_MAX
    assert "1時間" in resident.text


@pytest.mark.parametrize(
    "address", ["", "hanako", "a@b@c", "x" * 300 + "@example.jp", "a@example.jp\nBcc: b@example.jp"]
)
def test_what_is_no_address_is_said_beside_the_field(resident, address):
    assert presses(resident.opens("/ja/status/mail/"), "mail:send", address=address).status == 422


def test_a_broken_token_asks_for_the_address_again(resident):
    form = {"go": "mail:check", "token": "broken", "mail_code": "123456"}
    assert resident.client.post("/ja/status/mail/", form).status_code == 422


def test_a_server_that_is_down_is_tried_again_and_then_told(resident, today, monkeypatch):
    code = resident.code_shown
    wants_mail(resident)
    reply(code, 1)

    def down(*_messages: object) -> int:
        raise smtplib.SMTPServerDisconnected(ADDRESS)

    monkeypatch.setattr(EmailBackend, "send_messages", down)
    for _ in range(TRIES_MAX):
        assert mails_send() == 1
        assert mails_send() == 0
        today.shift(60 * 2**TRIES_MAX)
    assert not Mail.objects.exists()
    problem = Problem.objects.get(key="mail")
    assert ADDRESS not in problem.reason


@pytest.fixture
def confirming() -> Resident:
    """Someone whose form has an address that has to be confirmed, at the page that says so."""
    text, before = definition_text(BENEFIT), "        items:\n          - id: name\n"
    publish(BENEFIT, 2, text=text.replace(before, before.replace("- id", f"- {ITEM}\n          - id"), 1))
    resident = Resident(BENEFIT).opens()
    return resident.sends("application", example_of(BENEFIT, "family")["application"] | {"email": ADDRESS}).submits()


def test_a_form_with_an_address_to_confirm_waits_for_the_code(confirming):
    assert "メールアドレスの確認" in confirming.text
    assert "試験用" in confirming.text
    confirming.submits("mail:send")
    assert not Submission.objects.exists()
    confirming.sends("submit", {"mail_code": mailed_code(), "notify": "yes"}, "mail:check")
    assert "受け付けました" in confirming.text
    assert Notify.objects.get().subject == Submission.objects.get().subject
    assert not Draft.objects.exists()


def test_when_the_answer_to_the_code_is_lost_the_same_page_again_gives_the_receipt(confirming):
    before = confirming.submits("mail:send").response
    typed = {"mail_code": mailed_code(), "notify": "yes"}
    for go in ("mail:check", "mail:check", "submit", "mail:send"):
        confirming.sees(before).sends("submit", typed, go)
        assert "受け付けました" in confirming.text
        assert Submission.objects.get().number in confirming.text
    assert mails_send() == 0


def test_the_wards_server_is_named_in_one_address(tmp_path):
    made = mail_settings("smtp://user:p%40ss@mail.example.jp:587?tls=1", "yakusho@example.jp", tmp_path, sample=False)
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"], made["EMAIL_HOST_PASSWORD"]) == ("mail.example.jp", 587, "p@ss")
    assert made["EMAIL_USE_TLS"]
    assert mail_settings("", "", tmp_path, sample=False)["MAIL_WAY"] == ""
    for url, sender in (("http://mail.example.jp", "a@example.jp"), ("smtp://mail.example.jp", "")):
        with pytest.raises(ValueError, match="YAKUSHO_SMTP_URL"):
            mail_settings(url, sender, tmp_path, sample=True)
