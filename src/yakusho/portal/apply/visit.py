"""One request of someone who fills in a form: which procedure, in which language, on which day."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import get_language

from yakusho.forms import Compiled
from yakusho.kernel import clock
from yakusho.portal.publications.procedures import Offered


@dataclass(frozen=True)
class Visit:
    """A request and everything that stays the same while it is answered."""

    request: HttpRequest
    offered: Offered
    language: str
    now: datetime

    @property
    def compiled(self) -> Compiled:
        """The procedure, ready to read and judge answers."""
        return self.offered.compiled

    @cached_property
    def today(self) -> date:
        """The day in Tokyo."""
        return clock.in_tokyo(self.now).date()

    @property
    def is_open(self) -> bool:
        """Whether applications are taken today."""
        return self.offered.state(self.today) == "open"

    @property
    def title(self) -> str:
        """The procedure's title."""
        return self.offered.definition.title.say(self.language)

    def key(self, page: str, *more: object) -> tuple[object, ...]:
        """What a page that is the same for everybody is kept under."""
        return (page, self.offered.code, self.offered.generation, self.language, *more)


def visit(request: HttpRequest, offered: Offered) -> Visit:
    """The present visit."""
    return Visit(request, offered, get_language() or "ja", clock.now())
