"""The pages: who sees what, forms sent twice, lists, files, calendar files, and what a page costs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import cast
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions, tokens
from yakusho.office.activities.models import Activity, ActivityFile, Participation, Report
from yakusho.office.activities.tests.conftest import PDF, a_plan, add_minutes, soon
from yakusho.office.activities.tests.test_ical import read, unescaped

pytestmark = pytest.mark.django_db

SQL_MAX = 20


def _path(name: str, activity: Activity, *more: object) -> str:
    return reverse(f"activities:{name}", args=[activity.id, *more])


def _typed(**changes: object) -> dict[str, object]:
    day = clock.in_tokyo(soon(days=1)).date()
    return {
        "once": str(new_id()),
        "category": "training",
        "title": "RPA研修",
        "day": day.isoformat(),
        "begins": "１４：００",
        "ends": "16:00",
        "themes": ["02-3", "03-2"],
        "every": "once",
        **changes,
    }


def _text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_a_form_sent_twice_plans_once(stage: cast.Stage) -> None:
    client, typed = stage.client(stage.secretariat), _typed()
    for _ in range(2):
        assert client.post(reverse("activities:new"), typed).status_code == 302
    activity = Activity.objects.get()
    assert f"{clock.in_tokyo(activity.starts_at):%H:%M}" == "14:00"
    assert activity.ends_at - activity.starts_at == timedelta(hours=2)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": "令和8年2月30日"}, "日と始まりの時刻を選んでください"),
        ({"begins": "25:00"}, "時刻は、14:00 のように"),
        ({"ends": "13:00"}, "始まりより後の終わり"),
        ({"capacity": "たくさん"}, "1から10,000"),
        ({"every": "week", "times": "百"}, "1から53"),
        ({"themes": ["20-3"]}, "20-3: 説明会"),
        ({"category": "party"}, "活動の種類"),
    ],
)
def test_wrong_input_is_told_in_words_and_nothing_typed_is_lost(
    stage: cast.Stage, changes: dict[str, Any], words: str
) -> None:
    response = stage.client(stage.secretariat).post(reverse("activities:new"), _typed(**changes))
    text = response.content.decode()
    assert response.status_code == 422
    assert words in text
    assert "RPA研修" in text
    assert not Activity.objects.exists()


def test_the_day_may_be_typed_the_japanese_way(stage: cast.Stage) -> None:
    day = clock.in_tokyo(soon(days=1)).date()
    typed = _typed(day=f"令和{day.year - 2018}年{day.month}月{day.day}日")
    stage.client(stage.secretariat).post(reverse("activities:new"), typed)
    assert clock.in_tokyo(Activity.objects.get().starts_at).date() == day


def test_an_invitation_stands_in_the_list_of_those_invited(stage: cast.Stage, training: Activity) -> None:
    assert training.title in _text(stage.client(stage.desk_clerk), reverse("activities:mine"))
    assert training.title not in _text(stage.client(stage.clerk_elsewhere), reverse("activities:mine"))
    stage.client(stage.desk_clerk).post(_path("join", training))
    assert "参加する" in _text(stage.client(stage.desk_clerk), reverse("activities:mine"))


def test_another_sections_activity_is_as_if_it_did_not_exist(stage: cast.Stage, training: Activity) -> None:
    client = stage.client(stage.clerk_elsewhere)
    for name in ("activity", "edit", "invite", "screen", "sheet", "questionnaire", "report", "calendar_file", "answer"):
        assert client.get(_path(name, training)).status_code == 404, name
    for name in ("cancel", "restore", "code", "tick", "file_add", "question_remove", "withdraw", "join", "decline"):
        assert client.post(_path(name, training)).status_code == 404, name


def test_an_invited_person_sees_the_page_but_not_who_comes(stage: cast.Stage, training: Activity) -> None:
    actions.activity_join(by=stage.section_head, activity=training)
    text = _text(stage.client(stage.desk_clerk), _path("activity", training))
    assert stage.section_head.name not in text
    assert stage.section_head.name in _text(stage.client(stage.secretariat), _path("activity", training))
    for name in ("edit", "invite", "screen", "sheet", "report"):
        assert stage.client(stage.desk_clerk).get(_path(name, training)).status_code == 404, name


def test_a_scan_leads_through_one_button_to_one_attendance(stage: cast.Stage, training: Activity) -> None:
    screen = _text(stage.client(stage.secretariat), _path("screen", training))
    assert "<svg" in screen
    token = tokens.link_token(settings.ZONE_KEYS.web, str(training.id), clock.now())
    client, link = stage.client(stage.clerk_elsewhere), _path("attend", training, token)
    page = client.get(link)
    for _ in range(2):
        assert client.post(link, {"ticket": page.context["ticket"]}).status_code == 302
    assert Participation.objects.get().seat_id == stage.clerk_elsewhere.seat.id
    assert "出席を記録しました" in _text(client, link)


def test_reading_the_link_records_nothing(stage: cast.Stage, training: Activity) -> None:
    token = tokens.link_token(settings.ZONE_KEYS.web, str(training.id), clock.now())
    _text(stage.client(stage.desk_clerk), _path("attend", training, token))
    assert not Participation.objects.exists()


def test_an_old_link_shows_nothing_of_the_activity(stage: cast.Stage, training: Activity) -> None:
    link = _path("attend", training, "0" * 26)
    client = stage.client(stage.clerk_elsewhere)
    assert training.title not in _text(client, link, 410)
    assert client.post(link, {"ticket": "0" * 26}).status_code == 403


def test_a_stranger_who_scans_is_asked_to_sign_in_and_comes_back(stage: cast.Stage, training: Activity) -> None:
    link = _path("attend", training, "0" * 26)
    response = stage.client().get(link)
    assert response.status_code == 302
    assert "next=" + link in response.headers["Location"]


def test_a_wrong_code_is_told_beside_the_field(stage: cast.Stage, training: Activity) -> None:
    client = stage.client(stage.desk_clerk)
    response = client.post(_path("code", training), {"code": "000000"})
    assert response.status_code == 422
    assert "画面の番号と違います" in response.content.decode()
    code = tokens.short_code(settings.ZONE_KEYS.web, str(training.id), clock.now())
    assert client.post(_path("code", training), {"code": code}).status_code == 302


def test_the_list_is_ticked_and_unticked(stage: cast.Stage, training: Activity) -> None:
    client, seat = stage.client(stage.secretariat), str(stage.desk_clerk.seat.id)
    assert stage.desk_clerk.name in _text(client, _path("sheet", training))
    client.post(_path("tick", training), {"seat": seat})
    assert Participation.objects.get().attended_at is not None
    client.post(_path("tick", training), {"seat": seat, "there": "no"})
    assert Participation.objects.get().attended_at is None


def test_a_person_elsewhere_is_found_by_name_and_invited(stage: cast.Stage, training: Activity) -> None:
    client = stage.client(stage.secretariat)
    assert stage.clerk_elsewhere.name in _text(client, f"{_path('invite', training)}?q=elsewhere")
    posted = {"seats": [str(stage.clerk_elsewhere.seat.id)], "sections": [stage.section], "once": str(new_id())}
    assert client.post(_path("invite", training), posted).status_code == 302
    assert training.title in _text(stage.client(stage.clerk_elsewhere), reverse("activities:mine"))


def test_files_go_in_and_come_out_to_be_saved(stage: cast.Stage, training: Activity) -> None:
    client = stage.client(stage.secretariat)
    upload = {"purpose": "material", "once": str(new_id()), "file": SimpleUploadedFile("資料.pdf", PDF)}
    assert client.post(_path("file_add", training), upload).status_code == 302
    file = ActivityFile.objects.get()
    response = stage.client(stage.desk_clerk).get(_path("file", training, file.id))
    assert response.content == PDF
    assert response.headers["Content-Disposition"].startswith("attachment")
    page = {"purpose": "material", "once": str(new_id()), "file": SimpleUploadedFile("a.pdf", b"<html>")}
    assert client.post(_path("file_add", training), page).status_code == 422
    assert client.post(_path("file_add", training), {"purpose": "material"}).status_code == 422


def test_minutes_are_for_those_who_hold_the_activity(stage: cast.Stage, training: Activity) -> None:
    add_minutes(stage, training)
    path = _path("file", training, ActivityFile.objects.get().id)
    assert stage.client(stage.desk_clerk).get(path).status_code == 404
    assert stage.client(stage.secretariat).get(path).status_code == 200


def test_it_is_reported_corrected_and_withdrawn_on_its_pages(stage: cast.Stage, training: Activity) -> None:
    client, today = stage.client(stage.secretariat), clock.today().isoformat()
    assert client.post(_path("report", training), {"held_on": today}).status_code == 403
    add_minutes(stage, training)
    assert client.post(_path("report", training), {"held_on": "いつか"}).status_code == 422
    assert client.post(_path("report", training), {"held_on": today, "others": "２"}).status_code == 302
    corrected = {"held_on": today, "others": "3", "reason": "数え間違い"}
    assert client.post(_path("report", training), corrected).status_code == 302
    assert list(Report.objects.values_list("others", flat=True)) == [2, 3]
    assert client.post(_path("withdraw", training), {}).status_code == 422
    assert client.post(_path("withdraw", training), {"reason": "別の回"}).status_code == 302
    training.refresh_from_db()
    assert training.state == "planned"


def test_the_certificate_is_for_those_who_were_there_after_the_report(stage: cast.Stage, training: Activity) -> None:
    client = stage.client(stage.desk_clerk)
    actions.attendance_tick(by=stage.secretariat, activity=training, seat=stage.desk_clerk.seat.id)
    _text(client, _path("certificate", training), 404)
    text = actions.ReportText(clock.today())
    actions.report_make(by=stage.secretariat, activity=training, once=new_id(), report=text)
    page = _text(client, _path("certificate", training))
    assert stage.desk_clerk.name in page
    assert str(Participation.objects.get().entry) in page
    _text(stage.client(stage.section_head), _path("certificate", training), 404)


def test_the_questionnaire_shows_counts_from_three_answers_on(stage: cast.Stage, training: Activity) -> None:
    client = stage.client(stage.secretariat)
    asked = {"kind": "one", "text": "役に立ちましたか", "choices": "はい\nいいえ", "once": str(new_id())}
    assert client.post(_path("questionnaire", training), asked).status_code == 302
    question = training.questions.get()
    people = (stage.desk_clerk, stage.section_head, stage.clerk_elsewhere)
    for count, person in enumerate(people, 1):
        actions.attendance_tick(by=stage.secretariat, activity=training, seat=person.seat.id)
        own = stage.client(person)
        assert "役に立ちましたか" in _text(own, _path("answer", training))
        assert own.post(_path("answer", training), {str(question.id): "はい"}).status_code == 302
        assert own.post(_path("answer", training), {str(question.id): "はい"}).status_code == 403
        page = _text(client, _path("questionnaire", training))
        assert ("3人が答えました" in page) == (count == 3)
        assert person.name not in page


def test_a_calendar_file_is_read_back(stage: cast.Stage, training: Activity) -> None:
    text = stage.client(stage.desk_clerk).get(_path("calendar_file", training)).content.decode()
    event = {key: value for key, _, value in read(text)[2][1][1]}
    assert event["UID"].startswith(str(training.id))
    assert unescaped(event["SUMMARY"]) == training.title


def test_a_secret_address_follows_cancellations_and_can_be_ended(stage: cast.Stage, training: Activity) -> None:
    client = stage.client(stage.desk_clerk)
    once = str(new_id())
    address = client.post(reverse("activities:feed"), {"once": once}).context["address"]
    assert client.post(reverse("activities:feed"), {"once": once}).context["address"] == address
    path, stranger = "/" + address.split("/", 3)[3], stage.client()
    events = read(stranger.get(path).content.decode())[2][1:]
    assert [{key: value for key, _, value in each[1]}["STATUS"] for each in events] == ["CONFIRMED"]
    actions.activity_cancel(by=stage.secretariat, activity=training, once=new_id(), reason="大雪, 中止; 延期")
    event = {key: value for key, _, value in read(stranger.get(path).content.decode())[2][1][1]}
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", "1")
    assert "大雪, 中止; 延期" in unescaped(event["DESCRIPTION"])
    newer = client.post(reverse("activities:feed"), {"once": str(new_id())}).context["address"]
    assert stranger.get(path).status_code == 404
    client.post(reverse("activities:feed_revoke"))
    assert stranger.get("/" + newer.split("/", 3)[3]).status_code == 404


def test_lists_are_filtered_searched_paged_and_saved(stage: cast.Stage) -> None:
    client = stage.client(stage.secretariat)
    for number in range(60):
        plan = a_plan(title=f"研修{number:02}", starts_at=soon(days=number + 1), ends_at=soon(days=number + 1, hours=1))
        actions.activities_plan(by=stage.secretariat, once=new_id(), plan=plan)
    actions.activities_plan(by=stage.secretariat, once=new_id(), plan=a_plan(category="drill", themes=("22-2",)))
    first = client.get(reverse("activities:list"))
    rows = [row.title for row in first.context["listing"].rows]
    second = client.get(first.context["listing"].next)
    more = [row.title for row in second.context["listing"].rows]
    assert len(rows) == 50
    assert len(more) == 11
    assert not set(rows) & set(more)
    back = client.get(second.context["listing"].previous)
    assert [row.title for row in back.context["listing"].rows] == rows
    found = client.get(reverse("activities:list"), {"q": "研修07"}).context["listing"].rows
    assert [row.title for row in found] == ["研修07"]
    for query in ({"category": "drill"}, {"theme": "22-2"}):
        assert len(client.get(reverse("activities:list"), query).context["listing"].rows) == 1
    saved = client.get(reverse("activities:export"), {"stage": "coming"}).content.decode()
    assert saved.startswith("\ufeff")
    assert len(saved.splitlines()) == 62


def test_a_title_is_no_formula_in_the_saved_list(stage: cast.Stage) -> None:
    actions.activities_plan(by=stage.secretariat, once=new_id(), plan=a_plan(title="=1+1"))
    assert ",'=1+1," in stage.client(stage.secretariat).get(reverse("activities:export")).content.decode()


def test_what_nobody_can_see_in_a_text_is_left_out(stage: cast.Stage) -> None:
    client = stage.client(stage.secretariat)
    client.post(reverse("activities:new"), _typed(title="研\x00修\x1b", purpose="一行目\r\n二行目\x00"))
    activity = Activity.objects.get()
    assert (activity.title, activity.purpose) == ("研修", "一行目\n二行目")


def test_what_is_open_to_everyone_stands_in_the_list_but_not_in_the_calendar_of_each(stage: cast.Stage) -> None:
    (activity,) = actions.activities_plan(by=stage.secretariat, once=new_id(), plan=a_plan(title="だれでも研修"))
    actions.activity_invite(
        by=stage.secretariat, activity=activity, once=new_id(), sections=[], seats=[], everyone=True
    )
    client = stage.client(stage.clerk_elsewhere)
    assert activity.title in _text(client, reverse("activities:mine"))
    address = client.post(reverse("activities:feed"), {"once": str(new_id())}).context["address"]
    path = "/" + address.split("/", 3)[3]
    assert "だれでも研修" not in _text(client, path)
    client.post(_path("join", activity))
    assert "だれでも研修" in _text(client, path)


@pytest.mark.parametrize("query", ["?month=2026-13", "?month=abc", "?year=0", "?after=x&stage=no&theme=zz", "?q=%00"])
def test_strange_addresses_show_what_there_is(stage: cast.Stage, training: Activity, query: str) -> None:
    client = stage.client(stage.secretariat)
    for name in ("mine", "list", "month", "year", "export"):
        assert client.get(reverse(f"activities:{name}") + query).status_code == 200


def test_the_calendars_show_days_weeks_and_what_indicators_get(stage: cast.Stage, training: Activity) -> None:
    client = stage.client(stage.desk_clerk)
    month, year = _text(client, reverse("activities:month")), client.get(reverse("activities:year"))
    assert training.title in month
    assert "今日" in month
    assert training.title in year.content.decode()
    rows = {row.id: row for row in year.context["view"].themes}
    assert (rows["02-3"].planned, rows["02-3"].reported) == (1, 0)


@pytest.fixture
def assert_cheap(stage: cast.Stage, django_assert_max_num_queries: Any) -> Callable[[str], None]:
    """A page opens, and asks the database no more often than a page may."""
    client = stage.client(stage.secretariat)

    def assert_page(path: str) -> None:
        client.get(path)
        with django_assert_max_num_queries(SQL_MAX, info=path):
            assert client.get(path).status_code == 200, path

    return assert_page


@pytest.mark.parametrize("count", [1, 100])
def test_lists_cost_the_same_at_one_row_and_at_a_hundred(
    stage: cast.Stage, assert_cheap: Callable[[str], None], count: int
) -> None:
    for number in range(count):
        plan = a_plan(title=f"研修{number}", themes=("02-3", "03-2"))
        (activity,) = actions.activities_plan(by=stage.secretariat, once=new_id(), plan=plan)
        seats = [stage.secretariat.seat.id]
        actions.activity_invite(
            by=stage.secretariat, activity=activity, once=new_id(), sections=[], seats=seats, everyone=False
        )
        actions.activity_join(by=stage.secretariat, activity=activity)
    for name in ("mine", "list", "month", "year", "export"):
        assert_cheap(reverse(f"activities:{name}"))


@pytest.mark.parametrize("count", [1, 100])
def test_one_activity_costs_the_same_with_one_person_and_with_a_hundred(
    stage: cast.Stage, training: Activity, assert_cheap: Callable[[str], None], count: int
) -> None:
    for number in range(count):
        user = stage.users[stage.secretariat.user_id].__class__.objects.create_user(f"p{number}", None, f"見本{number}")
        seat = cast.seat_assign(user, section=stage.section, post="clerk", functions=[], since=cast.SINCE)
        actions.attendance_tick(by=stage.secretariat, activity=training, seat=seat.id)
    for name in ("activity", "sheet", "questionnaire", "report", "invite"):
        assert_cheap(_path(name, training))
