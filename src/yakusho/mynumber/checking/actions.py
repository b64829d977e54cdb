"""What staff do with a check: ask for it once more, and accept a doubtful finding with a reason (確認)."""

import hashlib
import secrets

import rfc8785
from django.db import transaction
from django.utils.translation import gettext as _

from yakusho.desk.cases.beside import open_beside, seal_beside
from yakusho.desk.cases.models import Case
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid, Refused
from yakusho.mynumber.checking.facts import CheckAsked, FindingAccepted
from yakusho.mynumber.checking.models import RegisterCheck
from yakusho.mynumber.checking.results import Accepted, Result, key_of
from yakusho.mynumber.checking.values import Finding

HANDLE, DECIDE = "applications.handle", "applications.decide"
REASON_CHARACTERS_MAX = 1_000


@transaction.atomic
def check_again(*, by: Staff, case: Case) -> RegisterCheck:
    """Let the register be asked once more (再突合); while a check waits, asking again changes nothing.

    Raises:
        Refused: the case isn't `by`'s to handle, or nothing of it is checked.
    """
    permit(by, HANDLE, section=case.section, procedure=case.procedure)
    row = _locked(case)
    if row.waiting_since is not None:
        return row
    row.waiting_since = clock.now()
    row.save(update_fields=["waiting_since"])
    fact = CheckAsked(number=case.number, procedure=case.procedure)
    append(fact, subject=case.subject, actor=by.actor, section=case.section)
    return row


@transaction.atomic
def finding_accept(*, by: Staff, case: Case, key: str, reason: str) -> RegisterCheck:
    """Accept a doubtful finding after looking at it; the same finding again changes nothing.

    A case that a supervisor decides on is accepted by one who may decide.

    Raises:
        Refused: not `by`'s to accept, or another check has been made meanwhile.
        Invalid: there is no reason, or it is too long.
    """
    text = reason.replace("\r\n", "\n").strip()
    if not text:
        raise Invalid([FieldError("reason", _("Write why this is in order."))])
    if len(text) > REASON_CHARACTERS_MAX:
        raise Invalid([FieldError("reason", _("Write at most %(max)s characters.") % {"max": REASON_CHARACTERS_MAX})])
    row = _locked(case)
    result = Result.of_json(open_beside(case, row.content)) if row.content else Result(())
    finding = next((each for each in result.findings if key_of(each) == key), None)
    permit(by, _function(finding), section=case.section, procedure=case.procedure)
    if finding is None or finding.level != "amber":
        raise Refused(_("The case was compared again meanwhile. Look at what was found now."))
    if key in result.accepted:
        return row
    salt = secrets.token_hex(32)
    result.accepted[key] = Accepted(by.actor, clock.rfc3339(clock.now()), text, salt)
    row.content, row.colour = seal_beside(case, result.as_json()), result.open_colour
    row.save(update_fields=["content", "colour"])
    fact = FindingAccepted(number=case.number, procedure=case.procedure, check=finding.check, reason=finding.reason)
    written = hashlib.sha256(bytes.fromhex(salt) + rfc8785.dumps({"finding": key, "text": text})).hexdigest()
    append(fact, subject=case.subject, actor=by.actor, section=case.section, content_hash=written)
    return row


def _function(finding: Finding | None) -> str:
    return DECIDE if finding is not None and finding.check == "support" else HANDLE


def _locked(case: Case) -> RegisterCheck:
    row = RegisterCheck.objects.select_for_update().filter(case=case).first()
    if row is None:
        raise Refused(_("Nothing of this case is compared with the register."))
    return row
