"""Another person agrees at their own browser, and only then can the application be sent."""

import html
import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from yakusho.journal import blobs
from yakusho.kernel.ids import new_code
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.sealing import open_submission
from yakusho.messages.submissions import Consent
from yakusho.messages.submissions import Submission as Content
from yakusho.portal.apply.models import Draft, Submission
from yakusho.portal.consents import actions as consent_actions
from yakusho.portal.consents import cookie
from yakusho.portal.consents.actions import CONSENT_DAYS_MAX
from yakusho.portal.consents.closing import invitations_clear
from yakusho.portal.consents.cookie import MADE_MAX
from yakusho.portal.consents.models import Invitation
from yakusho.portal.status.tests.test_status import answer, returned
from yakusho.portal.tests.resident import BENEFIT, DISCLOSURE, Resident, definition_text, example_of, publish

pytestmark = pytest.mark.usefixtures("procedures")

CONSENTS = """consents:
  - id: partner
    label: {ja: もう一人の親, en: The other parent}
    text: {ja: 口座への振込みに同意します。, en: I agree to the payment.}
    when: 'phone != ""'
    shows: [address]
needed_things:
"""
LINK = re.compile(r"http://[^<>\s\"]*(/ja/consent/[0-9A-Z]{20}/)")
ADDRESS = "板橋二丁目"


@pytest.fixture
def applicant() -> Resident:
    """Someone whose application needs the other parent's consent, at the page that says so."""
    publish(BENEFIT, 2, text=definition_text(BENEFIT).replace("needed_things:\n", CONSENTS, 1))
    return Resident(BENEFIT).opens().fills_in("family").submits()


def worded(words: str) -> str:
    """The procedure file with other words to agree to."""
    consents = CONSENTS.replace("口座への振込みに同意します。", words)
    return definition_text(BENEFIT).replace("needed_things:\n", consents, 1)


def content_of(submission: Submission, settings) -> Content:
    """What the zone that decides will read."""
    keys = load_zone_keys(settings.ZONE_FOLDER.parent / "mynumber" / "keys")
    return open_submission(blobs.read(submission.receipt["entry"]["body"]["sealed"]), keys.sealing)


def consents_of(submission: Submission, settings) -> tuple[Consent, ...]:
    """The consents that travel with it."""
    return content_of(submission, settings).consents


def link(applicant: Resident) -> str:
    """The link to hand on."""
    found = LINK.search(html.unescape(applicant.page))
    assert found, applicant.text
    return found[1]


def after_agreeing(applicant: Resident) -> Resident:
    """The page of an applicant whose other parent has agreed, before it is sent."""
    applicant.submits("invite:partner")
    Other(link(applicant)).answers("agree")
    return applicant


class Other:
    """The other person with a browser of their own."""

    def __init__(self, path: str, client: Client | None = None) -> None:
        self.client, self.page_path = client or Client(), f"/{path.split('/')[1]}/consent/"
        self.sees(self.client.get(path, follow=True))

    def sees(self, response) -> "Other":
        """Take a response as the page now shown."""
        self.status, self.page = response.status_code, html.unescape(response.content.decode())
        return self

    def answers(self, go: str, name: str = "見本 花子") -> "Other":
        """Press one of the two buttons."""
        token = self.page.partition('name="token" value="')[2].partition('"')[0]
        return self.sees(self.client.post(self.page_path, {"token": token, "go": go, "name": name}))


def test_an_application_waits_for_the_consent_and_takes_it_along_sealed(applicant, settings):
    assert "ほかの人の同意が必要です" in applicant.text
    assert not Submission.objects.exists()
    applicant.submits("invite:partner")
    other = Other(link(applicant))
    assert "口座への振込みに同意します。" in other.page
    assert ADDRESS in other.page
    assert "太郎" not in other.page
    assert "同意しました" in other.answers("agree").page
    applicant.submits()
    submission = Submission.objects.get()
    assert submission.number in other.page
    consent = consents_of(submission, settings)[0]
    assert (consent.id, consent.name, consent.words) == ("partner", "見本 花子", "口座への振込みに同意します。")
    assert ADDRESS in consent.shown[0][1]
    assert not Invitation.objects.exists()
    assert Other("/ja/consent/", other.client).status == 410


