"""The published procedures as the office sees them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, pgettext

from yakusho.desk.procedures.models import ProcedureDefinition
from yakusho.desk.procedures.queries import newest, ready
from yakusho.desk.staff.queries import section_names
from yakusho.forms import applicable
from yakusho.kernel import clock


@dataclass(frozen=True)
class Published:
    """One procedure in a list: how it stands, in a word with a shape."""

    code: str
    title: str
    zone: str
    section: str
    generation: int
    published_at: datetime
    word: str
    shape: str
    open: bool


def _state(row: ProcedureDefinition) -> tuple[str, str]:
    if row.closed_at is not None:
        return pgettext("procedure state", "Closed"), "stopped"
    return {
        "open": (pgettext("procedure state", "Open"), "done"),
        "not_yet": (pgettext("procedure state", "Not yet open"), "waiting"),
        "closed": (pgettext("procedure state", "Period over"), "stopped"),
    }[applicable(ready(row).procedure, clock.today())]


def published() -> list[Published]:
    """The newest generation of each procedure, by code."""
    names, english = section_names(), get_language() == "en"
    zones = {"office": pgettext("zone", "Office work"), "mynumber": pgettext("zone", "My Number affairs")}
    found = []
    for row in newest():
        word, shape = _state(row)
        section = names.get(row.section)
        found.append(
            Published(
                code=row.code,
                title=row.title_en if english else row.title_ja,
                zone=zones[row.zone],
                section=section.name if section else row.section,
                generation=row.generation,
                published_at=row.published_at,
                word=word,
                shape=shape,
                open=row.closed_at is None,
            )
        )
    return found
