"""Planning: one session or a series, changes, cancellation and its undoing, invitations."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import Http404

from tests import cast
from yakusho.journal.models import Entry
from yakusho.kernel.errors import Invalid, Refused
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions, queries
from yakusho.office.activities.models import Activity
from yakusho.office.activities.tests.conftest import a_plan, soon

pytestmark = pytest.mark.django_db


def _kinds(activity: Activity) -> list[str]:
    return list(Entry.objects.filter(subject=str(activity.id)).order_by("recorded_at").values_list("kind", flat=True))


def test_planning_tells_the_journal_codes_and_no_words(stage: cast.Stage, training: Activity) -> None:
    entry = Entry.objects.get(subject=str(training.id), kind="activity.planned")
    assert entry.body["themes"] == ["02-3"]
    assert entry.section == "it-suishin"
    assert entry.actor == stage.secretariat.actor
    assert "RPA" not in str(entry.body)


def test_the_same_form_twice_plans_once(stage: cast.Stage) -> None:
    once = new_id()
    for _ in range(2):
        actions.activities_plan(by=stage.secretariat, once=once, plan=a_plan(), every="week", times=3)
    assert Activity.objects.count() == 3
    assert Entry.objects.filter(kind="activity.planned").count() == 3


def test_each_session_of_a_series_stands_for_itself(stage: cast.Stage) -> None:
    first, second, third = actions.activities_plan(
        by=stage.secretariat, once=new_id(), plan=a_plan(), every="week", times=3
    )
    assert first.series == second.series is not None
    assert second.starts_at - first.starts_at == timedelta(days=7)
    actions.activity_cancel(by=stage.secretariat, activity=second, once=new_id(), reason="講師の都合")
    third.refresh_from_db()
    assert third.state == "planned"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"category": "party"}, "category"),
        ({"title": "  "}, "title"),
        ({"title": "長" * 121}, "title"),
        ({"starts_at": None}, "day"),
        ({"starts_at": soon(days=2_000), "ends_at": soon(days=2_000, hours=1)}, "day"),
        ({"ends_at": soon(minutes=-5)}, "ends"),
        ({"ends_at": None}, "ends"),
        ({"capacity": 0}, "capacity"),
        ({"themes": ("20-3",)}, "themes"),
        ({"themes": ("99-9",)}, "themes"),
    ],
)
def test_a_plan_that_can_not_be_is_told_at_its_field(stage: cast.Stage, changes: dict, path: str) -> None:
    with pytest.raises(Invalid) as caught:
        actions.activities_plan(by=stage.secretariat, once=new_id(), plan=a_plan(**changes))
    assert path in [error.path for error in caught.value.errors]
    assert not Activity.objects.exists()


def test_only_a_planner_plans_and_only_for_the_own_section(stage: cast.Stage, training: Activity) -> None:
    with pytest.raises(Refused):
        actions.activities_plan(by=stage.operations, once=new_id(), plan=a_plan())
    with pytest.raises(Refused):
        actions.activity_edit(by=stage.desk_clerk, activity=training, once=new_id(), plan=a_plan())


def test_a_change_raises_the_sequence_that_calendars_follow(stage: cast.Stage, training: Activity) -> None:
    once = new_id()
    for _ in range(2):
        actions.activity_edit(by=stage.secretariat, activity=training, once=once, plan=a_plan(title="RPA研修（応用）"))
    training.refresh_from_db()
    assert (training.title, training.sequence) == ("RPA研修（応用）", 1)
    assert _kinds(training).count("activity.changed") == 1


def test_a_cancellation_has_a_reason_and_can_be_taken_back_in_time(
    stage: cast.Stage, training: Activity, later: Callable[[timedelta], None]
) -> None:
    by = stage.secretariat
    with pytest.raises(Invalid):
        actions.activity_cancel(by=by, activity=training, once=new_id(), reason=" ")
    actions.activity_cancel(by=by, activity=training, once=new_id(), reason="大雪のため")
    restored = actions.activity_restore(by=by, activity=training, once=new_id())
    assert (restored.state, restored.reason, restored.sequence) == ("planned", "", 2)
    actions.activity_cancel(by=by, activity=training, once=new_id(), reason="大雪のため")
    later(timedelta(hours=3))
    with pytest.raises(Refused):
        actions.activity_restore(by=by, activity=training, once=new_id())


def test_the_secretariat_sees_the_activities_of_every_section_and_changes_none(stage: cast.Stage) -> None:
    (activity,) = actions.activities_plan(by=stage.clerk_elsewhere, once=new_id(), plan=a_plan())
    assert queries.activity_for(stage.secretariat, activity.id) == activity
    with pytest.raises(Http404):
        queries.held_by(stage.secretariat, activity.id)
    with pytest.raises(Refused):
        actions.activity_cancel(by=stage.secretariat, activity=activity, once=new_id(), reason="中止")


def test_those_who_are_not_invited_see_nothing(stage: cast.Stage, training: Activity) -> None:
    assert queries.activity_for(stage.desk_clerk, training.id) == training
    with pytest.raises(Http404):
        queries.activity_for(stage.clerk_elsewhere, training.id)
    with pytest.raises(Http404):
        queries.held_by(stage.desk_clerk, training.id)


def test_a_single_seat_is_invited_and_taken_off_again(stage: cast.Stage, training: Activity) -> None:
    seat = stage.clerk_elsewhere.seat.id
    invite = {"by": stage.secretariat, "activity": training, "sections": [], "everyone": False}
    actions.activity_invite(**invite, once=new_id(), seats=[seat])
    assert queries.activity_for(stage.clerk_elsewhere, training.id) == training
    with pytest.raises(Http404):
        queries.activity_for(stage.desk_clerk, training.id)
    actions.activity_invite(**invite, once=new_id(), seats=[])
    with pytest.raises(Http404):
        queries.activity_for(stage.clerk_elsewhere, training.id)


def test_unknown_sections_and_seats_are_refused(stage: cast.Stage, training: Activity) -> None:
    invite = {"by": stage.secretariat, "activity": training, "everyone": False}
    with pytest.raises(Invalid):
        actions.activity_invite(**invite, once=new_id(), sections=["no-such"], seats=[])
    with pytest.raises(Invalid):
        actions.activity_invite(**invite, once=new_id(), sections=[], seats=[new_id()])
