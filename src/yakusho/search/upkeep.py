"""Keeping the index of a zone: analysing what was put, dropping what was replaced, building the index anew.

All of it is the worker's: it loads the analyser's dictionary for a batch and lets go of it, so that an idle zone is
small and no web process waits for an analysis that isn't its own.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef

from yakusho.japanese.search import ANALYSER, Terms, analyse, release
from yakusho.journal.models import Job
from yakusho.search.engines import engine
from yakusho.search.index import REBUILD, rebuild, take_out
from yakusho.search.models import Entry, Index

__all__ = ["REBUILD", "rebuild_part", "work"]

BATCH_ENTRIES_MAX = 200
GONE_MIN = 1_000  # fewer rows that are gone do no harm
GONE_SHARE_MAX = 0.25

Analysed = list[tuple[Entry, Terms, Terms]]


TIDY_ENTRIES_MIN = 1_000  # a smaller index needs no tidying
TIDY_GROWTH = 1.25

_begun = False
_grown = False


def work() -> int:
    """Index the next entries that were put; answers how many there were."""
    global _grown
    _begin()
    waiting = list(Entry.objects.filter(indexed=0).order_by("id")[:BATCH_ENTRIES_MAX])
    if not waiting:
        return _tidy()
    try:
        analysed = _analysed(waiting)
    finally:
        if len(waiting) < BATCH_ENTRIES_MAX:
            release()
    with transaction.atomic():
        index = Index.objects.select_for_update().get()
        _add(analysed, index.generation)
        replaced = _replaced(waiting)
        take_out(replaced)
        if not index.analyser:
            index.analyser = ANALYSER
            index.save(update_fields=["analyser"])
        if replaced and _too_much_is_gone():
            rebuild()
    _grown = True
    return len(waiting)


def rebuild_part(job: Job) -> bool:
    """Long work: analyse everything anew, part by part; answers whether all is done.

    What is found meanwhile is found by the index that holds, which the new one replaces in one transaction.
    """
    index = Index.objects.select_for_update().get()
    new = index.generation + 1
    left = Entry.objects.filter(gone=False, indexed=index.generation)
    if job.arguments.get("generation") != new:
        job.arguments, job.done, job.total = {"generation": new}, 0, left.count()
        Entry.objects.filter(indexed=new).update(indexed=index.generation)
        engine().empty(new)
    batch = list(left.order_by("id")[:BATCH_ENTRIES_MAX])
    try:
        _add(_analysed(batch), new)
    finally:
        if len(batch) < BATCH_ENTRIES_MAX:
            release()
    job.done += len(batch)
    if len(batch) == BATCH_ENTRIES_MAX:
        return False
    Entry.objects.filter(gone=True).delete()
    Index.objects.update(generation=new, analyser=ANALYSER, tidied=0)
    engine().empty(index.generation)
    return True


def _tidy() -> int:
    """When nothing waits and the index has grown by a quarter, make it compact; answers 0, for nothing waited."""
    global _grown
    if _grown:
        _grown = False
        index, entries = Index.objects.get(), Entry.objects.count()
        if entries >= TIDY_ENTRIES_MIN and entries > TIDY_GROWTH * index.tidied:
            engine().tidy(index.generation)
            Index.objects.update(tidied=entries)
    return 0


def _begin() -> None:
    """Once a process: have everything analysed anew when this version analyses otherwise than the one before."""
    global _begun
    if not _begun:
        _begun = True
        if Index.objects.exclude(analyser__in=("", ANALYSER)).exists():
            rebuild()


def _analysed(entries: list[Entry]) -> Analysed:
    return [(entry, analyse(entry.title, entry.language), analyse(entry.text, entry.language)) for entry in entries]


def _add(analysed: Analysed, generation: int) -> None:
    """Index what was analysed, unless it was taken away meanwhile."""
    ids = [entry.pk for entry, _, _ in analysed]
    there = set(Entry.objects.select_for_update().filter(id__in=ids, gone=False).values_list("id", flat=True))
    engine().add([each for each in analysed if each[0].pk in there], generation)
    Entry.objects.filter(id__in=there).update(indexed=generation)


def _replaced(entries: list[Entry]) -> list[int]:
    """Which rows the now indexed entries replaced."""
    newer = Entry.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), language=OuterRef("language"), id__gt=OuterRef("id"), indexed__gt=0
    )
    older = Entry.objects.filter(key__in={entry.key for entry in entries}, gone=False, indexed__gt=0)
    return list(older.filter(Exists(newer)).values_list("id", flat=True))


def _too_much_is_gone() -> bool:
    gone = Entry.objects.filter(gone=True).count()
    return gone > max(GONE_MIN, GONE_SHARE_MAX * Entry.objects.count())
