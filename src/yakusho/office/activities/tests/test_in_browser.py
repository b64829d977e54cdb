"""The pages in a real browser: accessible, at desk width and on a telephone, with work in every state."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome

from tests import cast
from tests.support.axe import violations
from tests.support.browser import browser
from tests.support.tree import REPOSITORY
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions, tokens
from yakusho.office.activities.models import Activity, Question
from yakusho.office.activities.tests.conftest import a_plan, add_minutes, soon

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = Path(os.environ.get("YAKUSHO_PICTURES", REPOSITORY / "build" / "pictures"))


@pytest.fixture
def activities(stage: cast.Stage, training: Activity) -> Activity:
    """A year of work: coming, cancelled, reported, and a training under way with answers to its questionnaire."""
    by, day = stage.secretariat, 0
    for category, theme, title in (
        ("briefing", "20-3", "地図を使う説明会"),
        ("drill", "22-2", "情報の事故に備える訓練"),
        ("outreach", "15-2", "オンライン申請のお知らせ"),
        ("meeting", "", "庁内の連絡会議"),
    ):
        day += 3
        plan = a_plan(
            category=category,
            title=title,
            themes=(theme,) if theme else (),
            starts_at=soon(days=day),
            ends_at=soon(days=day, hours=2),
            capacity=20,
            purpose="持ち物：職員証\n会場は10分前に開きます。",
        )
        actions.activities_plan(by=by, once=new_id(), plan=plan, every="month", times=3)
    cancelled = Activity.objects.filter(category="drill").order_by("starts_at")[0]
    actions.activity_cancel(by=by, activity=cancelled, once=new_id(), reason="大雪のため、延期します。")
    (reported,) = actions.activities_plan(by=by, once=new_id(), plan=a_plan(title="会議録を作る研修", themes=("03-2",)))
    add_minutes(stage, reported)
    actions.report_make(by=by, activity=reported, once=new_id(), report=actions.ReportText(clock.today(), 12, "好評"))
    _answered(stage, training)
    return training


def _answered(stage: cast.Stage, training: Activity) -> None:
    """Three people attended a training with materials and answered its questionnaire."""
    by = stage.secretariat
    add_minutes(stage, training)
    for kind, text, choices in (("scale", "役に立ちましたか", ""), ("text", "次に知りたいことは", "")):
        actions.question_add(by=by, activity=training, once=new_id(), kind=kind, text=text, choices=choices)
    asked = {question.kind: str(question.id) for question in Question.objects.all()}
    for person, mark in ((stage.desk_clerk, "5"), (stage.section_head, "4"), (stage.clerk_elsewhere, "5")):
        actions.attendance_tick(by=by, activity=training, seat=person.seat.id)
        posted = {asked["scale"]: [mark], asked["text"]: ["表計算の使い方"]}
        actions.answers_give(by=person, activity=training, posted=posted)


def _paths(activity: Activity) -> list[str]:
    token = tokens.link_token(settings.ZONE_KEYS.web, str(activity.id), clock.now())
    general = [reverse(f"activities:{name}") for name in ("mine", "list", "month", "year", "new", "feed")]
    all_stages = [f"{reverse('activities:list')}?stage=all"]
    own = [
        reverse(f"activities:{name}", args=[activity.id])
        for name in ("activity", "edit", "invite", "screen", "sheet", "questionnaire", "answer", "report")
    ]
    return [*general, *all_stages, *own, reverse("activities:attend", args=[activity.id, token])]


def _look(driver: Chrome, live_server: LiveServer, path: str, width: int) -> list[str]:
    driver.get(f"{live_server.url}{path}")
    assert driver.current_url == f"{live_server.url}{path}"
    PICTURES.mkdir(parents=True, exist_ok=True)
    name = "-".join(part for part in path.partition("?")[0].split("/") if part and len(part) < 26)
    driver.save_screenshot(str(PICTURES / f"{name}-{width}.png"))
    wide = driver.execute_script("return document.documentElement.scrollWidth")
    faults = [f"{path}: {fault}" for fault in violations(driver)]
    return faults + ([f"{path}: {wide} px wide in a window of {width}"] if wide > width else [])


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.long), 360])
def test_pages_are_accessible_and_fit(
    stage: cast.Stage, live_server: LiveServer, activities: Activity, width: int
) -> None:
    cookie = stage.client(stage.secretariat).cookies[settings.SESSION_COOKIE_NAME].value
    with browser(width=width, height=900) as driver:
        driver.get(f"{live_server.url}/healthz")
        driver.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": cookie, "path": "/"})
        faults = [fault for path in _paths(activities) for fault in _look(driver, live_server, path, width)]
    assert not faults, "\n".join(faults)
