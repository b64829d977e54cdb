"""Reading the register: the right persons and households of a day, in a fixed number of statements."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from yakusho.mynumber.residents import queries
from yakusho.mynumber.residents.filling import households_add
from yakusho.mynumber.residents.register import Asked
from yakusho.mynumber.residents.sample.generating import AS_OF
from yakusho.mynumber.residents.tests.people import PARTNER, PERSON, STAY, SUPPORT, household, registered

pytestmark = pytest.mark.django_db


def _statements(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        read()
    return len(asked)


def test_what_was_written_is_read_again() -> None:
    made = registered()
    for each in made[:40]:
        for person in each.persons:
            assert queries.person(person.number) == person
            kept = [stay for stay in each.stays if stay.person == person.number]
            assert queries.stays(person.number) == sorted(kept, key=lambda stay: stay.since)
    assert queries.person("990000000000000") is None


def test_a_household_is_as_it_was_on_the_day() -> None:
    made = next(each for each in registered() if any(stay.reason == "death" for stay in each.stays))
    changed = next(stay for stay in made.stays if stay.reason == "death" and stay.relation == "self")
    before = queries.household_on(made.number, changed.since - timedelta(days=1))
    after = queries.household_of(changed.person, changed.since)
    assert before is not None
    assert after is not None
    assert before.head != after.head == changed.person
    assert after.members[0].person.number == after.head
    assert before.head not in {member.person.number for member in after.members}
    assert queries.household_on(made.number, date(1850, 1, 1)) is None


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "渡邊 花子", "birth_date": PERSON.birth_date},
        {"name": "渡辺花子", "birth_date": PERSON.birth_date},
        {"name": "花子 渡辺", "birth_date": PERSON.birth_date},
        {"name": "ワタナベ ハナコ", "birth_date": PERSON.birth_date},
        {"name": "高橋 花子", "birth_date": PERSON.birth_date},
        {"name": "渡辺 はな子", "kana": "わたなべ はなこ", "birth_date": PERSON.birth_date},
        {"name": "渡辺 花", "kana": "", "birth_date": PERSON.birth_date},
        {"name": "渡辺 花子", "birth_date": date(1908, 5, 5)},
        {"name": "渡辺 花子", "birth_date": None, "address": "板橋2-66-1"},
        {"name": "佐藤 花子", "birth_date": PERSON.birth_date, "address": "東京都板橋区板橋２丁目６６番１号"},
    ],
)
def test_a_person_is_found_however_they_write_themselves(typed: dict[str, object]) -> None:
    registered()
    households_add([household()])
    found = queries.find_candidates(**{"kana": "", **typed})  # type: ignore[arg-type]
    assert PERSON.number in [person.number for person in found]
    if typed["birth_date"] == PERSON.birth_date and "address" not in typed:
        assert found[0].number == PERSON.number


def test_a_stranger_with_the_same_birthday_is_no_candidate() -> None:
    households_add([household()])
    assert queries.find_candidates(name="鈴木 次郎", kana="スズキ ジロウ", birth_date=PERSON.birth_date) == []


def test_a_batch_finds_what_single_questions_find_in_as_few_statements() -> None:
    persons = [person for each in registered() for person in each.persons]
    asked = [Asked(person.name, person.kana, person.birth_date) for person in persons[:100]]
    asked.append(Asked("居無 誰也", "", date(1970, 1, 1), "板橋1-1-1"))
    found = queries.candidates_of(asked, day=AS_OF)
    assert [each[0].number for each in found[:-1]] == [person.number for person in persons[:100]]
    assert found[-1] == []
    assert _statements(lambda: queries.candidates_of(asked, day=AS_OF)) <= 3
    one = asked[0]
    assert _statements(lambda: queries.find_candidates(name=one.name, kana="", birth_date=one.birth_date)) <= 3
    numbers = [person.number for person in persons[:100]]
    assert _statements(lambda: queries.households_of(numbers, AS_OF)) == 2
    assert _statements(lambda: queries.supports_on(numbers, AS_OF)) == 1


def test_a_measure_is_in_force_to_the_last_day_of_its_term() -> None:
    households_add([household(supports=(SUPPORT,))])
    for day, there in ((SUPPORT.since, True), (SUPPORT.ends_on, True), (SUPPORT.ends_on + timedelta(days=1), False)):
        assert bool(queries.supports_on([PERSON.number, PARTNER.number], day)) is there


def test_the_database_keeps_one_head_and_one_place() -> None:
    made = household()
    second = replace(STAY, person=PARTNER.number)
    with pytest.raises(IntegrityError), transaction.atomic():
        households_add([replace(made, stays=(STAY, second))])
    elsewhere = replace(STAY, household="", relation="", since=date(2020, 1, 1), reason="move_out")
    with pytest.raises(IntegrityError), transaction.atomic():
        households_add([replace(made, stays=(STAY, elsewhere))])
