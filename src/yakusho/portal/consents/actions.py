"""Inviting somebody to agree, taking that back, and answering."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from yakusho.forms.paths import answers_at, is_named
from yakusho.forms.schema.acting import OtherConsent
from yakusho.forms.summaries import SummaryRow
from yakusho.kernel import clock
from yakusho.kernel.ids import new_code, new_number
from yakusho.kernel.languages import NAMES
from yakusho.messages.sealing import derive, draft_id, seal_json
from yakusho.messages.submissions import ZONE_LETTERS, SubmittedFile
from yakusho.portal.apply.actions import draft_save
from yakusho.portal.apply.token import Form
from yakusho.portal.apply.visit import Visit
from yakusho.portal.consents.models import Invitation

CONSENT_DAYS_MAX = 14
NAME_CHARACTERS_MAX = 100


def invitation_id(code: str) -> str:
    """What an invitation is found by, instead of its code."""
    return derive(code, "invitation").hex()


def invitation_key(code: str) -> bytes:
    """The key of what an invitation shows, and of its answer."""
    return derive(code, "invitation-key")


def shown_rows(visit: Visit, form: Form, consent: OtherConsent, language: str) -> list[list[str]]:
    """The answers that the other person sees, in words: those that the procedure names, and nothing else."""
    if not consent.shows:
        return []
    pages = visit.compiled.summary(form.answers, language, visit.today)
    rows = [row for page in pages for row in page.rows if is_named(row.path, consent.shows)]
    return [[_label(visit, row, language), row.shown] for row in rows]


def _label(visit: Visit, row: SummaryRow, language: str) -> str:
    """The label of an answer that stands alone: of a part, with the item that it belongs to (代理の人：氏名)."""
    item = visit.compiled.item(row.path.partition("-")[0])
    whole = item.label.say(language)
    if not item.parts or whole == row.label:
        return row.label
    return f"{whole}: {row.label}" if language.startswith("en") else f"{whole}：{row.label}"


def shown_answers(form: Form, consent: OtherConsent) -> dict[str, object]:
    """The same answers as they are kept, to tell later whether they changed."""
    return answers_at(form.answers, consent.shows)


@transaction.atomic
def invitation_make(*, visit: Visit, form: Form, consent: OtherConsent, files: tuple[SubmittedFile, ...]) -> Form:
    """Make a link for one person (同意のお願い), and save the draft that it belongs to.

    The application gets its number now, so that both can tell that they speak of the same. An earlier link of the same
    person ends.
    """
    code, zone = new_code(), visit.offered.definition.zone
    _end(form, consent.id)
    number = form.number or new_number(ZONE_LETTERS[zone])
    invited = replace(form, number=number, invitations={**form.invitations, consent.id: code})
    saved, draft = draft_save(form=invited, files=files)
    rows = {language: shown_rows(visit, form, consent, language) for language in NAMES}
    content = {"number": number, "rows": rows, "answers": shown_answers(form, consent)}
    Invitation.objects.create(
        id=invitation_id(code),
        form=draft_id(form.code, form.revision),
        procedure=form.procedure,
        consent=consent.id,
        sealed=seal_json(content, invitation_key(code)),
        expires_at=min(draft.expires_at, clock.now() + timedelta(days=CONSENT_DAYS_MAX)),
    )
    return saved


@transaction.atomic
def invitation_revoke(*, form: Form, consent: str, files: tuple[SubmittedFile, ...]) -> Form:
    """Take a link back (取消し); whoever opens it is told, and what was answered to it counts no more."""
    _end(form, consent)
    kept = {id: code for id, code in form.invitations.items() if id != consent}
    return draft_save(form=replace(form, invitations=kept), files=files)[0]


def _end(form: Form, consent: str) -> None:
    """End every link of one person, also one that a button pressed twice made and no page shows."""
    made = Invitation.objects.filter(form=draft_id(form.code, form.revision), consent=consent, revoked_at=None)
    made.update(revoked_at=clock.now(), answer=b"")


def invitation_answer(*, code: str, agrees: bool, name: str, words: str, shown: list[list[str]]) -> bool:
    """Agree or decline (同意・辞退); the first answer counts. True when this one was kept."""
    now = clock.now()
    answer = {"agrees": agrees, "name": name, "words": words, "shown": shown, "at": clock.rfc3339(now)}
    waiting = Invitation.objects.filter(id=invitation_id(code), answered_at=None, revoked_at=None, expires_at__gt=now)
    return bool(waiting.update(answer=seal_json(answer, invitation_key(code)), answered_at=now))
