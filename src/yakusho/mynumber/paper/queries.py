"""Reads of the room: forms by their key, batches, households that wait for a person, what was registered last."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from yakusho.desk.cases.content import open_content
from yakusho.desk.cases.models import Case
from yakusho.desk.procedures.models import ProcedureDefinition
from yakusho.desk.procedures.queries import newest
from yakusho.desk.staff.permissions import Staff, may
from yakusho.forms import Compiled
from yakusho.journal.models import Job
from yakusho.mynumber.paper.filling import LANGUAGE
from yakusho.mynumber.paper.models import PaperBatch, PaperFile, PaperForm, PaperHold
from yakusho.mynumber.paper.preparing import PROTECTED, on_paper
from yakusho.mynumber.paper.printing import PRINT
from yakusho.mynumber.paper.registering import REGISTER
from yakusho.mynumber.residents import queries as register

LATEST_MAX = 10
BATCHES_MAX = 20
HOLDS_MAX = 200
FILES_MAX = 200


@dataclass(frozen=True)
class Progress:
    """How far a batch has come: `state` is that of its work."""

    batch: PaperBatch
    done: int
    total: int
    state: str


def procedures(staff: Staff, function: str) -> list[ProcedureDefinition]:
    """The newest generation of each procedure on paper that `staff` may print or register."""
    return [row for row in newest() if may(staff, function, section=row.section, procedure=row.code) and on_paper(row)]


def form_for(staff: Staff, key: str) -> PaperForm:
    """The only way to a form: one of another section is as if it didn't exist.

    Raises:
        Http404: there is none that `staff` may print or register.
    """
    form = PaperForm.objects.filter(key=key).first()
    if form is None or not any(
        may(staff, function, section=form.section, procedure=form.procedure) for function in (PRINT, REGISTER)
    ):
        raise Http404
    return form


def case_of(form: PaperForm) -> Case | None:
    """What a form became, without its content; None while it hasn't come back."""
    return Case.objects.filter(id=form.case).defer("content", "data_key").first() if form.case else None


def answers_of(case: Case, compiled: Compiled) -> dict[str, str]:
    """The answers of a case as they would be typed; numbers that are sealed on their own stay sealed."""
    return compiled.typed(open_content(Case.objects.get(id=case.id)).newest.answers, LANGUAGE)


def registered_last(staff: Staff) -> list[tuple[PaperForm, str]]:
    """What this seat registered last, with the numbers of the cases."""
    forms = PaperForm.objects.filter(registered_by=staff.seat.id).exclude(case=None).order_by("-registered_at")
    found = list(forms[:LATEST_MAX])
    numbers = dict(Case.objects.filter(id__in=[form.case for form in found]).values_list("id", "number"))
    return [(form, numbers[form.case]) for form in found if form.case in numbers]


def _mine(staff: Staff) -> QuerySet[PaperBatch]:
    rows = PaperBatch.objects.filter(section__in=sorted(staff.scope))
    return rows.filter(procedure__in=sorted(staff.procedures)) if staff.procedures else rows


def batches(staff: Staff) -> list[Progress]:
    """The batches of one's own section, the newest first."""
    found = list(_mine(staff).order_by("-made_at").defer("wanted")[:BATCHES_MAX])
    jobs = {job.id: job for job in Job.objects.filter(id__in=[batch.job for batch in found])}
    return [_progress(batch, jobs.get(batch.job)) for batch in found]


def batch_for(staff: Staff, id: UUID) -> tuple[Progress, list[PaperFile]]:
    """One batch with its files.

    Raises:
        Http404: there is none of one's own section.
    """
    batch = _mine(staff).filter(id=id).defer("wanted").first()
    if batch is None:
        raise Http404
    job = Job.objects.filter(id=batch.job).first()
    return _progress(batch, job), list(batch.files.order_by("number").defer("persons")[:FILES_MAX])


def households_in(file: PaperFile) -> list[str]:
    """The households whose forms a file holds, as far as that was written down."""
    stays = register.stays_of(file.persons or [], file.batch.base_date).values()
    return sorted({stay.household for stay in stays if stay.household})


def _progress(batch: PaperBatch, job: Job | None) -> Progress:
    return Progress(batch, job.done if job else 0, max(job.total, job.done) if job else 0, job.state if job else "done")


def _holds(staff: Staff) -> QuerySet[PaperHold]:
    rows = PaperHold.objects.filter(section__in=sorted(staff.scope))
    if staff.procedures:
        rows = rows.filter(procedure__in=sorted(staff.procedures))
    return rows if PROTECTED in staff.functions else rows.exclude(reason="protected")


def holds(staff: Staff) -> list[PaperHold]:
    """Households that wait for a person; those under support measures only for who may see them."""
    return list(_holds(staff).filter(done_at=None).order_by("made_at", "id")[:HOLDS_MAX])


def hold_for(staff: Staff, id: UUID) -> PaperHold:
    """One of them.

    Raises:
        Http404: there is none that `staff` may see.
    """
    found = _holds(staff).filter(id=id).first()
    if found is None:
        raise Http404
    return found
