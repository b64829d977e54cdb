"""Sample residents: made from a seed, and whole on every day."""

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from yakusho.japanese.addresses import format_address, read_address
from yakusho.japanese.names import read_name
from yakusho.mynumber.residents.register import Stay, address_key, check_digit, is_sample
from yakusho.mynumber.residents.sample.generating import AS_OF, GeneratedHousehold, generate
from yakusho.mynumber.residents.tests.people import sample, ward


@pytest.fixture(scope="module")
def made() -> tuple[GeneratedHousehold, ...]:
    return sample(4000, 7)


def _by_person(made: tuple[GeneratedHousehold, ...]) -> dict[str, list[Stay]]:
    found: dict[str, list[Stay]] = defaultdict(list)
    for each in made:
        for stay in sorted(each.stays, key=lambda stay: stay.since):
            found[stay.person].append(stay)
    return found


def test_the_same_seed_makes_the_same_residents_and_more_begin_with_fewer() -> None:
    few, again, more = (list(generate(count, 7, ward())) for count in (200, 200, 400))
    assert few == again
    assert more[: len(few) - 5] == few[:-5]
    assert list(generate(200, 8, ward())) != few


def test_as_many_are_registered_as_were_asked_for(made: tuple[GeneratedHousehold, ...]) -> None:
    today = [stay for each in made for stay in each.stays if stay.holds_on(AS_OF) and stay.household]
    assert len(today) == sum(each.registered for each in made) == 4000


def test_each_household_has_one_head_on_every_day(made: tuple[GeneratedHousehold, ...]) -> None:
    for each in made:
        days = {stay.since for stay in each.stays} | {stay.until for stay in each.stays if stay.until}
        for day in days:
            there: dict[str, list[str]] = defaultdict(list)
            for stay in each.stays:
                if stay.holds_on(day) and stay.household:
                    there[stay.household].append(stay.relation)
            assert all(relations.count("self") == 1 for relations in there.values()), (each.number, day)


def test_nobody_is_in_two_places_and_the_dead_are_in_none(made: tuple[GeneratedHousehold, ...]) -> None:
    persons = {person.number: person for each in made for person in each.persons}
    stays = _by_person(made)
    assert set(stays) == set(persons)
    for number, found in stays.items():
        assert all(stay.until is None or stay.until > stay.since for stay in found)
        assert all(one.until is not None and one.until <= other.since for one, other in pairwise(found))
        assert found[0].since >= persons[number].birth_date
        if (died_on := persons[number].died_on) is not None:
            assert found[-1].until is not None
            assert (found[-1].until - died_on).days == 1


def test_numbers_are_of_the_range_for_samples_and_have_a_check_digit(made: tuple[GeneratedHousehold, ...]) -> None:
    numbers = [stay.person for each in made for stay in each.stays]
    numbers += [stay.household for each in made for stay in each.stays if stay.household]
    assert all(is_sample(number) and len(number) == 15 for number in numbers)
    assert all(check_digit(number[:-1]) == number[-1] for number in numbers)


def test_addresses_are_written_as_the_ward_writes_them(made: tuple[GeneratedHousehold, ...]) -> None:
    for stay in [stay for each in made[:300] for stay in each.stays]:
        address = read_address(stay.address, ward().towns)
        assert address_key(address) == stay.address_key
        if stay.household:
            assert format_address(address) == stay.address
            assert address.building == "" or "見本" in address.building


def test_a_register_has_all_that_makes_one_hard(made: tuple[GeneratedHousehold, ...]) -> None:
    persons = [person for each in made for person in each.persons]
    stays = [stay for each in made for stay in each.stays]
    kinds, reasons = Counter(person.kind for person in persons), Counter(stay.reason for stay in stays)
    assert set(kinds) == {"resident", "foreign", "outside"}
    assert set(reasons) == {"birth", "move_in", "move_within", "move_out", "death", "initial"}
    assert {"wife", "husband", "child", "grandchild", "mother", "unregistered_wife", "sibling", "cohabitant"} <= {
        stay.relation for stay in stays
    }
    names = "".join(person.name for person in persons)
    assert "髙" in names
    assert "𠮷" in names
    assert any(0xE0100 <= ord(char) <= 0xE01EF for char in names)
    for missing in (
        [person for person in persons if person.alias],
        [person for person in persons if person.former_name],
        [person for person in persons if not person.kana],
        [person for person in persons if person.birth_unclear],
        [support for each in made for support in each.supports],
    ):
        assert missing
    assert all(read_name(person.name).valid for person in persons)
    sizes = Counter(each.registered for each in made)
    assert 1.6 < 4000 / sum(count for size, count in sizes.items() if size) < 2.1


def test_terms_of_support_follow_each_other_without_overlap() -> None:
    supports = [support for each in sample(4000, 7) for support in each.supports]
    by_person = defaultdict(list)
    for support in supports:
        by_person[support.person].append(support)
    for terms in by_person.values():
        assert all(one.ends_on < other.since for one, other in pairwise(sorted(terms, key=lambda term: term.since)))
