"""Keeping the draft and deciding it (計画案の保存・計画の決定): each permits, writes, and tells the journal.

Nothing that was typed is ever lost: a text that can't be read as a plan is kept too, and is refused only when
somebody wants to decide it.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from yakusho import plans
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.journal import meters
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.bounds import YAML_CHARACTERS_MAX
from yakusho.kernel.errors import FieldError, Invalid, Refused
from yakusho.kernel.ids import new_id
from yakusho.office.plan_editing import queries
from yakusho.office.plan_editing.facts import PlanDecided, PlanDrafted
from yakusho.office.plan_editing.models import PlanDraft, PlanVersion
from yakusho.plans.editing import changed

EDIT = "plan.secretariat"
DECIDE = "plan.decide"
WORDS_CHARACTERS_MAX = 1_000
DECIDED_BY_CHARACTERS_MAX = 200


class Outdated(Refused):
    """Somebody else kept another text after the page was opened."""


@dataclass(frozen=True)
class Decision:
    """Who decided, when, and in which words."""

    on: date
    by: str
    words: str = ""


@transaction.atomic
def draft_keep(*, by: Staff, file: Path, text: str, seen: int) -> PlanDraft:
    """Keep a text as the draft; `seen` is the draft's revision that the person worked on, 0 for none.

    Raises:
        Refused: `by` is not of the secretariat.
        Outdated: another text was kept meanwhile.
        Invalid: the text is empty or too long for a plan.
    """
    permit(by, EDIT)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip() or len(text) > YAML_CHARACTERS_MAX:
        said = _("The text is empty, or longer than %(max)s characters.") % {"max": f"{YAML_CHARACTERS_MAX:,}"}
        raise Invalid([FieldError("text", said)])
    draft = PlanDraft.objects.select_for_update().filter(file=file.name).first()
    if draft is not None and draft.text == text:
        return draft
    if (draft.revision if draft is not None else 0) != seen:
        raise Outdated(_("Somebody else kept another text since this page was opened. Yours is still here, unsaved."))
    if draft is None:
        draft = PlanDraft(file=file.name, revision=0, based_on=queries.standing_number(file.name))
    draft.text, draft.revision = text, draft.revision + 1
    draft.seat, draft.changed_at = by.seat.id, clock.now()
    draft.save()
    fact = PlanDrafted(plan=file.stem, based_on=draft.based_on, content=queries.text_hash(text))
    append(fact, subject=file.stem, actor=by.actor, section=by.seat.section)
    return draft


@transaction.atomic
def version_decide(*, by: Staff, file: Path, seen: int, decision: Decision, once: UUID) -> PlanVersion:
    """Make the draft the version that stands; it never changes again.

    Raises:
        Refused: `by` may not decide, or there is no draft.
        Outdated: another text was kept since the person saw the differences.
        Invalid: the draft is no plan, lacks a binding, changes nothing, or the decision is incomplete.
    """
    permit(by, DECIDE)
    sent = PlanVersion.objects.filter(key=once).first()
    if sent is not None:
        return sent
    draft = PlanDraft.objects.select_for_update().filter(file=file.name).first()
    if draft is None:
        raise Refused(_("There is no draft to decide."))
    if draft.revision != seen:
        raise Outdated(_("The draft changed since this page was opened. Look at the differences once more."))
    _check_decision(decision)
    number = queries.standing_number(file.name) + 1
    text = _decided_text(file, draft.text, number, decision)
    row = PlanVersion(
        key=once,
        file=file.name,
        number=number,
        text=text,
        content_hash=queries.text_hash(text),
        decided_on=decision.on,
        decided_by=decision.by,
        words=decision.words,
        by_section=by.seat.section,
        seat=by.seat.id,
        recorded_at=clock.now(),
        entry=new_id(),
    )
    fact = PlanDecided(plan=file.stem, number=number, decided_on=decision.on, content=row.content_hash)
    append(fact, subject=file.stem, actor=by.actor, section=by.seat.section, id=row.entry)
    row.save(force_insert=True)
    draft.delete()
    return row


def faults(file: Path, text: str) -> tuple[tuple[str, plans.Finding], ...]:
    """Why a text can't be decided, each with its file: faults of the plan, indicators or meters without the other."""
    try:
        _read(file, text)
    except plans.Malformed as malformed:
        return tuple((malformed.source, finding) for finding in malformed.findings)
    return ()


def _read(file: Path, text: str) -> plans.Plan:
    plan = plans.load(text, file.name)
    bindings = file.parent / "bindings.yaml"
    declared = {each.name for each in meters.declared_meters()}
    plans.load_bindings(bindings.read_text("utf-8"), bindings.name, plan, declared)
    return plan


def _check_decision(decision: Decision) -> None:
    errors = []
    if not decision.by or len(decision.by) > DECIDED_BY_CHARACTERS_MAX:
        errors.append(FieldError("decided_by", _("Write who decided, such as the meeting's name.")))
    if len(decision.words) > WORDS_CHARACTERS_MAX:
        errors.append(FieldError("words", _("Shorten this to %(max)s characters.") % {"max": WORDS_CHARACTERS_MAX}))
    if decision.on > clock.today():
        errors.append(FieldError("decided_on", _("A decision has a day that has come.")))
    if errors:
        raise Invalid(errors)


def _decided_text(file: Path, text: str, number: int, decision: Decision) -> str:
    """The draft with its version written into it, once it is sure that it can be used."""
    try:
        plan = _read(file, text)
    except plans.Malformed as malformed:
        sentence = _("The draft can't be decided yet: %(place)s, line %(line)s: %(words)s")
        raise Invalid(
            [
                FieldError("", sentence % {"place": malformed.source, "line": each.line, "words": each.words})
                for each in malformed.findings
            ]
        ) from None
    standing = queries.text_of(file, number - 1)
    if standing is not None and plans.load(standing, file.name) == plan:
        raise Invalid([FieldError("", _("The draft says the same as the version that stands."))])
    words = {"words": decision.words} if decision.words else {}
    version = {
        "number": number,
        "stage": "decided" if number == 1 else "revised",
        "decision": {"on": decision.on.isoformat(), "by": decision.by, **words},
    }
    return changed(text, {("version",): version})