def test_nobody_agrees_in_the_applicants_own_browser(applicant):
    applicant.submits("invite:partner")
    path = link(applicant)
    own = Other(path, applicant.client)
    assert own.status == 403
    assert "別の端末" in own.page
    elsewhere = Other(path)
    token = elsewhere.page.partition('name="token" value="')[2].partition('"')[0]
    form = {"token": token, "go": "agree", "name": "見本 太郎"}
    assert applicant.client.post("/ja/consent/", form).status_code == 403
    assert Invitation.objects.get().answered_at is None


def test_the_portal_keeps_neither_name_nor_code(applicant):
    applicant.submits("invite:partner")
    path = link(applicant)
    Other(path).answers("agree", "見本 秘密")
    row = Invitation.objects.values().get()
    stored = b"".join(
        bytes(each) if isinstance(each, bytes | memoryview) else str(each).encode() for each in row.values()
    )
    assert "秘密".encode() not in stored
    assert path.split("/")[3].encode() not in stored


def test_the_first_answer_counts(applicant):
    applicant.submits("invite:partner")
    path = link(applicant)
    first, second = Other(path), Other(path)
    first.answers("decline", "")
    assert "同意しませんでした" in second.answers("agree").page
    applicant.submits()
    assert "同意しません" in applicant.text
    assert "何も送っていません" in applicant.text
    assert not Submission.objects.exists()
    applicant.submits("invite:partner")
    Other(link(applicant)).answers("agree")
    assert "受け付けました" in applicant.submits().text


def test_looking_whether_somebody_agreed_sends_nothing(applicant):
    assert 'value="look"' not in applicant.page
    assert "回答待ち" in applicant.submits("invite:partner").submits("look").text
    Other(link(applicant)).answers("agree", "見本 花子")
    applicant.submits("look")
    assert "全員が同意しました" in applicant.text
    assert "見本 花子" in applicant.text
    assert not Submission.objects.exists()
    assert "受け付けました" in applicant.submits().text


def test_who_agrees_reads_parts_of_answers_in_their_language_and_only_those_count(settings):
    parts = CONSENTS.replace("[address]", "[address, members.name]")
    publish(BENEFIT, 2, text=definition_text(BENEFIT).replace("needed_things:\n", parts, 1))
    applicant = Resident(BENEFIT).opens().fills_in("family").submits().submits("invite:partner")
    other = Other(link(applicant).replace("/ja/", "/en/"))
    assert "見本　一郎" in other.page
    assert "5 May" not in other.page
    other.answers("agree")
    typed = example_of(BENEFIT, "family")["application"]
    applicant.submits("check").submits("edit:application")
    applicant.sends("application", typed | {"members-2-name": "見本 二郎"}).submits()
    assert "答えが変わりました" in applicant.text
    applicant.submits("check").submits("edit:application")
    applicant.sends("application", typed | {"members-2-birth_date": "2015-05-06"}).submits()
    assert "受け付けました" in applicant.text
    consent = consents_of(Submission.objects.get(), settings)[0]
    assert consent.words == "I agree to the payment."
    assert ("Person 3: Full name", "見本　一郎") in consent.shown


def test_agreeing_needs_a_name_and_nothing_typed_is_lost(applicant):
    applicant.submits("invite:partner")
    other = Other(link(applicant))
    assert other.answers("agree", "  ").status == 422
    assert other.answers("agree", "長" * 150).status == 422
    assert "長" * 150 in other.page
    assert other.answers("agree").status == 200


