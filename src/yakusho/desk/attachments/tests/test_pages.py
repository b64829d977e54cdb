"""Attachments on the case page: said in words, opened as copies only, each look written down."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast
from yakusho.desk.access.models import Access
from yakusho.desk.attachments import sandbox
from yakusho.desk.attachments.models import Attachment
from yakusho.desk.attachments.tests import corpus
from yakusho.desk.attachments.tests.conftest import KILLED, Put, sealed_file, work
from yakusho.desk.cases.models import Case
from yakusho.journal.models import Entry
from yakusho.journal.problems import open_problems
from yakusho.kernel.ids import new_id


def _urls(row: Attachment) -> list[str]:
    return [reverse(f"attachments:{name}", args=[row.case_id, row.id]) for name in ("open", "save", "again")]


def _page(stage: cast.Stage, row: Attachment, staff: str = "desk_clerk") -> str:
    client = stage.client(getattr(stage, staff))
    text: str = client.get(reverse("cases:case", args=[row.case_id])).content.decode()
    return text


def test_a_clean_copy_opens_in_the_browser_and_may_do_nothing_there(stage: cast.Stage, put: Put, isolated) -> None:
    row = put(corpus.pdf(), name="見本.PDF")
    assert "無害化を待っています" in _page(stage, row)
    work()
    row.refresh_from_db()
    page = _page(stage, row)
    assert "無害化済み" in page
    assert row.original_sha256 in page
    open_, save, _ = _urls(row)
    assert f'href="{open_}"' in page
    response = stage.client(stage.desk_clerk).get(open_)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''%E8%A6%8B%E6%9C%AC.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cache-Control"] == "private, no-store"
    content = b"".join(response.streaming_content)
    assert content.startswith(b"%PDF-")
    assert len(content) == row.size_bytes == int(response["Content-Length"])
    assert stage.client(stage.desk_clerk).get(save)["Content-Disposition"].startswith("attachment")


def test_each_look_at_a_copy_is_written_down_with_its_purpose(stage: cast.Stage, put: Put, isolated) -> None:
    row = put(corpus.picture("PNG"), "image/png", "a.png")
    work()
    for url in _urls(row)[:2]:
        stage.client(stage.desk_clerk).get(url)
    looks = Access.objects.order_by("at").values_list("case", "seat", "purpose")
    seat = stage.desk_clerk.seat.id
    assert list(looks) == [(row.case_id, seat, "attachment"), (row.case_id, seat, "attachment_saved")]
    assert "添付を見るため" in _page(stage, row, "section_head")


def test_strangers_and_other_sections_find_nothing(stage: cast.Stage, put: Put, isolated) -> None:
    row = put(corpus.pdf())
    work()
    foreign = stage.case(cast.OTHER_RESIDENT)
    open_, save, again = _urls(row)
    for client, status in ((stage.client(), 302), (stage.client(stage.clerk_elsewhere), 404)):
        assert [client.get(url).status_code for url in (open_, save)] == [status] * 2
        assert client.post(again).status_code == status
    client = stage.client(stage.desk_clerk)
    for case, id in ((foreign.id, row.id), (row.case_id, new_id())):
        assert client.get(reverse("attachments:open", args=[case, id])).status_code == 404
    assert not Access.objects.exists()


def test_what_is_suspicious_can_not_be_opened_and_says_why(stage: cast.Stage, put: Put, isolated) -> None:
    row = put(corpus.locked_pdf())
    work()
    page = _page(stage, row)
    open_, save, again = _urls(row)
    assert "パスワード" in page
    assert not [url for url in (open_, save, again) if url in page]
    refused = stage.client(stage.section_head).get(open_)
    assert refused.status_code == 403
    assert "パスワード" in refused.content.decode()
    stage.client(stage.section_head).post(again)
    row.refresh_from_db()
    assert row.state == "suspicious"
    assert not Access.objects.filter(purpose="attachment").exists()


def test_before_its_check_a_file_can_not_be_opened(stage: cast.Stage, put: Put) -> None:
    row = put(corpus.pdf())
    assert stage.client(stage.desk_clerk).get(_urls(row)[0]).status_code == 403


def test_a_person_may_ask_for_another_try_once_the_tries_are_used_up(
    stage: cast.Stage, put: Put, isolated, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, again = put(corpus.pdf()), ""
    whole = sandbox.command
    monkeypatch.setattr(sandbox, "command", KILLED)
    for _ in range(3):
        work()
        Attachment.objects.update(due_at=row.due_at)
    again = _urls(row)[2]
    assert again in _page(stage, row)
    assert [each.what for each in open_problems()] == ["attachment_failed"]
    client = stage.client(stage.desk_clerk)
    for _ in range(2):
        assert client.post(again, follow=True).status_code == 200
    assert Entry.objects.filter(kind="attachment.retried").count() == 1
    assert not open_problems()
    monkeypatch.setattr(sandbox, "command", whole)
    work()
    row.refresh_from_db()
    assert row.state == "clean"


@pytest.mark.parametrize("sample", [False, True])
def test_without_isolation_only_a_sample_home_opens_a_copy(
    stage: cast.Stage, put: Put, not_isolated, settings, sample: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yakusho.desk.staff.guards._has_second_factor", lambda request: True)
    row = put(corpus.pdf())
    settings.SAMPLE_HOME = sample
    work()
    page = _page(stage, row)
    assert "隔離する場所がありません" in page
    assert (_urls(row)[0] in page) is sample
    assert stage.client(stage.desk_clerk).get(_urls(row)[0]).status_code == (200 if sample else 403)


def test_files_that_a_correction_replaced_stay_in_reach(stage: cast.Stage, isolated) -> None:
    first = sealed_file(corpus.pdf(), "application/pdf", "first.pdf")
    second = sealed_file(corpus.pdf(2), "application/pdf", "second.pdf")
    case = stage.case(files=(first,))
    Case.objects.filter(id=case.id).update(state="returned", stage="open", returned_on=case.received_at.date())
    case.refresh_from_db()
    cast.take(cast.correction(stage.compiled, case, stage.answers(), files=(second,)))
    page = stage.client(stage.desk_clerk).get(reverse("cases:case", args=[case.id])).content.decode()
    assert page.index("second.pdf") < page.index("補正で差し替えられたファイル 1件") < page.index("first.pdf")


def test_the_case_page_asks_once_for_all_attachments(stage: cast.Stage) -> None:
    counts = []
    for number in (1, 5):
        files = tuple(sealed_file(b"%d" % each, "application/pdf", f"{each}.pdf") for each in range(number))
        case = stage.case(files=files)
        client = stage.client(stage.section_head)
        client.get(reverse("cases:case", args=[case.id]))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("cases:case", args=[case.id]))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len([each for each in queries if "attachments_attachment" in each["sql"]]) == 1


def test_a_case_without_files_says_so(stage: cast.Stage) -> None:
    case = stage.case()
    page = stage.client(stage.desk_clerk).get(reverse("cases:case", args=[case.id])).content.decode()
    assert "添付はありません" in page
