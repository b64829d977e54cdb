"""What staff do with a case: once, in order, told to the resident and to the journal."""

from datetime import timedelta

import pytest

from tests import cast
from yakusho.desk.cases import actions
from yakusho.desk.cases.content import open_content
from yakusho.desk.cases.models import Case, CaseEvent
from yakusho.journal.models import Entry, Outgoing
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid, Refused
from yakusho.kernel.ids import new_id
from yakusho.messages.sealing import open_reply, reply_key
from yakusho.messages.submissions import Consent, CorrectionItem


def _last_reply(case: Case):
    newest = max(
        Outgoing.objects.filter(kind="reply.sent", subject=case.subject), key=lambda each: each.payload["sequence"]
    )
    return open_reply(newest.payload["sealed"], reply_key(cast.RESIDENT.code))


def _kinds(case: Case) -> list[str]:
    return list(Entry.objects.filter(subject=case.subject).order_by("id").values_list("kind", flat=True))


def _return(stage: cast.Stage, case: Case, once=None, text: str = "生年月日を直してください。") -> Case:
    return actions.case_return(
        by=stage.desk_clerk,
        case=case,
        once=once or new_id(),
        text=text,
        items=[CorrectionItem(path="name", note="戸籍のとおりに")],
        due_on=clock.today() + timedelta(days=14),
    )


def test_a_clerk_takes_a_case_and_the_journal_knows_the_seat_only(stage: cast.Stage) -> None:
    case = actions.case_take(by=stage.desk_clerk, case=stage.case(), once=new_id())
    assert (case.state, case.taken_by_id) == ("taken", stage.desk_clerk.seat.id)
    entry = Entry.objects.get(kind="case.taken")
    assert entry.actor == str(stage.desk_clerk.seat.id)
    assert stage.desk_clerk.name not in str(entry.body)


def test_taking_what_a_colleague_has_is_refused(stage: cast.Stage) -> None:
    case = stage.case()
    actions.case_take(by=stage.desk_clerk, case=case, once=new_id())
    with pytest.raises(Refused):
        actions.case_take(by=stage.section_head, case=case, once=new_id())


def test_a_return_gives_the_resident_the_packet_to_correct(stage: cast.Stage) -> None:
    case = _return(stage, stage.case())
    assert (case.state, case.correct_by) == ("returned", clock.today() + timedelta(days=14))
    reply = _last_reply(case)
    assert (reply.kind, reply.text, reply.due_on) == (
        "returned",
        "生年月日を直してください。",
        case.correct_by.isoformat(),
    )
    assert reply.answers == stage.answers()
    assert [(each.path, each.note) for each in reply.items] == [("name", "戸籍のとおりに")]
    assert _kinds(case) == ["case.opened", "case.returned"]


def test_a_return_takes_along_what_others_agreed_to_last(stage: cast.Stage) -> None:
    first, second = (
        Consent(id="partner", name=name, at="2026-11-24T10:00:00+09:00", words="同意します。")
        for name in ("花子", "華子")
    )
    made = cast.application(stage.compiled, consents=(first,))
    cast.take(made.message)
    case = _return(stage, Case.objects.get(number=made.number))
    assert _last_reply(case).consents == (first,)
    cast.take(cast.correction(stage.compiled, case, stage.answers(), consents=(second,)))
    case = _return(stage, Case.objects.get(number=made.number))
    assert _last_reply(case).consents == (second,)


def test_the_same_form_sent_twice_acts_once(stage: cast.Stage) -> None:
    case, once = stage.case(), new_id()
    for _ in range(2):
        _return(stage, case, once)
    for text in ("メモ", "メモ"):
        actions.case_note(by=stage.desk_clerk, case=case, once=once, text=text)
    case.refresh_from_db()
    assert case.replies == 2
    assert CaseEvent.objects.filter(kind="note").count() == 1


