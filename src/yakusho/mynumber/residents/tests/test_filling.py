"""Filling a sample home: the same again changes nothing, another sample only when it is said."""

from datetime import date

import pytest

from yakusho.kernel import clock
from yakusho.kernel.errors import Refused
from yakusho.mynumber.residents.filling import households_add, sample_fill
from yakusho.mynumber.residents.models import Resident, ResidentStay, SampleRegister
from yakusho.mynumber.residents.protection import protection_of
from yakusho.mynumber.residents.queries import find_candidates, household_of
from yakusho.mynumber.residents.register import with_check_digit
from yakusho.mynumber.residents.tests.people import household

pytestmark = pytest.mark.django_db


def test_the_same_sample_again_changes_nothing() -> None:
    assert sample_fill(60, 3).changed
    ids = set(Resident.objects.values_list("id", flat=True))
    assert not sample_fill(60, 3).changed
    assert set(Resident.objects.values_list("id", flat=True)) == ids
    open_stays = ResidentStay.objects.filter(until=None).exclude(household="")
    assert open_stays.count() == 60


def test_the_family_of_the_examples_is_registered_as_they_write_themselves() -> None:
    sample_fill(60, 3)
    found = find_candidates(name="見本太郎", kana="ミホン タロウ", birth_date=date(1985, 4, 1), address="板橋2-66-1")
    household = household_of(found[0].number, date(2020, 4, 27))
    assert household is not None
    assert household.head == found[0].number
    members = [(member.person.name, member.stay.relation) for member in household.members]
    assert members == [("見本 太郎", "self"), ("見本 花子", "wife"), ("見本 一郎", "child")]


def test_the_examples_hold_a_family_under_a_support_measure_and_somebody_who_lived_with_them() -> None:
    sample_fill(60, 3)
    [mother] = find_candidates(name="見本 春江", kana="ミホン ハルエ", birth_date=date(1955, 3, 15))
    then = household_of(mother.number, date(2020, 4, 27))
    assert then is not None
    assert [member.person.name for member in then.members] == ["見本 秋子", "見本 春江", "見本 楓"]
    told_nobody = protection_of([member.person.number for member in then.members], clock.today())
    assert told_nobody.persons == {member.person.number for member in then.members} - {mother.number}
    assert {stay.household for stay in told_nobody.stays} == {then.number}
    [left_behind] = find_candidates(name="見本 冬男", kana="ミホン フユオ", birth_date=date(1981, 1, 20))
    assert protection_of([left_behind.number], clock.today()).stays == frozenset()


def test_another_sample_must_be_asked_for_and_leaves_real_residents_alone() -> None:
    sample_fill(60, 3)
    real = with_check_digit("12345678901234")
    made = household(number=real)
    households_add([type(made)("", made.persons[:1], ())])
    with pytest.raises(Refused):
        sample_fill(80, 3)
    with pytest.raises(Refused):
        sample_fill(60, 4)
    assert sample_fill(80, 4, replace=True).changed
    assert Resident.objects.filter(number=real).exists()
    assert SampleRegister.objects.get().count == 80


def test_an_unfinished_sample_is_made_anew() -> None:
    sample_fill(60, 3)
    SampleRegister.objects.update(finished_at=None)
    assert sample_fill(60, 3).changed


def test_a_real_home_takes_no_sample(settings) -> None:
    settings.SAMPLE_HOME = False
    with pytest.raises(Refused):
        sample_fill(10, 1)
