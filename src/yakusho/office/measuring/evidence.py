"""Attaching what proves a value (証拠の添付): files, links, and the frozen rows that a meter's number is made of."""

import csv
import hashlib
import io
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yakusho.desk.staff.permissions import Staff
from yakusho.journal import blobs, meters
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX
from yakusho.kernel.errors import FieldError, Invalid, Refused, refuse
from yakusho.kernel.files import PACKAGE, bare_name, media_type
from yakusho.kernel.fiscal import fiscal_year
from yakusho.kernel.ids import new_id
from yakusho.office.measuring import rules
from yakusho.office.measuring.facts import EvidenceAttached, EvidenceWithdrawn
from yakusho.office.measuring.models import Evidence
from yakusho.office.measuring.rules import Cell
from yakusho.plans.bindings import Binding

TITLE_CHARACTERS_MAX = 200
LINK_CHARACTERS_MAX = 500
NAME_CHARACTERS_MAX = 120
PIECES_MAX = 50  # of one indicator-year
FROZEN_ROWS_MAX = 200_000
_FROZEN_PAGE_ROWS = 2_000

_TEXT_ENDINGS = {".csv": "text/csv", ".txt": "text/plain"}
FILE_ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".pptx", *_TEXT_ENDINGS)


@dataclass(frozen=True)
class Content:
    """What one piece of evidence is made of."""

    sort: str
    title: str
    hash: str
    link: str = ""
    file_name: str = ""
    media_type: str = ""
    size_bytes: int = 0
    query: str = ""
    rows: int = 0
    total: int | None = None


def file_type(name: str, data: bytes) -> str | None:
    """What a file is by its content; None when it is nothing we keep, such as a file with macros."""
    kind = media_type(data)
    if kind or data.startswith(PACKAGE):
        return kind
    ending = next((each for each in _TEXT_ENDINGS if name.lower().endswith(each)), "")
    return _TEXT_ENDINGS[ending] if ending and b"\0" not in data else None


def plain_name(name: str) -> str:
    """A file's name for showing: printable, without a path, bounded."""
    return bare_name(name)[-NAME_CHARACTERS_MAX:] or "file"


def link_problem(link: str) -> str | None:
    """Why an address can't be a piece of evidence."""
    if len(link) > LINK_CHARACTERS_MAX:
        return _("The address is too long.")
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme != "https" or not link.isprintable() or " " in link:
        return _("Write an address that begins with https://.")
    if parts.username is not None or parts.password is not None:
        return _("Leave user name and password out of the address.")
    return None


