"""Printing forms from the register (申請書の印刷): one for somebody at the counter, or many as one piece of work."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy
from nacl.secret import SecretBox

from yakusho.desk.access.actions import access_record_subjects
from yakusho.desk.procedures.models import ProcedureDefinition
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.desk.staff.queries import staff_in_seat
from yakusho.documents import Bundle, CannotTypeset, Document, write
from yakusho.journal import blobs
from yakusho.journal.jobs import enqueue
from yakusho.journal.models import Entry, Job
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.errors import Refused
from yakusho.mynumber.paper.facts import PaperPrinted
from yakusho.mynumber.paper.models import PaperBatch, PaperFile, PaperForm, PaperHold
from yakusho.mynumber.paper.preparing import PROTECTED, Prepared, form_of, prepare, told_since
from yakusho.mynumber.residents import queries as register
from yakusho.ui.pdf import fonts

PRINT = "paper.print"
JOB = "paper.print"
SYSTEM = "system"
PART_HOUSEHOLDS = 50  # printed in one transaction, about a second
WANTED_MAX = 5_000
LAYOUT = "layout"  # why a form is held that doesn't fit its pages
FILE_DAYS = 14  # a printed file is kept so long, in case the printer fails

MADE_BEFORE = gettext_lazy(
    "File %(number)s was made by an earlier version and can't be handed out. Print its households anew."
)
CHANGED = gettext_lazy(
    "File %(number)s can't be handed out any more: something in it has changed. Print these households anew; those"
    " whose form may not be sent are left to a person."
)


@transaction.atomic
def form_print(*, by: Staff, row: ProcedureDefinition, household: str, once: UUID) -> PaperForm | PaperHold:
    """Print the form of one household; one that a person has to see to is put on their list instead.

    Raises:
        Refused: not `by`'s to print, or this machine has no font.
        NotOnPaper: the procedure isn't applied for on paper.
    """
    permit(by, PRINT, section=row.section, procedure=row.code)
    form, base = form_of(row.code, row.generation)
    [prepared] = prepare(form, base, [household], protected_too=PROTECTED in by.functions)
    entry = uuid5(once, "printed")
    batch = _same(row)
    if prepared.hold:
        return _hold(batch, [prepared])[0]
    if not Entry.objects.filter(id=entry).exists():
        _keep_forms(batch, base, [prepared])
        fact = PaperPrinted(**batch, forms=1, pages=prepared.pages, held=0)
        append(fact, subject=prepared.key, actor=by.actor, section=row.section, id=entry)
    looked_at(by, prepared.persons)
    return PaperForm.objects.get(key=prepared.key)


def looked_at(by: Staff, persons: Sequence[str], case: UUID | None = None, purpose: str = "printing") -> None:
    """Write down that `by` saw what the register says of these persons."""
    access_record_subjects(by=by, subjects=register.ids_of(persons).values(), purpose=purpose, case=case)


@transaction.atomic
def batch_begin(*, by: Staff, row: ProcedureDefinition, households: Sequence[str], once: UUID) -> PaperBatch:
    """Begin to print forms for these households, or for all of the base date when none are named (一括印刷).

    Raises:
        Refused: not `by`'s to print, or this machine has no font.
        NotOnPaper: the procedure isn't applied for on paper.
    """
    permit(by, PRINT, section=row.section, procedure=row.code)
    begun = PaperBatch.objects.filter(id=once).first()
    if begun is not None:
        return begun
    _form, base = form_of(row.code, row.generation)
    fonts()
    wanted = list(dict.fromkeys(households))[:WANTED_MAX]
    total = len(wanted) or register.households_count(base)
    return PaperBatch.objects.create(
        id=once,
        **_same(row),
        base_date=base,
        wanted=wanted,
        job=enqueue(JOB, {"batch": str(once)}, total=total),
        seat=by.seat.id,
        made_at=clock.now(),
    )


def _same(row: ProcedureDefinition | PaperBatch) -> dict[str, object]:
    """What forms, holds and facts of one procedure have in common."""
    code = row.procedure if isinstance(row, PaperBatch) else row.code
    return {"procedure": code, "generation": row.generation, "section": row.section}


def batch_part(job: Job) -> bool:
    """Long work: print the forms of the next households into one file; answers whether all are printed."""
    batch = PaperBatch.objects.select_for_update().get(id=job.arguments["batch"])
    numbers = _next(batch, job.done)
    form, base = form_of(batch.procedure, batch.generation)
    answered = set(_registered(batch, numbers))
    prepared = prepare(form, base, [number for number in numbers if number not in answered])
    printed, data = _typeset([each for each in prepared if not each.hold])
    held = _hold(_same(batch), [each for each in prepared if each not in printed])
    if printed:
        _keep_file(batch, base, printed, data)
    if printed or held:
        pages = sum(each.pages for each in printed)
        fact = PaperPrinted(**_same(batch), forms=len(printed), pages=pages, held=len(held))
        append(fact, subject=str(batch.id), actor=str(batch.seat), section=batch.section)
    batch.forms, batch.held = batch.forms + len(printed), batch.held + len(held)
    batch.after = numbers[-1] if numbers else batch.after
    job.done += len(numbers)
    finished = len(numbers) < PART_HOUSEHOLDS
    batch.finished_at = clock.now() if finished else None
    batch.save()
    return finished


def _next(batch: PaperBatch, done: int) -> list[str]:
    if batch.wanted:
        return list(batch.wanted[done : done + PART_HOUSEHOLDS])
    return register.household_numbers(batch.base_date, after=batch.after, limit=PART_HOUSEHOLDS)


def _registered(batch: PaperBatch, numbers: Sequence[str]) -> list[str]:
    """Households whose form came back already: they need no other."""
    forms = PaperForm.objects.filter(procedure=batch.procedure, generation=batch.generation, household__in=numbers)
    return list(forms.exclude(case=None).values_list("household", flat=True))


def _typeset(ready: Sequence[Prepared]) -> tuple[list[Prepared], bytes]:
    """The forms in one file, but for those that don't fit their pages."""
    if not ready:
        return [], b""
    try:
        return list(ready), _bundle([each.document for each in ready if each.document])
    except CannotTypeset:
        fitting = [each for each in ready if each.document and _fits(each.document)]
        if len(fitting) == len(ready):
            raise
        return fitting, _bundle([each.document for each in fitting if each.document])


