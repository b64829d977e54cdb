"""Where other rooms join in: what they do when papers arrive, and what they show on the case page.

A room names its functions in the zone's `rooms.py`, so that this room knows none of them:

- `CASE_ARRIVED`: called with (case, content, revision) in the transaction of every arrival, before it is saved.
- `CASE_PANELS`: called with (staff, case, content) for the case page; None shows nothing.
- `CASE_FILTERS`: what else the inbox can be narrowed by.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from yakusho.desk.cases.content import Content, Revision
from yakusho.desk.cases.models import Case
from yakusho.desk.staff.permissions import Staff


@dataclass(frozen=True)
class Panel:
    """A section of the case page: its title, the template of its inside, and what that template shows as `panel`."""

    id: str
    title: str
    template: str
    shows: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Narrowing:
    """A filter of the inbox: its name in the address, its label and choices in words, and the cases of a choice."""

    name: str
    label: Callable[[], str]
    choices: Callable[[], list[tuple[str, str]]]
    cases: Callable[[QuerySet[Case], str], QuerySet[Case]]


Arrived = Callable[[Case, Content, Revision], None]
Show = Callable[[Staff, Case, Content], Panel | None]


def arrived(case: Case, content: Content, revision: Revision) -> None:
    """Tell the zone's rooms that an application or a correction arrived."""
    for take in _named("CASE_ARRIVED"):
        take(case, content, revision)


def panels(staff: Staff, case: Case, content: Content) -> list[Panel]:
    """What the zone's rooms show on a case page, in the order of `rooms.py`."""
    shown = (show(staff, case, content) for show in _named("CASE_PANELS"))
    return [panel for panel in shown if panel is not None]


def narrowings() -> list[Narrowing]:
    """What the zone's rooms let the inbox be narrowed by."""
    return _named("CASE_FILTERS")


def narrowed(rows: QuerySet[Case], chosen: Mapping[str, str]) -> QuerySet[Case]:
    """The cases that fit what was chosen, by the filter's name."""
    for each in narrowings():
        if each.name in chosen:
            rows = each.cases(rows, chosen[each.name])
    return rows


def _named(name: str) -> list[Any]:
    return list(getattr(import_module(settings.ROOMS), name, ()))
