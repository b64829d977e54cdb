"""The questions of a case on its page, with the way to ask one."""

from django.utils.translation import gettext as _

from yakusho.desk.cases.content import Content
from yakusho.desk.cases.hooks import Panel
from yakusho.desk.cases.models import Case
from yakusho.desk.staff.permissions import Staff, may
from yakusho.office.questions.actions import ASK
from yakusho.office.questions.queries import asked_of


def questions_panel(staff: Staff, case: Case, content: Content) -> Panel | None:
    """What the register was asked beside this case; nothing for who may not ask and where nobody asked."""
    asked, may_ask = asked_of(case), may(staff, ASK, section=case.section, procedure=case.procedure)
    if not asked and not may_ask:
        return None
    shows = {"asked": asked, "may_ask": may_ask, "case": case}
    return Panel("register-questions", _("Questions to the register"), "questions/panel.html", shows)
