"""The published plan, parsed once a generation."""

from dataclasses import dataclass

from yakusho.plans.snapshot import Snapshot
from yakusho.portal.publications import queries as publications


@dataclass(frozen=True)
class PublishedPlan:
    """A snapshot and its generation."""

    generation: int
    snapshot: Snapshot


_parsed: PublishedPlan | None = None


def published_plan() -> PublishedPlan | None:
    """The ward's latest plan (by its code) as published; None before the first publication."""
    global _parsed
    found = publications.all_current("plan")
    if not found:
        return None
    newest = found[-1]
    if _parsed is None or (_parsed.snapshot.code, _parsed.generation) != (newest.key, newest.generation):
        _parsed = PublishedPlan(newest.generation, Snapshot.model_validate(newest.content))
    return _parsed
