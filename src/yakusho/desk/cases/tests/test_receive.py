"""Applications arrive in the zone that decides: each becomes one case, and nothing is readable outside it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from nacl.exceptions import CryptoError

from tests import cast
from yakusho.desk.cases import actions
from yakusho.desk.cases.content import new_data_key, open_content
from yakusho.desk.cases.models import Case, CaseEvent
from yakusho.desk.cases.receive import Mismatch, OutOfOrder
from yakusho.desk.procedures.queries import Unpublished
from yakusho.journal import blobs
from yakusho.journal.models import Entry, Outgoing, Parked
from yakusho.journal.receive import take, take_again
from yakusho.kernel.ids import new_id
from yakusho.messages.sealing import CannotOpen, open_reply, reply_key
from yakusho.messages.submissions import SubmittedFile

RECEIVE_SQL_MAX = 12


def _reply(case: Case, sequence: int, resident: cast.Resident = cast.RESIDENT):
    sent = Outgoing.objects.filter(kind="reply.sent", subject=case.subject)
    sealed = next(each.payload["sealed"] for each in sent if each.payload["sequence"] == sequence)
    return open_reply(sealed, reply_key(resident.code))


def test_an_application_becomes_a_case_and_the_resident_is_told(stage: cast.Stage) -> None:
    made = stage.apply()
    case = Case.objects.get()
    assert (case.number, case.section, case.state, case.stage) == (made.number, stage.section, "new", "new")
    assert case.due_on > case.received_at.date()
    assert open_content(case).newest.answers == made.submission.answers
    assert _reply(case, 1).kind == "received"
    acknowledged = Outgoing.objects.get(kind="submission.acknowledged")
    assert acknowledged.payload == {"entry": str(made.message.id), "blobs": [made.message.body["sealed"]]}
    entry = Entry.objects.get(kind="case.opened")
    assert (entry.subject, entry.section, entry.actor) == (case.subject, stage.section, "system")


def test_the_same_message_again_changes_nothing(stage: cast.Stage) -> None:
    made = stage.apply()
    cast.take(made.message)
    assert Case.objects.count() == Entry.objects.filter(kind="case.opened").count() == 1
    assert Outgoing.objects.count() == 2


def test_an_application_for_the_other_zone_is_only_passed_on(stage: cast.Stage) -> None:
    made = stage.apply(arrives=False)
    other = "mynumber" if stage.compiled.procedure.zone == "office" else "office"
    cast.take(replace(made.message, body={**made.message.body, "zone": other}))
    assert not Case.objects.exists()


def test_one_submission_stays_within_its_budget_of_queries(stage: cast.Stage) -> None:
    stage.apply()
    made = stage.apply(cast.OTHER_RESIDENT, arrives=False)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        cast.take(made.message)
    assert len([each for each in queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= RECEIVE_SQL_MAX


def test_nothing_personal_lies_readable_in_the_table(stage: cast.Stage) -> None:
    name = "板橋 桃太郎"
    answers = {**stage.answers(), "name": name}
    case = stage.case(answers=answers)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_case")
        row = b"".join(
            bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
            for value in cursor.fetchone()
        )
    assert name.encode() not in row
    assert open_content(case).newest.answers["name"] == name
    assert name not in str(list(Entry.objects.values_list("body", flat=True)))


@pytest.mark.parametrize("member", ["number", "generation"])
def test_sealed_content_that_disagrees_with_the_journal_is_refused(stage: cast.Stage, member: str) -> None:
    made = stage.apply(arrives=False)
    other = stage.apply(cast.OTHER_RESIDENT, arrives=False)
    body = {**made.message.body, "sealed": other.message.body["sealed"]}
    if member == "generation":
        body = {**made.message.body, "generation": 2}
    with pytest.raises((Mismatch, Unpublished)):
        cast.take(replace(made.message, body=body))
    assert not Case.objects.exists()


def test_content_sealed_to_somebody_else_is_refused(stage: cast.Stage) -> None:
    made = stage.apply(arrives=False)
    with pytest.raises(CannotOpen):
        cast.take(replace(made.message, body={**made.message.body, "sealed": blobs.put(b"not for us")}))


def test_a_correction_waits_for_the_desk_again(stage: cast.Stage) -> None:
    case = stage.case()
    Case.objects.filter(id=case.id).update(state="returned", stage="open", returned_on=case.received_at.date())
    answers = {**stage.answers(), "name": "見本 改"}
    message = cast.correction(stage.compiled, case, answers)
    cast.take(message)
    cast.take(message)
    case.refresh_from_db()
    assert (case.state, case.stage, case.revision, case.returned_on) == ("corrected", "new", 2, None)
    assert open_content(case).newest.answers["name"] == "見本 改"
    assert _reply(case, 2).kind == "corrected"
    assert CaseEvent.objects.filter(case=case, kind="corrected").count() == 1
    assert Entry.objects.filter(kind="case.corrected").count() == 1


def test_a_correction_after_the_decision_is_kept_and_changes_nothing(stage: cast.Stage) -> None:
    case = stage.case(answers={**stage.answers(), "name": "見本 決"})
    actions.case_approve(by=stage.section_head, case=case, once=new_id())
    case.refresh_from_db()
    for revision, name in ((2, "見本 後"), (3, "見本 最後")):
        answers = {**stage.answers(), "name": name}
        cast.take(cast.correction(stage.compiled, case, answers, revision=revision))
    case.refresh_from_db()
    content = open_content(case)
    assert (case.state, case.revision, case.generation, case.replies) == ("approved", 1, 1, 2)
    assert content.newest.answers["name"] == "見本 決"
    assert [each.answers["name"] for each in content.late] == ["見本 後", "見本 最後"]
    assert Entry.objects.filter(kind="case.corrected").count() == 2
    page = stage.client(stage.section_head).get(reverse("cases:case", args=[case.id])).content.decode()
    assert "見本 決" in page
    assert "見本 後" not in page
    assert "決定のあとに" in page


def test_a_correction_before_its_application_is_refused(stage: cast.Stage) -> None:
    case = stage.case()
    message = cast.correction(stage.compiled, case, stage.answers())
    with pytest.raises(OutOfOrder):
        cast.take(replace(message, subject="0190aaaa-0000-7000-8000-000000000000"))


def _returned(stage: cast.Stage, *files: SubmittedFile) -> Case:
    case = stage.case(files=files)
    Case.objects.filter(id=case.id).update(state="returned", stage="open", returned_on=case.received_at.date())
    case.refresh_from_db()
    return case


@pytest.mark.parametrize("unit", ["ward_days", "calendar_days"])
def test_the_due_date_counts_the_days_that_the_procedure_names(stage: cast.Stage, monkeypatch, unit: str) -> None:
    procedure = stage.compiled.procedure
    period = procedure.standard_period.model_copy(update={"days": 15, "unit": unit})
    counted = procedure.model_copy(update={"standard_period": period})
    monkeypatch.setattr("yakusho.desk.cases.receive.definition", lambda code, generation: counted)
    noon = datetime(2026, 11, 24, 3, tzinfo=UTC)
    case = stage.case(recorded_at=noon)
    assert case.due_on == {"ward_days": date(2026, 12, 15), "calendar_days": date(2026, 12, 9)}[unit]


def test_a_correction_keeps_a_file_and_brings_another(stage: cast.Stage) -> None:
    kept, fresh = cast.attachment("kept.pdf"), cast.attachment("fresh.pdf")
    case = _returned(stage, kept)
    message = cast.correction(stage.compiled, case, stage.answers(), files=(kept, fresh))
    assert message.body["files"] == [fresh.blob]
    cast.take(message)
    case.refresh_from_db()
    assert [each.name for each in open_content(case).files()] == ["kept.pdf", "fresh.pdf"]
    acknowledged = Outgoing.objects.filter(kind="submission.acknowledged").order_by("id").last()
    assert acknowledged.payload["blobs"] == [message.body["sealed"], kept.blob, fresh.blob]


def test_a_file_of_another_case_is_not_taken_for_a_kept_one(stage: cast.Stage) -> None:
    foreign = cast.attachment("foreign.pdf")
    stage.case(cast.OTHER_RESIDENT, files=(foreign,))
    case = _returned(stage)
    message = cast.correction(stage.compiled, case, stage.answers(), files=(foreign,))
    with pytest.raises(Mismatch):
        cast.take(replace(message, body={**message.body, "files": []}))


def test_an_application_waits_for_its_file_and_is_not_acknowledged_before(stage: cast.Stage) -> None:
    file = cast.attachment("late.pdf", arrives=False)
    made = stage.apply(arrives=False, files=(file,))
    take("pull:portal", made.message, set(), lambda: None)
    parked = Parked.objects.get()
    assert parked.reason == "BlobMissing"
    assert not Case.objects.exists()
    assert not Outgoing.objects.exists()
    cast.attachment("late.pdf")
    assert take_again(parked, made.message)
    assert Case.objects.get().number == made.number
    assert file.blob in Outgoing.objects.get(kind="submission.acknowledged").payload["blobs"]


def test_only_files_that_the_resident_sealed_are_acknowledged(stage: cast.Stage) -> None:
    made, foreign = stage.apply(arrives=False), cast.attachment("foreign.pdf")
    cast.take(replace(made.message, body={**made.message.body, "files": [foreign.blob]}))
    acknowledged = Outgoing.objects.get(kind="submission.acknowledged")
    assert acknowledged.payload["blobs"] == [made.message.body["sealed"]]


def test_a_correction_by_somebody_else_cannot_take_over_the_replies(stage: cast.Stage) -> None:
    case = _returned(stage)
    before = open_content(case).reply_key
    with pytest.raises(Mismatch):
        cast.take(cast.correction(stage.compiled, case, stage.answers(), cast.OTHER_RESIDENT))
    case.refresh_from_db()
    assert (case.state, open_content(case).reply_key) == ("returned", before)


def test_a_correction_of_another_procedure_is_refused(stage: cast.Stage) -> None:
    case = _returned(stage)
    Case.objects.filter(id=case.id).update(procedure="another")
    with pytest.raises(Mismatch):
        cast.take(cast.correction(stage.compiled, case, stage.answers()))


def test_a_correction_waits_until_its_generation_of_the_procedure_is_known(stage: cast.Stage) -> None:
    case = _returned(stage)
    message = cast.correction(stage.compiled, case, stage.answers())
    with pytest.raises(Unpublished):
        cast.take(replace(message, body={**message.body, "generation": 2}))


def test_the_journal_can_prove_what_arrived_until_the_case_is_destroyed(stage: cast.Stage) -> None:
    made = stage.apply()
    case = Case.objects.get()
    content, kept = open_content(case), Entry.objects.get(kind="case.opened").content_hash
    assert content.hash_again(made.message.id, vars(content.newest)) == kept
    other = stage.apply(cast.OTHER_RESIDENT, answers=made.submission.answers)
    assert Entry.objects.get(kind="case.opened", body__number=other.number).content_hash != kept
    case.data_key = new_data_key()
    with pytest.raises((CannotOpen, CryptoError)):
        open_content(case)
