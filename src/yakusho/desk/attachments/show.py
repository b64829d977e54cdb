"""The attachments of a case as its panel shows them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yakusho.desk.attachments.models import Attachment
from yakusho.desk.attachments.queries import attachments_of, openable
from yakusho.desk.attachments.rules import may_be_tried_again
from yakusho.desk.attachments.words import STATE_SHAPES, method_words, state_word, why_closed
from yakusho.desk.cases.content import Content, Revision
from yakusho.desk.cases.hooks import Panel
from yakusho.desk.cases.models import Case
from yakusho.desk.procedures.queries import compiled
from yakusho.desk.staff.permissions import Staff, may
from yakusho.forms import Compiled
from yakusho.messages.submissions import SubmittedFile

ADDED = "added"
"""The item of files that came after the application."""
SCANNED = "go-scan"
"""The item of a scanned paper; no item of a form can be called so."""


@dataclass(frozen=True)
class ShownFile:
    """One file on the case page; `again` is where to ask for another try."""

    name: str
    item: str
    kilobytes: int
    word: str
    shape: str
    method: str
    pages: int
    why: str
    sha256: str
    open: str
    save: str
    again: str


def attachments_panel(staff: Staff, case: Case, content: Content) -> Panel:
    """The files of the newest papers, then those that a correction replaced."""
    rows, procedure = attachments_of(case), compiled(case.procedure, content.newest.generation)
    may_retry = may(staff, "applications.handle", section=case.section, procedure=case.procedure)
    files = [*content.files(), *content.later_files()]
    now = {each.blob for each in files}
    replaced = {file.blob: file for papers in content.revisions for file in _files(papers) if file.blob not in now}

    def shown(file: SubmittedFile) -> ShownFile:
        return _shown(case, file, rows.get(file.blob), _label(procedure, file.item), may_retry=may_retry)

    return Panel(
        "attachments",
        _("Attachments"),
        "attachments/panel.html",
        {"files": list(map(shown, files)), "replaced": list(map(shown, replaced.values()))},
    )


def _files(papers: Revision) -> list[SubmittedFile]:
    return [SubmittedFile.model_validate(each) for each in papers.files]


def _label(procedure: Compiled, item: str) -> str:
    if item == ADDED:
        return _("Added later")
    if item == SCANNED:
        return _("Scan of the paper")
    try:
        return procedure.item(item).label.say(get_language() or "ja")
    except KeyError:
        return item


def _shown(case: Case, file: SubmittedFile, row: Attachment | None, label: str, *, may_retry: bool) -> ShownFile:
    state = row.state if row else "waiting"
    may_open = row is not None and openable(row)
    places: dict[str, Any] = {}
    if row is not None:
        for name in ("open", "save", "again"):
            places[name] = reverse(f"attachments:{name}", args=[case.id, row.id])
    return ShownFile(
        name=file.name,
        item=label,
        kilobytes=max(1, round(file.size_bytes / 1000)),
        word=state_word(state),
        shape=STATE_SHAPES[state],
        method=method_words(row.method) if row else "",
        pages=row.pages if row else 0,
        why=why_closed(state, row.reason if row else "", row.signature if row else "") if not may_open else "",
        sha256=row.original_sha256 if row else "",
        open=places["open"] if may_open else "",
        save=places["save"] if may_open else "",
        again=places["again"] if may_retry and row is not None and may_be_tried_again(state, row.reason) else "",
    )
