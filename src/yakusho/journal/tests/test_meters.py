"""Meters: every number is the sum of contributions, each of which is one entry."""

import pytest
from django.conf import settings
from django.db import transaction

from yakusho.journal import meters, sealer
from yakusho.journal.models import Contribution
from yakusho.journal.tests.facts import closed, organisation, published, put, seat
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_rooms")]


def _count() -> None:
    while sealer.seal() or meters.count():
        pass


def _year() -> int:
    return fiscal_year(clock.today())


def test_before_the_first_entry_there_is_no_value_and_after_it_zero_is_a_value():
    assert meters.total("test.published", _year()) is None
    put(published("a"))
    _count()
    assert meters.total("test.published", _year()) == 0
    assert meters.total("test.published", _year() - 1) is None


def test_each_entry_counts_once_however_often_the_worker_looks():
    put(organisation(1), organisation(2))
    _count()
    meters.count()
    assert meters.total("test.published", _year()) == 2
    assert Contribution.objects.filter(meter="test.published").count() == 2


def test_unsealed_entries_do_not_count_yet():
    put(organisation())
    meters.count()
    assert meters.total("test.published", _year()) is None or meters.total("test.published", _year()) == 0


def test_a_stock_counts_what_is_there_and_not_how_often_it_was_said():
    put(published("a"), published("b"), published("a", generation=2), published("c", online=False))
    _count()
    assert meters.total("test.online", _year()) == 2
    put(closed("a"), closed("c"))
    _count()
    assert meters.total("test.online", _year()) == 1
    put(published("a", generation=3))
    _count()
    assert meters.total("test.online", _year()) == 2


def test_a_procedure_taken_offline_leaves_the_stock():
    put(published("a"))
    put(published("a", online=False, generation=2))
    _count()
    assert meters.total("test.online", _year()) == 0


def test_a_correction_takes_back_what_the_corrected_entry_counted():
    (wrong,) = put(organisation(1))
    with transaction.atomic():
        append(organisation(2), subject="organisation", actor="system", corrects=wrong.id)
    _count()
    assert meters.total("test.published", _year()) == 1


def test_a_number_can_be_followed_to_its_entries_page_by_page():
    put(*(organisation(number) for number in range(5)))
    _count()
    first = meters.contributions("test.published", _year(), limit=3)
    rest = meters.contributions("test.published", _year(), before_id=first[-1].id, limit=3)
    assert [row.position for row in first + rest] == [4, 3, 2, 1, 0]
    assert {row.origin for row in first} == {settings.ZONE}


def test_dimensions_are_kept_apart():
    put(published("a"))
    _count()
    row = Contribution.objects.get(meter="test.online")
    assert (row.section, row.dimension) == ("some-section", "a")


def test_an_entry_counts_once_in_each_place_that_it_names():
    put(seat("one", "plan.view", "plan.report"), seat("two", "plan.view"), seat("three"))
    _count()
    assert meters.total("test.seats", _year(), {"functions": "plan.view"}) == 2
    assert meters.total("test.seats", _year(), {"functions": "plan.report"}) == 1
    assert meters.total("test.seats", _year(), {"functions": "staff.manage"}) == 0
    rows = meters.contributions("test.seats", _year(), where={"functions": "plan.view"})
    assert [row.position for row in rows] == [1, 0]


def test_a_correction_takes_back_every_place():
    (wrong,) = put(seat("one", "plan.view", "plan.report"))
    with transaction.atomic():
        append(seat("one", "plan.view"), subject="one", actor="system", corrects=wrong.id)
    _count()
    assert meters.total("test.seats", _year(), {"functions": "plan.view"}) == 1
    assert meters.total("test.seats", _year(), {"functions": "plan.report"}) == 0


def test_a_place_that_the_meter_does_not_have_gives_no_number():
    put(seat("one", "plan.view"))
    _count()
    assert meters.total("test.seats", _year(), {"colour": "red"}) is None
    assert meters.contributions("test.seats", _year(), where={"colour": "red"}) == []


def test_many_numbers_are_read_at_once(django_assert_num_queries):
    put(published("a"), published("b"), organisation(1), seat("one", "plan.view", "plan.report"))
    put(closed("a"))
    _count()
    names = ("test.published", "test.online", "test.seats")
    with django_assert_num_queries(2):
        totals = meters.totals(names)
    for name in names:
        assert totals.of(meters.meter(name), _year()) == meters.total(name, _year())
        assert totals.of(meters.meter(name), _year() - 1) is None
    assert totals.of(meters.meter("test.seats"), _year(), {"functions": "plan.view"}) == 1
    assert totals.of(meters.meter("test.seats"), _year(), {"colour": "red"}) is None
