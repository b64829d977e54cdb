"""What got stuck is seen by operations, and can be tried again."""

import pytest

from tests import cast
from yakusho.desk.cases.models import Case
from yakusho.journal import problems
from yakusho.journal.models import Mirror, Parked
from yakusho.kernel import clock
from yakusho.messages.message import Message


def _park(message: Message, reason: str = "BlobMissing") -> Parked:
    content = {
        "zone": message.origin,
        "id": str(message.id),
        "kind": message.kind,
        "version": message.version,
        "subject": message.subject,
        "recorded_at": clock.rfc3339(message.recorded_at),
        "body": message.body,
    }
    Mirror.objects.create(
        origin=message.origin,
        position=7,
        entry_id=message.id,
        kind=message.kind,
        subject=message.subject,
        content=content,
    )
    return Parked.objects.create(
        channel=f"pull:{message.origin}",
        position=7,
        kind=message.kind,
        subject=message.subject,
        reason=reason,
        parked_at=clock.now(),
        attempts=1,
    )


def test_nothing_stuck_is_said_plainly(stage: cast.Stage) -> None:
    page = stage.client(stage.operations).get("/problems/")
    assert page.status_code == 200
    assert not page.context["stuck"]
    assert not page.context["problems"]


@pytest.fixture
def offline(monkeypatch) -> None:
    """No outer zone is there to fetch content from."""
    from yakusho.journal.relay import retry

    monkeypatch.setattr(retry, "_bring_content", lambda parked: None)


def test_a_stuck_application_is_seen_and_takes_effect_when_tried_again(stage: cast.Stage, offline: None) -> None:
    made = stage.apply(arrives=False)
    parked = _park(made.message)
    client = stage.client(stage.operations)
    page = client.get("/problems/")
    assert [each.kind for each in page.context["stuck"]] == ["application.received"]
    client.post(f"/problems/{parked.id}/retry/")
    assert Case.objects.get().number == made.number
    assert not Parked.objects.exists()


def test_other_problems_are_named_with_a_remedy(stage: cast.Stage) -> None:
    problems.report("plan:file", "plan_unreadable", "Malformed", place="plans/x.yaml:3")
    page = stage.client(stage.operations).get("/problems/")
    assert page.context["problems"][0].remedy
    assert "plans/x.yaml:3" in page.content.decode()


def test_a_clerk_does_not_run_the_house(stage: cast.Stage) -> None:
    parked = _park(stage.apply(arrives=False).message)
    client = stage.client(stage.desk_clerk)
    assert client.get("/problems/").status_code == 403
    assert client.post(f"/problems/{parked.id}/retry/").status_code == 403
    assert Parked.objects.exists()
