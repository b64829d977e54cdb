"""Who may do what: function × section × procedure, seats with dates, sections that end."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import cast
from yakusho.desk.staff.actions import seat_assign
from yakusho.desk.staff.models import Seat, Section, Succession
from yakusho.desk.staff.permissions import may, permit
from yakusho.desk.staff.queries import section_name, sections, staff_in_seat, successors_of
from yakusho.kernel import clock
from yakusho.kernel.errors import Refused


def test_a_function_ends_at_the_section(stage: cast.Stage) -> None:
    assert may(stage.desk_clerk, "applications.handle", section=stage.section)
    assert not may(stage.desk_clerk, "applications.handle", section=stage.elsewhere)
    assert not may(stage.desk_clerk, "applications.decide", section=stage.section)


def test_some_functions_act_for_the_whole_ward(stage: cast.Stage) -> None:
    assert may(stage.secretariat, "procedures.publish", section=stage.elsewhere)


def test_a_seat_for_some_procedures_acts_for_those_only(stage: cast.Stage) -> None:
    Seat.objects.filter(id=stage.desk_clerk.seat.id).update(procedures=["another"])
    clerk = staff_in_seat(stage.desk_clerk.seat.id)
    case = stage.case()
    assert not may(clerk, "applications.view", section=stage.section, procedure=case.procedure)
    client = stage.client(stage.desk_clerk)
    assert client.get(reverse("cases:case", args=[case.id])).status_code == 404
    assert not client.get("/inbox/").context["inbox"].rows


def test_a_refusal_has_a_sentence(stage: cast.Stage) -> None:
    with pytest.raises(Refused) as refused:
        permit(stage.clerk_elsewhere, "applications.handle", section=stage.section)
    assert refused.value.sentence


def test_an_unknown_function_is_a_bug(stage: cast.Stage) -> None:
    with pytest.raises(KeyError):
        may(stage.desk_clerk, "applications.everything")


def test_a_seat_counts_on_its_days_only(stage: cast.Stage) -> None:
    yesterday = clock.today() - timedelta(days=1)
    Seat.objects.filter(id=stage.desk_clerk.seat.id).update(valid_until=yesterday)
    assert stage.client(stage.desk_clerk).get("/inbox/").status_code == 403


def test_somebody_with_two_posts_chooses_the_one_to_act_in(stage: cast.Stage) -> None:
    user = stage.users[stage.desk_clerk.user_id]
    second = seat_assign(user, section=stage.elsewhere, post="clerk", functions=cast.CLERK, since=cast.SINCE)
    stage.case()
    client = stage.client(stage.desk_clerk)
    assert len(client.get("/inbox/").context["inbox"].rows) == 1
    client.post(reverse("choose_seat"), {"seat": str(second.id)})
    assert not client.get("/inbox/").context["inbox"].rows
    assert client.get(reverse("choose_seat")).status_code == 200


def test_a_seat_of_somebody_else_cannot_be_chosen(stage: cast.Stage) -> None:
    client = stage.client(stage.clerk_elsewhere)
    client.post(reverse("choose_seat"), {"seat": str(stage.section_head.seat.id)})
    stage.case()
    assert not client.get("/inbox/").context["inbox"].rows


def test_the_successor_works_on_the_cases_of_an_ended_section(stage: cast.Stage) -> None:
    case, today = stage.case(), clock.today()
    client = stage.client(stage.clerk_elsewhere)
    Section.objects.filter(code=stage.section).update(valid_until=today - timedelta(days=1))
    Succession.objects.create(section_id=stage.section, successor_id=stage.elsewhere, since=today)
    assert client.get(reverse("cases:case", args=[case.id])).status_code == 200
    assert [row.number for row in client.get("/inbox/").context["inbox"].rows] == [case.number]
    assert successors_of(stage.section) == [stage.elsewhere]


def test_a_temporary_section_of_the_ward_has_ended_and_is_still_named(stage: cast.Stage) -> None:
    ended = Section.objects.exclude(valid_until=None).get()
    assert ended.code not in {each.code for each in sections()}
    assert ended.code in {each.code for each in sections(ended.valid_until)}
    assert section_name(ended.code) == ended.name_ja
    assert successors_of(ended.code) != [ended.code]