def _fits(document: Document) -> bool:
    try:
        return bool(write(document, fonts()))
    except CannotTypeset:
        return False


def _bundle(documents: Sequence[Document]) -> bytes:
    return write(Bundle(documents[0].title, tuple(documents)), fonts()) if documents else b""


def _keep_file(batch: PaperBatch, base: object, printed: Sequence[Prepared], data: bytes) -> None:
    """Forms, their file and who saw whose data, in the transaction of the part."""
    _keep_forms(_same(batch), base, printed)
    persons = list(dict.fromkeys(person for each in printed for person in each.persons))
    PaperFile.objects.create(
        batch=batch,
        number=PaperFile.objects.filter(batch=batch).count() + 1,
        blob=blobs.put(bytes(SecretBox(settings.ZONE_KEYS.storage).encrypt(data))),
        persons=persons,
        forms=len(printed),
        pages=sum(each.pages for each in printed),
        size_bytes=len(data),
        made_at=clock.now(),
    )
    looked_at(staff_in_seat(batch.seat), persons)


def _keep_forms(same: dict[str, object], base: object, printed: Sequence[Prepared]) -> None:
    """Remember which form went to which household; one that is printed again stays the same form."""
    there = {row.key: row for row in PaperForm.objects.filter(key__in=[each.key for each in printed])}
    now = clock.now()
    for row in there.values():
        row.times, row.printed_at = row.times + 1, now
    PaperForm.objects.bulk_update(there.values(), ["times", "printed_at"])
    PaperForm.objects.bulk_create(
        PaperForm(**same, key=each.key, household=each.household, base_date=base, pages=each.pages, printed_at=now)
        for each in printed
        if each.key not in there
    )


def _hold(same: dict[str, object], prepared: Sequence[Prepared]) -> list[PaperHold]:
    """Put households on the list of those who see to them; each stands there once, with the reason that holds now.

    For another reason than before a household waits anew, also if somebody had seen to it.
    """
    now = clock.now()
    rows = [PaperHold(**same, household=each.household, reason=each.hold or LAYOUT, made_at=now) for each in prepared]
    PaperHold.objects.bulk_create(rows, ignore_conflicts=True)
    here = {"procedure": same["procedure"], "generation": same["generation"]}
    for reason in {row.reason for row in rows}:
        held = PaperHold.objects.filter(**here, household__in=[row.household for row in rows if row.reason == reason])
        held.exclude(reason=reason).update(reason=reason, made_at=now, done_at=None, done_by=None)
    return list(PaperHold.objects.filter(**here, household__in=[row.household for row in rows]))


@transaction.atomic
def hold_done(*, by: Staff, hold: PaperHold) -> PaperHold:
    """Say that a person has seen to a household (個別対応済み).

    Raises:
        Refused: it isn't `by`'s to say.
    """
    permit(by, PROTECTED if hold.reason == "protected" else PRINT, section=hold.section, procedure=hold.procedure)
    if hold.done_at is None:
        hold.done_at, hold.done_by = clock.now(), by.seat.id
        hold.save(update_fields=["done_at", "done_by"])
    return hold


@transaction.atomic
def file_hand_out(*, by: Staff, file: PaperFile) -> bytes:
    """A printed file in the open, for `by` to take to the printer now; whose data they get is written down before.

    Raises:
        Refused: not `by`'s to print, or the file may no longer be handed out.
        BlobMissing: it was deleted after its time.
    """
    batch = file.batch
    permit(by, PRINT, section=batch.section, procedure=batch.procedure)
    if not file.blob:
        raise blobs.BlobMissing(str(file.id))
    if file.persons is None:
        raise Refused(MADE_BEFORE % {"number": file.number})
    if told_since(file.persons, [batch.base_date, clock.in_tokyo(file.made_at).date()]):
        raise Refused(CHANGED % {"number": file.number})
    looked_at(by, file.persons)
    return bytes(SecretBox(settings.ZONE_KEYS.storage).decrypt(blobs.read(file.blob)))


def files_clear() -> int:
    """Delete printed files after `FILE_DAYS` (印刷ファイルの消去); a worker loop, answers how many."""
    due = list(PaperFile.objects.filter(cleared_at=None, made_at__lt=clock.now() - timedelta(days=FILE_DAYS))[:100])
    for file in due:
        address, file.blob, file.persons, file.cleared_at = file.blob, "", [], clock.now()
        file.save(update_fields=["blob", "persons", "cleared_at"])
        blobs.delete(address)
    return len(due)