def test_an_approval_again_is_harmless_and_another_decision_is_refused(stage: cast.Stage) -> None:
    case = stage.case()
    for _ in range(2):
        actions.case_approve(by=stage.section_head, case=case, once=new_id(), text="決まりました。")
    assert _last_reply(case).kind == "approved"
    with pytest.raises(Refused, match=r"decided|決定"):
        actions.case_reject(by=stage.section_head, case=case, once=new_id(), reason="理由")
    case.refresh_from_db()
    assert (case.state, case.stage, case.decided_on) == ("approved", "decided", clock.today())
    assert _kinds(case) == ["case.opened", "case.approved"]
    assert Entry.objects.get(kind="case.approved").body["in_time"] is True


def test_a_rejection_needs_its_reason(stage: cast.Stage) -> None:
    case = stage.case()
    with pytest.raises(Invalid):
        actions.case_reject(by=stage.section_head, case=case, once=new_id(), reason=" ")
    actions.case_reject(by=stage.section_head, case=case, once=new_id(), reason="要綱3条に当たりません。")
    assert _last_reply(case).text == "要綱3条に当たりません。"
    assert "要綱" not in str(list(Entry.objects.values_list("body", flat=True)))


def test_the_journal_can_prove_what_was_decided_and_says_nothing_of_it(stage: cast.Stage) -> None:
    case = actions.case_approve(by=stage.section_head, case=stage.case(), once=new_id(), text="決まりました。")
    event, entry = CaseEvent.objects.get(kind="approve"), Entry.objects.get(kind="case.approved")
    written = {"text": "決まりました。", "revision": 1}
    assert open_content(case).hash_again(event.id, written) == entry.content_hash
    assert open_content(case).hash_again(event.id, {**written, "text": "決まりません。"}) != entry.content_hash


def test_what_was_asked_to_correct_can_be_proved(stage: cast.Stage) -> None:
    case = _return(stage, stage.case())
    event, entry = CaseEvent.objects.get(kind="return"), Entry.objects.get(kind="case.returned")
    content = open_content(case)
    assert content.hash_again(event.id, {**content.texts[str(event.id)], "revision": 1}) == entry.content_hash


def test_deciding_on_an_earlier_revision_than_the_newest_is_refused(stage: cast.Stage) -> None:
    case = stage.case()
    cast.take(cast.correction(stage.compiled, case, stage.answers()))
    with pytest.raises(actions.Outdated):
        actions.case_approve(by=stage.section_head, case=case, once=new_id())
    case.refresh_from_db()
    assert actions.case_approve(by=stage.section_head, case=case, once=new_id()).state == "approved"


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_correction_is_due_on_a_day_to_come(stage: cast.Stage, days: int) -> None:
    with pytest.raises(Invalid):
        actions.case_return(
            by=stage.desk_clerk,
            case=stage.case(),
            once=new_id(),
            text="直してください。",
            items=[],
            due_on=clock.today() + timedelta(days=days),
        )


def test_a_returned_case_is_not_returned_again_before_its_correction(stage: cast.Stage) -> None:
    case = stage.case()
    _return(stage, case)
    with pytest.raises(Refused):
        _return(stage, case, text="もうひとつ。")


def test_a_clerk_without_the_function_does_not_decide(stage: cast.Stage) -> None:
    with pytest.raises(Refused):
        actions.case_approve(by=stage.desk_clerk, case=stage.case(), once=new_id())
    assert Case.objects.get().state == "new"


def test_another_section_does_nothing_with_a_case(stage: cast.Stage) -> None:
    case = stage.case()
    for act in (
        lambda: actions.case_take(by=stage.clerk_elsewhere, case=case, once=new_id()),
        lambda: actions.case_note(by=stage.clerk_elsewhere, case=case, once=new_id(), text="x"),
        lambda: actions.case_approve(by=stage.clerk_elsewhere, case=case, once=new_id()),
        lambda: actions.case_reject(by=stage.clerk_elsewhere, case=case, once=new_id(), reason="x"),
    ):
        with pytest.raises(Refused):
            act()
    assert CaseEvent.objects.exclude(kind="received").count() == 0
