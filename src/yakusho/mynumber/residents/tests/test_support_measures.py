"""Support measures (支援措置): a planted address stands on no page but the supervisor's."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from tests import cast
from yakusho.mynumber.residents.filling import households_add
from yakusho.mynumber.residents.models import Resident, ResidentStay, ResidentSupport
from yakusho.mynumber.residents.register import Support, with_check_digit
from yakusho.mynumber.residents.rows import stay_row
from yakusho.mynumber.residents.tests.people import (
    PARTNER,
    PERSON,
    STAY,
    SUPPORT,
    Desk,
    begin,
    card_url,
    desk,
    household,
)

SECRET = "赤塚八丁目98番17号 見本ひみつ荘909号室"
SECRET_KEY = "赤塚八丁目|98|17|"
SECRET_HOUSEHOLD = with_check_digit("98000000099901")
FLED_ON = date(2026, 3, 1)
PLANTED = ("赤塚八丁目", "98番17号", "ひみつ荘", SECRET_HOUSEHOLD)


MOTHER = replace(
    PERSON, number=with_check_digit("99000000000004"), name="見本 ハル", kana="ミホン ハル", former_name=""
)
MOTHER_LEFT_ON = date(2026, 9, 1)
MOTHERS_PLACE = "徳丸一丁目97番3号"


@pytest.fixture
def people(stage: cast.Stage) -> Desk:
    """She fled from the household in which he still lives, and is protected since."""
    made = household()
    left = replace(made.stays[0], until=FLED_ON, relation="wife")
    his = replace(made.stays[1], relation="self")
    new = replace(
        STAY,
        household=SECRET_HOUSEHOLD,
        address=SECRET,
        address_key=SECRET_KEY,
        since=FLED_ON,
        reason="move_within",
        postcode="175-0092",
    )
    households_add([replace(made, stays=(left, his, new), supports=(SUPPORT,))])
    return desk(stage)


def _mother() -> None:
    """Her mother took her in, belonged to her household, and lives on her own since."""
    Resident.objects.create(**{name: getattr(MOTHER, name) for name in type(MOTHER).__slots__})
    lived = replace(STAY, person=MOTHER.number, relation="mother", household=SECRET_HOUSEHOLD, address=SECRET)
    lived = replace(lived, address_key=SECRET_KEY, since=FLED_ON, until=MOTHER_LEFT_ON, reason="move_within")
    own = replace(STAY, person=MOTHER.number, household=with_check_digit("98000000000077"), address=MOTHERS_PLACE)
    own = replace(own, address_key="徳丸一丁目|97|3|", since=MOTHER_LEFT_ON, reason="move_within")
    for stay in (lived, own):
        stay_row(stay).save()


def _pages(client: Client, *others: str) -> dict[str, str]:
    """Every page on which she, he, her house or others may come up."""
    search = begin(client)
    cards = [card_url(search, number) for number in (PERSON.number, PARTNER.number, *others)]
    answers = {f"{url}?on={day}": client.get(url, {"on": day}) for url in cards for day in DAYS}
    for typed in SEARCHES:
        answers[str(typed)] = client.post(search, typed)
    return {name: answer.content.decode() for name, answer in answers.items()}


DAYS = ("2020-04-27", "2026-02-28", "2026-03-01", "2026-11-24", "2027-12-31")
SEARCHES = (
    {"name": "渡辺 花子"},
    {"name": "ワタナベ"},
    {"birth_date": "1980-05-05"},
    {"number": PERSON.number},
    {"number": PARTNER.number},
    {"number": MOTHER.number},
    {"name": "見本 ハル"},
)


def test_her_address_is_on_no_page_of_the_clerk(people: Desk) -> None:
    for name, page in _pages(people.clerk).items():
        assert not [part for part in PLANTED if part in page], name
        assert "980000000999" not in page


def test_nor_on_the_card_of_her_mother_who_lived_with_her_and_moved_away(people: Desk) -> None:
    _mother()
    for name, page in _pages(people.clerk, MOTHER.number).items():
        assert not [part for part in PLANTED if part in page], name
    url = card_url(begin(people.clerk), MOTHER.number)
    page = people.clerk.get(url)
    assert [row.address for row in page.context["card"].history] == [MOTHERS_PLACE]
    assert "ここに表示していない経過があります" in page.content.decode()
    assert "支援措置" not in page.content.decode()
    assert PERSON.name not in page.content.decode()
    then = people.clerk.get(url, {"on": "2026-05-01"}).context["card"]
    assert (then.hidden, then.here, then.members) == (True, [], [])


def test_the_supervisor_sees_which_entry_of_the_mother_leads_to_her(people: Desk) -> None:
    _mother()
    page = people.supervisor.get(card_url(begin(people.supervisor), MOTHER.number))
    assert [(row.address, row.secret) for row in page.context["card"].history] == [
        (MOTHERS_PLACE, False),
        (SECRET, True),
    ]
    assert "教えない" in page.content.decode()


def test_nor_in_a_list_when_her_mother_left_the_ward_together_with_her(people: Desk) -> None:
    _mother()
    outside = replace(STAY, household="", relation="", address="埼玉県ひみつ荘市1番", address_key="", reason="move_out")
    for person, left in ((PERSON.number, date(2026, 10, 1)), (MOTHER.number, date(2026, 11, 1))):
        ResidentStay.objects.filter(person=person, until=None).update(until=left)
        stay_row(replace(outside, person=person, since=left)).save()
    for name, page in _pages(people.clerk, MOTHER.number).items():
        assert not [part for part in PLANTED if part in page], name
    listed = people.clerk.post(begin(people.clerk), {"name": "見本 ハル"}).content.decode()
    assert "ひみつ荘" not in listed


def test_what_he_has_of_his_own_stays_on_his_card(people: Desk) -> None:
    card = people.clerk.get(card_url(begin(people.clerk), PARTNER.number)).context["card"]
    assert (card.hidden, card.withheld) == (False, False)
    assert [row.address for row in card.history] == [STAY.address]


def test_she_is_found_by_her_address_by_nobody(people: Desk) -> None:
    for client in (people.clerk, people.supervisor):
        search = begin(client)
        answer = client.post(search, {"address": "赤塚8-98-17"})
        assert answer.context["rows"] == []
        both = client.post(search, {"address": "赤塚8-98-17", "number": PERSON.number})
        assert both.context["rows"] == []
        assert client.post(search, {"address": "板橋2-66-1"}).context["rows"][0].number == PARTNER.number


def test_the_clerk_is_sent_to_the_supervisor_and_learns_no_reason(people: Desk) -> None:
    page = people.clerk.get(card_url(begin(people.clerk), PERSON.number))
    assert page.context["card"].hidden
    assert page.context["card"].history == page.context["card"].supports == []
    assert "支援措置" not in page.content.decode()
    assert PERSON.name in page.content.decode()


def test_his_card_tells_nothing_of_her_but_his_own_place(people: Desk) -> None:
    card = people.clerk.get(card_url(begin(people.clerk), PARTNER.number), {"on": "2020-04-27"}).context["card"]
    assert card.members == []
    assert PERSON.name not in str(card)
    now = people.clerk.get(card_url(begin(people.clerk), PARTNER.number)).context["card"]
    assert [member.name for member in now.members] == [PARTNER.name]
    assert STAY.address in str(now.here)


def test_the_supervisor_sees_it_with_a_warning(people: Desk) -> None:
    search = begin(people.supervisor)
    page = people.supervisor.get(card_url(search, PERSON.number)).content.decode()
    assert SECRET in page
    assert "支援措置" in page
    listed = people.supervisor.post(search, {"name": "渡辺 花子"}).content.decode()
    assert not [part for part in PLANTED if part in listed]


def test_children_who_live_with_her_are_protected_without_a_measure_of_their_own(people: Desk) -> None:
    child = replace(
        PERSON, number=with_check_digit("99000000000003"), name="渡邊 みのり", kana="ワタナベ ミノリ", former_name=""
    )
    Resident.objects.create(**{name: getattr(child, name) for name in type(child).__slots__})
    lives = ResidentStay.objects.get(person=PERSON.number, until=None)
    lives.pk, lives.person_id, lives.relation = None, child.number, "child"
    lives.save()
    page = people.clerk.get(card_url(begin(people.clerk), child.number)).content.decode()
    assert not [part for part in PLANTED if part in page]


def test_who_moved_out_of_the_ward_stays_protected(people: Desk) -> None:
    ResidentStay.objects.filter(person=PERSON.number, until=None).update(until=date(2026, 6, 1))
    away = replace(
        STAY, household="", relation="", address="埼玉県ひみつ市1番", since=date(2026, 6, 1), reason="move_out"
    )
    stay_row(away).save()
    search = begin(people.clerk)
    pages = [people.clerk.get(card_url(search, PERSON.number)), people.clerk.post(search, {"name": "渡辺花子"})]
    assert not [page for page in pages if "ひみつ" in page.content.decode()]


def test_after_the_term_it_is_shown_again(people: Desk) -> None:
    ResidentSupport.objects.all().delete()
    over = Support(PERSON.number, date(2025, 4, 1), None, date(2026, 3, 31), "violence")
    ResidentSupport.objects.create(person_id=over.person, since=over.since, ends_on=over.ends_on, kind=over.kind)
    assert SECRET in people.clerk.get(card_url(begin(people.clerk), PERSON.number)).content.decode()
