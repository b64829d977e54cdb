"""Taking part: capacity and waiting list, attendance that counts once, and its undoing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings

from tests import cast
from yakusho.desk.staff.permissions import Staff
from yakusho.journal import meters
from yakusho.journal.models import Entry
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid, Refused
from yakusho.kernel.fiscal import fiscal_year
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions, tokens
from yakusho.office.activities.models import Activity, Participation
from yakusho.office.activities.tests.conftest import a_plan, count

pytestmark = pytest.mark.django_db


def _small(stage: cast.Stage, capacity: int) -> Activity:
    (activity,) = actions.activities_plan(by=stage.secretariat, once=new_id(), plan=a_plan(capacity=capacity))
    return actions.activity_invite(
        by=stage.secretariat, activity=activity, once=new_id(), sections=[], seats=[], everyone=True
    )


def _answers(activity: Activity) -> dict[str, str]:
    return {str(part.seat_id): part.answer for part in Participation.objects.filter(activity=activity)}


def _confirm(by: Staff, activity: Activity) -> Participation:
    proof = tokens.ticket(settings.ZONE_KEYS.web, str(activity.id), by.actor, clock.now())
    return actions.attendance_confirm(by=by, activity=activity, way="qr", proof=proof)


def test_who_comes_late_waits_and_moves_up(stage: cast.Stage) -> None:
    activity = _small(stage, 1)
    for person in (stage.desk_clerk, stage.section_head, stage.clerk_elsewhere):
        actions.activity_join(by=person, activity=activity)
    clerk, head, elsewhere = (each.actor for each in (stage.desk_clerk, stage.section_head, stage.clerk_elsewhere))
    assert _answers(activity) == {clerk: "going", head: "waiting", elsewhere: "waiting"}
    actions.activity_decline(by=stage.desk_clerk, activity=activity)
    assert _answers(activity) == {clerk: "declined", head: "going", elsewhere: "waiting"}
    actions.activity_join(by=stage.desk_clerk, activity=activity)
    assert _answers(activity)[clerk] == "waiting"


def test_more_room_lets_those_who_wait_in(stage: cast.Stage) -> None:
    activity = _small(stage, 1)
    for person in (stage.desk_clerk, stage.section_head):
        actions.activity_join(by=person, activity=activity)
    actions.activity_edit(by=stage.secretariat, activity=activity, once=new_id(), plan=a_plan(capacity=None))
    assert set(_answers(activity).values()) == {"going"}


def test_signing_up_twice_is_signing_up_once(stage: cast.Stage, training: Activity) -> None:
    for _ in range(2):
        actions.activity_join(by=stage.desk_clerk, activity=training)
    assert Entry.objects.filter(kind="activity.joined").count() == 1


def test_only_the_invited_sign_up(stage: cast.Stage, training: Activity) -> None:
    with pytest.raises(Refused):
        actions.activity_join(by=stage.clerk_elsewhere, activity=training)


def test_nobody_signs_up_for_what_is_cancelled_or_over(
    stage: cast.Stage, training: Activity, later: Callable[[timedelta], None]
) -> None:
    later(timedelta(hours=2))
    with pytest.raises(Refused):
        actions.activity_join(by=stage.desk_clerk, activity=training)
    later(timedelta())
    actions.activity_cancel(by=stage.secretariat, activity=training, once=new_id(), reason="中止")
    with pytest.raises(Refused):
        actions.activity_join(by=stage.desk_clerk, activity=training)


def test_a_scan_sent_twice_is_one_attendance(stage: cast.Stage, training: Activity) -> None:
    for _ in range(2):
        _confirm(stage.desk_clerk, training)
    (entry,) = Entry.objects.filter(kind="activity.attended")
    assert entry.body["seat"] == stage.desk_clerk.actor
    assert entry.body["way"] == "qr"
    count()
    assert meters.total("activities.attendances", fiscal_year(clock.today())) == 1


def test_somebody_who_walks_in_without_an_invitation_was_there_too(stage: cast.Stage, training: Activity) -> None:
    assert _confirm(stage.clerk_elsewhere, training).answer == "going"


def test_another_persons_ticket_is_no_proof(stage: cast.Stage, training: Activity) -> None:
    proof = tokens.ticket(settings.ZONE_KEYS.web, str(training.id), stage.section_head.actor, clock.now())
    with pytest.raises(Refused):
        actions.attendance_confirm(by=stage.desk_clerk, activity=training, way="qr", proof=proof)
    assert not Entry.objects.filter(kind="activity.attended").exists()


def test_the_typed_code_is_checked(stage: cast.Stage, training: Activity) -> None:
    with pytest.raises(Invalid):
        actions.attendance_confirm(by=stage.desk_clerk, activity=training, way="code", proof="000000")
    code = tokens.short_code(settings.ZONE_KEYS.web, str(training.id), clock.now())
    part = actions.attendance_confirm(by=stage.desk_clerk, activity=training, way="code", proof=code.lower())
    assert part.way == "code"


def test_doors_close(stage: cast.Stage, training: Activity, later: Callable[[timedelta], None]) -> None:
    later(timedelta(hours=3))
    with pytest.raises(Refused):
        _confirm(stage.desk_clerk, training)


def test_the_list_is_ticked_by_the_section_and_a_tick_can_be_taken_back(stage: cast.Stage, training: Activity) -> None:
    seat = stage.desk_clerk.seat.id
    with pytest.raises(Refused):
        actions.attendance_tick(by=stage.desk_clerk, activity=training, seat=seat)
    for _ in range(2):
        actions.attendance_tick(by=stage.secretariat, activity=training, seat=seat)
    for _ in range(2):
        actions.attendance_untick(by=stage.secretariat, activity=training, seat=seat)
    count()
    assert meters.total("activities.attendances", fiscal_year(clock.today())) == 0
    withdrawn = Entry.objects.get(kind="activity.attendance_withdrawn")
    assert withdrawn.corrects == Entry.objects.get(kind="activity.attended").id
    with pytest.raises(Invalid):
        actions.attendance_tick(by=stage.secretariat, activity=training, seat=new_id())
