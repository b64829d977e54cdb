"""A new status code for an applicant who lost theirs (コードの再発行), given at the counter."""

import base64
from typing import get_args
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from yakusho.desk.cases.actions import begin, finish
from yakusho.desk.cases.content import code_for, open_content
from yakusho.desk.cases.facts import CaseCodeReplaced, IdentityProof, facts_about
from yakusho.desk.cases.models import Case
from yakusho.desk.cases.replies import ONLINE, replies_again
from yakusho.desk.staff.permissions import Staff
from yakusho.journal.outbox import send
from yakusho.kernel.errors import FieldError, Invalid, Refused
from yakusho.messages.sealing import lookup_id, reply_key
from yakusho.messages.submissions import CodeReplaced

PROOFS: tuple[IdentityProof, ...] = get_args(IdentityProof)


@transaction.atomic
def case_code_replace(*, by: Staff, case: Case, once: UUID, identity: str) -> str:
    """Give the applicant a new code and close the old one; answers the code, which is kept nowhere.

    All replies so far are encrypted again to the new code's key. The same form sent again gives the same code.

    Raises:
        Refused: the case isn't `by`'s to handle, came on paper, or a newer code was given out since.
        Invalid: it wasn't said how the applicant showed who they are.
    """
    if case.channel not in ONLINE:
        raise Refused(_("This application came on paper: there is no code to replace."))
    if identity not in PROOFS:
        raise Invalid([FieldError("identity", _("Choose how the person showed who they are."))])
    step = begin(by, case, once, "code", "applications.handle")
    code = code_for(case, once)
    key = base64.b64encode(reply_key(code)).decode()
    if step is None:
        if open_content(Case.objects.get(id=case.id)).reply_key != key:
            raise Refused(_("A newer code was given out since. Open the case again."))
        return code
    step.content.former_keys.append(step.content.reply_key)
    step.content.reply_key = key
    replaced = CodeReplaced(lookup=lookup_id(code), replies=replies_again(step.content))
    send("portal", "code.replaced", step.case.subject, replaced)
    finish(step, CaseCodeReplaced(**facts_about(step.case), identity=identity), {"identity": identity})
    return code
