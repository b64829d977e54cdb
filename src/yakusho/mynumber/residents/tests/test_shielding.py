"""What a support measure keeps secret of the past and of others, as its terms and stays say; no database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from yakusho.mynumber.residents.register import Stay, Support
from yakusho.mynumber.residents.shielding import Shield, began_on, secret_stays, shield_of
from yakusho.mynumber.residents.tests.people import PERSON, STAY, SUPPORT

TODAY = date(2026, 11, 24)
FLED_ON = date(2026, 3, 1)
BEFORE = replace(STAY, until=FLED_ON)
SINCE = replace(STAY, household="H2", address="見本二丁目1番", address_key="見本二丁目|1||", since=FLED_ON)
HERS = (BEFORE, SINCE)


def _term(since: date, ends_on: date, until: date | None = None) -> Support:
    return replace(SUPPORT, since=since, ends_on=ends_on, until=until)


FIRST = _term(date(2024, 4, 1), date(2025, 3, 31))
SECOND = _term(date(2025, 4, 1), date(2026, 3, 31))
THIRD = _term(date(2026, 4, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("terms", "began"),
    [
        ([THIRD], THIRD.since),
        ([FIRST, SECOND, THIRD], FIRST.since),
        ([FIRST, THIRD], THIRD.since),
        ([FIRST, replace(SECOND, until=date(2025, 9, 1)), THIRD], THIRD.since),
        ([THIRD, _term(date(2025, 8, 1), date(2026, 7, 31))], date(2025, 8, 1)),
        ([FIRST, SECOND], None),
        ([_term(date(2026, 12, 1), date(2027, 11, 30))], None),
        ([], None),
    ],
)
def test_a_measure_began_with_the_first_term_that_later_ones_renew(terms: list[Support], began: date | None) -> None:
    assert began_on(terms, TODAY) == began


def _shield(*terms: Support, stays: tuple[Stay, ...] = HERS) -> Shield:
    found = shield_of(PERSON.number, terms or (THIRD,), stays, TODAY)
    assert found is not None
    return found


def _of_another(*stays: Stay) -> list[Stay]:
    return [replace(stay, person="another") for stay in stays]


def test_where_she_has_lived_since_the_measure_began_is_secret_in_the_records_of_whoever_lived_with_her() -> None:
    left = replace(SINCE, until=date(2026, 6, 1))
    away = replace(SINCE, household="H3", address="他", address_key="他", since=date(2026, 6, 1))
    history = _of_another(BEFORE, left, away)
    assert secret_stays(history, [_shield()]) == {history[1]}


def test_where_she_lived_before_stays_in_the_records_of_who_was_left_behind() -> None:
    his = _of_another(replace(STAY, until=None))
    assert not secret_stays(his, [_shield()])


def test_who_left_before_she_came_still_has_the_secret_household_in_their_records() -> None:
    uncle = _of_another(replace(SINCE, since=date(2010, 1, 1), until=date(2020, 1, 1)))
    assert secret_stays(uncle, [_shield()]) == set(uncle)


def test_a_household_of_ones_own_at_her_place_is_secret_only_of_somebody_who_lived_with_her() -> None:
    own = replace(SINCE, household="H4", since=date(2026, 5, 1))
    daughter = _of_another(replace(BEFORE, until=date(2026, 5, 1)), own)
    neighbour = _of_another(own)
    assert secret_stays(daughter, [_shield()]) == {daughter[1]}
    assert not secret_stays(neighbour, [_shield()])


def test_a_place_outside_the_ward_is_known_by_its_text() -> None:
    outside = replace(SINCE, household="", address="埼玉県ひみつ市1番", address_key="", since=date(2026, 6, 1))
    hers = (BEFORE, replace(SINCE, until=outside.since), outside)
    child = _of_another(BEFORE, outside)
    assert secret_stays(child, [_shield(stays=hers)]) == {child[1]}


def test_a_place_that_she_moves_to_later_is_secret_too() -> None:
    tomorrow = TODAY + timedelta(days=1)
    later = replace(SINCE, household="H5", address="先", address_key="先", since=tomorrow)
    shield = _shield(stays=(BEFORE, replace(SINCE, until=tomorrow), later))
    mother = _of_another(BEFORE, later)
    assert secret_stays(mother, [shield]) == {mother[1]}


def test_after_its_term_a_measure_keeps_nothing_secret() -> None:
    assert shield_of(PERSON.number, [FIRST, SECOND], HERS, TODAY) is None
