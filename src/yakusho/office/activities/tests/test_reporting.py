"""Reports: what was held counts for its indicators, once each, in its fiscal year, as its last report says."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests import cast
from yakusho.journal import blobs, meters
from yakusho.journal.models import Entry
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid, Refused
from yakusho.kernel.fiscal import fiscal_year, fiscal_year_days
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions
from yakusho.office.activities.models import Activity, ActivityFile, Report
from yakusho.office.activities.tests.conftest import a_plan, add_minutes, count, soon
from yakusho.office.plan import queries as plan_queries

pytestmark = pytest.mark.django_db

MoveClock = Callable[[timedelta], None]


def _report(stage: cast.Stage, activity: Activity, **changes: object) -> Report | None:
    activity.refresh_from_db()
    values = {"held_on": clock.today(), "others": 3, "learnt": "操作に慣れた", **changes}
    return actions.report_make(
        by=stage.secretariat, activity=activity, once=new_id(), report=actions.ReportText(**values)
    )


def _indicator(indicator: str) -> int | None:
    count()
    found = plan_queries.snapshot().find(indicator)
    assert found is not None
    return found[1].this_year.value


def test_a_training_counts_for_its_indicator_after_its_report(stage: cast.Stage, training: Activity) -> None:
    assert _indicator("02-3") == 0
    add_minutes(stage, training)
    assert _indicator("02-3") == 0
    _report(stage, training)
    assert _indicator("02-3") == 1
    assert _indicator("03-2") == 0


def test_an_activity_counts_once_for_each_of_its_themes(stage: cast.Stage) -> None:
    plan = a_plan(themes=("02-3", "03-2", "09-3"))
    (activity,) = actions.activities_plan(by=stage.secretariat, once=new_id(), plan=plan)
    add_minutes(stage, activity)
    _report(stage, activity)
    assert [_indicator(each) for each in ("02-3", "03-2", "09-3", "19-2")] == [1, 1, 1, 0]
    assert meters.total("activities.reported", fiscal_year(clock.today())) == 1


@pytest.mark.parametrize(
    ("category", "theme"),
    [("training", "20-2"), ("briefing", "20-3"), ("drill", "22-2"), ("outreach", "15-2")],
)
def test_each_kind_counts_for_its_own_indicators(stage: cast.Stage, category: str, theme: str) -> None:
    plan = a_plan(category=category, themes=(theme,))
    (activity,) = actions.activities_plan(by=stage.secretariat, once=new_id(), plan=plan)
    add_minutes(stage, activity)
    _report(stage, activity)
    assert _indicator(theme) == 1


def test_a_report_needs_evidence(stage: cast.Stage, training: Activity) -> None:
    with pytest.raises(Refused):
        _report(stage, training)
    actions.attendance_tick(by=stage.secretariat, activity=training, seat=stage.desk_clerk.seat.id)
    made = _report(stage, training)
    assert made is not None
    held = Entry.objects.get(kind="activity.held")
    assert held.body["attendees"] == 4
    assert (made.attended, made.others) == (1, 3)


def test_it_counts_in_the_fiscal_year_in_which_it_was_held(stage: cast.Stage, later: MoveClock) -> None:
    last_day = fiscal_year_days(fiscal_year(clock.today()))[1]
    away = (last_day - clock.today()).days
    plan = a_plan(starts_at=soon(days=away, minutes=1), ends_at=soon(days=away, minutes=31))
    (activity,) = actions.activities_plan(by=stage.secretariat, once=new_id(), plan=plan)
    later(timedelta(days=away + 3))
    add_minutes(stage, activity)
    _report(stage, activity, held_on=last_day)
    count()
    place = {"category": "training", "themes": "02-3"}
    assert meters.total("activities.held", fiscal_year(last_day), place) == 1
    assert meters.total("activities.held", fiscal_year(last_day) + 1, place) == 0


def test_a_correction_corrects_what_was_counted(stage: cast.Stage, training: Activity) -> None:
    add_minutes(stage, training)
    first = _report(stage, training)
    with pytest.raises(Invalid):
        _report(stage, training, others=5)
    second = _report(stage, training, others=5, reason="参加者の数え間違い")
    assert first is not None
    assert second is not None
    held = Entry.objects.get(id=second.entry)
    assert held.corrects == first.entry
    assert held.body["attendees"] == 5
    assert _indicator("02-3") == 1


def test_a_withdrawn_report_counts_no_more_until_the_next(stage: cast.Stage, training: Activity) -> None:
    add_minutes(stage, training)
    _report(stage, training)
    training.refresh_from_db()
    actions.report_withdraw(by=stage.secretariat, activity=training, once=new_id(), reason="別の回の報告でした")
    assert _indicator("02-3") == 0
    _report(stage, training)
    assert _indicator("02-3") == 1


def test_the_same_report_sent_twice_is_one(stage: cast.Stage, training: Activity) -> None:
    add_minutes(stage, training)
    once, text = new_id(), actions.ReportText(clock.today())
    for _ in range(2):
        actions.report_make(by=stage.secretariat, activity=training, once=once, report=text)
    assert Report.objects.count() == 1
    assert Entry.objects.filter(kind="activity.held").count() == 1


@pytest.mark.parametrize(("changes", "path"), [({"held_on": None}, "held_on"), ({"others": -1}, "others")])
def test_a_report_that_can_not_be_is_told_at_its_field(
    stage: cast.Stage, training: Activity, changes: dict, path: str
) -> None:
    add_minutes(stage, training)
    with pytest.raises(Invalid) as caught:
        _report(stage, training, **changes)
    assert [error.path for error in caught.value.errors] == [path]
    with pytest.raises(Invalid):
        _report(stage, training, held_on=clock.today() + timedelta(days=1))


def test_only_the_own_section_reports(stage: cast.Stage, training: Activity) -> None:
    add_minutes(stage, training)
    with pytest.raises(Refused):
        actions.report_make(
            by=stage.desk_clerk, activity=training, once=new_id(), report=actions.ReportText(clock.today())
        )


def test_files_are_kept_sealed_and_evidence_stays_with_its_report(stage: cast.Stage, training: Activity) -> None:
    add_minutes(stage, training)
    file = ActivityFile.objects.get()
    assert b"minutes" not in blobs.read(file.blob)
    assert b"minutes" in actions.file_content(file)
    _report(stage, training)
    assert Entry.objects.get(kind="activity.reported").body["evidence"] == [file.blob]
    with pytest.raises(Refused):
        actions.file_remove(by=stage.secretariat, activity=training, once=new_id(), file=file)
    with pytest.raises(Invalid):
        actions.file_add(
            by=stage.secretariat, activity=training, once=new_id(), purpose="photo", name="a.jpg", data=b"<html>"
        )
