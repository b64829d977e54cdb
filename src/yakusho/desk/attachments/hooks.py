"""Where attachments join in with cases; named in each staff zone's `rooms.py`."""

from yakusho.desk.attachments.actions import attachments_put
from yakusho.desk.attachments.show import attachments_panel
from yakusho.desk.cases.content import Content, Revision
from yakusho.desk.cases.hooks import Panel
from yakusho.desk.cases.models import Case
from yakusho.desk.staff.permissions import Staff


def arrived(case: Case, content: Content, revision: Revision) -> None:
    """Papers arrived: each of their files will be looked at."""
    attachments_put(case, revision)


def panel(staff: Staff, case: Case, content: Content) -> Panel:
    """The section “Attachments” of the case page."""
    return attachments_panel(staff, case, content)
