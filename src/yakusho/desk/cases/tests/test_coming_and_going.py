"""After the application: questions and answers, documents that come later, a withdrawal."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast
from yakusho.desk.access.models import Access
from yakusho.desk.cases import actions
from yakusho.desk.cases.content import open_content
from yakusho.desk.cases.models import Case, CaseEvent
from yakusho.desk.cases.receive import Mismatch, OutOfOrder
from yakusho.journal.models import Entry, Outgoing, Parked
from yakusho.journal.receive import take, take_again
from yakusho.kernel import clock
from yakusho.kernel.errors import Refused
from yakusho.kernel.ids import new_id
from yakusho.messages.sealing import CannotOpen, lookup_id, open_reply, reply_key, seal_part
from yakusho.messages.submissions import Acting, Reply

FOLLOW_UP_SQL_MAX = 12
CODE = re.compile(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}")


def _replies(case: Case, code: str = cast.RESIDENT.code) -> list[Reply]:
    sent = Outgoing.objects.filter(kind="reply.sent", subject=case.subject)
    rows = sorted(sent, key=lambda each: each.payload["sequence"])
    return [open_reply(each.payload["sealed"], reply_key(code)) for each in rows]


def _page(stage: cast.Stage, case: Case) -> str:
    return stage.client(stage.section_head).get(reverse("cases:case", args=[case.id])).content.decode()


def _ask(stage: cast.Stage, case: Case, text: str = "同居の人はいますか。") -> str:
    actions.case_ask(by=stage.desk_clerk, case=case, once=new_id(), text=text)
    case.refresh_from_db()
    return _replies(case)[-1].question


def test_a_question_goes_to_the_applicant_and_the_case_goes_on(stage: cast.Stage) -> None:
    case = stage.case()
    question = _ask(stage, case)
    asked = _replies(case)[-1]
    assert (asked.kind, asked.text, asked.question) == ("question", "同居の人はいますか。", question)
    assert (case.state, case.talk) == ("new", "asked")
    assert Entry.objects.get(kind="case.asked").content_hash
    assert "同居の人はいますか。" in _page(stage, case)


def test_the_answer_shows_on_the_case_page_and_marks_the_inbox_until_somebody_looked(stage: cast.Stage) -> None:
    case = stage.case()
    message = cast.follow_up(case, text="母がいます。", question=_ask(stage, case))
    cast.take(message)
    cast.take(message)
    case.refresh_from_db()
    assert (case.talk, CaseEvent.objects.filter(case=case, kind="answered").count()) == ("news", 1)
    assert _replies(case)[-1].kind == "added"
    assert "母がいます。" in _page(stage, case)
    client = stage.client(stage.desk_clerk)
    assert client.get("/inbox/").context["inbox"].rows[0].talk
    client.post(reverse("cases:read", args=[case.id]))
    assert client.get("/inbox/").context["inbox"].rows[0].talk is None


def test_nobody_decides_before_they_saw_what_was_added(stage: cast.Stage) -> None:
    case = stage.case()
    client, url = stage.client(stage.section_head), reverse("cases:approve", args=[case.id])
    once = client.get(reverse("cases:case", args=[case.id])).context["view"].once
    cast.take(cast.follow_up(case, text="やはり追加します。"))
    form = {"once": once, "revision": "1", "came": "0", "message": "よいです。"}
    response = client.post(url, form)
    assert response.status_code == 409
    assert "やはり追加します。" in response.content.decode()
    assert "よいです。" in response.content.decode()
    case.refresh_from_db()
    assert case.state == "new"


def test_files_that_come_later_are_held_and_acknowledged(stage: cast.Stage) -> None:
    case, file = stage.case(), cast.attachment("ato.pdf")
    message = cast.follow_up(case, files=(file,))
    cast.take(message)
    case.refresh_from_db()
    assert [each.name for each in open_content(case).later_files()] == ["ato.pdf"]
    assert Entry.objects.get(kind="case.added").body["files"] == 1
    acknowledged = Outgoing.objects.filter(kind="submission.acknowledged").last()
    assert acknowledged.payload == {"entry": str(message.id), "blobs": [message.body["sealed"], file.blob]}


def test_what_is_added_after_the_decision_is_kept_and_changes_nothing(stage: cast.Stage) -> None:
    case = stage.case()
    actions.case_approve(by=stage.section_head, case=case, once=new_id())
    case.refresh_from_db()
    cast.take(cast.follow_up(case, text="遅れました。"))
    case.refresh_from_db()
    assert (case.state, case.talk, case.replies) == ("approved", "", 2)
    assert CaseEvent.objects.filter(case=case, kind="added_late").exists()


def test_a_withdrawal_ends_the_case_and_tells_both_sides(stage: cast.Stage) -> None:
    case = stage.case()
    message = cast.follow_up(case, "withdrawn", text="引っ越すことになりました。")
    cast.take(message)
    cast.take(message)
    case.refresh_from_db()
    assert (case.state, case.stage, case.talk) == ("withdrawn", "new", "news")
    assert [each.kind for each in _replies(case)] == ["received", "withdrawn"]
    assert Outgoing.objects.filter(kind="reply.sent").last().payload["final"] is True
    assert Entry.objects.filter(kind="case.withdrawn").count() == 1
    page = _page(stage, case)
    assert "引っ越すことになりました。" in page
    assert "取り下げ" in page
    with pytest.raises(Refused):
        actions.case_approve(by=stage.section_head, case=case, once=new_id())
    with pytest.raises(Refused):
        actions.case_ask(by=stage.desk_clerk, case=case, once=new_id(), text="なぜですか。")
    client = stage.client(stage.desk_clerk)
    assert [row.number for row in client.get("/inbox/").context["inbox"].rows] == [case.number]
    client.post(reverse("cases:read", args=[case.id]))
    case.refresh_from_db()
    assert (case.stage, case.talk) == ("decided", "")


def test_a_withdrawal_after_the_decision_leaves_the_decision(stage: cast.Stage) -> None:
    case = stage.case()
    actions.case_reject(by=stage.section_head, case=case, once=new_id(), reason="対象外です。")
    case.refresh_from_db()
    cast.take(cast.follow_up(case, "withdrawn"))
    case.refresh_from_db()
    assert case.state == "rejected"
    assert _replies(case)[-1].kind == "not_withdrawn"
    assert Entry.objects.filter(kind="case.withdrawal_late").exists()


def test_a_correction_after_a_withdrawal_is_kept_as_evidence(stage: cast.Stage) -> None:
    case = stage.case()
    cast.take(cast.follow_up(case, "withdrawn"))
    case.refresh_from_db()
    cast.take(cast.correction(stage.compiled, case, stage.answers()))
    case.refresh_from_db()
    assert (case.state, len(open_content(case).late)) == ("withdrawn", 1)


@pytest.mark.parametrize("wrong", ["sequence", "person", "subject", "kind", "file"])
def test_what_does_not_belong_to_the_case_is_refused(stage: cast.Stage, wrong: str) -> None:
    case = stage.case()
    if wrong == "sequence":
        message = cast.follow_up(case, text="2番め", sequence=2)
    elif wrong == "person":
        message = cast.follow_up(case, "added", cast.OTHER_RESIDENT, text="他人")
    elif wrong == "subject":
        message = replace(cast.follow_up(case, text="x"), subject=str(new_id()))
    elif wrong == "kind":
        message = replace(cast.follow_up(case, text="x"), kind="application.withdrawn")
    else:
        message = cast.follow_up(case, files=(cast.attachment(),))
        message = replace(message, body={**message.body, "files": []})
    with pytest.raises((Mismatch, OutOfOrder)):
        cast.take(message)
    case.refresh_from_db()
    assert not open_content(case).came


def test_what_comes_out_of_order_waits_and_then_takes_effect_once(stage: cast.Stage) -> None:
    case = stage.case()
    first, second = (cast.follow_up(case, text=f"{n}番め", sequence=n) for n in (1, 2))
    parked: set[str] = set()
    take("pull:portal", second, parked, lambda: None)
    row = Parked.objects.get()
    assert row.reason == "OutOfOrder"
    cast.take(first)
    assert take_again(row, second)
    case.refresh_from_db()
    assert [each.text for each in open_content(case).came] == ["1番め", "2番め"]


def test_one_follow_up_stays_within_its_budget_of_queries(stage: cast.Stage) -> None:
    case = stage.case()
    message = cast.follow_up(case, text="追加です。")
    with CaptureQueriesContext(connection) as queries:
        cast.take(message)
    assert len([each for each in queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= FOLLOW_UP_SQL_MAX


def _at_the_counter(stage: cast.Stage, case: Case, once: object, identity: str = "driving_licence"):
    form = {"once": str(once), "identity": identity}
    return stage.client(stage.desk_clerk).post(reverse("cases:code", args=[case.id]), form)


def test_a_lost_code_is_replaced_at_the_counter_on_a_slip_to_print(stage: cast.Stage) -> None:
    case, once = stage.case(), new_id()
    question = _ask(stage, case)
    slip = _at_the_counter(stage, case, once).content.decode()
    code = CODE.search(slip)[0].replace("-", "")
    assert case.number in slip
    replaced = Outgoing.objects.get(kind="code.replaced")
    assert replaced.payload["lookup"] == lookup_id(code)
    again = [open_reply(each, reply_key(code)) for _, each in sorted(replaced.payload["replies"].items())]
    assert [(each.kind, each.question) for each in again] == [("received", ""), ("question", question)]
    assert Entry.objects.get(kind="case.code_replaced").body["identity"] == "driving_licence"
    assert code not in str(list(Entry.objects.values())) + str(list(Outgoing.objects.values()))
    case.refresh_from_db()
    actions.case_ask(by=stage.desk_clerk, case=case, once=new_id(), text="新しいコードで読めますか。")
    sealed = Outgoing.objects.filter(kind="reply.sent").last().payload["sealed"]
    assert open_reply(sealed, reply_key(code)).text == "新しいコードで読めますか。"
    with pytest.raises(CannotOpen):
        open_reply(sealed, reply_key(cast.RESIDENT.code))


def test_the_same_form_gives_the_same_code_and_an_old_form_none(stage: cast.Stage) -> None:
    case, first, second = stage.case(), new_id(), new_id()
    slips = [CODE.search(_at_the_counter(stage, case, first).content.decode())[0] for _ in range(2)]
    assert slips[0] == slips[1]
    assert Outgoing.objects.filter(kind="code.replaced").count() == 1
    _at_the_counter(stage, case, second)
    assert _at_the_counter(stage, case, first).status_code == 403


def test_without_a_check_of_identity_there_is_no_code(stage: cast.Stage) -> None:
    case = stage.case()
    for identity in ("", "good_looks"):
        assert _at_the_counter(stage, case, new_id(), identity).status_code == 422
    assert not Outgoing.objects.filter(kind="code.replaced").exists()


def test_what_was_sent_under_the_old_code_before_still_arrives(stage: cast.Stage) -> None:
    case = stage.case()
    on_its_way = cast.follow_up(case, text="入れ違いです。")
    _at_the_counter(stage, case, new_id())
    cast.take(on_its_way)
    case.refresh_from_db()
    assert [each.text for each in open_content(case).came] == ["入れ違いです。"]


def test_after_a_return_the_packet_comes_along_to_the_new_code(stage: cast.Stage) -> None:
    case = stage.case()
    due_on = clock.today() + timedelta(days=10)
    actions.case_return(by=stage.desk_clerk, case=case, once=new_id(), text="直してください。", items=(), due_on=due_on)
    slip = _at_the_counter(stage, case, new_id()).content.decode()
    replies = Outgoing.objects.get(kind="code.replaced").payload["replies"]
    returned = open_reply(replies["2"], reply_key(CODE.search(slip)[0].replace("-", "")))
    assert (returned.kind, returned.answers) == ("returned", open_content(case).newest.answers)


def _with(stage: cast.Stage, **extra: object) -> Case:
    """A case whose application holds something more."""
    made = cast.application(stage.compiled, **extra)
    cast.take(made.message)
    return Case.objects.get(number=made.number)


def test_who_acts_for_the_applicant_stands_above_the_answers(stage: cast.Stage) -> None:
    case = _with(stage, acting=Acting(kind="agent", name="見本 代理"))
    assert "見本 代理" in _page(stage, case)
    assert "代理で申請" in _page(stage, case)


def test_answers_kept_apart_show_on_demand_only_and_each_look_is_written_down(stage: cast.Stage) -> None:
    parts = seal_part({"my_number": "123456789018"}, settings.KEY_MANIFEST.sealing(settings.ZONE))
    case = _with(stage, parts=parts)
    assert "123456789018" not in _page(stage, case)
    url = reverse("cases:apart", args=[case.id])
    assert stage.client(stage.desk_clerk).get(url).status_code == 405
    assert stage.client(stage.clerk_elsewhere).post(url).status_code == 404
    assert "123456789018" in stage.client(stage.desk_clerk).post(url).content.decode()
    assert Access.objects.filter(case=case.id, purpose="my_number").count() == 1
