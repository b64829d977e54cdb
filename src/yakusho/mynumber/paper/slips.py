"""The slip that says an application was received (受付票), to be handed over or enclosed in a letter."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from yakusho.desk.cases.content import open_content
from yakusho.desk.cases.models import Case
from yakusho.desk.procedures.queries import compiled
from yakusho.desk.staff.queries import section_name
from yakusho.documents import Block, Document, Heading, Pairs, Paragraph, Table
from yakusho.forms import Field
from yakusho.kernel import clock
from yakusho.mynumber.paper.filling import LANGUAGE
from yakusho.ui.context import ward_names
from yakusho.ui.dates import day_words


def slip(case: Case) -> Document:
    """The slip of a case that came on paper: its number, and what is missing; no name stands on it."""
    with override(LANGUAGE):
        ready, sender = compiled(case.procedure, case.generation), ward_names()[settings.LANGUAGE_CODE]
        arrived_on = clock.in_tokyo(case.received_at).date()
        pairs = (
            (_("Number"), case.number),
            (_("Procedure"), ready.procedure.title.say(LANGUAGE)),
            (_("Arrived"), day_words(arrived_on)),
            (_("Section"), section_name(case.section)),
            (_("How long it takes"), ready.procedure.standard_period.say(LANGUAGE)),
        )
        blocks: list[Block] = [Pairs(pairs)]
        missing = gaps(case)
        if missing:
            head = (_("Item"), _("What to do"))
            blocks += [Heading(_("What is missing")), Table(head, tuple(missing), widths=(1, 3))]
            blocks.append(Paragraph(_("The section writes to you about what is missing. You need not apply again.")))
        blocks.append(Paragraph(_("Please keep this slip. Name the number when you ask."), small=True))
        return Document(_("Receipt slip"), tuple(blocks), arrived_on, author=sender, running=sender)


def gaps(case: Case) -> list[tuple[str, str]]:
    """What was missing or unclear on the paper: the item in words, and what was noted of it."""
    content = open_content(case)
    labels = {item.id: item.label.say(LANGUAGE) for item in _items(case)}
    arrivals = case.events.filter(kind__in=("received", "corrected")).order_by("-at", "-id")
    newest = arrivals.values_list("id", flat=True).first()
    noted = content.texts.get(str(newest), {}).get("items", ())
    return [(labels.get(each["path"], each["path"]), each["note"]) for each in noted]


def _items(case: Case) -> list[Field]:
    return [item for page in compiled(case.procedure, case.generation).pages for item in page.items]
