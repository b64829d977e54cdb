"""The share that headquarters sets: who may, what follows, what stays."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import cast
from yakusho.journal.models import Entry, Outgoing
from yakusho.kernel import clock
from yakusho.kernel.errors import Refused
from yakusho.kernel.ids import new_id
from yakusho.office.headquarters import actions, queries
from yakusho.office.headquarters.models import MajorityThreshold
from yakusho.office.plan import actions as publishing
from yakusho.office.plan import queries as plan_queries

PAGE = "/headquarters/"
PLAN = "plan-2025"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """Each test reads and publishes the plan anew."""
    plan_queries._kept = publishing._published = None
    yield
    plan_queries._kept = publishing._published = None


def _decision(percent: str = "80", **other: Any) -> actions.Decision:
    said = {"on": date(2021, 5, 20), "meeting": "第１回推進本部", "reason": "５つに４つを大部分とみる"}
    return actions.Decision(**{"percent": Decimal(percent), **said, **other})


def _set(stage: cast.Stage, percent: str = "80", *, seen: int = 0, once: UUID | None = None) -> MajorityThreshold:
    return actions.threshold_set(
        by=stage.secretariat, plan=PLAN, seen=seen, decision=_decision(percent), once=once or new_id()
    )


def _typed(**other: str) -> dict[str, str]:
    said = {
        "share": "80",
        "decided_on": "2021-05-20",
        "meeting": "第１回推進本部",
        "reason": "５つに４つを大部分とみる",
    }
    return {"once": str(new_id()), "seen": "0", **said, **other}


def test_a_page_before_anything_is_set_says_so_to_every_seat(stage: cast.Stage) -> None:
    page = stage.client(stage.clerk_elsewhere).get(PAGE)
    assert page.status_code == 200
    assert "まだ決まっていません" in page.content.decode()


def test_a_stranger_sees_nothing(client: Any, db: None) -> None:
    assert client.get(PAGE).status_code == 302


def test_a_preview_shows_the_ratings_and_stores_nothing(stage: cast.Stage) -> None:
    page = stage.client(stage.secretariat).get(f"{PAGE}?share=８０％").content.decode()
    assert "80%に決める" in page
    assert 'action="/headquarters/threshold/"' in page
    assert not MajorityThreshold.objects.exists()


@pytest.mark.usefixtures("partly")
def test_a_preview_names_the_measures_that_move(stage: cast.Stage) -> None:
    client = stage.client(stage.clerk_elsewhere)
    assert "いま 1 施策が" in client.get(PAGE).content.decode()
    page = client.get(f"{PAGE}?share=66").content.decode()
    assert "判定が変わる施策（1 施策）" in page
    assert "2 / 3" in page
    assert 'href="/plan/21/"' in page


def test_a_section_may_try_a_share_but_not_set_it(stage: cast.Stage) -> None:
    section = stage.client(stage.clerk_elsewhere)
    assert 'action="/headquarters/threshold/"' not in section.get(f"{PAGE}?share=80").content.decode()
    assert section.post(f"{PAGE}threshold/", _typed()).status_code == 403
    with pytest.raises(Refused):
        actions.threshold_set(by=stage.clerk_elsewhere, plan=PLAN, seen=0, decision=_decision(), once=new_id())
    assert not MajorityThreshold.objects.exists()


def test_a_share_that_is_no_most_is_refused_beside_what_was_typed(stage: cast.Stage) -> None:
    page = stage.client(stage.secretariat).get(f"{PAGE}?share=50")
    assert page.status_code == 422
    assert 'value="50"' in page.content.decode()


def test_what_headquarters_set_stands_on_the_page_and_in_the_plan(stage: cast.Stage) -> None:
    before = plan_queries.standing()
    assert before.snapshot.majority_threshold is None
    client = stage.client(stage.secretariat)
    assert client.post(f"{PAGE}threshold/", _typed()).status_code == 302
    after = plan_queries.standing()
    assert before.stamp != after.stamp
    assert after.snapshot.majority_threshold == 0.8
    assert queries.majority_threshold(PLAN) == Decimal("0.8")
    page = client.get(PAGE).content.decode()
    for words in ("80%以上", "第１回推進本部", "５つに４つを大部分とみる", "見本 secretariat"):
        assert words in page
    assert "まだ決まっていません" not in page


def test_what_the_public_sees_follows(stage: cast.Stage) -> None:
    publishing.publish_if_changed()
    _set(stage)
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        assert publishing.publish_if_changed() == 1
    sent = Outgoing.objects.filter(kind="publication.made").order_by("made_at").last()
    assert sent is not None
    assert sent.payload["content"]["majority_threshold"] == 0.8


def test_the_journal_knows_share_and_day_but_no_words_and_no_names(stage: cast.Stage) -> None:
    row = _set(stage, "66.50")
    entry = Entry.objects.get(kind="plan.threshold_set")
    assert entry.id == row.entry
    assert entry.body == {"plan": PLAN, "number": 1, "percent": "66.5", "decided_on": "2021-05-20"}
    assert entry.actor == stage.secretariat.actor


def test_the_same_form_sent_twice_sets_once(stage: cast.Stage) -> None:
    typed = _typed()
    client = stage.client(stage.secretariat)
    assert [client.post(f"{PAGE}threshold/", typed).status_code for _ in range(2)] == [302, 302]
    once = new_id()
    assert _set(stage, "75", seen=1, once=once).id == _set(stage, "75", seen=1, once=once).id
    assert MajorityThreshold.objects.count() == Entry.objects.filter(kind="plan.threshold_set").count() == 2


def test_a_share_set_meanwhile_is_looked_at_first(stage: cast.Stage) -> None:
    _set(stage)
    page = stage.client(stage.secretariat).post(f"{PAGE}threshold/", _typed(share="75", reason="別の理由"))
    assert page.status_code == 409
    assert "別の理由" in page.content.decode()
    assert MajorityThreshold.objects.count() == 1


def test_a_form_that_lacks_something_comes_back_with_everything_typed(stage: cast.Stage) -> None:
    typed = _typed(share="70", meeting="", reason="七割")
    page = stage.client(stage.secretariat).post(f"{PAGE}threshold/", typed)
    assert page.status_code == 422
    text = page.content.decode()
    assert "七割" in text
    assert typed["once"] in text
    assert not MajorityThreshold.objects.exists()


def test_a_correction_is_a_new_row_and_the_database_refuses_changes(stage: cast.Stage) -> None:
    first = _set(stage)
    second = _set(stage, "75", seen=1)
    assert queries.majority_threshold(PLAN) == Decimal("0.75")
    assert [row.id for row in queries.history(PLAN)] == [second.id, first.id]
    first.percent = Decimal(60)
    for change in (first.save, first.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_neither_row_nor_entry_stays_when_the_other_fails(stage: cast.Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(MajorityThreshold, "save", broken)
    with pytest.raises(RuntimeError):
        _set(stage)
    assert not Entry.objects.filter(kind="plan.threshold_set").exists()


def test_a_hundred_rows_cost_what_one_costs(stage: cast.Stage) -> None:
    def cost() -> int:
        client.get(PAGE)
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"{PAGE}?share=90").status_code == 200
        return len(found)

    client = stage.client(stage.secretariat)
    _set(stage)
    one = cost()
    MajorityThreshold.objects.bulk_create(
        MajorityThreshold(
            key=new_id(),
            plan=PLAN,
            number=number,
            percent=Decimal(80),
            decided_on=date(2021, 5, 20),
            meeting="本部",
            reason="試験",
            by_section="it-suishin",
            seat=stage.secretariat.seat.id,
            recorded_at=clock.now(),
            entry=new_id(),
        )
        for number in range(2, 102)
    )
    assert cost() == one