@transaction.atomic
def file_attach(*, by: Staff, cell: Cell, title: str, name: str, data: bytes, once: UUID) -> Evidence:
    """Attach a file (ファイル); what it is says its content, not its name.

    Raises:
        Refused: the indicator is not `by`'s to touch.
        Invalid: no title, or a file that can't be kept.
    """
    refuse(rules.why_not_touch(by, cell))
    errors = _title_errors("file_title", title)
    shown, kind = plain_name(name), file_type(name, data)
    if not data:
        errors.append(FieldError("file", _("Choose a file that is not empty.")))
    elif len(data) > UPLOAD_BYTES_MAX:
        words = _("The file is larger than %(max)s MB. Make it smaller.") % {"max": UPLOAD_BYTES_MAX // 1_000_000}
        errors.append(FieldError("file", words))
    elif kind is None:
        words = _("Choose a PDF, a photo (JPEG, PNG), a Word, Excel or PowerPoint file without macros, or CSV.")
        errors.append(FieldError("file", words))
    if errors:
        raise Invalid(errors)
    content = Content("file", title, blobs.put(data), file_name=shown, media_type=str(kind), size_bytes=len(data))
    return _attach(by, cell, content, once)


@transaction.atomic
def link_attach(*, by: Staff, cell: Cell, title: str, link: str, once: UUID) -> Evidence:
    """Attach the address of a page (リンク), https only.

    Raises:
        Refused: the indicator is not `by`'s to touch.
        Invalid: no title, or no such address.
    """
    refuse(rules.why_not_touch(by, cell))
    plain = link.strip()
    problem = link_problem(plain)
    errors = [*_title_errors("link_title", title), *([FieldError("link", problem)] if problem else [])]
    if errors:
        raise Invalid(errors)
    return _attach(by, cell, Content("link", title, hashlib.sha256(plain.encode()).hexdigest(), link=plain), once)


@transaction.atomic
def query_freeze(*, by: Staff, cell: Cell, binding: Binding, once: UUID) -> Evidence:
    """Freeze the rows that a meter's number is made of now (計数の凍結), so that it can be checked later.

    Raises:
        Refused: the indicator is not `by`'s to touch, no meter counts it, or there are too many rows.
    """
    refuse(rules.why_not_touch(by, cell))
    sent = Evidence.objects.filter(key=once).first()
    if sent is not None:
        return sent
    declared = meters.meter(binding.meter) if binding.meter is not None else None
    if declared is None or declared.version != binding.version:
        raise Refused(_("No meter counts this indicator, so there is nothing to freeze."))
    frozen = _frozen(declared.name, cell.fiscal_year, binding)
    title = _("What the meter %(meter)s counted, frozen") % {"meter": declared.name}
    query = _query_text(declared, cell.fiscal_year, binding)
    content = Content(
        "query",
        title,
        blobs.put(frozen.data),
        file_name=f"{cell.indicator.id}-{cell.fiscal_year}.csv",
        media_type="text/csv",
        size_bytes=len(frozen.data),
        query=query,
        rows=frozen.rows,
        total=frozen.total,
    )
    return _attach(by, cell, content, once)


@transaction.atomic
def evidence_withdraw(*, by: Staff, cell: Cell, evidence: Evidence, reason: str) -> Evidence:
    """Take back a piece that was attached by mistake; its content is destroyed, that it was there stays known.

    Raises:
        Refused: the indicator is not `by`'s to touch.
        Invalid: there is no reason.
    """
    refuse(rules.why_not_touch(by, cell))
    if not reason:
        raise Invalid([FieldError("reason", _("Write why this evidence is withdrawn."))])
    row = Evidence.objects.select_for_update().get(key=evidence.key)
    if row.withdrawn_at is not None:
        return row
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = clock.now(), by.seat.id, reason
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    content = row.address or hashlib.sha256(row.link.encode()).hexdigest()
    fact = EvidenceWithdrawn(plan=cell.plan, indicator=cell.indicator.id, fiscal_year=cell.fiscal_year, content=content)
    append(fact, subject=cell.subject, actor=by.actor, section=by.seat.section, corrects=row.entry)
    if row.address and not Evidence.objects.filter(address=row.address, withdrawn_at=None).exists():
        transaction.on_commit(lambda: blobs.delete(row.address))
    return row


def _title_errors(name: str, title: str) -> list[FieldError]:
    if not title:
        return [FieldError(name, _("Write what this evidence shows."))]
    if len(title) > TITLE_CHARACTERS_MAX:
        return [FieldError(name, _("Write at most %(max)s characters.") % {"max": TITLE_CHARACTERS_MAX})]
    return []


def _attach(by: Staff, cell: Cell, content: Content, once: UUID) -> Evidence:
    refuse(rules.why_not_this_year(cell, fiscal_year(clock.today())))
    sent = Evidence.objects.filter(key=once).first()
    if sent is not None:
        return sent
    there = Evidence.objects.filter(
        plan=cell.plan, indicator=cell.indicator.id, fiscal_year=cell.fiscal_year, withdrawn_at=None
    )
    if there.count() >= PIECES_MAX:
        raise Refused(_("There are %(max)s pieces of evidence already. Withdraw one first.") % {"max": PIECES_MAX})
    row = Evidence(
        key=once,
        plan=cell.plan,
        indicator=cell.indicator.id,
        fiscal_year=cell.fiscal_year,
        sort=content.sort,
        title=content.title[:TITLE_CHARACTERS_MAX],
        link=content.link,
        address="" if content.sort == "link" else content.hash,
        file_name=content.file_name,
        media_type=content.media_type,
        size_bytes=content.size_bytes,
        query=content.query,
        rows=content.rows,
        total=content.total,
        by_section=by.seat.section,
        seat=by.seat.id,
        recorded_at=clock.now(),
        entry=new_id(),
    )
    fact = EvidenceAttached(
        plan=cell.plan,
        indicator=cell.indicator.id,
        fiscal_year=cell.fiscal_year,
        sort=row.sort,
        content=content.hash,
        rows=content.rows,
    )
    try:
        with transaction.atomic():
            append(fact, subject=cell.subject, actor=by.actor, section=by.seat.section, id=row.entry)
            row.save(force_insert=True)
    except IntegrityError:
        return Evidence.objects.get(key=once)
    return row


@dataclass(frozen=True)
class _Frozen:
    data: bytes
    rows: int
    total: int


def _frozen(meter: str, year: int, binding: Binding) -> _Frozen:
    """The contributions as CSV, the newest first, as pages show them; which person a row is about is in none."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["journal", "position", "day", "section", "breakdown", "adds"])
    rows, total, before = 0, 0, None
    while page := meters.contributions(
        meter, year, where=binding.where or None, before_id=before, limit=_FROZEN_PAGE_ROWS
    ):
        for each in page:
            writer.writerow(
                [each.origin, each.position, each.day.isoformat(), each.section, each.dimension, each.value]
            )
            total += each.value
        rows, before = rows + len(page), page[-1].id
        if rows > FROZEN_ROWS_MAX:
            words = _("The number is made of more than %(max)s rows, too many for one file.")
            raise Refused(words % {"max": f"{FROZEN_ROWS_MAX:,}"})
    return _Frozen(("\ufeff" + out.getvalue()).encode(), rows, total)


def _query_text(declared: meters.Meter, year: int, binding: Binding) -> str:
    """What was asked, so that it can be asked again."""
    asked = [f"meter {declared.name}", f"version {declared.version}"]
    asked.append(f"fiscal year {'up to ' if declared.counts.holds == 'stock' else ''}{year}")
    asked += [f"{name} = {value}" for name, value in sorted(binding.where.items())]
    return f"{', '.join(asked)}; every contribution, newest first"
