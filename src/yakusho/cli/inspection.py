"""Looking at a zone from inside: what waits, and what is wrong with its settings, keys and tables."""

import base64
import stat
import time
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from yakusho.cli.findings import Finding
from yakusho.documents import NoFont, find_fonts
from yakusho.journal import status
from yakusho.journal.models import Cursor, Outgoing
from yakusho.journal.sealer import sealed_size
from yakusho.ledger.keys import ZoneKeys

_POLL_SECONDS = 0.2
_QUIET_SECONDS = 1.0


def tables_ready() -> bool:
    """Whether the zone's database has the journal's tables."""
    return "journal_entry" in connection.introspection.table_names()


def unapplied() -> list[str]:
    """Migrations that the database still lacks."""
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def zone_status() -> dict[str, Any]:
    """What the zone says of itself; only `prepared: false` when its database isn't there yet."""
    if not tables_ready():
        return {"zone": settings.ZONE, "prepared": False}
    return {"prepared": True, **status.snapshot()}


def settled(seconds: str, *sizes: str) -> dict[str, Any]:
    """Wait until nothing of this zone is under way: all sealed, pushed, and its neighbours' journals taken in.

    `sizes` are `zone=entries`: how far the journals it pulls are known to reach. Answers its own size, and whether
    all came in time. Quiet counts only when it lasts, because the worker may be between two steps.
    """
    deadline = time.monotonic() + float(seconds)
    wanted = {zone: int(size) for zone, _, size in (text.partition("=") for text in sizes)}
    quiet_since: float | None = None
    while (now := time.monotonic()) < deadline:
        quiet_since = (quiet_since or now) if _nothing_under_way(wanted) else None
        if quiet_since is not None and now - quiet_since >= _QUIET_SECONDS:
            return {"settled": True, "size": sealed_size(settings.ZONE)}
        time.sleep(_POLL_SECONDS)
    return {"settled": False, "size": sealed_size(settings.ZONE)}


def _nothing_under_way(wanted: dict[str, int]) -> bool:
    if status.snapshot()["unsealed"] or Outgoing.objects.filter(delivered_at=None).exists():
        return False
    reached = dict(Cursor.objects.values_list("name", "position"))
    return all(reached.get(f"pull:{zone}", 0) >= size for zone, size in wanted.items())


def inspect(deploy: str = "") -> list[dict[str, str]]:
    """Every finding about this zone, and with `deploy` also what a ward in service may not have."""
    found = [*_django(), *_tables(), *_keys(), *_fonts()]
    if deploy:
        found.extend(_in_service())
    return [finding.as_data() for finding in found]


def _django() -> list[Finding]:
    levels = {checks.WARNING: "warning", checks.ERROR: "error", checks.CRITICAL: "error"}
    return [
        Finding(settings.ZONE, levels.get(message.level, "warning"), f"{message.id}: {message.msg}", message.hint or "")
        for message in checks.run_checks()
        if message.level >= checks.WARNING
    ]


def _tables() -> list[Finding]:
    waiting = unapplied()
    if not waiting:
        return []
    words = f"The database lacks {len(waiting)} steps ({waiting[0]} first)."
    return [Finding(settings.ZONE, "error", words, "Run `yakusho init` again.")]


def _keys() -> list[Finding]:
    found = []
    keys: ZoneKeys = settings.ZONE_KEYS
    known = settings.KEY_MANIFEST.zones[settings.ZONE]
    for name, public in keys.public().items():
        if base64.b64decode(public) != known.get(name):
            remedy = "Sign a new manifest with the ward identity key, or bring the right key file back from a backup."
            found.append(Finding(settings.ZONE, "error", f"The {name} key is not the one in the manifest.", remedy))
    if settings.KEY_MANIFEST.ward_code != settings.WARD_CODE:
        words = f"The manifest is for ward {settings.KEY_MANIFEST.ward_code}, the home for {settings.WARD_CODE}."
        found.append(Finding(settings.ZONE, "error", words, "Use the manifest that belongs to this home."))
    for file in sorted((Path(settings.ZONE_FOLDER) / "keys").glob("*.key")):
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & 0o077:
            words = f"{file} may be read by others (mode {mode:04o})."
            found.append(Finding(settings.ZONE, "error", words, f"chmod 600 {file}"))
    return found


def _fonts() -> list[Finding]:
    """Staff zones write documents; the portal writes none."""
    if settings.ZONE == "portal":
        return []
    try:
        find_fonts(Path(settings.FONT_FOLDER) if settings.FONT_FOLDER else None)
    except NoFont as missing:
        words, _, remedy = str(missing).partition("; ")
        return [
            Finding(settings.ZONE, "warning", f"No PDF can be written: {words}.", f"{remedy[:1].upper()}{remedy[1:]}.")
        ]
    return []


def _in_service() -> list[Finding]:
    found = []
    if settings.DEBUG:
        found.append(Finding(settings.ZONE, "error", "Debug pages are on.", "Set DEBUG to False in the settings."))
    if connection.vendor == "sqlite":
        remedy = f"For many users set YAKUSHO_{settings.ZONE.upper()}_DATABASE_URL to a PostgreSQL database."
        found.append(Finding(settings.ZONE, "warning", "The database is one SQLite file.", remedy))
    found += _sandbox()
    samples = sample_accounts()
    if samples:
        words = f"{samples} sample accounts can sign in."
        found.append(Finding(settings.ZONE, "error", words, "Make a new home without --sample."))
    return found


def _sandbox() -> list[Finding]:
    """Whether a zone that takes files from outside can open them in isolation."""
    if not apps.is_installed("yakusho.desk.attachments"):
        return []
    from yakusho.desk.attachments import sandbox

    remedies = {
        "no_program": "Install the Debian package bubblewrap.",
        "not_permitted": "Let this account open user namespaces; docs/operations.md, Attachments, says how.",
    }
    gap = sandbox.missing()
    words = "Files from outside can't be opened in isolation here, so nobody can read attachments."
    return [Finding(settings.ZONE, "error", words, remedies[gap])] if gap else []


def sample_accounts() -> int:
    """How many of the published sample accounts exist here and may sign in."""
    if not apps.is_installed("yakusho.desk.staff") or not tables_ready():
        return 0
    from yakusho.desk.staff import sample

    try:
        names = [account["user"] for account in sample.accounts()]
    except FileNotFoundError:  # this ward ships none
        return 0
    found: int = apps.get_model("staff", "User").objects.filter(username__in=names, is_active=True).count()
    return found
