"""Which households get a form, with what printed in it, and which are left to a person instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import override

from yakusho.desk.procedures.models import ProcedureDefinition
from yakusho.desk.procedures.queries import compiled
from yakusho.desk.staff.permissions import Staff
from yakusho.documents import Document
from yakusho.kernel import clock
from yakusho.mynumber.paper.filling import LANGUAGE, NotOnPaper, TooMany, base_day, filled
from yakusho.mynumber.paper.keys import form_key
from yakusho.mynumber.paper.sheets import Filled, Form, form_document
from yakusho.mynumber.residents import queries as register
from yakusho.mynumber.residents.protection import protection_of
from yakusho.mynumber.residents.register import Household, Stay
from yakusho.ui.context import ward_names
from yakusho.ui.pdf import sample_mark

PROTECTED = "register.support"
"""The function that lets a person see to those whose address is told to nobody."""


@dataclass(frozen=True)
class Prepared:
    """One household's form, or in `hold` why no machine may send it: `protected`, `died`, `unknown` or `layout`.

    `persons` are those whose data stands in it.
    """

    household: str
    key: str
    persons: tuple[str, ...] = ()
    document: Document | None = None
    hold: str = ""

    @property
    def pages(self) -> int:
        """How many pages the form has."""
        return len(self.document.codes) if self.document else 0


def form_of(procedure: str, generation: int) -> tuple[Form, date]:
    """What all forms of a published generation have in common, and the day whose register fills them (基準日).

    Raises:
        NotOnPaper: its file has no `paper:`.
        Unpublished: it isn't known here.
    """
    ready, today = compiled(procedure, generation), clock.today()
    if ready.procedure.paper is None:
        raise NotOnPaper(procedure)
    with override(LANGUAGE):
        mark = sample_mark()
    sender = ward_names()[settings.LANGUAGE_CODE]
    form = Form(ready, ready.procedure.paper, generation, sender, mark, today)
    return form, base_day(ready.procedure, today)


def on_paper(row: ProcedureDefinition) -> bool:
    """Whether a published procedure of this zone can be applied for on paper."""
    if row.zone != settings.ZONE or row.closed_at is not None:
        return False
    procedure = compiled(row.code, row.generation).procedure
    return procedure.paper is not None and procedure.register_checks is not None


def prepare(form: Form, base: date, households: Sequence[str], *, protected_too: bool = False) -> list[Prepared]:
    """The forms of these households, in a fixed number of statements however many there are.

    Households whose members or whose address of that day a support measure (支援措置) covers today are held, unless
    `protected_too`: then they come without any address.
    """
    known = register.households_on(households, base)
    everybody = [member.person.number for each in known.values() for member in each.members]
    told_nobody = protection_of(everybody, form.today)
    lives_now = register.stays_of([each.head for each in known.values() if each.head], form.today)
    found = []
    with override(LANGUAGE):
        for number in households:
            household = known.get(number)
            protected = told_nobody.covers(household)
            found.append(_prepare(form, number, household, lives_now, protected, protected_too))
    return found


def _prepare(
    form: Form, number: str, household: Household | None, lives_now: dict[str, Stay], protected: bool, anyway: bool
) -> Prepared:
    key = form_key(form.compiled.procedure.code, form.generation, number)
    if household is None or not household.head:
        return Prepared(number, key, hold="unknown")
    persons = tuple(member.person.number for member in household.members)
    if protected and not anyway:
        return Prepared(number, key, persons, hold="protected")
    head = household.members[0]
    if head.person.died_on is not None:
        return Prepared(number, key, persons, hold="died")
    try:
        texts = filled(form.compiled, household, form.today)
    except TooMany:
        return Prepared(number, key, persons, hold="layout")
    addressee = f"{head.person.name} 様"
    if protected:
        texts = {name: text for name, text in texts.items() if not _tells_where(form, name)}
        address = ["", "", addressee]
    else:
        stay = lives_now.get(head.person.number) or head.stay
        address = [f"〒{stay.postcode}" if stay.postcode else "", stay.address, addressee]
    return Prepared(number, key, persons, form_document(form, Filled(key, address, texts)))


def _tells_where(form: Form, name: str) -> bool:
    return form.compiled.item(name).kind_name in ("address", "postcode")


def known_texts(
    form: Form, household: str, base: date, *, protected_too: bool
) -> tuple[dict[str, str], tuple[str, ...]]:
    """What was printed in a form, by input name, and whose data that is; no address of people under protection."""
    found = register.household_on(household, base)
    if found is None or not found.members:
        return {}, ()
    persons = tuple(member.person.number for member in found.members)
    try:
        texts = filled(form.compiled, found, form.today)
    except TooMany:
        return {}, persons
    if not protected_too and protection_of(persons, form.today).covers(found):
        texts = {name: text for name, text in texts.items() if not _tells_where(form, name)}
    return texts, persons


def told_since(persons: Sequence[str], days: Sequence[date]) -> bool:
    """Whether a measure of today covers any of these persons, or where they were registered on these days."""
    told_nobody = protection_of(persons, clock.today())
    return bool(told_nobody.persons) or any(stay.holds_on(day) for stay in told_nobody.stays for day in days)


def form_document_of(procedure: str, generation: int, household: str, base: date, staff: Staff) -> Prepared:
    """The form of one household again, as `staff` may print it."""
    form, _base = form_of(procedure, generation)
    return prepare(form, base, [household], protected_too=PROTECTED in staff.functions)[0]
