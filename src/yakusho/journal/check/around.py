"""What hangs on the journals: cursors, parked and numbered messages, contributions, triggers, content."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from yakusho.journal.check.dates import fiscal_year
from yakusho.journal.check.report import Report
from yakusho.journal.check.store import Store

_READ_BYTES = 1 << 20

_OWN_ENTRIES = """
    SELECT position AS place, NULL AS whence, {} AS occurred, subject AS whose, corrects FROM journal_entry
"""
_MIRRORED_ENTRIES = """
    SELECT position AS place, origin AS whence, content ->> 'occurred_on' AS occurred, subject AS whose,
           content ->> 'corrects' AS corrects FROM journal_mirror
"""
_DIFFERING = """
    SELECT c.id, c.meter, c.position, place FROM journal_contribution c
    LEFT JOIN ({}) e ON place = c.position AND (whence IS NULL OR whence = c.origin)
    WHERE c.origin = ? AND (place IS NULL OR corrects IS NULL AND (occurred <> {} OR whose <> c.subject))
"""


def check_origins(store: Store, report: Report, sizes: Mapping[str, int]) -> None:
    """No row speaks of a journal that the key manifest doesn't know."""
    marks = ", ".join("?" for _ in sizes)
    for table in ("journal_mirror", "journal_head", "journal_node", "journal_contribution"):
        query = f"SELECT origin FROM {table} WHERE origin NOT IN ({marks}) LIMIT 1"  # noqa: S608
        for (origin,) in store.rows(query, *sizes):
            report.tell("origin.unknown", f"{table}: {origin}")


def check_cursors(store: Store, report: Report, sizes: Mapping[str, int]) -> None:
    """No reader is ahead of its journal, and what is parked is there."""
    for name, position in store.rows("SELECT name, position FROM journal_cursor ORDER BY name"):
        report.seen["cursors"] += 1
        origin = name.partition(":")[2]
        if origin and not 0 <= position <= sizes.get(origin, 0):
            report.tell("cursor.ahead", f"{name} at {position}")
    for channel, position in store.rows("SELECT channel, position FROM journal_parked ORDER BY channel, position"):
        report.seen["parked messages"] += 1
        way, _, origin = channel.partition(":")
        if way == "pull" and not 0 <= position < sizes.get(origin, 0):
            report.tell("parked.nowhere", f"{channel} at {position}")


def check_numbers(store: Store, report: Report) -> None:
    """Messages that went from zone to zone are numbered 1, 2, 3 …, without a gap."""
    for table in ("journal_outgoing", "journal_incoming"):
        expected = 1
        for (number,) in store.rows(f"SELECT number FROM {table} WHERE number IS NOT NULL ORDER BY number"):  # noqa: S608
            report.seen[f"{table.removeprefix('journal_')} messages"] += 1
            if number != expected:
                report.tell("number.gap", f"{table}: {number} follows {expected - 1}")
            expected = number + 1


def check_contributions(store: Store, report: Report, sizes: Mapping[str, int]) -> None:
    """Each contribution leads to its entry and counts for the entry's day; corrections count for the corrected day."""
    report.seen["contributions"] = next(store.rows("SELECT count(*) FROM journal_contribution"))[0]
    for origin in sizes:
        told = store.rows(_contributions_that_differ(store, own=origin == report.zone), origin)
        for number, meter, position, found in told:
            what = "contribution.nowhere" if found is None else "contribution.differs"
            report.tell(what, f"{meter}: contribution {number} of {origin} {position}")
    for day, year in store.rows(f"SELECT DISTINCT {store.texts['day']}, fiscal_year FROM journal_contribution"):  # noqa: S608
        if year != fiscal_year(day):
            report.tell("contribution.differs", f"{day} in the fiscal year {year}")


def check_sums(store: Store, report: Report) -> None:
    """Each sum of a meter is what its contributions add up to."""
    place = "meter, meter_version, generation, fiscal_year, section, dimension"
    added = f"SELECT {place}, sum(value) FROM journal_contribution GROUP BY {place}"  # noqa: S608
    wanted = {tuple(row[:-1]): int(row[-1]) for row in store.rows(added)}
    kept = {tuple(row[:-1]): row[-1] for row in store.rows(f"SELECT {place}, value FROM journal_metersum")}  # noqa: S608
    report.seen["sums"] = len(kept)
    for where in sorted({**wanted, **kept}):
        if wanted.get(where, 0) != kept.get(where, 0):
            report.tell("sum.differs", "/".join(map(str, where)))


def _contributions_that_differ(store: Store, *, own: bool) -> str:
    entries = _OWN_ENTRIES.format(store.texts["occurred_on"]) if own else _MIRRORED_ENTRIES
    return _DIFFERING.format(entries, store.texts["day"])


def check_triggers(store: Store, report: Report) -> None:
    """The database itself still refuses to change or delete an entry."""
    standing = store.triggers()
    for table, event in sorted(store.guards):
        report.seen["triggers"] += 1
        if (table, event) not in standing:
            report.tell("trigger.missing", f"{table}: before {event}")


def check_kept_blobs(store: Store, report: Report) -> None:
    """Content kept in rows still has the hash that it is found by."""
    for address, data in store.rows("SELECT address, data FROM journal_blobrow"):
        report.seen["blobs"] += 1
        if hashlib.sha256(bytes(data)).hexdigest() != address:
            report.tell("blob.changed", address)


def check_blob_files(folder: Path, report: Report) -> None:
    """Content kept in files still has the hash that it is found by."""
    for path in sorted(folder.glob("??/*")):
        report.seen["blobs"] += 1
        if _file_hash(path) != path.name:
            report.tell("blob.changed", path.name)


def _file_hash(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while data := file.read(_READ_BYTES):
                digest.update(data)
    except FileNotFoundError:
        return path.name  # deleted by its zone a moment ago
    return digest.hexdigest()
