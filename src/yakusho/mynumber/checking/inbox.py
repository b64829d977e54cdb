"""The inbox narrowed by what comparing a case with the register gave (突合の色), as one of its filters."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yakusho.desk.cases.hooks import Narrowing
from yakusho.desk.cases.models import Case
from yakusho.mynumber.checking.values import LEVELS
from yakusho.mynumber.checking.words import level_word

WAITING = "waiting"
"""In addresses, the choice of cases that wait for their first check."""


def _label() -> str:
    return _("Compared with the register")


def _choices() -> list[tuple[str, str]]:
    """The most serious first, as somebody looks for them."""
    return [*((level, level_word(level)) for level in reversed(LEVELS)), (WAITING, level_word(""))]


def _cases(rows: QuerySet[Case], chosen: str) -> QuerySet[Case]:
    return rows.filter(register_check__colour="" if chosen == WAITING else chosen)


CHECK_COLOUR = Narrowing("checked", _label, _choices, _cases)
