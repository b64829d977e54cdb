"""Showing and taking an extract (取込): nothing is taken before a person has seen the report.

The file lies encrypted under a key of its own from the moment it came, and is forgotten when it was taken.
"""

import hashlib
import secrets
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from nacl.secret import SecretBox

from yakusho.desk.staff.permissions import Staff, permit
from yakusho.journal import blobs
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid, Refused
from yakusho.mynumber.residents.candidates import ward_towns
from yakusho.mynumber.residents.extract.cells import Unreadable, read_cells
from yakusho.mynumber.residents.extract.merging import Merged, merge
from yakusho.mynumber.residents.extract.reading import Extract, Words, read_extract
from yakusho.mynumber.residents.facts import ResidentsImported
from yakusho.mynumber.residents.models import (
    NAME_CHARACTERS_MAX,
    Resident,
    ResidentImport,
    ResidentKey,
    ResidentStay,
)
from yakusho.mynumber.residents.register import Person
from yakusho.mynumber.residents.rows import key_rows, person_row, stay_row

KEEP_UNTAKEN_DAYS = 7
FUNCTION = "register.import"


def extract_of(data: bytes) -> Extract:
    """What a file holds; one that can't be read is refused as a whole."""
    found = read_cells(data)
    if isinstance(found, Unreadable):
        return Extract(refused=(Words(found.sentence), Words("")))
    return read_extract(found, ward_towns(Path(settings.WARD_FOLDER)), clock.today())


@transaction.atomic
def extract_show(*, by: Staff, name: str, data: bytes, once: UUID) -> ResidentImport:
    """Keep a file, sealed, for its report to be seen; sent twice it is kept once.

    Raises:
        Refused: `by` may not take extracts.
        Invalid: no file, or one that is no table at all.
    """
    permit(by, FUNCTION)
    if sent := ResidentImport.objects.filter(id=once).first():
        return sent
    found = read_cells(data)
    if isinstance(found, Unreadable):
        raise Invalid([FieldError("file", _(found.sentence))])
    key = secrets.token_bytes(SecretBox.KEY_SIZE)
    return ResidentImport.objects.create(
        id=once,
        name=Path(name).name[:NAME_CHARACTERS_MAX],
        blob=blobs.put(bytes(SecretBox(key).encrypt(data))),
        data_key=bytes(SecretBox(settings.ZONE_KEYS.storage).encrypt(key)),
        size_bytes=len(data),
        seat=by.seat.id,
        shown_at=clock.now(),
    )


def content_of(row: ResidentImport) -> bytes | None:
    """The file as it was sent; None when it was taken or forgotten."""
    if row.taken_at is not None:
        return None
    try:
        sealed = blobs.read(row.blob)
    except blobs.BlobMissing:
        return None
    key = SecretBox(settings.ZONE_KEYS.storage).decrypt(bytes(row.data_key))
    return bytes(SecretBox(key).decrypt(sealed))


def extract_take(*, by: Staff, id: UUID, leave_out_wrong: bool) -> ResidentImport:
    """Take what fits; sent twice it takes nothing more.

    Raises:
        Refused: `by` may not, the file is gone, or nothing of it can be taken.
        Invalid: rows are wrong and the person did not say to leave them out.
    """
    permit(by, FUNCTION)
    with transaction.atomic():
        row = ResidentImport.objects.select_for_update().get(id=id)
        if row.taken_at is not None:
            return row
        data = content_of(row)
        if data is None:
            raise Refused(_("This file was shown too long ago. Choose it again."))
        extract = extract_of(data)
        merged = merge(extract)
        if extract.refused is not None or (merged.is_empty and not merged.same_rows):
            raise Refused(_("Nothing of this file can be taken. Correct it and choose it again."))
        if merged.wrong and not leave_out_wrong:
            raise Invalid([FieldError("accept", _("Some rows are wrong. Correct the file, or say to leave them out."))])
        _write(merged)
        _close(row, by, merged, data)
    blobs.delete(row.blob)
    return row


def _write(merged: Merged) -> None:
    Resident.objects.bulk_create(map(person_row, merged.new_persons))
    ResidentKey.objects.bulk_create(key for person in merged.new_persons for key in key_rows(person))
    for person in merged.completed:
        _complete(person)
    for stay in merged.ended:
        ResidentStay.objects.filter(person=stay.person, since=stay.since).update(until=stay.until)
    ResidentStay.objects.bulk_create(map(stay_row, merged.new_stays))


def _complete(person: Person) -> None:
    """Add what was missing of a person, and the key of a reading that came."""
    added = {"kana": person.kana, "kana_is_official": person.kana_is_official, "died_on": person.died_on}
    Resident.objects.filter(number=person.number).update(**added)
    ResidentKey.objects.bulk_create(key_rows(person), ignore_conflicts=True)


def _close(row: ResidentImport, by: Staff, merged: Merged, data: bytes) -> None:
    row.taken_at, row.taken_by = clock.now(), by.seat.id
    row.persons_new, row.stays_new = len(merged.new_persons), len(merged.new_stays)
    row.rows_same, row.rows_left_out = merged.same_rows, len({each.line for each in merged.wrong})
    row.save()
    fact = ResidentsImported(
        content=hashlib.sha256(bytes(row.data_key) + data).hexdigest(),
        persons_new=row.persons_new,
        persons_completed=len(merged.completed),
        stays_new=row.stays_new,
        stays_ended=len(merged.ended),
        rows_same=row.rows_same,
        rows_left_out=row.rows_left_out,
    )
    append(fact, subject=str(row.id), actor=by.actor, section=by.seat.section)


def untaken_clear() -> int:
    """Forget files that were shown and not taken for a week; a worker loop, answers how many."""
    old = ResidentImport.objects.filter(taken_at=None, shown_at__lt=clock.now() - timedelta(days=KEEP_UNTAKEN_DAYS))
    found = list(old.values_list("id", "blob"))
    for id, blob in found:
        ResidentImport.objects.filter(id=id).delete()
        blobs.delete(blob)
    return len(found)
