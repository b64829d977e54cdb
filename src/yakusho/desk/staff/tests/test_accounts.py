"""The administration opens accounts and gives seats; everything is told to the journal, without names."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests import cast
from yakusho.desk.staff import accounts
from yakusho.desk.staff.models import Seat
from yakusho.desk.staff.start import first_administrator, sample_staff
from yakusho.journal.models import Entry
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid, Refused


def _give(stage: cast.Stage, user, **changes) -> Seat:
    given = {
        "by": stage.operations,
        "user": user,
        "section": stage.section,
        "post": "clerk",
        "functions": ["applications.view"],
        "since": None,
        "until": None,
    }
    return accounts.seat_open(**{**given, **changes})


def test_a_new_colleague_gets_an_account_and_a_seat_and_sees_the_inbox(stage: cast.Stage) -> None:
    client = stage.client(stage.operations)
    page = client.post(reverse("account_open"), {"name": "見本 新人"})
    opened, password = page.context["opened"], page.context["password"]
    assert "新人" not in opened.username
    colleague = Client()
    assert colleague.post(reverse("account_login"), {"login": opened.username, "password": password}).url == "/"
    assert colleague.get("/inbox/").status_code == 403
    client.post(
        reverse("seat_open"),
        {"user": opened.pk, "section": stage.section, "post": "clerk", "functions": ["applications.view"]},
    )
    assert colleague.get("/inbox/").status_code == 200
    assert client.get(reverse("account_list")).status_code == 200


def test_the_journal_knows_the_seat_and_not_the_person(stage: cast.Stage) -> None:
    user, _ = accounts.account_open(by=stage.operations, name="見本 新人")
    seat = _give(stage, user)
    entry = Entry.objects.get(kind="seat.opened")
    assert (entry.subject, entry.actor, entry.section) == (str(seat.id), stage.operations.actor, stage.section)
    assert entry.body["functions"] == ["applications.view"]
    assert user.username not in str(entry.body)


@pytest.mark.parametrize(
    "wrong",
    [
        {"section": "nowhere"},
        {"post": "emperor"},
        {"functions": []},
        {"functions": ["everything"]},
        {"until": clock.today() - timedelta(days=1)},
    ],
)
def test_a_seat_that_cannot_be_is_refused_with_its_field(stage: cast.Stage, wrong: dict) -> None:
    user, _ = accounts.account_open(by=stage.operations, name="見本 新人")
    with pytest.raises(Invalid) as invalid:
        _give(stage, user, **wrong)
    assert invalid.value.errors[0].path == next(iter(wrong))
    assert not Entry.objects.filter(kind="seat.opened").exists()


def test_nobody_raises_their_own_rights_or_ends_their_own_seat(stage: cast.Stage) -> None:
    with pytest.raises(Refused):
        _give(stage, stage.users[stage.operations.user_id])
    with pytest.raises(Refused):
        accounts.seat_close(by=stage.operations, seat_id=stage.operations.seat.id)


def test_an_ended_seat_opens_nothing_and_ends_once(stage: cast.Stage) -> None:
    client = stage.client(stage.desk_clerk)
    assert client.get("/inbox/").status_code == 200
    for _ in range(2):
        stage.client(stage.operations).post(reverse("seat_close", args=[stage.desk_clerk.seat.id]))
    assert client.get("/inbox/").status_code == 403
    assert Entry.objects.filter(kind="seat.closed").count() == 1


def test_a_seat_given_and_ended_on_one_day_has_no_rights_left(stage: cast.Stage) -> None:
    user, _ = accounts.account_open(by=stage.operations, name="見本 新人")
    seat = _give(stage, user)
    accounts.seat_close(by=stage.operations, seat_id=seat.id)
    client = Client()
    client.force_login(user)
    assert client.get("/inbox/").status_code == 403


def test_a_clerk_manages_nobody(stage: cast.Stage) -> None:
    with pytest.raises(Refused):
        accounts.account_open(by=stage.section_head, name="x")
    assert stage.client(stage.section_head).get(reverse("account_list")).status_code == 403


def test_a_real_home_begins_with_one_administrator(stage: cast.Stage, settings, tmp_path) -> None:
    settings.SAMPLE_HOME, settings.ZONE_FOLDER = False, tmp_path
    Seat.objects.all().delete()
    get_user_model().objects.all().delete()
    for _ in range(2):
        first_administrator()
    file = tmp_path / "first-account.txt"
    assert file.stat().st_mode & 0o077 == 0
    user = get_user_model().objects.get()
    said = dict(line.split(": ") for line in file.read_text().splitlines())
    assert user.username == said["user"]
    assert user.check_password(said["password"])
    assert user.seats.get().functions == ["operations.problems", "staff.manage"]


def test_a_real_home_has_no_sample_accounts_and_does_not_claim_any_at_set_up(db, settings) -> None:
    settings.SAMPLE_HOME = False
    sample_staff()
    assert not get_user_model().objects.exists()
    for action, home in ((sample_staff, "sample"), (first_administrator, "real")):
        assert action.__doc__.splitlines()[0].endswith(f"if this is a {home} home.")


def test_expired_sessions_are_forgotten(db) -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=clock.now() - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=clock.now() + timedelta(days=1))
    assert accounts.sessions_clear() == 1
    assert Session.objects.get().session_key == "new"
