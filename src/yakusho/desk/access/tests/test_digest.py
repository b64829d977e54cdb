"""A day of the access log can't be changed unnoticed once the journal holds its digest."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests import cast
from yakusho.desk.access.actions import access_record
from yakusho.desk.access.digest import day_digest, digests_append
from yakusho.desk.access.models import Access
from yakusho.journal.models import Entry
from yakusho.journal.write import OtherContent
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id

DAY = datetime(2026, 12, 1, 3, tzinfo=UTC)  # noon in Tokyo


def _look(stage: cast.Stage, at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        access_record(by=stage.desk_clerk, cases=[new_id()], purpose="handling")


def _digested() -> list[tuple[str, int]]:
    entries = Entry.objects.filter(kind="access.digested").order_by("occurred_on")
    return [(entry.body["day"], entry.body["rows"]) for entry in entries]


def test_each_finished_day_goes_into_the_journal_once(stage: cast.Stage) -> None:
    for at in (DAY, DAY + timedelta(minutes=1), DAY + timedelta(days=2)):
        _look(stage, at)
    with time_machine.travel(DAY + timedelta(days=3)):
        assert digests_append() == 3
        assert digests_append() == 0
    assert _digested() == [("2026-12-01", 2), ("2026-12-02", 0), ("2026-12-03", 1)]
    assert {entry.occurred_on.isoformat() for entry in Entry.objects.filter(kind="access.digested")} == {
        day for day, _ in _digested()
    }


def test_a_day_ends_at_midnight_in_tokyo_and_is_digested_an_hour_later(stage: cast.Stage) -> None:
    midnight = datetime(2026, 12, 2, tzinfo=clock.TOKYO)
    _look(stage, midnight - timedelta(seconds=1))
    _look(stage, midnight)
    for minutes, done in ((30, 0), (61, 1)):
        with time_machine.travel(midnight + timedelta(minutes=minutes)):
            assert digests_append() == done
    assert _digested() == [("2026-12-01", 1)]


def test_where_nobody_ever_looked_there_is_nothing_to_say(stage: cast.Stage) -> None:
    assert digests_append() == 0
    assert not Entry.objects.filter(kind="access.digested").exists()


def test_a_look_added_to_a_finished_day_shows(stage: cast.Stage) -> None:
    _look(stage, DAY)
    with time_machine.travel(DAY + timedelta(days=1)):
        digests_append()
    entry, day = Entry.objects.get(kind="access.digested"), clock.in_tokyo(DAY).date()
    assert day_digest(day).digest == entry.body["digest"]
    _look(stage, DAY + timedelta(minutes=1))
    assert day_digest(day).digest != entry.body["digest"]


def test_a_second_digest_of_a_day_is_never_written_over_the_first(stage: cast.Stage, monkeypatch) -> None:
    _look(stage, DAY)
    with time_machine.travel(DAY + timedelta(days=1)):
        digests_append()
        _look(stage, DAY + timedelta(minutes=1))
        day = clock.in_tokyo(DAY).date()
        monkeypatch.setattr("yakusho.desk.access.digest._next_day", lambda: day)
        with pytest.raises(OtherContent):
            digests_append()
    assert Access.objects.count() == 2
    assert _digested() == [("2026-12-01", 1)]
