"""All checks of one zone, in one snapshot of its database."""

from pathlib import Path

from yakusho.journal.check import around, keys
from yakusho.journal.check.journals import check_mirror, check_own
from yakusho.journal.check.report import Report
from yakusho.journal.check.store import open_store


def run(
    zone: str, database: str, manifest_path: str | Path, *, home: str | Path | None = None, identity: str = ""
) -> Report:
    """Check a zone: `database` is an SQLite path or a PostgreSQL address, `home` the folder above the zone's own.

    `identity` is the identity key's fingerprint as published on paper; without it the manifest is believed as it is.

    Raises:
        NoKeys: the manifest can't be believed, or does not know the zone.
        CannotRead: the database can't be read.
    """
    known = keys.read(Path(manifest_path), identity)
    if zone not in known.journal:
        raise keys.NoKeys(f"the manifest does not know the zone {zone}")
    report = Report(zone)
    with open_store(database) as store:
        sizes = {zone: check_own(store, known, report)}
        for origin in known.journal:
            if origin != zone:
                sizes[origin] = check_mirror(store, known, report, origin)
        around.check_origins(store, report, sizes)
        around.check_cursors(store, report, sizes)
        around.check_numbers(store, report)
        around.check_contributions(store, report, sizes)
        around.check_sums(store, report)
        around.check_triggers(store, report)
        around.check_kept_blobs(store, report)
    if home is not None:
        around.check_blob_files(Path(home) / zone / "blobs", report)
    return report
