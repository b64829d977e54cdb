"""The inbox and the case page, as the cast sees them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast
from yakusho.desk.access.models import Access
from yakusho.desk.cases.models import Case
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id

PAGE_SQL_MAX = 20

ACTIONS = ("take", "note", "ask", "read", "code", "return", "approve", "reject")


def _sql(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def _many(stage: cast.Stage, count: int) -> Case:
    case = stage.case()
    copies = []
    for step in range(1, count):
        copy = Case.objects.get(id=case.id)
        copy.id, copy.subject, copy.number = new_id(), f"s{step}", f"K-{step:05d}-00000"
        copy.due_on += timedelta(days=step % 30)
        copy.received_at += timedelta(minutes=step)
        copies.append(copy)
    Case.objects.bulk_create(copies)
    return case


def test_an_empty_inbox_says_how_applications_come_here(stage: cast.Stage) -> None:
    page = stage.client(stage.desk_clerk).get("/inbox/").content.decode()
    assert "公開すると" in page or "arrive here by themselves" in page


def test_the_clerk_finds_the_case_by_its_number_as_typed(stage: cast.Stage) -> None:
    case = stage.case()
    found = stage.client(stage.desk_clerk).get("/inbox/", {"q": f" {case.number.replace('-', '').lower()} "})
    assert found.url == reverse("cases:case", args=[case.id])


def test_the_inbox_names_no_applicant(stage: cast.Stage) -> None:
    name = "見本 マスク太郎"
    stage.case(answers={**stage.answers(), "name": name})
    client = stage.client(stage.desk_clerk)
    for url in ("/inbox/", "/inbox/export.csv"):
        assert name not in client.get(url).content.decode()


def test_the_case_page_shows_the_answers_and_writes_down_who_looked(stage: cast.Stage) -> None:
    name = "見本 閲覧子"
    case = stage.case(answers={**stage.answers(), "name": name})
    page = stage.client(stage.desk_clerk).get(reverse("cases:case", args=[case.id]))
    assert name in page.content.decode()
    look = Access.objects.get()
    assert (look.case, look.seat, look.purpose) == (case.id, stage.desk_clerk.seat.id, "handling")


def test_a_file_is_named_where_it_was_asked_for(stage: cast.Stage) -> None:
    answers = {**stage.answers(), "acting": "agent"}
    asked = stage.compiled.visible(answers, clock.today()).items
    item = next(each.id for each in stage.compiled.file_items() if each.id in asked)
    case = stage.case(answers=answers, files=(cast.attachment().model_copy(update={"item": item}),))
    view = stage.client(stage.desk_clerk).get(reverse("cases:case", args=[case.id])).context["view"]
    assert [row.shown for page in view.pages for row in page.rows if row.path == item] == ["mihon.pdf"]


def test_an_export_counts_as_a_look_at_each_case(stage: cast.Stage) -> None:
    stage.case()
    stage.case(cast.OTHER_RESIDENT)
    response = stage.client(stage.section_head).get("/inbox/export.csv")
    assert response.content.startswith("\ufeff".encode())
    assert response.content.count(b"\r\n") == 3
    assert Access.objects.filter(purpose="export").count() == 2


def test_only_those_who_review_see_who_looked(stage: cast.Stage) -> None:
    url = reverse("cases:case", args=[stage.case().id])
    shown = [stage.client(each).get(url).context["view"].seen for each in (stage.desk_clerk, stage.section_head)]
    assert shown[0] is None
    assert shown[1][0].who.endswith("見本 head")


def test_another_section_cannot_tell_a_case_from_none(stage: cast.Stage) -> None:
    case, nowhere = stage.case(), new_id()
    client = stage.client(stage.clerk_elsewhere)
    for id in (case.id, nowhere):
        assert client.get(reverse("cases:case", args=[id])).status_code == 404
        for action in ACTIONS:
            assert client.post(reverse(f"cases:{action}", args=[id]), {"reason": "x"}).status_code == 404
    page = client.get("/inbox/", {"q": case.number})
    assert page.status_code == 200
    assert not page.context["inbox"].rows
    assert not Access.objects.exists()


def test_a_clerk_sees_no_button_that_would_be_refused(stage: cast.Stage) -> None:
    url = reverse("cases:case", args=[stage.case().id])
    kinds = [
        [each.kind for each in stage.client(staff).get(url).context["forms"]["actions"]]
        for staff in (stage.desk_clerk, stage.section_head)
    ]
    assert kinds == [["take", "ask", "return"], ["take", "ask", "return", "approve", "reject"]]


def test_deciding_over_the_page_and_pressing_back_and_again(stage: cast.Stage) -> None:
    case = stage.case()
    client, url = stage.client(stage.section_head), reverse("cases:approve", args=[case.id])
    once = client.get(reverse("cases:case", args=[case.id])).context["view"].once
    for _ in range(2):
        response = client.post(url, {"once": once, "revision": "1", "message": ""}, follow=True)
        assert response.context["view"].case.state == "approved"
    form = {"once": once, "revision": "1", "reason": "理由"}
    refused = client.post(reverse("cases:reject", args=[case.id]), form)
    assert refused.status_code == 403
    case.refresh_from_db()
    assert (case.state, case.replies) == ("approved", 2)


def test_wrong_input_shows_the_form_again_with_what_was_typed(stage: cast.Stage) -> None:
    case = stage.case()
    client = stage.client(stage.desk_clerk)
    data = {"text": "ここを直してください。", "due_on": "2000-01-01", "fix-name": "戸籍のとおりに"}
    page = client.post(reverse("cases:return", args=[case.id]), data)
    assert page.status_code == 422
    text = page.content.decode()
    assert "ここを直してください。" in text
    assert "戸籍のとおりに" in text
    assert Case.objects.get().state == "new"


def test_a_return_over_the_page_names_the_items(stage: cast.Stage) -> None:
    case = stage.case()
    day = (clock.today() + timedelta(days=9)).isoformat()
    data = {"text": "直してください。", "due_on": day, "revision": "1", "fix-name": "戸籍のとおりに", "fix-email": " "}
    page = stage.client(stage.desk_clerk).post(reverse("cases:return", args=[case.id]), data, follow=True)
    assert page.context["view"].case.state == "returned"
    assert "戸籍のとおりに" in page.content.decode()


@pytest.mark.parametrize(
    ("action", "typed"),
    [
        ("approve", {"message": "おめでとうございます。"}),
        ("reject", {"reason": "要綱3条に当たりません。"}),
        ("return", {"text": "もう一度直してください。", "due_on": "2099-01-01", "fix-name": "戸籍のとおりに"}),
    ],
)
def test_nobody_decides_on_a_page_from_before_the_correction_and_nothing_typed_is_lost(
    stage: cast.Stage, action: str, typed: dict[str, str]
) -> None:
    case = stage.case()
    client, page = stage.client(stage.section_head), reverse("cases:case", args=[case.id])
    shown = client.get(page).context["view"].case.revision
    cast.take(cast.correction(stage.compiled, case, {**stage.answers(), "name": "見本 後"}))
    typed = {**typed, "due_on": (clock.today() + timedelta(days=9)).isoformat()} if "due_on" in typed else typed
    url = reverse(f"cases:{action}", args=[case.id])
    answer = client.post(url, {**typed, "revision": shown})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "この画面を開いたあとに" in text
    assert "見本 後" in text
    assert all(each in text for each in typed.values())
    assert Case.objects.get().state == "new"
    assert client.post(url, {**typed, "revision": answer.context["view"].case.revision}).status_code == 302
    assert Case.objects.get().state in ("approved", "rejected", "returned")


def test_a_form_that_does_not_say_what_was_shown_decides_nothing(stage: cast.Stage) -> None:
    case = stage.case()
    client = stage.client(stage.section_head)
    for revision in ("", "x", "-1", "9" * 40):
        answer = client.post(reverse("cases:approve", args=[case.id]), {"revision": revision})
        assert answer.status_code == 409
    assert Case.objects.get().state == "new"


def test_a_correction_shows_what_it_changed(stage: cast.Stage) -> None:
    case = stage.case(answers={**stage.answers(), "name": "見本 前"})
    Case.objects.filter(id=case.id).update(state="returned", stage="open", returned_on=clock.today())
    cast.take(cast.correction(stage.compiled, case, {**stage.answers(), "name": "見本 後"}))
    view = stage.client(stage.desk_clerk).get(reverse("cases:case", args=[case.id])).context["view"]
    changed = [(row.shown, row.before) for page in view.pages for row in page.rows if row.before is not None]
    assert changed == [("見本 後", "見本 前")]


def test_a_clerk_sees_who_reads_easy_japanese(stage: cast.Stage) -> None:
    client, case = stage.client(stage.desk_clerk), stage.case(language="ja-easy")
    assert "<dd>やさしい日本語</dd>" in client.get(reverse("cases:case", args=[case.id])).content.decode()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_ask_as_few_queries_for_many_rows_as_for_one(stage: cast.Stage, language: str, settings) -> None:
    case = _many(stage, 1)
    client = stage.client(stage.section_head)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = reverse("cases:case", args=[case.id])
    one = (_sql(client, "/inbox/"), _sql(client, page))
    Case.objects.all().delete()
    case = _many(stage, 100)
    page = reverse("cases:case", args=[case.id])
    assert max(one) <= PAGE_SQL_MAX
    assert (_sql(client, "/inbox/"), _sql(client, page)) <= one


@pytest.mark.parametrize("order", ["due", "newest", "oldest", "number"])
def test_turning_pages_shows_every_case_once_and_leads_back(stage: cast.Stage, order: str) -> None:
    _many(stage, 120)
    client, url, pages = stage.client(stage.desk_clerk), f"/inbox/?order={order}", []
    while url:
        inbox = client.get(url).context["inbox"]
        pages.append([row.number for row in inbox.rows])
        back, url = inbox.previous, inbox.next
    numbers = [number for page in pages for number in page]
    assert len(numbers) == len(set(numbers)) == 120
    assert [row.number for row in client.get(back).context["inbox"].rows] == pages[1]


@pytest.mark.sqlite  # the plan of a small table is PostgreSQL's own choice
@pytest.mark.parametrize("order", ["due", "newest", "oldest", "number"])
@pytest.mark.parametrize("stage_name", ["all", "new"])
def test_each_order_reads_its_index_and_sorts_nothing(stage: cast.Stage, order: str, stage_name: str) -> None:
    case = _many(stage, 60)
    client = stage.client(stage.desk_clerk)
    with CaptureQueriesContext(connection) as queries:
        client.get("/inbox/", {"order": order, "stage": stage_name, "after": str(case.id)})
    listing = next(each["sql"] for each in queries if "LIMIT 51" in each["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {listing}")
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "USING INDEX" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"stage": "new"}, 2),
        ({"stage": "decided"}, 0),
        ({"state": "taken"}, 0),
        ({"whose": "mine"}, 0),
        ({"whose": "nobody"}, 2),
        ({"due": "over"}, 1),
        ({"channel": "post"}, 0),
        ({"procedure": "unknown"}, 0),
        ({"order": "nonsense", "after": "nonsense"}, 2),
    ],
)
def test_filters_narrow_the_list(stage: cast.Stage, filters: dict[str, str], found: int) -> None:
    late = stage.case()
    stage.case(cast.OTHER_RESIDENT)
    Case.objects.filter(id=late.id).update(due_on=clock.today() - timedelta(days=1))
    assert len(stage.client(stage.desk_clerk).get("/inbox/", filters).context["inbox"].rows) == found
