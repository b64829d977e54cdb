"""Reads of cases: the one gate to a case, and the inbox page by page."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from yakusho.desk.cases.hooks import narrowed
from yakusho.desk.cases.models import Case, CaseEvent
from yakusho.desk.cases.rules import STAGES, STATES
from yakusho.desk.staff.permissions import Staff, may
from yakusho.kernel import clock
from yakusho.kernel.bounds import PAGE_ROWS
from yakusho.kernel.ids import read_number

ORDERS = {
    "due": ("due_on", False),
    "newest": ("received_at", True),
    "oldest": ("received_at", False),
    "number": ("number", False),
}
"""The orders of the inbox: the column, and whether it runs backwards. Each has an index."""

BADGE_MAX = 99  # a tab's count stops here, so that counting never reads a growing table
EXPORT_ROWS_MAX = 5_000


@dataclass(frozen=True)
class Filters:
    """What a person chose above the inbox; empty means all. `joined` are choices of filters that other rooms add."""

    stage: str = ""
    state: str = ""
    procedure: str = ""
    channel: str = ""
    whose: str = ""
    due: str = ""
    order: str = "due"
    joined: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Page:
    """One page of the inbox and where the neighbouring ones begin."""

    cases: list[Case]
    newer: UUID | None
    older: UUID | None


def case_for(staff: Staff, id: UUID) -> Case:
    """The only way to a case: one of another section is as if it didn't exist.

    Raises:
        Http404: there is none that `staff` may see.
    """
    case = Case.objects.filter(id=id).first()
    if case is None or not may(staff, "applications.view", section=case.section, procedure=case.procedure):
        raise Http404
    return case


def cases_of(staff: Staff) -> QuerySet[Case]:
    """All cases that a person may see, for lists."""
    if "applications.view" not in staff.functions:
        return Case.objects.none()
    scope = sorted(staff.scope)
    rows = Case.objects.filter(section=scope[0]) if len(scope) == 1 else Case.objects.filter(section__in=scope)
    return rows.filter(procedure__in=sorted(staff.procedures)) if staff.procedures else rows


def _filtered(staff: Staff, filters: Filters) -> QuerySet[Case]:
    rows = cases_of(staff)
    if filters.stage in STAGES:
        rows = rows.filter(stage=filters.stage)
    if filters.state in STATES:
        rows = rows.filter(stage=STATES[filters.state], state=filters.state)
    if filters.procedure:
        rows = rows.filter(procedure=filters.procedure)
    if filters.channel:
        rows = rows.filter(channel=filters.channel)
    if filters.whose == "mine":
        rows = rows.filter(taken_by_id=staff.seat.id)
    elif filters.whose == "nobody":
        rows = rows.filter(taken_by=None)
    return _due(narrowed(rows, dict(filters.joined)), filters.due, clock.today())


def _due(rows: QuerySet[Case], due: str, today: date) -> QuerySet[Case]:
    if due == "over":
        return rows.filter(due_on__lt=today).exclude(stage="decided")
    if due == "week":
        return rows.filter(due_on__gte=today, due_on__lte=today + timedelta(days=7)).exclude(stage="decided")
    return rows


def _beyond(column: str, value: Any, id: UUID, forward: bool) -> Q:
    """Rows behind (or before) a row in an order; the first condition lets the index begin there."""
    sign = "gt" if forward else "lt"
    near = Q(**{f"{column}__{sign}e": value})
    return near & (Q(**{f"{column}__{sign}": value}) | Q(**{f"id__{sign}": id}))


def inbox(staff: Staff, filters: Filters, *, after: UUID | None = None, before: UUID | None = None) -> Page:
    """One page of the inbox behind or before a case, by key: no page is ever counted to or skipped over."""
    column, backwards = ORDERS[filters.order if filters.order in ORDERS else "due"]
    rows = _filtered(staff, filters)
    mark = cases_of(staff).filter(id=after or before).first() if after or before else None
    leftwards = mark is not None and after is None
    forward = backwards == leftwards
    if mark is not None:
        rows = rows.filter(_beyond(column, getattr(mark, column), mark.id, forward))
    sign = "" if forward else "-"
    found = list(rows.order_by(f"{sign}{column}", f"{sign}id").defer("content", "data_key")[: PAGE_ROWS + 1])
    more, found = len(found) > PAGE_ROWS, found[:PAGE_ROWS]
    if leftwards:
        found.reverse()
    if not found:
        return Page([], None, None)
    has_newer = more if leftwards else mark is not None
    has_older = True if leftwards else more
    return Page(found, found[0].id if has_newer else None, found[-1].id if has_older else None)


def export_rows(staff: Staff, filters: Filters) -> list[Case]:
    """The cases of the present filters in their order, at most `EXPORT_ROWS_MAX`."""
    column, backwards = ORDERS[filters.order if filters.order in ORDERS else "due"]
    sign = "-" if backwards else ""
    rows = _filtered(staff, filters).order_by(f"{sign}{column}", f"{sign}id")
    return list(rows.defer("content", "data_key")[:EXPORT_ROWS_MAX])


def waiting(staff: Staff) -> int:
    """How many new cases wait, counted up to `BADGE_MAX` + 1."""
    return len(cases_of(staff).filter(stage="new").order_by().values_list("id", flat=True)[: BADGE_MAX + 1])


def find_by_number(staff: Staff, text: str) -> Case | None:
    """The case of a number as typed, if there is one that `staff` may see."""
    number = read_number(text)
    return cases_of(staff).filter(number=number).first() if number else None


def history(case: Case) -> list[CaseEvent]:
    """What happened to a case, in order."""
    return list(case.events.order_by("at", "id"))
