"""Reading invitations: as the applicant's form knows them, and as the person with the link."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yakusho.forms.schema.acting import OtherConsent
from yakusho.kernel import clock
from yakusho.kernel.languages import NAMES
from yakusho.messages.sealing import CannotOpen, open_json
from yakusho.messages.submissions import Consent
from yakusho.portal.apply.token import Form
from yakusho.portal.apply.visit import Visit
from yakusho.portal.consents.actions import invitation_id, invitation_key, shown_answers, shown_rows
from yakusho.portal.consents.models import Invitation


@dataclass(frozen=True)
class Opened:
    """An invitation opened with its code: what it shows in each language, and the answer to it, if there is one."""

    row: Invitation
    number: str
    rows: dict[str, list[list[str]]]
    answers: dict[str, Any]
    answer: dict[str, Any] | None

    @property
    def is_over(self) -> bool:
        """Whether it was taken back, or its time is over."""
        return self.row.revoked_at is not None or self.row.expires_at <= clock.now()


@dataclass(frozen=True)
class Wanted:
    """A consent that an application needs, as its applicant sees it.

    `state` is `none` (no link yet), `waiting`, `agreed`, `declined`, `over`, `changed` (agreed to other answers), or
    `reworded` (agreed to other words).
    """

    consent: OtherConsent
    state: str
    code: str = ""
    expires_at: datetime | None = None
    given: Consent | None = None


def opened(code: str) -> Opened | None:
    """The invitation of a code; None when there is none, any more or ever."""
    row = Invitation.objects.filter(id=invitation_id(code)).first()
    return _open(row, code) if row else None


def _open(row: Invitation, code: str) -> Opened | None:
    try:
        content: Any = open_json(bytes(row.sealed), invitation_key(code))
        answer: Any = open_json(bytes(row.answer), invitation_key(code)) if row.answer else None
    except CannotOpen:
        return None
    return Opened(row, content["number"], content["rows"], content["answers"], answer)


def wanted(visit: Visit, form: Form, needed: Iterable[OtherConsent]) -> list[Wanted]:
    """How each needed consent stands; asks once for all links of the form.

    What somebody agreed to in the application counts in its correction, too, as long as words and answers are the same;
    a link made since comes first.
    """
    codes = {invitation_id(code): code for code in form.invitations.values()}
    rows = {row.id: row for row in Invitation.objects.filter(id__in=codes)} if codes else {}
    by_consent = {id: rows.get(invitation_id(code)) for id, code in form.invitations.items()}
    return [_stands(visit, form, each, by_consent.get(each.id)) for each in needed]


def _stands(visit: Visit, form: Form, consent: OtherConsent, row: Invitation | None) -> Wanted:
    code = form.invitations.get(consent.id, "")
    found = _open(row, code) if row else None
    if found is None or found.row.revoked_at is not None:
        return _stood(visit, form, consent) or Wanted(consent, "over" if code else "none")
    if found.answer is None:
        return Wanted(consent, "over" if found.is_over else "waiting", code, found.row.expires_at)
    if not found.answer["agrees"]:
        return Wanted(consent, "declined", code)
    if found.answers != shown_answers(form, consent):
        return Wanted(consent, "changed", code)
    if not _is_worded(consent, found.answer["words"]):
        return Wanted(consent, "reworded", code)
    shown = tuple((label, text) for label, text in found.answer["shown"])
    name, at, words = (found.answer[key] for key in ("name", "at", "words"))
    given = Consent(id=consent.id, name=name, at=at, words=words, shown=shown)
    return Wanted(consent, "agreed", code, found.row.expires_at, given)


def _stood(visit: Visit, form: Form, consent: OtherConsent) -> Wanted | None:
    """How a consent stands that came with the application which this form corrects; None when none did."""
    given = next((Consent(**each) for each in form.consented if each["id"] == consent.id), None)
    if given is None:
        return None
    if not _is_worded(consent, given.words):
        return Wanted(consent, "reworded")
    shown = [list(row) for row in given.shown]
    same = any(shown == shown_rows(visit, form, consent, language) for language in NAMES)
    return Wanted(consent, "agreed", given=given) if same else Wanted(consent, "changed")


def _is_worded(consent: OtherConsent, words: str) -> bool:
    """Whether somebody read these words of the procedure, in whatever language."""
    return words in {consent.text.say(language) for language in NAMES}
