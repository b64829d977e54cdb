"""What the case page says of a case that came on paper."""

from django.utils.translation import gettext as _

from yakusho.desk.cases.content import Content
from yakusho.desk.cases.hooks import Panel
from yakusho.desk.cases.models import Case
from yakusho.desk.staff.permissions import Staff, may
from yakusho.mynumber.paper.keys import show_key
from yakusho.mynumber.paper.meters import CHANNELS
from yakusho.mynumber.paper.models import PaperForm
from yakusho.mynumber.paper.registering import REGISTER


def paper_panel(staff: Staff, case: Case, content: Content) -> Panel | None:
    """The paper's key and slip, and that its applicant is answered by letter; None for what came otherwise."""
    if case.channel not in CHANNELS:
        return None
    form = PaperForm.objects.filter(case=case.id).first()
    shows = {
        "key": form.key if form else "",
        "shown": show_key(form.key) if form else "",
        "opens": form is not None and may(staff, REGISTER, section=form.section, procedure=form.procedure),
        "base_date": form.base_date if form else None,
    }
    return Panel("paper", _("Came on paper"), "paper/panel.html", shows)
