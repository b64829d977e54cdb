"""Where other rooms join in: what they do when papers arrive, and what they show on the case page.

A room names its functions in the zone's `rooms.py`, so that this room knows none of them:

- `CASE_ARRIVED`: called with (case, content, revision) in the transaction of every arrival, before it is saved.
- `CASE_PANELS`: called with (staff, case, content) for the case page; None shows nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.conf import settings

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


def _named(name: str) -> list[Callable[..., Any]]:
    return list(getattr(import_module(settings.ROOMS), name, ()))
