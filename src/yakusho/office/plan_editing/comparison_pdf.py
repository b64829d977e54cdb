"""The comparison table as a document (新旧対照表のPDF): which versions, who decided when, and every difference."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yakusho.documents import Block, Document, Pairs, Paragraph, Table
from yakusho.office.plan_editing.queries import Kept
from yakusho.plans.versions import Row
from yakusho.ui.dates import day_words

WIDTHS = (2, 4, 7, 7, 6)
NOTHING = "－"


def comparison_document(old: str, new: str, rows: Sequence[Row], decision: Kept | None, today: date) -> Document:
    """The comparison table of two versions, by their names.

    Of a decided version the file says the day of its decision, so that it is the same file whenever it is made; of a
    draft it says today.
    """
    title, made_on = _("Comparison table"), decision.decided_on if decision else today
    head = (_("Measure"), _("What"), _("Old words"), _("New words"), _("Decision and reason"))
    blocks: list[Block] = [Pairs(tuple(_about(old, new, decision, made_on)))]
    if rows:
        cells = tuple(_cells(row, decision) for row in rows)
        blocks.append(Table(head, cells, _("Differences: %(count)s") % {"count": len(rows)}, WIDTHS))
    else:
        blocks.append(Paragraph(_("The two say the same.")))
    language = get_language() or "ja"
    return Document(title, tuple(blocks), made_on, language=language, landscape=True, running=f"{title} {old} → {new}")


def _about(old: str, new: str, decision: Kept | None, made_on: date) -> list[tuple[str, str]]:
    versions = [(_("Old words"), old), (_("New words"), new)]
    if decision is None:
        return [*versions, (_("Made on"), day_words(made_on))]
    found = [*versions, (_("Decided on"), day_words(decision.decided_on)), (_("Decided by"), decision.decided_by)]
    return [*found, *([(_("Reason of the change"), decision.words)] if decision.words else [])]


def _cells(row: Row, decision: Kept | None) -> tuple[str, ...]:
    language = get_language() or "ja"
    what = row.what.in_language(language)
    change = {"added": f" ({_('added')})", "removed": f" ({_('removed')})"}.get(row.change, "")
    return (row.indicator or row.measure or NOTHING, what + change, row.old, row.new, _why(row, decision, language))


def _why(row: Row, decision: Kept | None, language: str) -> str:
    """The decision and reason of one difference; of those without their own, that of the whole version."""
    if row.decided_on is None or row.reason is None:
        if decision is None:
            return NOTHING
        return "\n".join(filter(None, (f"{day_words(decision.decided_on)} {decision.decided_by}", decision.words)))
    reason = ": ".join(filter(None, (row.reason.in_language(language), row.reason_words)))
    return f"{day_words(row.decided_on)} {row.decided_by}\n{reason}"
