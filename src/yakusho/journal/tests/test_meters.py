"""Meters: every number is the sum of contributions, each of which is one entry."""

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from yakusho.journal import counting, meters, sealer
from yakusho.journal.models import Contribution, MeterSum
from yakusho.journal.tests.facts import closed, organisation, published, put, seat
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_rooms")]


def _count() -> None:
    while sealer.seal() or counting.count():
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
    counting.count()
    assert meters.total("test.published", _year()) == 2
    assert Contribution.objects.filter(meter="test.published").count() == 2


def test_unsealed_entries_do_not_count_yet():
    put(organisation())
    counting.count()
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


def test_a_member_is_added_up():
    put(published("a", generation=3), published("b", generation=4))
    _count()
    assert meters.total("test.volume", _year()) == 7


def test_the_newest_value_of_each_subject_stands():
    put(published("a", generation=3), published("a", generation=4), published("b", generation=10))
    _count()
    assert meters.total("test.newest", _year()) == 14
    put(published("b", generation=1))
    _count()
    assert meters.total("test.newest", _year()) == 5


def test_a_subject_counts_once_a_year_however_often_it_appears():
    put(seat("one", "plan.view"), seat("one"), subject="one")
    put(seat("two"), subject="two")
    _count()
    put(seat("one"), subject="one")
    _count()
    assert meters.total("test.holders", _year()) == 2
    assert len(meters.contributions("test.holders", _year())) == 2


def test_a_subject_stays_counted_while_one_of_its_entries_stands():
    first, second = put(seat("one"), seat("one"), subject="one")
    _count()
    for wrong, left in ((first, 1), (second, 1)):
        with transaction.atomic():
            append(seat("other"), subject="other", actor="system", corrects=wrong.id)
        _count()
        assert meters.total("test.holders", _year()) == left + 1 - (wrong is second)


def test_a_correction_of_a_state_says_what_holds_now():
    (wrong,) = put(published("a"))
    with transaction.atomic():
        append(published("a", generation=2), subject="a", actor="system", corrects=wrong.id)
    _count()
    assert meters.total("test.online", _year()) == 1


def test_a_correction_that_speaks_of_another_subject_takes_the_first_one_back():
    (wrong,) = put(published("a"))
    _count()
    with transaction.atomic():
        append(published("b"), subject="b", actor="system", corrects=wrong.id)
    _count()
    assert meters.total("test.online", _year()) == 1
    assert meters.total("test.online", _year(), {"procedure": "a"}) == 0


def test_a_subject_that_moves_leaves_its_section():
    put(published("a"))
    _count()
    moved = published("a", generation=2).model_copy(update={"section": "other-section"})
    put(moved)
    _count()
    rows = MeterSum.objects.filter(meter="test.online").order_by("section").values_list("section", "value")
    assert list(rows) == [("other-section", 1), ("some-section", 0)]


def test_sums_are_what_contributions_add_up_to():
    put(published("a"), published("b"), seat("one", "plan.view", "plan.report"), organisation(2))
    put(closed("a"), organisation(3))
    _count()
    added_up = Contribution.objects.values_list(*MeterSum.PLACE).annotate(sum=Sum("value")).order_by()
    assert set(added_up) == set(MeterSum.objects.values_list(*MeterSum.PLACE, "value"))


def test_a_number_is_read_from_its_sums_however_many_entries_there_are(django_assert_num_queries):
    put(*(organisation(1) for _ in range(100)))
    _count()
    with django_assert_num_queries(2), CaptureQueriesContext(connection) as asked:
        assert meters.total("test.published", _year()) == 100
    assert not any("journal_contribution" in query["sql"] for query in asked)
