"""What a zone's own process does for the command line; each task answers with data that JSON can carry.

A task that changes something answers with what it changed, in a person's words, and nothing when all was so already.
"""

import hashlib
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import transaction

from yakusho.cli.findings import TaskRefused
from yakusho.cli.inspection import inspect, settled, unapplied, zone_status
from yakusho.cli.zone import say


def migrate() -> list[str]:
    """Bring the zone's database to the present tables."""
    waiting = unapplied()
    if not waiting:
        return []
    say(f"{settings.ZONE}: preparing the database ({len(waiting)} steps)")
    call_command("migrate", verbosity=0, interactive=False)
    return [f"{settings.ZONE}: database brought up to date ({len(waiting)} steps)"]


def _static_digest() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda item: item[0]):
            with storage.open(name) as file:
                digest.update(f"{name}\0{hashlib.sha256(file.read()).hexdigest()}\n".encode())
    return digest.hexdigest()


def static() -> list[str]:
    """Collect, compress and name by content the files that browsers load."""
    digest, mark = _static_digest(), Path(settings.STATIC_ROOT) / ".source-sha256"
    if mark.exists() and mark.read_text("ascii") == digest:
        return []
    say(f"{settings.ZONE}: collecting static files")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(digest, "ascii")
    return [f"{settings.ZONE}: static files collected"]


def _started_file() -> Path:
    return Path(settings.ZONE_FOLDER) / "started.json"


def _rooms_list(name: str) -> list[Callable[[], Any]]:
    return list(getattr(import_module(settings.ROOMS), name, []))


def start() -> list[str]:
    """Run what the zone's rooms do once for a new home (`START` in its `rooms.py`), each in one transaction."""
    file = _started_file()
    done: list[str] = json.loads(file.read_text("utf-8")) if file.exists() else []
    changed = []
    for action in _rooms_list("START"):
        name = f"{action.__module__}.{action.__name__}"
        if name in done:
            continue
        words = (action.__doc__ or name).strip().splitlines()[0].rstrip(".")
        say(f"{settings.ZONE}: {words}")
        with transaction.atomic():
            action()
        done.append(name)
        file.write_text(json.dumps(done, indent=2) + "\n", "utf-8")
        changed.append(f"{settings.ZONE}: {words}")
    return changed


def prepare() -> list[str]:
    """All that a zone of a new home needs, or an old one after an upgrade."""
    return [*migrate(), *static(), *start()]


def make_ready(seconds: str, *sizes: str) -> dict[str, Any]:
    """Wait until nothing is under way, then say how to sign in to a sample home."""
    if unapplied():
        raise TaskRefused(f"The database of {settings.ZONE} is older than the program.", "Run `yakusho init` again.")
    has_accounts = settings.SAMPLE_HOME and apps.is_installed("yakusho.desk.staff")
    return {**settled(seconds, *sizes), "accounts": accounts() if has_accounts else []}


def accounts() -> list[dict[str, str]]:
    """The zone's sample accounts, made when they aren't there yet."""
    if not settings.SAMPLE_HOME:
        raise TaskRefused("This is no sample home; it has no sample accounts.", "yakusho init --sample --home OTHER")
    from yakusho.desk.staff.sample import sample_accounts

    return sample_accounts(settings.ZONE)


def recount() -> str:
    """Let the worker count all meters again; answers the id of the work, an unfinished one's if there is one."""
    from yakusho.journal import jobs

    with transaction.atomic():
        return str(jobs.enqueue_once("meters.rebuild"))


def plan() -> dict[str, Any]:
    """The office's plan as it stands now."""
    from yakusho.office.plan import queries

    found: dict[str, Any] = queries.snapshot().model_dump(mode="json", exclude_none=True)
    return found


def history() -> dict[str, Any]:
    """Play the ward's sample history into the office, up to the present; nothing when it was played already."""
    if not settings.SAMPLE_HOME:
        raise TaskRefused("This is no sample home; nothing is played into it.", "yakusho init --sample --home OTHER")
    from yakusho.cli.history.playing import play
    from yakusho.cli.history.story import read_story

    story = read_story(Path(settings.WARD_FOLDER))
    if story is None:
        return {"events": {}, "entries": 0}
    played = play(story, say)
    return {"events": dict(played.events), "entries": played.entries}


def decisions(*numbers: str) -> int:
    """Let sample staff decide on cases of the history; answers on how many."""
    if not settings.SAMPLE_HOME:
        raise TaskRefused("This is no sample home; nothing is played into it.", "yakusho init --sample --home OTHER")
    from yakusho.cli.history.deciding import decide
    from yakusho.cli.history.story import read_story

    story = read_story(Path(settings.WARD_FOLDER))
    return decide(story.applications, numbers) if story is not None else 0


def residents(count: str, seed: str, replace: str = "") -> dict[str, Any]:
    """Fill the register of the my-number zone with sample residents."""
    from yakusho.mynumber.residents.filling import sample_fill

    def told(done: int, wanted: int) -> None:
        say(f"{settings.ZONE}: {done:,} of {wanted:,} residents")

    filled = sample_fill(int(count), int(seed), replace=bool(replace), told=told)
    return {"count": filled.count, "seed": filled.seed, "changed": filled.changed}


TASKS: dict[str, Callable[..., Any]] = {
    "prepare": prepare,
    "ready": make_ready,
    "accounts": accounts,
    "plan": plan,
    "recount": recount,
    "history": history,
    "decisions": decisions,
    "residents": residents,
    "status": zone_status,
    "check": inspect,
}
