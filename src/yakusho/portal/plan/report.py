"""“Is this number wrong?” (数字についての連絡): the form that an indicator's page leads to, where the ward has one."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from yakusho.forms.schema import PAGE_GIVES
from yakusho.kernel import clock
from yakusho.portal.publications.procedures import procedures

PLACE = "plan_indicator"


@dataclass(frozen=True)
class ReportForm:
    """The procedure that takes such reports, open today."""

    code: str

    def address(self, number: str) -> str:
        """Its form, with the number filled in that the report is about."""
        return f"{reverse('apply', args=[self.code])}?{urlencode({PAGE_GIVES[PLACE]: number})}"


def report_form() -> ReportForm | None:
    """The open procedure whose file says that it is offered on an indicator's page; None without one."""
    today = clock.today()
    for offered in procedures():
        if offered.definition.offered_on == PLACE and offered.state(today) == "open":
            return ReportForm(offered.code)
    return None
