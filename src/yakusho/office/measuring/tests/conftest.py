"""The stage of the room: sections that carry indicators, the secretariat, and meters that count applications."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import QueryDict
from django.test import Client

from tests import cast
from yakusho.desk.staff.actions import seat_assign
from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import staff_in_seat
from yakusho.journal import counting, sealer
from yakusho.journal.models import Entry
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year
from yakusho.kernel.ids import new_id
from yakusho.messages.publications import ProcedurePublished
from yakusho.office.measuring.rules import Cell
from yakusho.office.measuring.sheet import Known, know


@dataclass
class Measuring:
    """The cast: `cards` carries 11-1 and 12-1, `online` 15-1 and 15-3, `leader` is of the secretariat only."""

    stage: cast.Stage
    cards: Staff
    online: Staff
    telework: Staff
    leader: Staff

    def client(self, staff: Staff) -> Client:
        """A browser in which somebody is signed in."""
        return self.stage.client(staff)

    def know(self) -> Known:
        """All that is known now."""
        return know()

    def cell(self, indicator: str, year: int = 2023) -> Cell:
        """An indicator-year."""
        found = know().cell(indicator, year)
        assert found is not None
        return found

    def this_year(self) -> int:
        """The present fiscal year."""
        return fiscal_year(clock.today())

    def post(self, staff: Staff, path: str, /, **typed: Any) -> Any:
        """Post a form as a browser does."""
        return self.client(staff).post(f"/measuring/{path}", {"once": str(new_id()), **typed})

    def facts(self, kind: str) -> list[Entry]:
        """The entries of a kind, the oldest first."""
        return list(Entry.objects.filter(kind=kind).order_by("recorded_at"))


@pytest.fixture
def house(db: None) -> Measuring:
    stage = cast.stage()

    def seat(name: str, section: str) -> Staff:
        user = get_user_model().objects.create_user(name, None, f"見本 {name}")
        stage.users[user.pk] = user
        functions = ["plan.report", "plan.view"]
        return staff_in_seat(seat_assign(user, section=section, post="clerk", functions=functions, since=cast.SINCE).id)

    return Measuring(
        stage=stage,
        cards=seat("cards", "koseki-jumin"),
        online=seat("online", "keiei-kaikaku"),
        telework=seat("telework", "jinji"),
        leader=stage.secretariat,
    )


@pytest.fixture
def procedure_opens() -> Callable[[str], None]:
    """A procedure is published with an online form, sealed and counted: indicator 15-1 rises by one."""

    def publish(code: str) -> None:
        fact = ProcedurePublished(
            procedure=code, generation=1, zone="office", section="sample", online=True, content="0" * 64
        )
        with transaction.atomic():
            append(fact, subject=code, actor="system")
        while sealer.seal():
            pass
        counting.count()

    return publish


def posted(**typed: str | list[str]) -> QueryDict:
    """What a browser posts."""
    post = QueryDict(mutable=True)
    for name, value in typed.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return post
