"""Showing and taking a file of monthly figures (取込): nothing is taken before a person has seen the report."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from yakusho.desk.staff.permissions import Staff
from yakusho.journal import blobs
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid, Refused, refuse
from yakusho.office.measuring.evidence import plain_name
from yakusho.office.measuring.facts import FiguresImported
from yakusho.office.measuring.imports.cells import Unreadable, read_cells
from yakusho.office.measuring.imports.report import Report, RightRow, Words, check
from yakusho.office.measuring.models import ImportedFigure, ImportFile
from yakusho.office.measuring.queries import newest_value
from yakusho.office.measuring.rules import why_not_import
from yakusho.plans.imports import ImportKind

KEEP_UNTAKEN_DAYS = 7

Accept = Literal["all", "right"]


def report_of(data: bytes, kind: ImportKind, today: date) -> Report:
    """What a file holds; one that can't be read is refused as a whole."""
    found = read_cells(data)
    if isinstance(found, Unreadable):
        return Report(refused=(Words(found.sentence), Words("")))
    return check(found, kind, today)


@dataclass(frozen=True)
class Change:
    """What taking a right row would do: add a month, replace its figures, or nothing."""

    row: RightRow
    before: Mapping[str, int] | None

    @property
    def kind(self) -> Literal["new", "same", "replaces"]:
        """In a word."""
        if self.before is None:
            return "new"
        return "same" if dict(self.before) == dict(self.row.numbers) else "replaces"


def changes(report: Report, kind: ImportKind) -> list[Change]:
    """What each right row would change of what holds now."""
    standing = figures_standing([kind])[kind.code]
    return [Change(row, standing.get(row.month)) for row in report.right]


def figures_standing(kinds: Collection[ImportKind]) -> dict[str, dict[date, dict[str, int]]]:
    """What holds for each month, by kind of file and column; one statement for all kinds."""
    by_name = {series.name: (kind.code, series) for kind in kinds for series in kind.series}
    found: dict[str, dict[date, dict[str, int]]] = {kind.code: {} for kind in kinds}
    for figure in ImportedFigure.objects.filter(series__in=list(by_name)).order_by("id"):
        code, series = by_name[figure.series]
        numbers = [figure.number] if figure.whole is None else [figure.number, figure.whole]
        found[code].setdefault(figure.month, {}).update(zip(series.columns, numbers, strict=False))
    return found


@transaction.atomic
def file_show(
    *, by: Staff, kind: ImportKind, sections: Collection[str], name: str, data: bytes, once: UUID
) -> ImportFile:
    """Keep a file for its report to be seen; nothing of it counts yet. `sections` carry the indicators it feeds.

    Raises:
        Refused: none of these sections is `by`'s, and `by` is not of the secretariat.
        Invalid: no file, or one that is no table at all.
    """
    refuse(why_not_import(by, sections))
    sent = ImportFile.objects.filter(id=once).first()
    if sent is not None:
        return sent
    found = read_cells(data)
    if isinstance(found, Unreadable):
        raise Invalid([FieldError("file", _(found.sentence))])
    return ImportFile.objects.create(
        id=once,
        kind=kind.code,
        name=plain_name(name),
        address=blobs.put(data),
        size_bytes=len(data),
        by_section=by.seat.section,
        seat=by.seat.id,
        shown_at=clock.now(),
    )


@transaction.atomic
def file_take(
    *, by: Staff, file: ImportFile, kind: ImportKind, sections: Collection[str], accept: Accept, reason: str
) -> ImportFile:
    """Take the right rows of a file that was shown; sent twice it takes nothing more.

    Raises:
        Refused: it is not `by`'s to take, its columns are not what they are called, or its content is gone.
        Invalid: rows are wrong and the person did not say to leave them out, or a replaced month lacks a reason.
    """
    refuse(why_not_import(by, sections))
    row = ImportFile.objects.select_for_update().get(id=file.id)
    if row.taken_at is not None:
        return row
    try:
        report = report_of(blobs.read(row.address), kind, clock.today())
    except blobs.BlobMissing:
        raise Refused(_("This file was shown too long ago. Choose it again.")) from None
    if report.refused is not None or not report.right:
        raise Refused(_("Nothing of this file can be taken. Correct it and choose it again."))
    if report.wrong and accept != "right":
        raise Invalid([FieldError("accept", _("Some rows are wrong. Correct the file, or say to leave them out."))])
    found = changes(report, kind)
    replaced = [each for each in found if each.kind == "replaces"]
    if replaced and not reason:
        raise Invalid([FieldError("reason", _("Write why the figures of these months change."))])
    _take(by, row, kind, report, found, reason)
    return row


def _take(by: Staff, row: ImportFile, kind: ImportKind, report: Report, found: list[Change], reason: str) -> None:
    changed = [each for each in found if each.kind != "same"]
    row.taken_at, row.taken_by, row.reason, row.after = clock.now(), by.seat.id, reason, newest_value()
    row.rows_taken = len(changed)
    row.rows_replaced = sum(each.kind == "replaces" for each in changed)
    row.rows_same = len(found) - len(changed)
    row.rows_left_out = report.wrong_rows
    row.save()
    ImportedFigure.objects.bulk_create(
        ImportedFigure(
            file=row,
            series=series.name,
            month=each.row.month,
            number=each.row.numbers[series.columns[0]],
            whole=each.row.numbers[series.columns[1]] if series.whole is not None else None,
        )
        for each in changed
        for series in kind.series
    )
    months = [each.row.month for each in found]
    fact = FiguresImported(
        source=kind.code,
        content=row.address,
        rows_taken=row.rows_taken,
        rows_replaced=row.rows_replaced,
        rows_same=row.rows_same,
        rows_left_out=row.rows_left_out,
        first_month=min(months),
        last_month=max(months),
    )
    content_hash = hashlib.sha256(f"{row.id}\n{reason}".encode()).hexdigest()
    append(fact, subject=str(row.id), actor=by.actor, section=by.seat.section, content_hash=content_hash)


def untaken_clear() -> int:
    """Forget files that were shown and not taken for a week; a worker loop."""
    old = ImportFile.objects.filter(taken_at=None, shown_at__lt=clock.now() - timedelta(days=KEEP_UNTAKEN_DAYS))
    found = list(old.values_list("id", "address"))
    for id, address in found:
        ImportFile.objects.filter(id=id).delete()
        if not ImportFile.objects.filter(address=address).exists():
            blobs.delete(address)
    return len(found)
