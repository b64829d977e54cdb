"""Putting texts into the index of a zone (索引), and finding them.

Nothing personal belongs here: the terms lie open in the database. Rooms of published things put; `put` needs no
dictionary, because the zone's worker analyses what was put (see `upkeep`), within about a second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from yakusho.japanese.search import Excerpt, Query, highlight, parse_query
from yakusho.japanese.search.standing import standing
from yakusho.journal import jobs
from yakusho.search.engines import engine, synonyms
from yakusho.search.models import Entry, Index
from yakusho.search.paging import Place, read_place
from yakusho.search.tiers import Tier, tiers

REBUILD = "search.rebuild"
PAGE_HITS = 10
BLOCK_HITS = 50  # so many of a tier are ranked among themselves
TITLE_CHARACTERS_MAX = 500
TEXT_CHARACTERS_MAX = 50_000


@dataclass(frozen=True)
class Hit:
    """One thing that answers a question, with what to mark in its title and in a piece of its text."""

    kind: str
    key: str
    language: str
    title: Excerpt
    excerpt: Excerpt
    url: str


@dataclass(frozen=True)
class Page:
    """Some hits, best first, and where the next are (empty when these are the last)."""

    hits: list[Hit]
    after: str


class Thing(NamedTuple):
    """What is to be found, in one language; `url` is for whoever shows it and may be made from kind and key instead."""

    key: str
    title: str
    text: str
    language: str = "ja"
    url: str = ""


def put(
    kind: str, key: str, *, title: str, text: str, language: str = "ja", url: str = "", generation: int = 0
) -> None:
    """Let a thing be found, in the caller's transaction; instead of what was put for it before.

    The same again changes nothing, and so does an older generation that comes late.

    Raises:
        ValueError: title or text are longer than an entry may be; put a long text in parts.
    """
    there = list(Entry.objects.filter(kind=kind, key=key, language=language, gone=False).order_by("id"))
    if not there or there[-1].generation <= generation:
        _put(kind, [Thing(key, title, text, language, url)], there, generation)


def put_all(kind: str, things: Iterable[Thing]) -> None:
    """Let exactly these things of a kind be found, in the caller's transaction; one query when nothing changed.

    Raises:
        ValueError: as `put`.
    """
    there = list(Entry.objects.filter(kind=kind, gone=False).order_by("id"))
    wanted = list(things)
    _put(kind, wanted, there, 0)
    places = {(thing.key, thing.language) for thing in wanted}
    left = [entry.pk for entry in there if (entry.key, entry.language) not in places]
    if left:
        take_out(left)


def _put(kind: str, things: Sequence[Thing], there: Sequence[Entry], generation: int) -> None:
    newest = {(entry.key, entry.language): entry for entry in there}
    changed: list[Entry] = []
    for thing in things:
        if len(thing.title) > TITLE_CHARACTERS_MAX or len(thing.text) > TEXT_CHARACTERS_MAX:
            raise ValueError(f"{kind} {thing.key}: longer than an entry of the index may be")
        thing = thing._replace(title=_storable(thing.title), text=_storable(thing.text))
        entry = newest.get((thing.key, thing.language))
        if entry is None or (entry.title, entry.text, entry.url) != (thing.title, thing.text, thing.url):
            changed.append(Entry(kind=kind, generation=generation, **thing._asdict()))
    replaced = {(entry.key, entry.language) for entry in changed}
    waiting = [entry.pk for entry in there if not entry.indexed and (entry.key, entry.language) in replaced]
    if waiting:
        Entry.objects.filter(id__in=waiting).delete()
    if changed:
        Entry.objects.bulk_create(changed)


def remove(kind: str, key: str) -> None:
    """Let a thing be found no more, in the caller's transaction."""
    take_out(list(Entry.objects.filter(kind=kind, key=key, gone=False).values_list("id", flat=True)))


def find(
    question: str, *, kinds: Sequence[str] = (), language: str = "ja", limit: int = PAGE_HITS, after: str = ""
) -> Page:
    """What answers a question, best first; any text is a question, and of some nothing is an answer."""
    query = parse_query(question, synonyms(), language)
    sought = tiers(query)
    if not sought:
        return Page([], "")
    generation = Index.objects.values_list("generation", flat=True).get()
    blocks = _blocks(sought, read_place(after), limit, {"generation": generation, "kinds": kinds, "language": language})
    ids = [entry_id for block in blocks for entry_id in block.ids]
    rows = Entry.objects.filter(id__in=ids).values_list("id", *_Found._fields)
    entries = {entry_id: _Found(*found) for entry_id, *found in rows}
    shown: list[_Found] = []
    for block in blocks:
        there = [entries[entry_id] for entry_id in block.ids if entry_id in entries]
        there.sort(key=lambda entry: standing(f"{entry.title}\n{entry.text}", query))
        ahead = there[block.place.shown :]
        if len(shown) + len(ahead) > limit:
            taken = limit - len(shown)
            following = block.place._replace(shown=block.place.shown + taken).text()
            return Page([_hit(entry, query) for entry in (*shown, *ahead[:taken])], following)
        shown += ahead
    return Page([_hit(entry, query) for entry in shown], "")


def rebuild() -> UUID:
    """Have everything analysed anew, in the background; answers the job's id."""
    return jobs.enqueue_once(REBUILD)


class _Found(NamedTuple):
    kind: str
    key: str
    language: str
    title: str
    text: str
    url: str


class _Block(NamedTuple):
    """Up to `BLOCK_HITS` entries of one tier behind a place, the newest first; they are ranked among themselves."""

    place: Place
    ids: list[int]


def _blocks(sought: list[Tier], place: Place, limit: int, among: dict[str, Any]) -> list[_Block]:
    """Blocks behind a place until they hold more than a page, or all there are."""
    found: list[_Block] = []
    ahead = 0
    while ahead <= limit and place.tier < len(sought):
        better = sought[place.tier - 1] if place.tier else None
        ids = engine().matching(sought[place.tier], better, before=place.before, limit=BLOCK_HITS, **among)
        found.append(_Block(place, ids))
        ahead += len(ids) - place.shown
        place = Place(place.tier, ids[-1]) if len(ids) == BLOCK_HITS else Place(place.tier + 1)
    return found


def take_out(ids: Sequence[int]) -> None:
    """Let entries be found no more; their texts go."""
    with transaction.atomic():
        rows = Entry.objects.filter(id__in=ids)
        if engine().KEEPS_GONE:
            rows.filter(indexed=0).delete()
            rows.update(gone=True, title="", text="")
        else:
            rows.delete()


def _storable(text: str) -> str:
    """The text as every database takes it."""
    return text.encode("utf-8", "replace").decode().replace("\x00", " ")


def _hit(entry: _Found, query: Query) -> Hit:
    return Hit(
        entry.kind,
        entry.key,
        entry.language,
        highlight(entry.title, query, TITLE_CHARACTERS_MAX, entry.language),
        highlight(entry.text, query, language=entry.language),
        entry.url,
    )
