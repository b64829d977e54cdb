"""Long work (作業): a leased row with progress, done in small repeatable parts by the zone's worker.

A worker that dies loses its lease; the next one goes on where the last part was committed.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from yakusho.journal import problems
from yakusho.journal.models import Job
from yakusho.journal.rooms import jobs as declared_jobs
from yakusho.kernel import clock

log = logging.getLogger("yakusho.journal.jobs")

LEASE_SECONDS = 60
ATTEMPTS_MAX = 5

Part = Callable[[Job], bool]
"""Does the next part of a job within the caller's transaction, moves `done`, and answers whether all is done."""


def enqueue(kind: str, arguments: dict[str, Any], *, total: int = 0) -> UUID:
    """Put work into the queue, in the caller's transaction; answers its id."""
    return Job.objects.create(kind=kind, arguments=arguments, total=total, made_at=clock.now()).id


def enqueue_once(kind: str) -> UUID:
    """The same for work of which one at a time is enough: an unfinished one's id when there is one."""
    waiting = Job.objects.filter(kind=kind, state__in=("waiting", "working")).values_list("id", flat=True).first()
    return waiting or enqueue(kind, {})


def _lease() -> Job | None:
    """Take the oldest job that nobody works on; one that a worker died over too often is given up."""
    now = clock.now()
    with transaction.atomic():
        due = Job.objects.filter(Q(state="waiting") | Q(state="working", leased_until__lt=now)).order_by("made_at")
        job = due.select_for_update(skip_locked=True).first() if _locks_rows() else due.first()
        if job is None:
            return None
        job.attempts += 1
        job.state = "working" if job.attempts <= ATTEMPTS_MAX else "failed"
        job.leased_until = now + timedelta(seconds=LEASE_SECONDS)
        job.save(update_fields=["state", "leased_until", "attempts"])
    return job if job.state == "working" else None


def _locks_rows() -> bool:
    return connection.features.has_select_for_update_skip_locked


def work() -> int:
    """Do the next part of one job; answers 1 when there was one. Sealing and relaying go on between the parts."""
    job = _lease()
    if job is None:
        return 0
    try:
        part: Part = declared_jobs()[job.kind]
        with transaction.atomic():
            finished = part(job)
            job.state, job.attempts, job.leased_until = "done" if finished else "waiting", 0, None
            job.finished_at = clock.now() if finished else None
            job.save(update_fields=["done", "total", "arguments", "state", "attempts", "leased_until", "finished_at"])
            problems.solve(f"job:{job.id}")
    except Exception as error:
        log.exception("the job %s failed", job.kind)
        state = "failed" if job.attempts >= ATTEMPTS_MAX else "waiting"
        Job.objects.filter(id=job.id).update(state=state, leased_until=None)
        problems.report(f"job:{job.id}", "job_failed", type(error).__name__, place=job.kind)
        return 0
    return 1
