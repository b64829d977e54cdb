"""What the public sees follows the numbers by itself, and only when they change."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from yakusho.journal.models import Entry, Outgoing, Problem
from yakusho.journal.problems import open_problems
from yakusho.kernel import clock
from yakusho.office.plan import actions, queries
from yakusho.plans.snapshot import Snapshot

pytestmark = pytest.mark.django_db

Arrive = Callable[[int], None]


@pytest.fixture(autouse=True)
def journal_begun(procedure_opens: Callable[[str], None]) -> None:
    procedure_opens("sample-procedure")


def _sent() -> list[Outgoing]:
    return list(Outgoing.objects.filter(kind="publication.made").order_by("made_at"))


def _later() -> Any:
    return time_machine.travel(clock.now() + timedelta(minutes=1))


def test_the_first_snapshot_goes_out_at_once() -> None:
    assert actions.publish_if_changed() == 1
    (message,) = _sent()
    assert (message.destination, message.payload["kind"], message.payload["key"]) == ("portal", "plan", "plan-2025")
    assert message.payload["generation"] == 1
    assert Snapshot.model_validate(message.payload["content"]) == queries.snapshot()


def test_the_journal_holds_the_hash_of_what_went_out() -> None:
    actions.publish_if_changed()
    entry = Entry.objects.get(kind="plan.published")
    published = queries.published("plan-2025")
    assert published is not None
    assert entry.body == {"plan": "plan-2025", "generation": 1, "content": published.content_hash}


def test_nothing_goes_out_while_nothing_changed(django_assert_num_queries: Any) -> None:
    actions.publish_if_changed()
    with django_assert_num_queries(5):
        assert actions.publish_if_changed() == 0
    assert len(_sent()) == 1


def test_a_restart_does_not_publish_the_same_again() -> None:
    actions.publish_if_changed()
    actions._published = None
    with _later():
        assert actions.publish_if_changed() == 0
    assert len(_sent()) == 1


def test_an_application_makes_the_next_generation(applications_arrive: Arrive) -> None:
    actions.publish_if_changed()
    with _later():
        applications_arrive(1)
        assert actions.publish_if_changed() == 1
    assert [message.payload["generation"] for message in _sent()] == [1, 2]


def test_in_a_busy_moment_the_next_snapshot_waits_a_little(applications_arrive: Arrive) -> None:
    actions.publish_if_changed()
    applications_arrive(1)
    assert actions.publish_if_changed() == 0
    with _later():
        assert actions.publish_if_changed() == 1


def test_a_file_that_cannot_be_read_is_a_problem_and_the_public_keeps_what_it_has(
    tmp_path: Path, settings: Any
) -> None:
    actions.publish_if_changed()
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "plan-2025.yaml").write_text("code: 1\n", "utf-8")
    (folder / "bindings.yaml").write_text("plan: plan-2025\n", "utf-8")
    settings.WARD_FOLDER = tmp_path
    assert actions.publish_if_changed() == 0
    (problem,) = open_problems()
    assert problem.what == "plan_unreadable"
    assert problem.place.startswith("plan-2025.yaml:")
    assert len(_sent()) == 1
    assert Problem.objects.count() == 1
