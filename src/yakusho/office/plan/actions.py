"""Publishing the plan: what the public sees follows the numbers by itself."""

import hashlib
from datetime import timedelta

import rfc8785
from django.db import transaction

from yakusho import plans
from yakusho.journal import outbox, problems
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.messages.publications import PublicationMade
from yakusho.office.plan import queries
from yakusho.office.plan.facts import PlanPublished
from yakusho.office.plan.models import PlanPublication
from yakusho.plans.snapshot import Snapshot

PUBLISH_SECONDS_MIN = 4  # between two publications of a plan, so that a busy hour does not become 3,600 of them
_PROBLEM = "plan:file"

_published: queries.Stamp | None = None


def publish_if_changed() -> int:
    """Publish the plan when its numbers or files changed; a worker loop. Answers how many snapshots went out.

    Nothing is read but two rows while nothing changed. A file that can't be used is told on the problems page, and
    what was published before stays.
    """
    global _published
    try:
        stamp = queries.stamp()
        if stamp == _published:
            return 0
        snapshot = queries.snapshot()
    except (plans.Malformed, queries.NoPlan, FileNotFoundError) as error:
        problems.report(_PROBLEM, "plan_unreadable", type(error).__name__, place=_place(error))
        return 0
    problems.solve(_PROBLEM)
    last = queries.published(snapshot.code)
    if last is not None and timedelta(0) <= clock.now() - last.published_at < timedelta(seconds=PUBLISH_SECONDS_MIN):
        return 0
    went_out = publish(snapshot)
    _published = stamp
    return went_out


def publish(snapshot: Snapshot) -> int:
    """Send a snapshot to the portal as the next generation, unless the public sees the same already."""
    content = snapshot.model_dump(mode="json", exclude_none=True)
    content_hash = hashlib.sha256(rfc8785.dumps(content)).hexdigest()
    with transaction.atomic():
        last = PlanPublication.objects.select_for_update().filter(plan=snapshot.code).first()
        if last is not None and last.content_hash == content_hash:
            return 0
        generation = last.generation + 1 if last is not None else 1
        PlanPublication.objects.update_or_create(
            plan=snapshot.code,
            defaults={"generation": generation, "content_hash": content_hash, "published_at": clock.now()},
        )
        fact = PlanPublished(plan=snapshot.code, generation=generation, content=content_hash)
        append(fact, subject=snapshot.code, actor="system")
        message = PublicationMade(kind="plan", key=snapshot.code, generation=generation, content=content)
        outbox.send("portal", "publication.made", snapshot.code, message)
    return 1


def _place(error: Exception) -> str:
    """File and line of the first finding."""
    if isinstance(error, plans.Malformed):
        return f"{error.source}:{error.findings[0].line}"
    return "plans/"