def test_a_link_taken_back_and_one_that_ran_out_have_their_page(applicant, today):
    applicant.submits("invite:partner")
    path = link(applicant)
    open_page = Other(path)
    applicant.submits("revoke:partner")
    assert Other(path).status == open_page.answers("agree").status == 410
    assert "リンクをくれた人" in open_page.page
    applicant.submits("invite:partner")
    path = link(applicant)
    today.shift(CONSENT_DAYS_MAX * 86_400 + 1)
    assert Other(path).status == 410
    assert "リンクをくれた人" in Other(path).page
    assert invitations_clear() >= 1


def test_when_what_was_shown_changes_the_consent_counts_no_more(applicant):
    applicant.submits("invite:partner")
    Other(link(applicant)).answers("agree")
    applicant.submits("check").submits("edit:application")
    answers = example_of(BENEFIT, "family")["application"] | {"address": "板橋区赤塚一丁目1番1号"}
    applicant.sends("application", answers).submits()
    assert "答えが変わりました" in applicant.text
    assert "新しいリンクを作り" in applicant.text
    assert not Submission.objects.exists()


@pytest.mark.parametrize("go", ["submit", "invite:partner", "revoke:partner", "save"])
def test_when_the_answer_to_the_submit_is_lost_the_same_page_again_gives_the_receipt(applicant, go):
    before = after_agreeing(applicant).response
    applicant.submits()
    number = Submission.objects.get().number
    applicant.sees(before).submits(go)
    assert "受け付けました" in applicant.text
    assert number in applicant.text
    assert not Draft.objects.exists()
    assert not Invitation.objects.exists()


def test_a_number_that_was_told_with_the_link_and_is_taken_since_is_drawn_again(applicant, monkeypatch):
    monkeypatch.setattr(consent_actions, "new_number", lambda letter: "M-00000-05724")
    after_agreeing(applicant)
    Resident(DISCLOSURE).applies("person-by-post")
    Submission.objects.update(number="M-00000-05724")
    assert "受け付けました" in applicant.submits().text
    assert Submission.objects.exclude(number="M-00000-05724").count() == 1


def test_who_is_about_to_agree_to_words_that_changed_reads_the_new_ones_first(applicant, settings):
    applicant.submits("invite:partner")
    other = Other(link(applicant))
    publish(BENEFIT, 3, text=worded("口座への振込みと、その記録に同意します。"))
    other.answers("agree", "見本 花子")
    assert other.status == 409
    assert "文が変わりました" in other.page
    assert "その記録に同意します。" in other.page
    assert "見本 花子" in other.page
    assert Invitation.objects.get().answered_at is None
    assert "同意しました" in other.answers("agree").page
    applicant.submits()
    applicant.sends("application", example_of(BENEFIT, "family")["application"]).submits()
    assert consents_of(Submission.objects.get(), settings)[0].words == "口座への振込みと、その記録に同意します。"


def test_a_consent_to_words_that_the_ward_office_has_changed_since_counts_no_more(applicant):
    after_agreeing(applicant)
    publish(BENEFIT, 3, text=worded("口座への振込みと、その記録に同意します。"))
    applicant.submits()
    applicant.sends("application", example_of(BENEFIT, "family")["application"]).submits()
    assert "同意のあとに文が変わりました" in applicant.text
    assert not Submission.objects.exists()


def test_a_browser_knows_the_links_of_several_forms(applicant):
    paths = []
    for resident in (applicant, Resident(BENEFIT), Resident(BENEFIT)):
        resident.client = applicant.client
        if resident is not applicant:
            resident.opens(f"/ja/apply/{BENEFIT}/?new=1").fills_in("family").submits()
        paths.append(link(resident.submits("invite:partner")))
    assert len(set(paths)) == 3
    assert [Other(path, applicant.client).status for path in paths] == [403] * 3
    assert [Other(path).status for path in paths] == [200] * 3


