"""What a zone says of itself: counts, heads, lags, problems; for `yakusho status` and the operations page."""

from typing import Any

from django.conf import settings
from django.db import connection

from yakusho.journal.models import Cursor, Entry, Head, Job, Mirror, Outgoing, Parked, Problem
from yakusho.journal.relay import OUTER, PULLED
from yakusho.journal.sealer import sealed_size


def _journal(origin: str) -> dict[str, Any]:
    newest = Head.objects.filter(origin=origin).order_by("-size").first()
    cosigned = Head.objects.filter(origin=origin).exclude(cosignature="").order_by("-size").first()
    return {"size": newest.size if newest else 0, "cosigned": cosigned.size if cosigned else 0}


def _cursors() -> list[dict[str, Any]]:
    sizes = {settings.ZONE: sealed_size(settings.ZONE)}
    found = []
    for cursor in Cursor.objects.order_by("name"):
        origin = cursor.name.partition(":")[2]
        if origin not in sizes:
            sizes[origin] = sealed_size(origin)
        found.append({"name": cursor.name, "position": cursor.position, "lag": max(0, sizes[origin] - cursor.position)})
    return found


def snapshot() -> dict[str, Any]:
    """Entries, unsealed, heads by journal, cursors with lag, problems, parked and waiting messages, jobs."""
    origins = (settings.ZONE, *PULLED.get(settings.ZONE, ()))
    return {
        "zone": settings.ZONE,
        "database": connection.vendor,
        "calls": OUTER.get(settings.ZONE),
        "entries": Entry.objects.count(),
        "unsealed": Entry.objects.filter(position=None).count(),
        "heads": {origin: _journal(origin) for origin in origins},
        "mirrored": Mirror.objects.count(),
        "cursors": _cursors(),
        "outgoing": Outgoing.objects.filter(delivered_at=None).count(),
        "parked": Parked.objects.count(),
        "problems": [
            {"key": each.key, "what": each.what, "reason": each.reason, "count": each.count}
            for each in Problem.objects.filter(solved_at=None).order_by("-last_seen")[:50]
        ],
        "jobs": [
            {"id": str(job.id), "kind": job.kind, "state": job.state, "done": job.done, "total": job.total}
            for job in Job.objects.exclude(state="done").order_by("made_at")[:50]
        ],
    }
