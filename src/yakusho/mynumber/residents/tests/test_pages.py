"""Looking into the register over the pages, as its desk does."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast
from yakusho.desk.access.models import Access
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.mynumber.residents.filling import households_add
from yakusho.mynumber.residents.models import Resident, ResidentLookup
from yakusho.mynumber.residents.searching import PAGE_HITS
from yakusho.mynumber.residents.tests.people import (
    PARTNER,
    PERSON,
    STAY,
    Desk,
    begin,
    card_url,
    desk,
    household,
    registered,
)

PAGE_SQL_MAX = 20


@pytest.fixture
def people(stage: cast.Stage) -> Desk:
    households_add([household()])
    return desk(stage)


def _found(client: Client, search: str, **typed: str) -> list[str]:
    answer = client.post(search, typed)
    assert answer.status_code == 200, answer.context["errors"]
    return [row.number for row in answer.context["rows"]]


def _sql(client: Client, url: str, post: dict[str, str] | None = None) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert (client.get(url) if post is None else client.post(url, post)).status_code == 200
    return len(queries)


def test_nothing_is_shown_before_a_purpose_was_said(people: Desk) -> None:
    id = Resident.objects.get(number=PERSON.number).id
    assert "花子" not in people.clerk.get("/residents/").content.decode()
    assert people.clerk.get(f"/residents/{new_id()}/").status_code == 404
    assert people.clerk.get(f"/residents/{new_id()}/{id}/").status_code == 404
    refused = people.clerk.post("/residents/", {"reason": "curiosity", "once": str(new_id())})
    assert refused.status_code == 422
    assert not Access.objects.exists()


def test_only_the_register_s_staff_get_in(people: Desk) -> None:
    search = begin(people.clerk)
    for url in ("/residents/", search, card_url(search, PERSON.number), "/residents/extracts/"):
        assert people.stranger.get(url).status_code == 403
        assert Client().get(url).status_code == 302
    assert people.supervisor.get(search).status_code == 404
    assert people.supervisor.get("/residents/extracts/").status_code == 403


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "渡邊 花子"},
        {"name": "渡辺花子"},
        {"name": "花子 渡辺"},
        {"name": "わたなべ"},
        {"name": "ﾜﾀﾅﾍﾞ ﾊﾅｺ"},
        {"name": "高橋花子"},
        {"birth_date": "昭和55年5月5日"},
        {"birth_date": "1980-5-5", "name": "花子"},
        {"address": "板橋区板橋２－６６－１"},
        {"address": "板橋二丁目66番1号", "name": "渡辺"},
        {"number": f"９９００００００ {PERSON.number[8:12]}-{PERSON.number[12:]}"},
        {"number": PERSON.number, "birth_date": "S55.5.5", "name": "ワタナベ", "address": "板橋2-66-1"},
    ],
)
def test_a_person_is_found_by_each_part(people: Desk, typed: dict[str, str]) -> None:
    registered()
    assert PERSON.number in _found(people.clerk, begin(people.clerk), **typed)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, "name"),
        ({"name": "渡"}, "name"),
        ({"birth_date": "いつか"}, "birth_date"),
        ({"address": "どこか"}, "address"),
        ({"number": PERSON.number[:14] + str((int(PERSON.number[14]) + 1) % 10)}, "number"),
    ],
)
def test_what_cannot_be_looked_for_says_how_to_mend_it(people: Desk, typed: dict[str, str], wrong: str) -> None:
    answer = people.clerk.post(begin(people.clerk), typed)
    assert answer.status_code == 422
    assert [error.path for error in answer.context["errors"]] == [wrong]
    assert all(value in answer.content.decode() for value in typed.values())


def test_parts_that_do_not_fit_together_find_nobody(people: Desk) -> None:
    search = begin(people.clerk)
    assert _found(people.clerk, search, name="渡辺", birth_date="1999-01-01") == []
    assert _found(people.clerk, search, number=PERSON.number, address="赤塚1-1-1") == []
    assert _found(people.clerk, search, birth_date="S55.5.5", address="赤塚1-1-1") == []
    page = people.clerk.post(search, {"name": "居無"}).content.decode()
    assert "見つかりません" in page


def test_every_search_and_every_card_leaves_its_rows(people: Desk) -> None:
    search = begin(people.clerk, "inquiry")
    look = ResidentLookup.objects.get()
    _found(people.clerk, search, name="居無")
    assert list(Access.objects.values_list("subject", "purpose")) == [(look.id, "inquiry")]
    _found(people.clerk, search, name="渡辺花子")
    ids = dict(Resident.objects.values_list("number", "id"))
    assert Access.objects.filter(subject=ids[PERSON.number]).count() == 1
    people.clerk.get(card_url(search, PERSON.number))
    assert Access.objects.filter(subject=ids[PERSON.number], seat=look.seat).count() == 2
    assert Access.objects.filter(subject=ids[PARTNER.number]).count() == 1


def test_a_look_for_a_case_names_the_case(stage: cast.Stage, people: Desk) -> None:
    case = stage.case()
    user = stage.users[stage.desk_clerk.user_id]
    from yakusho.desk.staff.models import Seat

    Seat.objects.filter(user=user).update(functions=["applications.view", "register.view"])
    client = stage.client(stage.desk_clerk)
    search = begin(client, "handling", case=case.number)
    client.get(card_url(search, PERSON.number))
    assert set(Access.objects.values_list("case", "purpose")) == {(case.id, "handling")}
    assert client.post("/residents/", {"reason": "handling", "case": "K-00000-00000"}).status_code == 422
    assert people.clerk.post("/residents/", {"reason": "handling", "case": case.number}).status_code == 422


def test_a_purpose_holds_for_a_day_and_a_seat(people: Desk) -> None:
    search = begin(people.clerk)
    ResidentLookup.objects.update(at=clock.from_rfc3339("2020-01-01T00:00:00.000000Z"))
    assert people.clerk.get(search).url == "/residents/?again=yes"
    assert people.clerk.post(search, {"name": "渡辺"}).status_code == 302
    assert not Access.objects.exists()


def test_pressing_the_button_twice_says_one_purpose(people: Desk) -> None:
    once = str(new_id())
    answers = [people.clerk.post("/residents/", {"reason": "audit", "once": once}) for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert ResidentLookup.objects.count() == 1


def test_another_purpose_from_the_same_form_is_a_look_of_its_own(people: Desk) -> None:
    once = str(new_id())
    answers = [people.clerk.post("/residents/", {"reason": each, "once": once}) for each in ("audit", "counter")]
    assert answers[0].url != answers[1].url
    assert set(ResidentLookup.objects.values_list("reason", flat=True)) == {"audit", "counter"}
    other = people.supervisor.post("/residents/", {"reason": "audit", "once": once})
    assert people.supervisor.get(other.url).status_code == 200


def test_turning_pages_shows_everybody_once(stage: cast.Stage) -> None:
    made = registered()
    people = desk(stage)
    search, seen, after = begin(people.clerk), [], ""
    while True:
        answer = people.clerk.post(search, {"name": "サ", "birth_date": "", "after": after})
        if answer.status_code == 422:
            answer = people.clerk.post(search, {"name": "サト", "after": after})
        seen += [row.number for row in answer.context["rows"]]
        after = answer.context["next"]
        if not after:
            break
    wanted = {p.number for each in made for p in each.persons if p.kana.startswith(("サト", "サド"))}
    assert len(seen) == len(set(seen))
    assert set(seen) >= wanted
    assert len(wanted) > 1


def test_the_card_shows_household_and_history_of_the_day(people: Desk) -> None:
    url = card_url(begin(people.clerk), PERSON.number)
    page = people.clerk.get(url).content.decode()
    for words in (STAY.address, "世帯主", PARTNER.name, "昭和55年5月5日", "旧氏", STAY.household, "転入"):
        assert words in page, words
    before = people.clerk.get(url, {"on": "2018-01-01"}).context["card"]
    assert before.here == before.members == []
    assert len(before.history) == 1


def test_no_address_of_a_page_says_whom_it_shows(people: Desk) -> None:
    search = begin(people.clerk)
    answer = people.clerk.post(search, {"name": "渡辺花子"})
    page = answer.content.decode()
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert not [link for link in links if PERSON.number in link or "花子" in link]
    assert card_url(search, PERSON.number) in links


def test_pages_ask_as_few_queries_for_many_rows_as_for_one(people: Desk) -> None:
    search = begin(people.supervisor)
    card = card_url(search, PERSON.number)
    one = (_sql(people.supervisor, search, {"name": "渡辺 花子"}), _sql(people.supervisor, card))
    registered(600)
    look, seat = ResidentLookup.objects.get(), Access.objects.latest("id").seat
    shown = Resident.objects.get(number=PERSON.number).id
    Access.objects.bulk_create(Access(at=look.at, seat=seat, subject=shown, purpose="counter") for _row in range(100))
    listed = {"birth_date": "", "name": "さと"}
    assert len(people.supervisor.post(search, listed).context["rows"]) == PAGE_HITS
    many = (_sql(people.supervisor, search, listed), _sql(people.supervisor, card))
    assert max(one) <= PAGE_SQL_MAX
    assert many <= one


def test_reviewers_see_who_looked_at_a_person(people: Desk) -> None:
    people.clerk.get(card_url(begin(people.clerk), PERSON.number))
    search = begin(people.supervisor)
    seen = people.supervisor.get(card_url(search, PERSON.number)).context["card"].seen
    assert seen[0].who.endswith("見本 register")
    assert people.clerk.get(card_url(begin(people.clerk), PERSON.number)).context["card"].seen is None


def test_a_dead_person_and_one_who_moved_away_are_told_apart(people: Desk) -> None:
    made = registered(600)
    persons = [person for each in made for person in each.persons]
    dead = next(person for person in persons if person.died_on)
    moved = next(s.person for each in made for s in each.stays if s.reason == "move_out" and s.until is None)
    search = begin(people.clerk)
    flags = [people.clerk.get(card_url(search, number)).context["card"].flags for number in (dead.number, moved)]
    assert "亡くなっています" in flags[0]
    assert "登録されていません" in flags[1]