def test_of_many_links_a_browser_forgets_the_oldest(rf):
    request, codes = rf.get("/ja/apply/x/"), [new_code() for _ in range(MADE_MAX + 2)]
    request.LANGUAGE_CODE = "ja"
    for code in codes:
        response = cookie.remember_made(request, HttpResponse(), [code])
        request.COOKIES = {name: morsel.value for name, morsel in response.cookies.items()}
    assert [cookie.was_made_here(request, code) for code in codes] == [False] * 2 + [True] * MADE_MAX
    assert sum(len(morsel.OutputString()) for morsel in response.cookies.values()) < 4_000


def asked_to_correct(applicant: Resident, settings) -> Resident:
    """Someone whose application came back, with the answers and consents that were sent."""
    after_agreeing(applicant).submits()
    content = content_of(Submission.objects.get(), settings)
    packet = returned(content.answers) | {"consents": content.consents}
    answer(applicant, 1, applicant.code_shown, **packet)
    return applicant.sees(applicant.client.post("/ja/status/correct/"))


def test_a_correction_takes_the_consent_along_when_nothing_that_was_agreed_to_changes(applicant, settings):
    asked_to_correct(applicant, settings)
    applicant.sends("application", example_of(BENEFIT, "family")["application"] | {"phone": "0311112222"}).submits()
    assert "直した申請を受け付けました" in applicant.text
    first, second = (consents_of(each, settings) for each in Submission.objects.order_by("revision"))
    assert second == first
    assert first[0].name == "見本 花子"


def test_a_correction_of_what_was_agreed_to_asks_again(applicant, settings):
    asked_to_correct(applicant, settings)
    moved = example_of(BENEFIT, "family")["application"] | {"address": "板橋区赤塚一丁目1番1号"}
    applicant.sends("application", moved).submits()
    assert "答えが変わりました" in applicant.text
    assert "revoke:partner" not in applicant.page
    applicant.submits("invite:partner")
    other = Other(link(applicant))
    assert "赤塚一丁目" in other.page
    other.answers("agree", "見本 華子")
    assert "直した申請を受け付けました" in applicant.submits().text
    assert [each.name for each in consents_of(Submission.objects.get(revision=2), settings)] == ["見本 華子"]


def test_who_needs_nobody_is_not_asked_and_pays_no_query():
    never = CONSENTS.replace('phone != ""', 'phone == ""')
    publish(BENEFIT, 2, text=definition_text(BENEFIT).replace("needed_things:\n", never, 1))
    alone = Resident(BENEFIT).opens().fills_in("family")
    with CaptureQueriesContext(connection) as queries:
        alone.submits()
    assert "受け付けました" in alone.text
    assert not [each for each in queries if "consents_" in each["sql"]]


def test_the_saved_draft_brings_the_links_along_to_another_computer(applicant):
    applicant.submits("invite:partner")
    code, path = applicant.code_shown, link(applicant)
    Other(path).answers("agree")
    elsewhere = Resident(BENEFIT)
    elsewhere.client.post("/ja/continue/", {"code": code})
    elsewhere.sees(elsewhere.client.post("/ja/status/correct/"))
    elsewhere.fills_in("family").submits()
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("path", ["/ja/consent/", "/ja/consent/short/", "/ja/consent/0123456789ABCDEFGHJK/"])
def test_a_link_that_never_was_has_its_page(path):
    assert Other(path).status == 410


@pytest.mark.parametrize("token", ["", "broken", "A" * 2_000])
def test_a_broken_page_has_its_page(token):
    assert Client().post("/ja/consent/", {"token": token, "go": "agree", "name": "x"}).status_code == 410


def test_a_button_pressed_twice_leaves_one_link_that_works(applicant):
    before = applicant.response
    paths = [link(applicant.sees(before).submits("invite:partner")) for _ in range(2)]
    assert [Other(path).status for path in paths] == [410, 200]
