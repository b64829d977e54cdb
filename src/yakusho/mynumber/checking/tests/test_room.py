"""Applications are compared as they arrive: results under the case's key, a colour in the open, duplicates told."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from yakusho.desk.access.models import Access
from yakusho.desk.cases.actions import case_reject
from yakusho.desk.cases.beside import open_beside
from yakusho.desk.cases.models import Case
from yakusho.journal.models import Entry
from yakusho.journal.sealer import seal
from yakusho.kernel.errors import Invalid, Refused
from yakusho.kernel.ids import new_id
from yakusho.mynumber.checking import actions
from yakusho.mynumber.checking.batches import OTHERS_MAX
from yakusho.mynumber.checking.models import HouseholdClaim, RegisterCheck
from yakusho.mynumber.checking.results import Result, key_of
from yakusho.mynumber.checking.tests.conftest import ADDRESS, Desk, protect, rounds
from yakusho.mynumber.checking.tests.people import CHILD, HEAD, person
from yakusho.mynumber.checking.work import arrivals_note, waiting_check, work
from yakusho.mynumber.residents.models import Resident, ResidentKey
from yakusho.mynumber.residents.register import Stay
from yakusho.mynumber.residents.rows import key_rows, person_row, stay_row

CASE_PAGE_SQL_MAX = 20
WRONG_HOLDER = "スズキ　ジロウ"


def result_of(case: Case) -> Result:
    return Result.of_json(open_beside(case, RegisterCheck.objects.get(case=case).content))


def wrong_account(desk: Desk) -> dict[str, str]:
    return {**desk.answers()["account"], "holder": WRONG_HOLDER}


def test_what_agrees_is_green_and_only_its_colour_lies_open(desk: Desk) -> None:
    case = desk.checked()
    row = RegisterCheck.objects.get(case=case)
    assert (row.colour, row.revision, row.waiting_since) == ("green", 1, None), result_of(case).findings
    assert HEAD.name.encode() not in bytes(row.content)
    fact = Entry.objects.get(kind="case.checked")
    assert fact.body == {"procedure": case.procedure, "section": case.section, "green": 1, "amber": 0, "red": 0}


def test_a_case_is_checked_once_however_often_the_worker_looks(desk: Desk) -> None:
    desk.checked()
    assert work() == 0
    assert Entry.objects.filter(kind="case.checked").count() == 1


def test_a_correction_is_compared_anew(desk: Desk) -> None:
    case = desk.checked(account=wrong_account(desk))
    assert RegisterCheck.objects.get(case=case).colour == "amber"
    desk.corrects(case)
    row = RegisterCheck.objects.get(case=case)
    assert (row.colour, row.revision) == ("green", 2)


def test_the_second_application_of_a_household_shows_both_numbers(desk: Desk) -> None:
    first = desk.checked()
    second = desk.checked(cast.OTHER_RESIDENT)
    told = {
        case.number: [each for each in result_of(case).findings if each.check == "once"] for case in (first, second)
    }
    assert [(each.level, each.registered) for each in told[second.number]] == [("red", first.number)]
    assert [(each.level, each.registered) for each in told[first.number]] == [("amber", second.number)]
    assert RegisterCheck.objects.get(case=second).colour == "red"


def test_two_of_one_household_in_one_round_are_told_too(desk: Desk) -> None:
    first, second = desk.arrives(), desk.arrives(cast.OTHER_RESIDENT)
    Case.objects.filter(id=second.id).update(channel="post")
    rounds()
    reasons = {each.reason for case in (first, second) for each in result_of(case).findings}
    assert {"applied_before", "applied_again"} <= reasons


def test_a_household_that_applies_again_and_again_costs_no_more_each_time(desk: Desk) -> None:
    first = desk.checked()
    for some in (OTHERS_MAX + 2, 3):
        for _ in range(some):
            desk.arrives(cast.OTHER_RESIDENT)
        rounds()
    told = [each for each in result_of(first).findings if each.check == "once"]
    assert len(told) == OTHERS_MAX
    desk.arrives(cast.OTHER_RESIDENT)
    seal()
    assert (arrivals_note(), waiting_check(), waiting_check()) == (1, 1, 0), "the earlier cases are left alone"


def test_a_rejected_application_stands_in_nobodys_way(desk: Desk) -> None:
    first = desk.checked()
    Case.objects.filter(id=first.id).update(state="rejected", stage="decided")
    second = desk.checked(cast.OTHER_RESIDENT)
    assert RegisterCheck.objects.get(case=second).colour == "green"


def test_a_rejection_lets_the_other_application_of_the_household_be_checked_again(desk: Desk) -> None:
    first = desk.checked()
    second = desk.checked(cast.OTHER_RESIDENT)
    assert RegisterCheck.objects.get(case=second).colour == "red"
    head, once = desk.stage.section_head, new_id()
    for _ in range(2):
        case_reject(by=head, case=Case.objects.get(pk=first.pk), once=once, reason="対象の世帯ではありません。")
        rounds()
    assert RegisterCheck.objects.get(case=second).colour == "green"
    assert work() == 0


def test_the_inbox_shows_only_cases_of_one_colour(desk: Desk) -> None:
    green = desk.checked()
    red = desk.checked(cast.OTHER_RESIDENT)
    desk.checked(
        cast.Resident("見本 三郎", "3" * 20), name="見本 三郎", kana="ミホン サブロウ", birth_date="1990-01-01"
    )
    new = desk.arrives(cast.Resident("見本 四郎", "4" * 20))
    arrivals_note()
    seal()
    arrivals_note()
    client = desk.stage.client(desk.stage.desk_clerk)
    RegisterCheck.objects.filter(case=green).update(colour="green")
    shown = {colour: client.get("/inbox/", {"checked": colour}) for colour in ("green", "red", "waiting")}
    for colour, case in (("green", green), ("red", red), ("waiting", new)):
        numbers = [row.number for row in shown[colour].context["inbox"].rows]
        assert numbers == [case.number]
    page = shown["red"].content.decode()
    assert '<option value="red" selected' in page
    assert "checked=red" in shown["red"].context["inbox"].export
    everything = client.get("/inbox/", {"checked": "purple"}).context["inbox"]
    assert (len(everything.rows), everything.filtered) == (4, False)


def test_claims_name_nobody(desk: Desk) -> None:
    desk.checked()
    claim = HouseholdClaim.objects.get()
    assert "H1" not in claim.key
    assert HEAD.number not in claim.person
    assert len(claim.key) == len(claim.person) == 64


def test_a_protected_person_leaves_nothing_of_the_register_on_the_page(desk: Desk) -> None:
    case = desk.checked(account=wrong_account(desk))
    client, url = desk.stage.client(desk.stage.desk_clerk), f"/cases/{case.id}/"
    shown = client.get(url).content.decode()
    assert "板橋二丁目66番1号" in shown
    protect(CHILD.number)
    shown = client.get(url).content.decode()
    panel = shown[shown.index('id="register-check"') :]
    panel = panel[: panel.index("</section>")]
    assert HEAD.name not in panel
    assert "板橋二丁目" not in panel
    fresh = desk.checked(cast.OTHER_RESIDENT)
    assert [each.reason for each in result_of(fresh).findings] == ["supervisor"]


def test_an_address_stays_secret_when_a_protected_person_moved_in_after_the_base_date(desk: Desk) -> None:
    guest = person("P9", "渡邊 三子", "ワタナベ ミツコ", date(1999, 1, 2))
    person_row(guest).save()
    stay_row(Stay("P9", "H1", "relative", ADDRESS, "", "173-8501", date(2022, 4, 1), None, "move_in")).save()
    protect("P9")
    case = desk.checked(address="東京都板橋区常盤台三丁目4番1号")
    assert [each.reason for each in result_of(case).findings] == ["supervisor"]


def test_who_lists_a_protected_person_of_another_household_learns_nothing_of_them(desk: Desk) -> None:
    fled = person("P9", "渡邊 三子", "ワタナベ ミツコ", date(1999, 1, 2))
    person_row(fled).save()
    ResidentKey.objects.bulk_create(key_rows(fled))
    stay_row(Stay("P9", "H9", "self", "秘密の家", "", "173-8501", date(2019, 4, 1), None, "move_in")).save()
    listed = {"name": "渡邊 三子", "kana": "", "birth_date": "1999-01-02", "relation": "wife", "wants_benefit": "yes"}
    members = [*desk.answers()["members"], listed]
    assert "member_extra" in [each.reason for each in result_of(desk.checked(members=members)).findings]
    protect("P9")
    case = desk.checked(cast.OTHER_RESIDENT, members=members)
    assert [each.reason for each in result_of(case).findings] == ["supervisor"]


def test_the_planted_address_stands_in_no_fact_or_log(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    protect(HEAD.number)
    desk.checked()
    written = " ".join(str(entry.body) + entry.subject for entry in Entry.objects.all())
    assert ADDRESS not in written + caplog.text
    assert HEAD.name not in written + caplog.text


def test_looking_at_the_panel_is_written_down_for_each_person_of_the_register(desk: Desk) -> None:
    case = desk.checked()
    desk.stage.client(desk.stage.desk_clerk).get(f"/cases/{case.id}/")
    known = set(Resident.objects.values_list("id", flat=True))
    assert set(Access.objects.exclude(subject=None).values_list("subject", flat=True)) == known


def test_staff_accept_a_doubtful_finding_with_a_reason_and_it_stays_accepted(desk: Desk) -> None:
    case = desk.checked(account=wrong_account(desk))
    finding = next(each for each in result_of(case).findings if each.level == "amber")
    clerk = desk.stage.desk_clerk
    with pytest.raises(Invalid):
        actions.finding_accept(by=clerk, case=case, key=key_of(finding), reason=" ")
    for _ in range(2):
        actions.finding_accept(by=clerk, case=case, key=key_of(finding), reason="旧姓の口座と確認した")
    assert RegisterCheck.objects.get(case=case).colour == "green"
    assert Entry.objects.filter(kind="finding.accepted").count() == 1
    assert "旧姓" not in str(Entry.objects.get(kind="finding.accepted").body)
    actions.check_again(by=clerk, case=case)
    rounds()
    assert RegisterCheck.objects.get(case=case).colour == "green"


def test_only_who_decides_accepts_what_is_for_a_supervisor(desk: Desk) -> None:
    protect(HEAD.number)
    case = desk.checked()
    key = key_of(result_of(case).findings[0])
    with pytest.raises(Refused):
        actions.finding_accept(by=desk.stage.desk_clerk, case=case, key=key, reason="よい")
    actions.finding_accept(by=desk.stage.section_head, case=case, key=key, reason="確認した")
    assert RegisterCheck.objects.get(case=case).colour == "green"


def test_a_colleague_of_another_section_can_neither_see_nor_ask_again(desk: Desk) -> None:
    case = desk.checked()
    client = desk.stage.client(desk.stage.clerk_elsewhere)
    assert client.post(f"/checks/{case.id}/again/").status_code == 404
    assert client.post(f"/checks/{case.id}/accept/", {"finding": "x", "reason": "y"}).status_code == 404


def test_check_again_waits_once(desk: Desk) -> None:
    case = desk.checked()
    client = desk.stage.client(desk.stage.desk_clerk)
    for _ in range(2):
        assert client.post(f"/checks/{case.id}/again/").status_code == 302
    assert Entry.objects.filter(kind="check.asked").count() == 1
    assert waiting_check() == 1


def test_the_number_of_statements_does_not_grow_with_the_cases(desk: Desk) -> None:
    counts = []
    for some in (1, 12):
        for number in range(some):
            desk.arrives(cast.Resident(f"見本 {number}", f"{number:020d}"), name=f"見本 {number}郎")
        seal()
        with CaptureQueriesContext(connection) as asked:
            assert (arrivals_note(), waiting_check()) == (some, some)
        counts.append(len(asked))
        rounds()
    assert counts[1] <= counts[0] <= 31, counts
    assert arrivals_note() == 0


def test_answers_nobody_can_read_are_for_a_person(desk: Desk) -> None:
    case = desk.checked(birth_date="not a day")
    assert [each.reason for each in result_of(case).findings] == ["unreadable"]


def test_the_case_page_with_its_findings_takes_few_statements(desk: Desk) -> None:
    case, client = desk.checked(account=wrong_account(desk)), desk.stage.client(desk.stage.desk_clerk)
    client.get("/inbox/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/cases/{case.id}/")
    assert len(asked) <= CASE_PAGE_SQL_MAX, [each["sql"][:80] for each in asked]
