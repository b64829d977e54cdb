"""From an arrival to a clean copy: one file at a time, through kills, without ever laying the original open."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from yakusho.desk.attachments import making, sandbox
from yakusho.desk.attachments.actions import attachment_finish, attachment_take
from yakusho.desk.attachments.bounds import ATTEMPTS_MAX
from yakusho.desk.attachments.making import Making, make
from yakusho.desk.attachments.models import Attachment
from yakusho.desk.attachments.queries import clean_copy
from yakusho.desk.attachments.tests import corpus
from yakusho.desk.attachments.tests.conftest import KILLED, QUICK, Put, child_of, sealed_file, work
from yakusho.desk.attachments.work import Bench
from yakusho.desk.cases.models import Case
from yakusho.journal import blobs
from yakusho.journal.models import Entry, Problem
from yakusho.journal.problems import open_problems
from yakusho.kernel import clock

WORK_SQL_MAX = 20


def _due() -> None:
    """Let the time pass until every file may be taken again."""
    Attachment.objects.update(due_at=clock.now() - timedelta(seconds=1))


def _all_blobs() -> set[Path]:
    return {path for path in (Path(settings.ZONE_FOLDER) / "blobs").rglob("*") if path.is_file()}


def _facts() -> list[dict[str, object]]:
    return [entry.body for entry in Entry.objects.filter(kind="attachment.sanitised").order_by("recorded_at")]


def test_a_file_that_arrives_becomes_a_clean_copy(put: Put, real_child: None) -> None:
    original = corpus.armed_pdf()
    row = put(original)
    assert (row.state, row.revision, row.item) == ("waiting", 1, "attachment")
    assert work(rounds=3) == 1
    row.refresh_from_db()
    assert (row.state, row.method, row.pages, row.attempts) == ("clean", "pictures", 1, 1)
    assert row.original_sha256 == hashlib.sha256(original).hexdigest()
    assert blobs.holds(row.blob)
    copy = clean_copy(row.case, row.id)
    content = b"".join(copy.pieces)
    assert (copy.name, copy.media_type, copy.size_bytes) == ("見本 証明.pdf", "application/pdf", len(content))
    with pikepdf.open(io.BytesIO(content)) as document:
        assert "/OpenAction" not in document.Root
    assert not open_problems()


def test_the_journal_learns_codes_and_counts_and_no_more(put: Put, isolated: None) -> None:
    row = put(corpus.pdf())
    work()
    entry = Entry.objects.get(kind="attachment.sanitised")
    row.refresh_from_db()
    assert (entry.subject, entry.section, entry.actor) == (row.case.subject, row.case.section, "system")
    assert entry.body == {
        "number": row.case.number,
        "procedure": row.case.procedure,
        "section": row.case.section,
        "state": "clean",
        "method": "pictures",
        "reason": "",
        "pages": 1,
        "size_bytes": row.size_bytes,
        "attempts": 1,
    }


def test_the_copy_lies_encrypted_and_opens_with_its_own_case_only(stage: cast.Stage, put: Put, isolated: None) -> None:
    row = put(corpus.pdf())
    work()
    row.refresh_from_db()
    assert b"%PDF" not in blobs.path(row.clean_blob).read_bytes()
    other = stage.case(cast.OTHER_RESIDENT)
    Attachment.objects.filter(id=row.id).update(case=other)
    with pytest.raises(Exception, match="ecrypt"):
        clean_copy(other, row.id)


def test_the_original_is_never_a_file_in_the_open(put: Put, monkeypatch: pytest.MonkeyPatch, isolated: None) -> None:
    original, seen = corpus.pdf(), []
    put(original)
    run = sandbox.run

    def watched(pieces, *arguments, **options):
        folders = [Path(settings.ZONE_FOLDER), Path("/proc/self/fd")]
        outcome = run(pieces, *arguments, **options)
        seen.extend(path for folder in folders for path in folder.rglob("*") if path.is_file())
        return outcome

    monkeypatch.setattr(sandbox, "run", watched)
    work()
    assert len(seen) > 2
    assert not [path for path in seen if path.exists() and original in path.read_bytes()]


def test_a_file_that_comes_again_with_a_correction_is_copied_once(stage: cast.Stage, isolated: None) -> None:
    kept = sealed_file(corpus.pdf(), "application/pdf", "a.pdf")
    fresh = sealed_file(corpus.picture("PNG"), "image/png", "b.png")
    case = stage.case(files=(kept,))
    Case.objects.filter(id=case.id).update(state="returned", stage="open", returned_on=case.received_at.date())
    case.refresh_from_db()
    cast.take(cast.correction(stage.compiled, case, stage.answers(), files=(kept, fresh)))
    rows = Attachment.objects.order_by("revision").values_list("blob", "revision", "position")
    assert list(rows) == [(kept.blob, 1, 0), (fresh.blob, 2, 1)]
    assert work(rounds=5) == 2
    assert {row.state for row in Attachment.objects.all()} == {"clean"}


def test_what_is_suspicious_has_a_reason_and_no_copy(put: Put, isolated: None) -> None:
    row, before = put(corpus.locked_pdf()), _all_blobs()
    work()
    row.refresh_from_db()
    assert (row.state, row.reason, row.clean_blob, row.clean_key) == ("suspicious", "encrypted", "", None)
    assert row.original_sha256
    assert _all_blobs() == before
    assert _facts()[0]["reason"] == "encrypted"


def test_a_file_under_another_key_than_it_says_is_suspicious(stage: cast.Stage, isolated: None) -> None:
    case = stage.case(files=(cast.attachment(),))
    work()
    assert Attachment.objects.get(case=case).reason == "cannot_open"


def test_a_procedure_may_keep_the_text_of_its_papers(put: Put, isolated: None, settings) -> None:
    row = put(corpus.pdf())
    settings.PDF_KEEPS_TEXT = frozenset({row.case.procedure})
    work()
    row.refresh_from_db()
    assert row.method == "stripped"


def test_a_killed_child_is_tried_again_and_then_a_person_is_told(
    put: Put, isolated: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, before = put(corpus.pdf()), _all_blobs()
    whole = sandbox.command
    monkeypatch.setattr(sandbox, "command", KILLED)
    for attempt in range(1, ATTEMPTS_MAX + 1):
        assert work(rounds=2) == 1
        row.refresh_from_db()
        assert (row.state, row.attempts) == ("waiting" if attempt < ATTEMPTS_MAX else "failed", attempt)
        assert work() == 0
        _due()
    assert _all_blobs() == before
    assert blobs.holds(row.blob)
    problem = Problem.objects.get(key=f"attachment:{row.id}")
    assert (problem.what, problem.reason, problem.place) == ("attachment_failed", "killed", row.case.number)
    assert [fact["state"] for fact in _facts()] == ["failed"]
    monkeypatch.setattr(sandbox, "command", whole)
    assert work() == 0


def test_a_child_killed_in_the_middle_of_its_answer_leaves_nothing_but_the_original(
    put: Put, isolated: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, before = put(corpus.pdf()), _all_blobs()
    half = '{"method": "pictures", "media_type": "application/pdf", "size_bytes": 90000, "pages": 1}'
    script = f"import os, sys; print('{half}\\n%PDF-' + 'x' * 50_000, end='', flush=True); os.kill(os.getpid(), 9)"
    monkeypatch.setattr(sandbox, "command", child_of(script))
    work()
    row.refresh_from_db()
    assert (row.state, row.clean_blob) == ("waiting", "")
    assert _all_blobs() == before
    assert not list((Path(settings.ZONE_FOLDER) / "tmp").glob("blob-*"))


def test_a_worker_that_died_over_a_file_loses_it_to_the_next(put: Put, isolated: None) -> None:
    row = put(corpus.pdf())
    lost = attachment_take()
    assert work() == 0
    _due()
    assert work() == 1
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("clean", 2)
    late = make(lost)
    attachment_finish(lost, late)
    row.refresh_from_db()
    assert row.attempts == 2
    assert not blobs.holds(late.blob)
    assert len(_facts()) == 1


def test_workers_that_always_die_over_a_file_give_it_up(put: Put, isolated: None) -> None:
    row = put(corpus.pdf())
    for _ in range(ATTEMPTS_MAX):
        assert attachment_take() is not None
        _due()
    assert work() == 0
    row.refresh_from_db()
    assert (row.state, row.reason) == ("failed", "killed")


def test_a_copy_that_can_not_be_told_of_is_not_kept(put: Put, isolated: None, monkeypatch: pytest.MonkeyPatch) -> None:
    row = put(corpus.pdf())
    monkeypatch.setattr("yakusho.desk.attachments.actions.append", lambda *arguments, **options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        work()
    row.refresh_from_db()
    assert (row.state, row.clean_blob) == ("working", "")


def test_an_error_of_ours_is_tried_again(put: Put, isolated: None, monkeypatch: pytest.MonkeyPatch) -> None:
    row = put(corpus.pdf())
    monkeypatch.setattr(making, "make", lambda task: 1 / 0)
    work()
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 1)


def test_without_its_sealed_original_a_file_waits(put: Put, isolated: None) -> None:
    row = put(corpus.pdf())
    blobs.delete(row.blob)
    work()
    row.refresh_from_db()
    assert row.state == "waiting"


def test_the_worker_goes_on_while_a_file_is_copied(put: Put, isolated: None, monkeypatch: pytest.MonkeyPatch) -> None:
    put(corpus.pdf())
    monkeypatch.setattr(Making, "is_alive", lambda self: True)
    bench = Bench()
    assert [bench.step(), bench.step(), bench.step()] == [1, 0, 0]
    bench.wait()


def test_nothing_to_do_costs_one_query_and_a_file_few(put: Put, isolated: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        Bench().step()
    assert len(queries) == 1
    put(corpus.pdf())
    with CaptureQueriesContext(connection) as queries:
        work()
    assert len([each for each in queries if "SAVEPOINT" not in each["sql"]]) <= WORK_SQL_MAX


def test_a_ward_without_a_sandbox_opens_nothing_and_is_told(
    put: Put, not_isolated: None, monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    settings.SAMPLE_HOME = False
    row = put(corpus.pdf())
    monkeypatch.setattr(sandbox, "run", lambda *arguments, **options: 1 / 0)
    assert work(rounds=3) == 0
    row.refresh_from_db()
    assert (row.state, row.attempts, row.clean_blob) == ("no_sandbox", 0, "")
    assert [(each.what, each.reason) for each in open_problems()] == [("sandbox_missing", "no_program")]
    assert not _facts()


@pytest.mark.parametrize("sample", [False, True])
def test_once_the_sandbox_is_there_what_waited_for_it_is_copied(
    put: Put, not_isolated: None, monkeypatch: pytest.MonkeyPatch, settings, sample: bool
) -> None:
    settings.SAMPLE_HOME = sample
    row = put(corpus.pdf())
    work()
    row.refresh_from_db()
    first = row.clean_blob
    assert (row.state, bool(first)) == ("no_sandbox", sample)
    assert work(rounds=3) == 0
    _due()
    monkeypatch.setattr(sandbox, "missing", lambda: "")
    monkeypatch.setattr(sandbox, "command", QUICK)
    assert work() == 1
    row.refresh_from_db()
    assert row.state == "clean"
    assert not open_problems()
    assert row.clean_blob != first
