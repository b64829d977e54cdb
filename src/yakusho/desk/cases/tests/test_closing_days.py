"""Operations hear in time that the closing days must be continued, because due dates rest on them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests import cast
from yakusho.desk.cases import closing_days
from yakusho.desk.cases.models import Case
from yakusho.journal.problems import open_problems

END = date(2027, 12, 31)


@pytest.fixture(autouse=True)
def known(monkeypatch) -> None:
    """The closing days are known until `END`."""
    monkeypatch.setattr(closing_days, "_known_until", lambda: END)


def _on(day: date):
    return time_machine.travel(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))


@pytest.mark.django_db
def test_nobody_is_troubled_while_the_closing_days_reach_far_enough() -> None:
    with _on(END - timedelta(days=60)):
        assert closing_days.closing_days_watch() == 0
    assert open_problems() == []


def test_sixty_days_before_the_end_operations_see_what_to_do(stage: cast.Stage) -> None:
    with _on(END - timedelta(days=59)):
        closing_days.closing_days_watch()
        closing_days.closing_days_watch()
        page = stage.client(stage.operations).get("/problems/")
    assert [problem.count for problem in page.context["problems"]] == [2]
    assert "2027-12-31" in page.content.decode()
    assert "closing_days_end" not in page.content.decode()


def test_a_case_that_is_due_late_counts_as_use_until_it_is_decided(stage: cast.Stage) -> None:
    case = stage.case()
    Case.objects.filter(id=case.id).update(due_on=END - timedelta(days=30))
    closing_days.closing_days_watch()
    assert [problem.what for problem in open_problems()] == ["closing_days_end"]
    Case.objects.filter(id=case.id).update(state="approved", stage="decided")
    closing_days.closing_days_watch()
    assert open_problems() == []


def test_the_problem_is_over_when_the_file_was_continued(monkeypatch, stage: cast.Stage) -> None:
    with _on(END):
        closing_days.closing_days_watch()
        monkeypatch.setattr(closing_days, "_known_until", lambda: END + timedelta(days=366))
        closing_days.closing_days_watch()
    assert open_problems() == []


def test_the_end_is_the_one_that_the_ward_data_says(monkeypatch) -> None:
    monkeypatch.undo()
    assert closing_days._known_until() >= END
