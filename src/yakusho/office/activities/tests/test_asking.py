"""Questionnaires: answered once by those who were there, and nobody can say who answered what."""

import pytest

from tests import cast
from yakusho.journal.models import Entry
from yakusho.kernel.errors import Invalid, Refused
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions
from yakusho.office.activities.models import Activity, AnswerSheet, Participation, Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(stage: cast.Stage, training: Activity) -> Question:
    """One question about a training at which the desk clerk was."""
    actions.question_add(
        by=stage.secretariat, activity=training, once=new_id(), kind="scale", text="役に立ちましたか", choices=""
    )
    actions.attendance_tick(by=stage.secretariat, activity=training, seat=stage.desk_clerk.seat.id)
    return Question.objects.get()


def test_an_answer_is_given_once_and_has_no_name(stage: cast.Stage, training: Activity, question: Question) -> None:
    posted = {str(question.id): ["4"]}
    actions.answers_give(by=stage.desk_clerk, activity=training, posted=posted)
    with pytest.raises(Refused):
        actions.answers_give(by=stage.desk_clerk, activity=training, posted=posted)
    (sheet,) = AnswerSheet.objects.all()
    assert sheet.answers == {str(question.id): "4"}
    entry = Entry.objects.get(kind="activity.answered")
    assert entry.actor == "anonymous"
    assert stage.desk_clerk.actor not in str(entry.body)
    assert Participation.objects.get(seat=stage.desk_clerk.seat.id).filled_in


def test_who_was_not_there_does_not_answer(stage: cast.Stage, training: Activity, question: Question) -> None:
    with pytest.raises(Refused):
        actions.answers_give(by=stage.section_head, activity=training, posted={str(question.id): ["4"]})


def test_nothing_answered_is_not_an_answer(stage: cast.Stage, training: Activity, question: Question) -> None:
    with pytest.raises(Invalid):
        actions.answers_give(by=stage.desk_clerk, activity=training, posted={str(question.id): ["9"]})
    assert not AnswerSheet.objects.exists()


def test_questions_stay_as_they_are_once_somebody_answered(
    stage: cast.Stage, training: Activity, question: Question
) -> None:
    actions.answers_give(by=stage.desk_clerk, activity=training, posted={str(question.id): ["4"]})
    with pytest.raises(Refused):
        actions.question_remove(by=stage.secretariat, activity=training, once=new_id(), question=question.id)
    with pytest.raises(Refused):
        actions.question_add(
            by=stage.secretariat, activity=training, once=new_id(), kind="text", text="ほかには", choices=""
        )


def test_a_question_is_added_and_removed(stage: cast.Stage, training: Activity, question: Question) -> None:
    with pytest.raises(Invalid):
        actions.question_add(
            by=stage.secretariat, activity=training, once=new_id(), kind="one", text="どちら", choices="一つだけ"
        )
    actions.question_remove(by=stage.secretariat, activity=training, once=new_id(), question=question.id)
    assert not Question.objects.exists()
