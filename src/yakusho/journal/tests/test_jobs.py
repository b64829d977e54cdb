"""Long work: one part at a time, taken up again after a crash, given up and told when it keeps failing."""

from datetime import timedelta

import pytest
import time_machine

from yakusho.journal import counting, jobs, meters, sealer
from yakusho.journal.models import Contribution, Job, MeterSum, Problem
from yakusho.journal.tests.facts import closed, organisation, published, put
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_rooms")]


def _totals() -> tuple[int | None, int | None]:
    year = fiscal_year(clock.today())
    return meters.total("test.published", year), meters.total("test.online", year)


def _work_to_the_end() -> int:
    parts = 0
    while jobs.work():
        parts += 1
    return parts


def test_counting_all_over_again_gives_the_same_numbers_and_never_half_of_them():
    put(*(organisation(number) for number in range(5)), published("a"), published("b"), closed("a"))
    while sealer.seal() or counting.count():
        pass
    before, rows = _totals(), Contribution.objects.count()
    jobs.enqueue("meters.rebuild", {})
    while jobs.work():
        assert _totals() == before
    assert _totals() == before
    assert Contribution.objects.count() == rows
    job = Job.objects.get()
    assert (job.state, job.done) == ("done", job.total)


def test_what_arrives_while_counting_again_is_counted_once():
    put(organisation(1))
    while sealer.seal() or counting.count():
        pass
    jobs.enqueue("meters.rebuild", {})
    jobs.work()
    put(organisation(2))
    while sealer.seal() or counting.count():
        pass
    _work_to_the_end()
    counting.count()
    assert _totals()[0] == 2


def test_numbers_that_were_damaged_are_right_again():
    put(organisation(1), organisation(2))
    while sealer.seal() or counting.count():
        pass
    Contribution.objects.filter(position=0).delete()
    MeterSum.objects.update(value=7)
    assert _totals()[0] == 7
    jobs.enqueue("meters.rebuild", {})
    _work_to_the_end()
    assert _totals()[0] == 2


def test_a_kind_nobody_does_is_told_and_given_up():
    jobs.enqueue("nobody.does", {})
    for _ in range(jobs.ATTEMPTS_MAX + 2):
        jobs.work()
    assert Job.objects.get().state == "failed"
    assert Problem.objects.get().what == "job_failed"


def test_a_job_whose_worker_died_is_taken_up_again_when_its_lease_runs_out():
    jobs.enqueue("meters.rebuild", {})
    assert jobs._lease() is not None
    assert jobs.work() == 0
    with time_machine.travel(clock.now() + timedelta(seconds=jobs.LEASE_SECONDS + 1)):
        _work_to_the_end()
    assert Job.objects.get().state == "done"


def test_a_job_that_kills_its_worker_every_time_is_given_up():
    jobs.enqueue("meters.rebuild", {})
    for tries in range(jobs.ATTEMPTS_MAX + 1):
        with time_machine.travel(clock.now() + timedelta(seconds=(jobs.LEASE_SECONDS + 1) * tries)):
            jobs._lease()
    assert Job.objects.get().state == "failed"


def test_asking_twice_to_count_again_makes_one_work():
    assert jobs.enqueue_once("meters.rebuild") == jobs.enqueue_once("meters.rebuild")
    _work_to_the_end()
    jobs.enqueue_once("meters.rebuild")
    assert Job.objects.count() == 2
