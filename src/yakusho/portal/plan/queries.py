"""The published plan, parsed once a generation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext

from yakusho.plans import words
from yakusho.plans.snapshot import Snapshot, thaw
from yakusho.portal.publications import queries as publications
from yakusho.ui.dates import day_words


@dataclass(frozen=True)
class PublishedPlan:
    """A snapshot, its generation, and when it arrived."""

    generation: int
    snapshot: Snapshot
    received_at: datetime


_parsed: PublishedPlan | None = None


def published_plan() -> PublishedPlan | None:
    """The ward's latest plan (by its code) as published; None before the first publication."""
    return _latest(publications.all_current("plan"))


def plan_sentence(published: Sequence[publications.Published]) -> str:
    """The sentence for the year, for the first page; empty where no plan is published."""
    plan = _latest(published)
    return words.year_sentence(plan.snapshot, speaker()) if plan is not None else ""


def speaker() -> words.Speaker:
    """How to speak to the reader of this page."""
    return words.Speaker(get_language() or "ja", gettext, day_words)


def _latest(published: Sequence[publications.Published]) -> PublishedPlan | None:
    global _parsed
    if not published:
        return None
    newest = published[-1]
    if _parsed is None or (_parsed.snapshot.code, _parsed.generation) != (newest.key, newest.generation):
        snapshot = thaw(newest.content)
        if snapshot is None:
            return None  # the office sends one of its own version as soon as it runs
        _parsed = PublishedPlan(newest.generation, snapshot, newest.received_at)
    return _parsed
