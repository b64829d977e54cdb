"""A training to tell stories about, and a clock that can be moved."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests import cast
from yakusho.journal import counting, sealer
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions
from yakusho.office.activities.models import Activity

PDF = b"%PDF-1.7\nminutes"


@pytest.fixture
def later(tmp_path: Path) -> Callable[[timedelta], None]:
    """Move the clock so far from the real time."""
    file = tmp_path / "clock-offset"
    clock.use_offset_file(file)
    yield lambda by: file.write_text(str(int(by.total_seconds())), "ascii")
    clock.use_offset_file(None)


def soon(**by: int) -> datetime:
    """A whole minute some time from now."""
    return (clock.now() + timedelta(**by)).replace(second=0, microsecond=0)


def a_plan(**changes: object) -> actions.Plan:
    """A training that begins in a minute."""
    values = {
        "category": "training",
        "title": "RPA研修（基礎）",
        "starts_at": soon(minutes=1),
        "ends_at": soon(minutes=61),
        "place": "9階会議室",
        "themes": ("02-3",),
        **changes,
    }
    return actions.Plan(**values)


@pytest.fixture
def training(stage: cast.Stage) -> Activity:
    """A training of the secretariat's section, to which the section of the desk clerk is invited."""
    (activity,) = actions.activities_plan(by=stage.secretariat, once=new_id(), plan=a_plan())
    return actions.activity_invite(
        by=stage.secretariat, activity=activity, once=new_id(), sections=[stage.section], seats=[], everyone=False
    )


def add_minutes(stage: cast.Stage, activity: Activity) -> None:
    """Put minutes beside an activity."""
    actions.file_add(
        by=stage.secretariat, activity=activity, once=new_id(), purpose="minutes", name="議事録.pdf", data=PDF
    )


def count() -> None:
    """Let the worker seal and count."""
    while sealer.seal() or counting.count():
        pass
